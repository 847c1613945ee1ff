import Trajectory
import Wire

extension IndexedMessage {
    /// The messages of steps in the numbering of the transcript.
    static func messages(of steps: some Sequence<Step>) -> [IndexedMessage] {
        var numbering = MessageNumbering()
        return steps.flatMap { numbering.messages(of: $0) }.map(IndexedMessage.init)
    }

    init(_ message: SessionMessage) {
        self.init(seq: message.seq, step: message.step, role: message.role, body: message.content)
        reasoning = message.reasoning
        calls = message.calls.isEmpty ? nil : message.calls.map(\.searchText).joined(separator: "\n")
        tools = message.calls.map(\.name)
        time = message.createdAt?.seconds
        hasFailed = message.hasFailed
        isCompacted = message.isCompacted
    }

    private init(seq: Int, step: Int, role: String, body: String) {
        self.seq = seq
        self.step = step
        self.role = role
        self.body = body
    }
}
