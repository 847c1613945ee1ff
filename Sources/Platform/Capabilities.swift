package import Wire

/// What a platform can do beyond what every one can. What it lacks answers as the defaults below say, so that nobody has to
/// ask which platform it is.
package struct Capabilities: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Documents are files of this disk, with others beside them: pictures, continuations.
    package static let keepsFiles = Capabilities(rawValue: 1)
    /// It builds an index of its own before searches are quick.
    package static let indexes = Capabilities(rawValue: 2)
    /// It lists items before it knows more of them than their names: the rest stands in the documents.
    package static let describes = Capabilities(rawValue: 4)
    /// What it shows can be seen in a web browser too.
    package static let hasWebPages = Capabilities(rawValue: 8)
    /// Its search knows all of our language: regular expressions, `in:`, `never:`. A server says so in its answers.
    package static let answersRicherQueries = Capabilities(rawValue: 16)
    /// Answers never change and cost nothing: asking again is pointless, and reading as good as searching.
    package static let isSettled = Capabilities(rawValue: 32)

    /// Of files on this disk.
    package static let files: Capabilities = [.keepsFiles, .indexes, .describes, .answersRicherQueries, .isSettled]
}

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
