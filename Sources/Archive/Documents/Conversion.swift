import Platform
import Trajectory
import Wire

/// Writes a document in another of the platform's forms (Platform.docc/Sessions).
enum Conversion {
    /// The bytes of `document` in `form`. The ATIF form of a document is the document as it is stored.
    static func bytes(
        _ document: ReadDocument, as form: TrajectoryFormat, session: Session, includeCompacted: Bool = true
    ) -> [UInt8] {
        let messages = messages(document, includeCompacted: includeCompacted)
        return form == .native ? native(messages, session).bytes : JSONValue.array(messages.map(\.chat)).bytes
    }

    /// Whether a stored document already is what is asked for.
    static func isStored(_ format: DocumentFormat, head: [UInt8], as form: TrajectoryFormat) -> Bool {
        if form == .openai { return format == .openai && head.first { !$0.isBlank } == UInt8(ascii: "[") }
        return form == .atif || format == .native
    }

    static func messages(_ document: ReadDocument, includeCompacted: Bool) -> [SessionMessage] {
        var numbering = MessageNumbering()
        let all = document.steps.flatMap { numbering.messages(of: $0) }
        return includeCompacted ? all : all.filter { !$0.isCompacted }
    }

    private static func native(_ messages: [SessionMessage], _ session: Session) -> JSONValue {
        [
            "session": session.json, "messages": .array(messages.map { $0.json(session: session.id) }),
            "events": .array([]),
        ]
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}
