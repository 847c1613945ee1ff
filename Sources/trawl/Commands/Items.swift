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
        let items = try AnnotatedItems.load(platform, names[0], filter: filter, sort: sort, out)
        let now = platform.clock
        let rows = items.passing(filter, sort, now: now)
        let facts = { (row: ItemRow) in items.local.facts(of: row.item.id) }
        out.list(
            rows, asJSON: json.json, { Rows.json($0, facts($0), now: now).with(items.coverage) },
            [
                .number("#"), .text("id"), .status, .flexible("task"), .flexible("model"), .number("took"),
                .number("tokens"), .number("retries"), .number("score"), .flexible("error"), .text("mark"),
                .flexible("remark"),
            ]
        ) { Rows.cells($0, facts($0), id: out.id($0.item.id), now: now) }
    }
}
