package import Platform
import Trajectory
package import Wire

extension ArchivePlatform {
    package func trajectory(
        of session: SessionID, form: TrajectoryFormat, includeCompacted: Bool
    ) async throws -> ByteStream {
        try form.check()
        let (evaluation, place) = try find(session)
        states.note(place.document, of: session)
        if form == .atif { return try place.document.stream() }
        let bytes = try converted(place, of: evaluation, as: form, includeCompacted: includeCompacted)
        return ByteStream(store: ByteStore(bytes), contentType: "application/json")
    }

    package func change(of session: SessionID) async throws {
        let document = try find(session).1.document
        guard case .file = document.file else { try await Self.noChange() }
        try await states.change(of: document, session)
    }

    package func transcript(of item: ItemID, in evaluation: EvaluationID) async throws -> Transcript {
        let archived = try find(evaluation)
        guard let session = archived.samples[try archived.find(item)].sessionID else { throw Self.withoutDocument }
        return try await transcript(of: session, MessageQuery(limit: 1000))
    }

    package func transcript(of session: SessionID, _ query: MessageQuery) async throws -> Transcript {
        let (evaluation, place) = try find(session)
        let read = try read(place, of: evaluation)
        return Transcript(read, session: describe(read, place, of: evaluation), query)
    }

    /// Nothing outside of what was opened is looked at: a name is only compared with those that are listed, or that lie
    /// beside the one file that was opened.
    package func file(_ reference: String, beside session: SessionID) async throws -> FileReference {
        let (evaluation, place) = try find(session)
        guard !reference.hasPrefix("/"), !reference.contains("\\"), !reference.contains("://") else { return .outside }
        var parts = place.document.name.split(separator: "/").dropLast().map(String.init)
        for part in reference.split(separator: "/") where part != "." {
            if part != ".." {
                parts.append(String(part))
            } else if parts.popLast() == nil {
                return .outside
            }
        }
        return evaluation.place(named: parts.joined(separator: "/")).map { .session($0.session) } ?? .missing
    }

    /// Documents that are read to find out what a part of a chain goes on from.
    private static let mostCandidates = 64

    package func candidates(before session: SessionID) async throws -> [SessionID] {
        let (evaluation, place) = try find(session)
        guard let name = ContinuationName(place.document.name) else { return [] }
        return evaluation.places(atMost: Self.mostCandidates, where: name.isPart).map(\.session)
    }

    /// A stored document in another form. Throws `malformed` where it is no trajectory.
    func converted(
        _ place: ArchivedEvaluation.Place, of evaluation: ArchivedEvaluation, as form: TrajectoryFormat,
        includeCompacted: Bool
    ) throws -> [UInt8] {
        let store = try place.document.load()
        if form == .atif { return store.bytes(0..<store.count) }
        let read = try ReadDocument.read(store, name: place.document.name)
        if Conversion.isStored(read.format, head: store.bytes(0..<64), as: form) { return store.bytes(0..<store.count) }
        if let refusal = read.refusal {
            throw PlatformError(.malformed, detail: refusal, resource: place.document.name)
        }
        let described = describe(read, place, of: evaluation)
        return Conversion.bytes(read, as: form, session: described, includeCompacted: includeCompacted)
    }

    /// Reads a document and notes where it is no trajectory. Throws `malformed` then.
    private func read(
        _ place: ArchivedEvaluation.Place, of evaluation: ArchivedEvaluation
    ) throws -> ReadDocument {
        let read = try ReadDocument.read(try place.document.load(), name: place.document.name)
        guard let refusal = read.refusal else { return read }
        evaluation.note(refusal, on: place.sample)
        throw PlatformError(.malformed, detail: refusal, resource: place.document.name)
    }

    private func describe(
        _ read: ReadDocument, _ place: ArchivedEvaluation.Place, of evaluation: ArchivedEvaluation
    ) -> Session {
        var described = Session(id: place.session)
        described.title = evaluation.samples[place.sample].taskName
        described.model = read.header.modelName
        described.agent = read.header.agentName
        var messages = 0
        for step in read.steps { messages += 1 + step.results.count + step.calls.reduce(0) { $0 + $1.results.count } }
        described.messageCount = Quantity(messages)
        described.createdAt = read.steps.lazy.compactMap(\.timestamp).first
        described.raw = ["id": .string(place.session.text), "origin": "archive"]
        return described
    }

    static var withoutDocument: PlatformError {
        PlatformError(.status(404), detail: "this item has no session", type: "not_found_error")
    }
}
