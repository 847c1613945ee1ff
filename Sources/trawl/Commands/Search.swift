import Archive
import ArgumentParser
import Platform
import Synchronization
import TextSearch
import Triage
import Wire

/// `trawl search`: every transcript of an evaluation, or a sweep for refusals.
struct Search: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Search every transcript of an evaluation, or sweep it for refusals.",
        discussion: "Exit status 0 with hits, 1 without. What a query may be:\n\n" + QueryHelp.text)

    @Argument(
        help: ArgumentHelp("Id, beginning of an id, name, or path.", valueName: "evaluation"), completion: .evaluation)
    var evaluation: String

    @Argument(help: ArgumentHelp("What to look for.", valueName: "query"))
    var query: String?

    @Option(
        help: ArgumentHelp(
            "Look for refusals: --refusals, --refusals=SET or --refusals SET (default, broad, policy).",
            valueName: "set"))
    var refusals: String?

    @Flag(help: "Follow: print new hits while the evaluation runs.")
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
    }

    func run() throws {
        let out = output.open()
        let set = try refusals.map { try Settings.load().refusalSet(named: $0) }
        let (platform, names) = try platform.openForScript(out, evaluations: [evaluation])
        let (name, isJSON, follows, limit) = (names[0], json.json, follow, limit ?? .max)
        let printer = SearchPrinter(out: out, isJSON: isJSON, limit: limit, streams: follows)
        let query = query ?? ""
        let coverage = try runBlocking {
            let found = try await Resolver(platform: platform).evaluation(name)
            if let set {
                let sweep = RefusalSearch(platform: platform, out: out, set: set)
                return try await follows ? sweep.follow(found, printer) : sweep.once(found, printer)
            }
            let search = TextSearch(platform: platform, out: out)
            return try await follows ? search.follow(found, query, printer) : search.once(found, query, printer)
        }
        printer.finish(coverage)
        if printer.count == 0 { throw ShellStatus.negative }
    }
}

/// How long a search that is followed waits between two looks: longer while nothing changes.
private struct Pause {
    private static let shortest = 5.0
    private static let longest = 30.0
    private var seconds = shortest

    mutating func next(hasNews: Bool) async throws {
        seconds = hasNews ? Self.shortest : min(seconds * 1.5, Self.longest)
        try await Task.sleep(for: .seconds(seconds))
    }
}

/// One query over an evaluation.
struct TextSearch: Sendable {
    let platform: any Platform
    let out: Output

    /// Gives what was looked into.
    func once(_ evaluation: Evaluation, _ query: String, _ printer: SearchPrinter) async throws -> Coverage {
        try await platform.prepareIndex(of: evaluation.id, toItsEnd: true)
        let progress = Progress(quiet: out.isQuiet)
        defer { progress.clear() }
        var result = try await indexed(evaluation.id, query, progress)
        // The items are asked for only where there is a hit to name, or more to find.
        let items = result.hits.isEmpty && !result.hasMore ? [] : try await platform.items(of: evaluation.id).collect()
        let byID = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let total = items.isEmpty ? nil : items.count { $0.sessionID != nil }
        if result.unreadable > 0 {
            out.warn("Not all is listed: \(NumberFormat.counted(result.unreadable, "hit")) without the id of an item.")
        }
        var coverage = Coverage(result, total: total)
        if result.hasMore, result.hits.count < printer.limit {
            coverage = try await readOn(evaluation.id, query, items, &result, progress)
        }
        for hit in result.hits {
            var row = SearchRow(hit, byID[hit.itemID])
            // A server would be asked once for every hit.
            if printer.isJSON, !printer.isFull, platform.scope.capabilities.contains(.indexes) {
                row.matches = try await matches(query, in: row.sessionID)
            }
            printer.add(row)
        }
        if result.hits.isEmpty { tellOfWholeWords(query) }
        return coverage
    }

    /// Where in a transcript the matches are, as far as the platform says.
    private func matches(_ query: String, in session: SessionID?) async throws -> [MessageHit] {
        guard let session else { return [] }
        do {
            return try await platform.messages(in: session, matching: query, MessageQuery()).hits
        } catch is PlatformError {
            return []
        }
    }

    /// Whoever looks for a part of a word finds nothing in an index of words.
    private func tellOfWholeWords(_ query: String) {
        let asked = TranscriptQuery(query)
        let words = WordQuery(asked.words)
        guard asked.isPlain, !words.hasLiterals, let word = words.words.first, !word.contains(" ") else { return }
        out.note("No whole word matches; \(word)* finds the beginnings of words, /\(word)/ their parts.")
    }

    /// The platform's answer; asked again while an index behind it is still being built.
    private func indexed(_ evaluation: EvaluationID, _ query: String, _ progress: Progress) async throws -> SearchResult
    {
        var result = try await find(query, in: evaluation, progress)
        var (before, idle) = (-1, 0)
        while let coverage = result.coverage, !coverage.isRead, coverage.indexed + coverage.unreadable < coverage.total
        {
            // What does not grow any more is not waited for.
            idle = coverage.indexed > before ? 0 : idle + 1
            guard idle < Self.mostIdleLooks else { break }
            before = max(before, coverage.indexed)
            progress.show("\(coverage.indexed) of \(coverage.total) items indexed")
            try await Task.sleep(for: Self.indexPause)
            result = try await find(query, in: evaluation, progress)
        }
        return result
    }

