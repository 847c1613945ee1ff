import ArgumentParser
import Platform
import Wire

/// `trawl sessions`: the sessions of the workspace, those of evaluations among them.
struct Sessions: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the sessions of the workspace.")

    @Argument(help: ArgumentHelp("A path in place of a server.", valueName: "path"))
    var path: String?

    @Option(help: ArgumentHelp("Only those whose title, model or agent hold these words.", valueName: "words"))
    var search: String?

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
        let platform = try platform.openForScript(out, evaluations: path.map { [$0] } ?? []).platform
        let search = search
        let (found, coverage) = try Pages.all(limit: limit, of: platform.scope, to: out) { number in
            try await platform.sessions(SessionQuery(page: number, pageSize: 100, search: search))
        }
        out.list(
            found, asJSON: json.json, { Rows.json($0).with(coverage) },
            [
                .text("id"), .flexible("title"), .flexible("model"), .flexible("agent"), .flexible("labels"),
                .number("messages"), .number("tokens"), .text("created (\(Timestamp.zone))"),
            ]
        ) { session in
            [
                out.id(session.id), session.title ?? "", session.model ?? "", session.agent ?? "",
                session.labels.joined(separator: ", "), session.messageCount?.description ?? "",
                session.tokenCount?.description ?? "", session.createdAt?.minute ?? "",
            ]
        }
    }
}
