import ArgumentParser
import Platform
import Wire

/// `trawl evaluations`: the list of evaluations.
struct Evaluations: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the evaluations of the workspace.")

    @Argument(help: ArgumentHelp("Paths in place of a server.", valueName: "path"))
    var paths: [String] = []

    @Option(help: "Only this status: \(JobStatus.known.map(\.rawValue).joined(separator: ", ")).")
    var status: String?

    @Option(help: "At most this many.")
    var limit: Int?

    @OptionGroup var json: JSONOption
    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1") }
    }

    func run() throws {
        let out = output.open()
        var options = platform
        options.archive += paths
        let platform = try options.openForScript(out)
        let status = status.map(JobStatus.init(rawValue:))
        let (found, coverage) = try Pages.all(limit: limit, of: platform.scope, to: out) { number in
            try await platform.evaluations(EvaluationQuery(page: number, status: status))
        }
        if platform.scope.isRemote { KnownEvaluations().remember(found) }
        let now = platform.clock
        out.list(
            found, asJSON: json.json, { Rows.json($0, now: now).with(coverage) },
            [
                .text("id"), .status, .flexible("name"), .flexible("model"), .number("done"), .number("passed"),
                .number("took"), .text("created (\(Timestamp.zone))"),
            ]
        ) { Rows.cells($0, id: out.id($0.id), now: now) }
    }
}
