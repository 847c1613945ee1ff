import Platform
import TextSearch

/// Turns documents of the index into hits of the evaluation.
struct ArchiveAnswers: Sendable {
    let evaluation: ArchivedEvaluation
    let samples: [Int: Int]
    let coverage: SearchCoverage

    func result(_ state: SearchState) -> SearchResult {
        let hits = state.hits.compactMap { hit in
            samples[hit.document].map { sample in
                SearchHit(
                    itemID: evaluation.samples[sample].id, matchCount: hit.count, matchedIn: hit.matchedIn,
                    sessionID: evaluation.samples[sample].sessionID, snippet: hit.snippet)
            }
        }
        var coverage = coverage
        coverage.read = state.scanned.flatMap { $0.done < $0.total ? $0.done : nil }
        return SearchResult(hits: hits, hasMore: state.hasMore, coverage: coverage)
    }
}
