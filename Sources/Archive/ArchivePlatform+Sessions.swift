import Platform
import Trajectory
import Wire

extension ArchivePlatform {
    package func trajectory(
        of session: SessionID, form: TrajectoryForm, includeCompacted: Bool
    ) async throws -> ByteStream {
        let (evaluation, index) = try find(session)
        guard let document = evaluation.samples[index].document else { throw Self.withoutDocument }
        if form == .atif { return try document.stream() }
        let id = evaluation.samples[index].sessionID ?? session
        let bytes = try converted(try document.load(), document, id, of: evaluation, index, form, includeCompacted)
        return ByteStream(store: ByteStore(bytes), contentType: "application/json")
    }

    /// A stored document in another form. Throws `malformed` where it is no trajectory.
    func converted(
        _ store: ByteStore, _ location: DocumentLocation, _ session: SessionID, of evaluation: ArchivedEvaluation,
        _ index: Int, _ form: TrajectoryForm, _ includeCompacted: Bool
    ) throws(PlatformError) -> [UInt8] {
        let read = ReadDocument.read(store, name: location.name)
        if Conversion.isStored(read.format, head: store.bytes(0..<64), as: form) { return store.bytes(0..<store.count) }
        if let refusal = read.refusal { throw PlatformError(.malformed, detail: refusal, resource: location.name) }
        let described = describe(read, session: session, of: evaluation, index)
        return Conversion.bytes(read, as: form, session: described, includeCompacted: includeCompacted)
    }

    package func transcript(of item: ItemID, in evaluation: EvaluationID) async throws -> Transcript {
        let archived = try find(evaluation)
        let index = try archived.find(item)
        guard let session = archived.samples[index].sessionID else { throw Self.withoutDocument }
        return try await transcript(of: session, MessageQuery(limit: 1000))
    }

    package func transcript(of session: SessionID, _ query: MessageQuery) async throws -> Transcript {
        let (evaluation, index) = try find(session)
        let read = try read(evaluation, index)
        let id = evaluation.samples[index].sessionID ?? session
        let described = describe(read, session: id, of: evaluation, index)
        return Transcript(read, session: described, query)
    }

    /// Reads a sample's document and notes where it is no trajectory. Throws `malformed` then.
    func read(_ evaluation: ArchivedEvaluation, _ index: Int) throws(PlatformError) -> ReadDocument {
        guard let document = evaluation.samples[index].document else { throw Self.withoutDocument }
        let read = ReadDocument.read(try document.load(), name: document.name)
        guard let refusal = read.refusal else { return read }
        evaluation.note(refusal, on: index)
        throw PlatformError(.malformed, detail: refusal, resource: document.name)
    }

    private func describe(
        _ read: ReadDocument, session: SessionID, of evaluation: ArchivedEvaluation, _ index: Int
    ) -> Session {
        var described = Session(id: session)
        described.title = evaluation.samples[index].taskName
        described.model = read.header.modelName
        described.agent = read.header.agentName
        described.messageCount = read.steps.reduce(0) { $0 + 1 + $1.results.count + $1.calls.flatMap(\.results).count }
        described.createdAt = read.steps.lazy.compactMap(\.timestamp).first
        described.raw = ["id": .string(session.text), "origin": "archive"]
        return described
    }

    static var withoutDocument: PlatformError {
        PlatformError(.status(404), detail: "this sample has no session", type: "not_found_error")
    }
}
