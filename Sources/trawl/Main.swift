import ArgumentParser
import CProcess
import Foundation
import Triage
import Wire

/// The command line: `trawl` alone, or with the place to go to, opens the screen; everything else is for scripts.
@main
struct Trawl: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trawl",
        abstract: "A terminal browser for the evaluations of LLM agents.",
        discussion: """
            trawl EVALUATION[/ITEM][#STEP] opens the screen there; ids may be cut short, and a link copied from the \
            platform's web pages works too. Nothing set up yet? trawl demo shows a built-in workspace, trawl open PATH \
            reads downloaded trajectories.

            Exit status:
            \(ShellStatus.allCases.map { "  \($0.rawValue)  \($0.meaning)" }.joined(separator: "\n"))
            """,
        version: Version.text,
        groupedSubcommands: [
            CommandGroup(name: "Screen", subcommands: [Browse.self, Demo.self, Open.self, Keys.self]),
            CommandGroup(
                name: "Script",
                subcommands: [
                    Evaluations.self, Items.self, Item.self, Search.self, Report.self, Compare.self, Download.self,
                    Sessions.self, TrajectoryCommand.self, Worlds.self, Check.self, Marks.self,
                ]),
            CommandGroup(name: "Connection", subcommands: [Serve.self, Login.self, Profiles.self, WhoAmI.self]),
            CommandGroup(name: "Other", subcommands: [Help.self, Man.self, Completions.self]),
        ],
        defaultSubcommand: Browse.self)

    static func main() {
        process_begin()
        Foundation.exit(run(arguments).rawValue)
    }

    /// The words of the command line, paths that are no UTF-8 among them.
    private static var arguments: [String] {
        (1..<max(1, Int(CommandLine.argc))).compactMap { CommandLine.unsafeArgv[$0].map { SystemPath.text($0) } }
    }

    /// Parses and runs a command line, and says what went wrong.
    static func run(_ arguments: [String]) -> ShellStatus {
        do {
            try Descriptor.reserve(8)
            if let source = ScreenSource(plain: arguments) {
                try ScreenLauncher.run(source)
                return .success
            }
            var command = try parse(commandLine: arguments)
            try command.run()
            return .success
        } catch let status as ShellStatus {
            return status
        } catch {
            return report(error)
        }
    }

    /// Parses a command line. `--refusals` alone means the default set: the parser has options with a value and flags
    /// without one, and this is both. A set may follow it after a blank as well.
    static func parse(commandLine arguments: [String]) throws -> any ParsableCommand {
        try parseAsRoot(withRefusalSet(arguments))
    }

    private static func withRefusalSet(_ arguments: [String]) -> [String] {
        let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
        guard let place = arguments[..<end].firstIndex(of: "--refusals") else { return arguments }
        let next = place + 1
        let follows = next < end && (try? Settings.load().refusalSet(named: arguments[next])) != nil
        let name = follows ? arguments[next] : RefusalSet.standard.name
        return arguments[..<place] + ["--refusals=\(name)"] + arguments[(follows ? next + 1 : next)...]
    }

    private static func report(_ error: any Error) -> ShellStatus {
        let code = exitCode(for: error)
        if code == .success {
            let out = Output()
            out.clean(fullMessage(for: error))
            out.flush()
            return .success
        }
        if code == .validationFailure {
            Output.complain(fullMessage(for: error))
            return .misuse
        }
        let failure = CommandError(error)
        for line in failure.lines { Output.complain(line) }
        if arguments.contains("--json") { Output.complain(failure.json.serialized()) }
        return failure.status
    }
}
