package import Wire

extension Platform {
    package var capabilities: Capabilities { scope.capabilities }

    package var clock: Timestamp { .now }

    /// A server keeps sessions and no files beside them.
    package func file(_ reference: String, beside session: SessionID) async throws -> FileReference { .noFiles }

    package func candidates(before session: SessionID) async throws -> [SessionID] { [] }

    package func attachment(_ path: String, of session: SessionID) async throws -> [UInt8] { throw Self.noFiles }

    package func attachmentSize(_ path: String, of session: SessionID) async throws -> Int? { throw Self.noFiles }

    package func files(of item: ItemID, in evaluation: EvaluationID) async throws -> [ItemFile] { [] }

    package func change(of session: SessionID) async throws { try await Self.noChange() }

    /// Waits for what never comes, until the task is cancelled.
    package static func noChange() async throws -> Never {
        while !Task.isCancelled { try await Task.sleep(for: .seconds(1 << 30)) }
        throw CancellationError()
    }

    private static var noFiles: PlatformError {
        PlatformError(.unsupported, detail: "no files are kept beside trajectories here")
    }

    package func prepareIndex(of evaluation: EvaluationID?, toItsEnd: Bool) async throws {}

    package func describe(
        _ wanted: [ItemID], of evaluation: EvaluationID, atMost: Int
    ) async throws -> (items: [EvaluationItem], left: Int) { ([], 0) }

    package func search(
        _ evaluation: EvaluationID, for query: String, partial: @escaping @Sendable (SearchResult) -> Void
    ) async throws -> SearchResult {
        try await search(evaluation, for: query)
    }
}
