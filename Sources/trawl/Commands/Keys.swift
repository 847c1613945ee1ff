import ArgumentParser
import ViewModels

/// `trawl keys`: the key table, as README.md shows it.
struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the table of keys, as Markdown.")

    @OptionGroup var output: OutputOptions

    func run() throws {
        let out = output.open()
        for line in Self.lines { out.line(line) }
        out.flush()
    }

    /// One row a command, in the order and under the headings of the help.
    static var lines: [String] {
        ["| keys | what | command |", "|---|---|---|"]
            + CommandInfo.Group.allCases.flatMap { group in
                ["| | **\(group.rawValue)** | |"] + CommandTable.all.filter { $0.group == group }.map(row)
            }
    }

    private static func row(_ info: CommandInfo) -> String {
        let keys = info.keys.map { "`\($0.replacing("|", with: "\\|"))`" }.joined(separator: " ")
        return "| \(keys) | \(info.help) | `\(info.command.rawValue)` |"
    }
}
