import ArgumentParser
import Platform
import Triage
import Wire

/// Which items of which evaluation, and in which order: what several commands ask.
struct ItemSelection: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Only items that pass, such as \"status:failed,timed_out model:gpt retries:>0 -task:web\".",
            valueName: "filter"))
    var filter = ""

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("One or two columns, such as status,-duration.", valueName: "columns"))
    var sort: String?

    /// Filter and order, or what is wrong with them: before anything is asked of a server.
    func parsed() throws -> (filter: ItemFilter, sort: ItemSort) {
        (try ItemFilter(parsing: filter), try sort.map { try ItemSort(parsing: $0) } ?? .position)
    }
}

/// `trawl items`: the items of an evaluation.
struct Items: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the items of an evaluation.")

    @Argument(
        help: ArgumentHelp("Id, beginning of an id, name, or path.", valueName: "evaluation"), completion: .evaluation)
    var evaluation: String

    @OptionGroup var selection: ItemSelection
    @OptionGroup var json: JSONOption
    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let (filter, sort) = try selection.parsed()
        let out = output.open()
        let (platform, names) = try platform.openForScript(out, evaluations: [evaluation])
        let items = try KnownItems.load(platform, names[0], filter: filter, sort: sort, out)
        let now = platform.clock
        let rows = items.passing(filter, sort, now: now)
        defer { out.flush() }
        if json.json {
            for row in rows {
                out.json(Rows.json(row, items.local.facts(of: row.item.id), now: now).with(items.coverage))
            }
            return
        }
        var table = Table([
            .number("#"), .text("id"), .status, .flexible("task"), .flexible("model"), .number("took"),
            .number("tokens"), .number("retries"), .number("score"), .flexible("error"), .text("mark"),
            .flexible("remark"),
        ])
        for row in rows {
            let facts = items.local.facts(of: row.item.id)
            table.add(Rows.cells(row, facts, id: out.id(row.item.id), now: now))
        }
        table.print(to: out)
    }
}

/// Reads the items of an evaluation, prepared for filters.
enum ItemRows {
    /// All items; `report` is told how many are here.
    static func read(
        _ platform: any Platform, _ evaluation: Evaluation, warn: @Sendable (String) -> Void,
        report: @Sendable (Int) -> Void = { _ in }
    ) async throws -> (rows: [ItemRow], coverage: Coverage) {
        let stream = try await platform.items(of: evaluation.id)
        var rows: [ItemRow] = []
        while let batch = try await stream.next() {
            rows += batch.map { ItemRow($0) }
            report(rows.count)
        }
        let lost = await stream.unreadable()
        if lost > 0 { warn("Not all is listed: \(Figures.counted(lost, "row")) without an id.") }
        var coverage = Coverage(searched: rows.count, of: rows.count + lost, unread: lost)
        // An evaluation was asked about before its items, which only become more.
        coverage.of = max(coverage.of, evaluation.counts.total.int)
        if coverage.of > rows.count + lost, let words = coverage.words("listed") { warn(words) }
        return (try await describe(rows, platform, evaluation.id, report), coverage)
    }

    /// Files and bundles tell in their documents what other platforms list.
    private static func describe(
        _ rows: [ItemRow], _ platform: any Platform, _ id: EvaluationID, _ report: @Sendable (Int) -> Void
    ) async throws -> [ItemRow] {
        guard platform.capabilities.contains(.describes) else { return rows }
        var described: [ItemID: EvaluationItem] = [:]
        while true {
            let (items, left) = try await platform.describe([], of: id, atMost: 64)
            for item in items { described[item.id] = item }
            report(max(0, rows.count - left))
            if left == 0 || items.isEmpty { break }
        }
        return rows.map { row in described[row.item.id].map { ItemRow($0) } ?? row }
    }
}
