import ArgumentParser
import Platform
import Triage
import Wire

/// `trawl report`: what failed in an evaluation and why, to hand to somebody.
struct Report: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case md, json, csv
    }

    static let configuration = CommandConfiguration(
        abstract: "Report the failure classes of an evaluation.",
        discussion: "md to read, json for programs (one document), csv with one row a class.")

    @Argument(help: ArgumentHelp("Id, beginning of an id, or name.", valueName: "evaluation"), completion: .evaluation)
    var evaluation: String

    @Option(help: "How it is written.")
    var format: Format = .md

    @Option(parsing: .unconditional, help: ArgumentHelp("Only items that pass.", valueName: "filter"))
    var filter = ""

    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let filter = try ItemFilter(parsing: filter)
        let out = output.open()
        let platform = try platform.openForScript(out)
        let name = evaluation
        let (found, rows) = try runBlocking {
            let found = try await Resolver(platform: platform).evaluation(name)
            return (found, try await ItemRows.read(platform, found.id))
        }
        let report = FailureReport(found, rows, filter: filter, scope: platform.scope, now: .now)
        defer { out.flush() }
        switch format {
        case .json: out.json(report.json)
        case .md: for line in report.markdown { out.line(line) }
        case .csv: for line in report.csv { out.line(line) }
        }
    }
}