    private static let indexPause = Duration.milliseconds(200)
    /// Looks without any growth before waiting ends.
    private static let mostIdleLooks = 50

    /// Where the server's own search cannot answer, every trajectory is read.
    private func find(_ query: String, in evaluation: EvaluationID, _ progress: Progress) async throws -> SearchResult {
        do {
            return try await platform.find(query, in: evaluation)
        } catch let error as PlatformError where error.kind == .unsupported {
            let items = try await platform.items(of: evaluation).collect()
            return try await read(query, evaluation, items, progress)
        }
    }

    private func read(
        _ query: String, _ evaluation: EvaluationID, _ items: [EvaluationItem], _ progress: Progress
    ) async throws -> SearchResult {
        try await ClientSideSearch(platform: platform).run(query, in: evaluation, items: items) { found in
            guard let coverage = found.coverage else { return }
            progress.show("\(coverage.indexed) of \(coverage.total) trajectories read")
        }
    }

    /// Reads the trajectories that the server's answer left out.
    private func readOn(
        _ evaluation: EvaluationID, _ query: String, _ items: [EvaluationItem], _ result: inout SearchResult,
        _ progress: Progress
    ) async throws -> Coverage {
        let found = Set(result.hits.map(\.itemID))
        let rest = items.filter { !found.contains($0.id) }
        let more = try await read(query, evaluation, rest, progress)
        result.hits += more.hits
        result.hasMore = false
        let read = rest.count { $0.sessionID != nil }
        let unread = more.coverage?.unreadable ?? 0
        let total = items.count { $0.sessionID != nil }
        return Coverage(searched: total - read + (more.coverage?.indexed ?? read), of: total, unread: unread)
    }

    /// Repeats the query while the evaluation runs. Gives what was looked into last.
    func follow(_ evaluation: Evaluation, _ query: String, _ printer: SearchPrinter) async throws -> Coverage? {
        var seen: [ItemID: Int] = [:]
        var pause = Pause()
        var coverage: Coverage?
        while !printer.isFull {
            let status = try await platform.evaluation(evaluation.id).status
            let result = try await platform.find(query, in: evaluation.id)
            let now = Coverage(result)
            coverage = now
            let new = result.hits.filter { $0.matchCount > seen[$0.itemID] ?? -1 }
            let items = new.isEmpty ? [] : try await platform.items(of: evaluation.id).collect()
            for hit in new {
                seen[hit.itemID] = hit.matchCount
                printer.add(SearchRow(hit, items.first { $0.id == hit.itemID }), now)
            }
            if status.isTerminal { break }
            try await pause.next(hasNews: !new.isEmpty)
        }
        return coverage
    }
}

/// A sweep for refusals.
struct RefusalSearch: Sendable {
    let platform: any Platform
    let out: Output
    let set: RefusalSet

    /// Gives what was looked into.
    func once(_ evaluation: Evaluation, _ printer: SearchPrinter) async throws -> Coverage {
        // With what only documents say of them.
        let (rows, _) = try await ItemRows.read(platform, evaluation, warn: out.warn)
        return try await sweep(evaluation.id, rows.map(\.item)) { found, item, _ in
            if !found.findings.isEmpty { printer.add(SearchRow(found, item)) }
        }
    }

    /// Sweeps again while the evaluation runs; what has ended and was read is not read again.
    func follow(_ evaluation: Evaluation, _ printer: SearchPrinter) async throws -> Coverage? {
        let seen = Mutex<[ItemID: Int]>([:])
        var done: Set<ItemID> = []
        var pause = Pause()
        var coverage: Coverage?
        while !printer.isFull {
            let status = try await platform.evaluation(evaluation.id).status
            let items = try await platform.items(of: evaluation.id).collect()
            let before = printer.count
            let waiting = items.filter { !done.contains($0.id) }
            let read = items.count { done.contains($0.id) && $0.sessionID != nil }
            let earlier = Coverage(searched: read, of: read)
            let now = try await sweep(evaluation.id, waiting) { found, item, soFar in
                let isNew = seen.withLock { seen in
                    defer { seen[found.item] = max(seen[found.item] ?? 0, found.findings.count) }
                    return found.findings.count > seen[found.item] ?? 0
                }
                if isNew { printer.add(SearchRow(found, item), soFar + earlier) }
            }
            coverage = now + earlier
            done.formUnion(waiting.lazy.filter(\.status.isTerminal).map(\.id))
            if status.isTerminal { break }
            try await pause.next(hasNews: printer.count > before)
        }
        return coverage
    }

    private func sweep(
        _ evaluation: EvaluationID, _ items: [EvaluationItem],
        _ body: @Sendable (ItemRefusals, EvaluationItem?, Coverage) -> Void
    ) async throws -> Coverage {
        let byID = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let progress = Progress(quiet: out.isQuiet)
        defer { progress.clear() }
        return try await RefusalSweep(platform: platform, set: set).run(evaluation, items: items) { found, state in
            progress.show(
                state.itemsTotal == 0
                    ? "\(state.phrasesDone) of \(state.phrasesTotal) phrases searched"
                    : "\(state.itemsDone) of \(state.itemsTotal) trajectories read")
            guard let found, found.hint == nil else { return }
            if let problem = found.problem { out.note("\(found.item.short): \(problem)") }
            body(found, byID[found.item], state.coverage)
        }
    }
}
