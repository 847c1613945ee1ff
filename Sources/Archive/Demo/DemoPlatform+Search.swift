import GRDB
package import Platform
import TextSearch
import Wire

extension DemoPlatform {
    package func search(_ evaluation: EvaluationID, for query: String) async throws -> SearchResult {
        let run = try run(evaluation)
        return try await searches.search(of: run, seed: seed).search(query, run: run, at: now())
    }

    package func messages(
        in session: SessionID, matching text: String, _ query: MessageQuery
    ) async throws -> MessageSearchResult {
        let (run, index) = try find(session)
        return try await searches.search(of: run, seed: seed).messages(text, run: run, index: index, query, at: now())
    }
}
