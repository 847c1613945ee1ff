import Archive
import ArgumentParser
import Platform
import TextSearch
import Triage
import Wire

/// `trawl search`: every transcript of an evaluation, or a sweep for refusals.
struct Search: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Search every transcript of an evaluation, or sweep it for refusals.",
        discussion: "Exit status 0 with hits, 1 without. What a query may be:\n\n" + QueryHelp.text)

    @Argument(help: ArgumentHelp("Id, beginning of an id, or name.", valueName: "evaluation"), completion: .evaluation)
    var evaluation: String

    @Argument(help: ArgumentHelp("What to look for.", valueName: "query"))
    var query: String?

    @Option(
        help: ArgumentHelp(
            "Look for refusals in the agent's own words; --refusals alone takes the default set.", valueName: "set"))
    var refusals: String?

    @Flag(help: "Go on while the evaluation runs: print what is new.")
    var follow = false

    @Option(help: "At most this many rows.")
    var limit: Int?

    @OptionGroup var json: JSONOption
    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if (query == nil) == (refusals == nil) { throw ValidationError("give either a query or --refusals") }
        if let query, query.allSatisfy(\.isWhitespace) { throw ValidationError("the query is blank") }
        if let query, let problem = TranscriptQuery(query).complaint { throw ValidationError(problem) }
        if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1") }
        if follow, refusals != nil { throw ValidationError("--follow is for a query, not for --refusals") }
    }

    func run() throws {
        let out = output.open()
        let set = try refusals.map { try Settings.load().refusalSet(named: $0) }
        let platform = try platform.openForScript(out)
        let (name, isJSON, follows, limit) = (evaluation, json.json, follow, limit ?? .max)
        let printer = SearchPrinter(out: out, isJSON: isJSON, limit: limit, streams: follows)
        let query = query ?? ""
        try runBlocking {
            let found = try await Resolver(platform: platform).evaluation(name)
            if let set {
                try await RefusalSearch(platform: platform, out: out).run(found, set, printer)
            } else {
                let search = TextSearch(platform: platform, out: out)
                try await follows ? search.follow(found, query, printer) : search.once(found, query, printer)
            }
        }
        printer.finish()
        if printer.count == 0 { throw ShellStatus.negative }
    }
}

/// One query over an evaluation.
struct TextSearch: Sendable {
    let platform: any Platform
    let out: Output
    private static let shortestWait = 5.0
    private static let longestWait = 30.0

    func once(_ evaluation: Evaluation, _ query: String, _ printer: SearchPrinter) async throws {
        try await platform.prepareIndex(of: evaluation.id, toItsEnd: true)
        let result = try await find(query, in: evaluation.id)
        // The items are asked for only where there is a hit to name.
        let items = result.hits.isEmpty ? [:] : try await items(of: evaluation.id)
        for hit in result.hits { printer.add(SearchRow(hit, items[hit.itemID])) }
        note(result)
    }

    /// Where the server's own search cannot answer, every trajectory is read.
    private func find(_ query: String, in evaluation: EvaluationID) async throws -> SearchResult {
        do {
            return try await platform.find(query, in: evaluation)
        } catch let error as PlatformError where error.kind == .unsupported {
            let progress = Progress(quiet: out.isQuiet)
            defer { progress.clear() }
            let items = try await platform.items(of: evaluation).collect()
            return try await ReadingSearch(platform: platform).run(query, in: evaluation, items: items) { found in
                guard let coverage = found.coverage else { return }
                progress.show("\(coverage.indexed) of \(coverage.total) trajectories read")
            }
        }
    }

    /// Repeats the query while the evaluation runs: every 5 s, up to 30 s while nothing changes.
    func follow(_ evaluation: Evaluation, _ query: String, _ printer: SearchPrinter) async throws {
        var seen: [ItemID: Int] = [:]
        var wait = Self.shortestWait
        while !printer.isFull {
            let status = try await platform.evaluation(evaluation.id).status
            let result = try await platform.find(query, in: evaluation.id)
            let new = result.hits.filter { $0.matchCount > seen[$0.itemID] ?? -1 }
            let items = new.isEmpty ? [:] : try await items(of: evaluation.id)
            for hit in new {
                seen[hit.itemID] = hit.matchCount
                printer.add(SearchRow(hit, items[hit.itemID]))
            }
            if status.isTerminal { break }
            wait = new.isEmpty ? min(wait * 1.5, Self.longestWait) : Self.shortestWait
            try await Task.sleep(for: .seconds(wait))
        }
    }

    private func items(of id: EvaluationID) async throws -> [ItemID: EvaluationItem] {
        let all = try await platform.items(of: id).collect()
        return Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// What the rows do not say: that there is more, or that not everything was looked at.
    private func note(_ result: SearchResult) {
        if result.hasMore { out.note("The first \(result.hits.count) hits; the server says that more exist.") }
        if result.unreadable > 0 {
            out.warn("Not all is listed: \(Figures.counted(result.unreadable, "hit")) without the id of a sample.")
        }
        guard let coverage = result.coverage else { return }
        if coverage.indexed < coverage.total || coverage.unreadable > 0 {
            let unread = coverage.unreadable > 0 ? ", \(coverage.unreadable) could not be read" : ""
            let verb = coverage.isRead ? "read" : "indexed"
            out.note("\(coverage.indexed) of \(coverage.total) samples \(verb)\(unread).")
        }
    }
}

/// A sweep for refusals.
struct RefusalSearch: Sendable {
    let platform: any Platform
    let out: Output

    func run(_ evaluation: Evaluation, _ set: RefusalSet, _ printer: SearchPrinter) async throws {
        let items = try await platform.items(of: evaluation.id).collect()
        let byID = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let progress = Progress(quiet: out.isQuiet)
        defer { progress.clear() }
        let sweep = RefusalSweep(platform: platform, set: set)
        try await sweep.run(evaluation.id, items: items) { found, state in
            progress.show(
                state.itemsTotal == 0
                    ? "\(state.phrasesDone) of \(state.phrasesTotal) phrases asked for"
                    : "\(state.itemsDone) of \(state.itemsTotal) trajectories read")
            guard let found, found.hint == nil else { return }
            if let problem = found.problem {
                out.note("\(found.item.short): \(problem)")
            } else if !found.findings.isEmpty {
                printer.add(SearchRow(found, byID[found.item]))
            }
        }
    }
}
