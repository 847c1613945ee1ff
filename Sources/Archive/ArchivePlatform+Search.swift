package import Platform
import Wire

extension ArchivePlatform {
    package func search(_ evaluation: EvaluationID, for query: String) async throws -> SearchResult {
        try await searcher(of: try find(evaluation)).search(query, cap: options.searchCap)
    }

    package func search(
        _ evaluation: EvaluationID, for query: String, partial: @escaping @Sendable (SearchResult) -> Void
    ) async throws -> SearchResult {
        try await searcher(of: try find(evaluation)).search(query, cap: options.searchCap, partial: partial)
    }

    package func messages(
        in session: SessionID, matching text: String, _ query: MessageQuery
    ) async throws -> MessageSearchResult {
        let (evaluation, place) = try find(session)
        return try await searcher(of: evaluation).messages(text, in: place, query)
    }

    package func prepareIndex(of evaluation: EvaluationID?, toItsEnd: Bool) async throws {
        for archived in try evaluation.map({ [try find($0)] }) ?? archived {
            let search = await searcher(of: archived)
            if toItsEnd { try await search.finish() } else { try await search.start() }
        }
    }

    private func searcher(of evaluation: ArchivedEvaluation) async -> ArchiveSearch {
        await searches.search(of: evaluation, folder: options.cacheFolder)
    }
}
