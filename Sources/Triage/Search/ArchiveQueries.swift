package import Platform
import TextSearch

extension Platform {
    /// Searches an evaluation. Throws `unsupported` where the query is one that archives alone can answer and this is none:
    /// a platform that does not know our language takes its marks for words (`ClientSideSearch` answers it then). What tells an
    /// archive, here or behind a server, is that it says how much it has indexed.
    package func find(
        _ query: String, in evaluation: EvaluationID,
        partial: @escaping @Sendable (SearchResult) -> Void = { _ in }
    ) async throws -> SearchResult {
        let result = try await search(evaluation, for: query, partial: partial)
        let isKnown = capabilities.contains(.answersRicherQueries) || result.coverage != nil
        guard !isKnown, TranscriptQuery(query).needsArchive else { return result }
        throw PlatformError(.unsupported, detail: Self.refusal)
    }

    private static var refusal: String {
        "this server's search knows words alone: for /regex/, in:, never:, a>b and ends: trajectories must be read"
    }
}
