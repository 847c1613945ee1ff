package import Platform
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

    /// How far the strongest of them goes; nil where there is none.
    package var strength: RefusalStrength? { findings.map(\.strength).min() }
}

/// Looks for refusals in every item of an evaluation: what the item says, what its document marks, what the agent says.
///
/// Every trajectory is read where that is cheap or the platform's own search cannot be trusted to lead to all. Elsewhere
/// the search tells first which items hold words of refusal at all, and only those are read.
package struct RefusalSweep: Sendable {
    /// How far a sweep is.
    package struct Progress: Hashable, Sendable {
        package var phrasesDone = 0
        package var phrasesTotal = 0
        package var itemsDone = 0
        /// Items that are read; 0 while phrases are still being asked for.
        package var itemsTotal = 0
        /// What is looked into so far, of the items that have a transcript.
        package var coverage = Coverage(searched: 0, of: 0)
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
    /// told only where a search had led to them. Gives what was looked into. Throws `PlatformError` where the search itself
    /// fails; one unreadable trajectory is a result.
    @discardableResult
    package func run(
        _ evaluation: EvaluationID, items: [EvaluationItem],
        report: @Sendable (ItemRefusals?, Progress) -> Void
    ) async throws -> Coverage {
        var progress = Progress()
        let readable = items.filter { $0.sessionID != nil }
        progress.coverage.of = readable.count
        let leads = platform.capabilities.contains(.isSettled) ? nil : try await leads(evaluation, &progress, report)
        let candidates = leads.map { leads in readable.filter { leads[$0.id] != nil } } ?? readable
        progress.itemsTotal = candidates.count
        // What no search leads to was looked into by the search.
        progress.coverage.searched = readable.count - candidates.count
        for item in candidates {
            guard let hint = leads?[item.id] else { continue }
            report(ItemRefusals(item: item.id, findings: [], hint: hint), progress)
        }
        let read = Set(candidates.map(\.id))
        for item in items where !read.contains(item.id) {
            guard let fact = RefusalFacts.finding(of: item) else { continue }
            report(ItemRefusals(item: item.id, findings: [fact]), progress)
        }
        report(nil, progress)
        try await Bounded.run(candidates, concurrency) {
            await self.read($0)
        } each: { result in
            progress.itemsDone += 1
            if result.problem == nil { progress.coverage.searched += 1 } else { progress.coverage.unread += 1 }
            // One without a refusal is told as well where a search led to it: its words were somebody else's.
            let needsEnrichment = result.findings.isEmpty && result.problem == nil && leads == nil
            report(needsEnrichment ? nil : result, progress)
        }
        return progress.coverage
    }

    // MARK: Where a search leads

    /// The items in which the server finds words of refusal, each with what it shows of them; nil where all must be read:
    /// there is an archive behind the server, whose documents may mark refusals without a word, the server does not
    /// search, or it cuts its answer to a single phrase.
    private func leads(
        _ evaluation: EvaluationID, _ progress: inout Progress, _ report: @Sendable (ItemRefusals?, Progress) -> Void
    ) async throws -> [ItemID: String]? {
        var waiting = Self.queries(set.leads)
        progress.phrasesTotal = waiting.reduce(0) { $0 + $1.count }
        var found: [ItemID: String] = [:]
        var knowsOr = false
        while !waiting.isEmpty {
            let phrases = waiting.removeFirst()
            guard let result = try await search(evaluation, phrases), result.coverage == nil else { return nil }
            if result.hasMore {
                guard phrases.count > 1 else { return nil }
                let half = phrases.count / 2
                waiting = [Array(phrases[..<half]), Array(phrases[half...])] + waiting
                continue
            }
            for hit in result.hits where hit.matchedIn == "transcript" {
                found[hit.itemID] = found[hit.itemID] ?? hit.snippet ?? ""
            }
            knowsOr = knowsOr || phrases.count > 1 && !result.hits.isEmpty
            progress.phrasesDone += phrases.count
            report(nil, progress)
            // A server that knows words alone takes `or` for one, and finds nothing.
            if waiting.isEmpty, !knowsOr, phrases.count > 1 {
                waiting = set.leads.prefix(Self.mostSingle).map { [$0] }
                progress.phrasesTotal += waiting.count
            }
        }
        return found
    }

    /// Nil where the server does not search.
    private func search(_ evaluation: EvaluationID, _ phrases: [String]) async throws -> SearchResult? {
        do {
            return try await platform.search(evaluation, for: phrases.map(Self.quoted).joined(separator: " or "))
        } catch let error as PlatformError where error.kind == .status(404) || error.kind == .unsupported {
            return nil
        }
    }

    /// Phrases that are asked for one by one at most.
    private static let mostSingle = 24
    /// Characters of a query at most.
    private static let longestQuery = 400

    /// Phrases in as few queries as hold them.
    private static func queries(_ phrases: [String]) -> [[String]] {
        var queries: [[String]] = []
        var length = 0
        for phrase in phrases {
            let added = phrase.count + 6
            if queries.isEmpty || length + added > longestQuery {
                queries.append([])
                length = 0
            }
            queries[queries.count - 1].append(phrase)
            length += added
        }
        return queries
    }

    /// A phrase as a query. Quotes inside would end it.
    static func quoted(_ phrase: String) -> String { "\"" + phrase.replacing("\"", with: " ") + "\"" }

    // MARK: Reading

    /// Reads one trajectory and looks for refusals in it, and in what its item says.
    func read(_ item: EvaluationItem) async -> ItemRefusals { await read(item.id, item, item.sessionID) }

    /// Of an item that only a search told of, what the item itself says is not known.
    func read(_ id: ItemID, _ item: EvaluationItem?, _ session: SessionID?) async -> ItemRefusals {
        let fact = [item.flatMap(RefusalFacts.finding)].compactMap(\.self)
        guard let session else { return ItemRefusals(item: id, findings: fact) }
        do {
            let document = try await platform.document(of: session, name: id.text)
            let steps = (0..<document.stepCount).lazy.compactMap { document.step($0) }
            return ItemRefusals(item: id, findings: set.findings(of: item, in: steps))
        } catch {
            let problem = (error as? PlatformError)?.text.sentence ?? "could not be read"
            return ItemRefusals(item: id, findings: fact, problem: problem)
        }
    }
}
