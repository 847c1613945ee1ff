import Platform
import Trajectory
import Wire

/// What a sweep found in one item.
package struct ItemRefusals: Hashable, Sendable {
    package var item: ItemID
    package var findings: [RefusalFinding]
    /// Why its trajectory could not be read; nil where it was.
    package var problem: String?
    /// What a search found in it, as long as nobody has looked whose words these are; nil where that is told.
    package var hint: String?

    package init(item: ItemID, findings: [RefusalFinding], problem: String? = nil, hint: String? = nil) {
        self.item = item
        self.findings = findings
        self.problem = problem
        self.hint = hint
    }

    /// Different phrases, the most frequent first.
    package var phrases: [String] {
        let counts = findings.reduce(into: [String: Int]()) { $0[$1.phrase, default: 0] += 1 }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }
}

/// Looks for refusals in every trajectory of an evaluation: in the agent's own words, by the document.
///
/// On a server, its search tells first which items hold a phrase at all, so that only those are read; on this disk every
/// trajectory is read, and structured refusals without a phrase are found as well.
package struct RefusalSweep: Sendable {
    /// How far a sweep is.
    package struct Progress: Hashable, Sendable {
        package var phrasesDone = 0
        package var phrasesTotal = 0
        package var itemsDone = 0
        /// Items that are read; 0 while phrases are still being asked for.
        package var itemsTotal = 0
        package init() {}
    }

    let platform: any Platform
    let set: RefusalSet
    let concurrency: Int

    package init(platform: any Platform, set: RefusalSet, concurrency: Int = 4) {
        self.platform = platform
        self.set = set
        self.concurrency = max(1, concurrency)
    }

    /// Sweeps the items. `report` gets each result as it is there, with how far the sweep is; items without a refusal are
    /// not reported. Throws `PlatformError` where the search itself fails; one unreadable trajectory is a result.
    package func run(
        _ evaluation: EvaluationID, items: [EvaluationItem],
        report: @Sendable (ItemRefusals?, Progress) -> Void
    ) async throws {
        var progress = Progress()
        let readable = items.filter { $0.sessionID != nil }
        let candidates =
            platform.capabilities.contains(.isSettled)
            ? readable : try await candidates(evaluation, among: readable, &progress, report)
        progress.itemsTotal = candidates.count
        report(nil, progress)
        try await Bounded.run(candidates, concurrency) {
            await read($0.id, $0.sessionID)
        } each: { result in
            progress.itemsDone += 1
            // One without a refusal is told as well where it was a candidate: its words were somebody else's.
            let isSilent =
                result.findings.isEmpty && result.problem == nil && platform.capabilities.contains(.isSettled)
            report(isSilent ? nil : result, progress)
        }
    }

    /// The items in which the server finds any of the phrases.
    private func candidates(
        _ evaluation: EvaluationID, among items: [EvaluationItem], _ progress: inout Progress,
        _ report: @Sendable (ItemRefusals?, Progress) -> Void
    ) async throws -> [EvaluationItem] {
        var found: [ItemID: String] = [:]
        var state = progress
        state.phrasesTotal = set.phrases.count
        try await Bounded.run(set.phrases, concurrency) { phrase in
            try await platform.search(evaluation, for: Self.query(phrase))
        } each: { result in
            for hit in result.hits where hit.matchedIn == "transcript" {
                found[hit.itemID] = found[hit.itemID] ?? hit.snippet ?? ""
            }
            state.phrasesDone += 1
            report(nil, state)
        }
        progress = state
        let candidates = items.filter { found[$0.id] != nil }
        progress.itemsTotal = candidates.count
        for item in candidates {
            report(ItemRefusals(item: item.id, findings: [], hint: found[item.id]), progress)
        }
        return candidates
    }

    /// A phrase as a query. Quotes inside would end it.
    static func query(_ phrase: String) -> String { "\"" + phrase.replacing("\"", with: " ") + "\"" }

    /// Reads one trajectory and looks for refusals in it.
    func read(_ item: ItemID, _ session: SessionID?) async -> ItemRefusals {
        guard let session else { return ItemRefusals(item: item, findings: []) }
        do {
            let document = try await platform.document(of: session, name: item.text)
            let steps = (0..<document.stepCount).lazy.compactMap { document.step($0) }
            return ItemRefusals(item: item, findings: set.findings(in: steps))
        } catch let error as PlatformError {
            return ItemRefusals(item: item, findings: [], problem: error.text.sentence)
        } catch {
            return ItemRefusals(item: item, findings: [], problem: "could not be read")
        }
    }
}
