import ArgumentParser
import LocalState
import Shell
import Triage

/// `trawl help [TOPIC|COMMAND]`.
struct Help: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the help of a topic or a subcommand.",
        discussion: "Topics:\n"
            + Topic.all.map { "  " + $0.name.padding(to: 13) + $0.summary }.joined(separator: "\n"))

    @OptionGroup var output: OutputOptions

    @Argument(
        help: ArgumentHelp("A topic, or a subcommand.", valueName: "topic"), completion: .list(Topic.all.map(\.name)))
    var words: [String] = []

    func run() throws { try Self.print(words, to: output.open()) }

    /// Prints the help of some words; of the keys with those that the user has bound.
    static func print(_ words: [String], to out: Output) throws {
        if words == ["keys"] {
            let folders = Folders()
            let names = try Settings.load(folders).keymap(path: Settings.path(folders)).names
            for line in Topic.keys(names).lines(width: width(out)) { out.line(line) }
            return out.flush()
        }
        for line in try text(of: words, width: width(out)) { out.line(line) }
        out.flush()
    }

    private static func width(_ out: Output) -> Int { out.isTerminal ? min(out.width, 100) : 80 }

    /// What is shown for some words; throws where they name neither a topic nor a subcommand.
    static func text(of words: [String], width: Int) throws -> [String] {
        if words.count == 1, let topic = Topic.named(words[0]) { return topic.lines(width: width) }
        var command: any ParsableCommand.Type = Trawl.self
        for word in words {
            guard let next = subcommands(of: command).first(where: { $0._commandName == word }) else {
                let known = Topic.all.map(\.name) + subcommands(of: command).map { $0._commandName }
                let closest = Spelling.closest(to: word, among: known).map { " Did you mean \($0)?" } ?? ""
                throw CommandError.misuse(
                    "There is no topic or subcommand \(word).\(closest)", hint: "trawl help lists them.")
            }
            command = next
        }
        return lines(Trawl.helpMessage(for: command, columns: width))
            + (words.isEmpty ? [""] + lines(configuration.discussion) : [])
    }

    private static func subcommands(of command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
        command.configuration.groupedSubcommands.flatMap(\.subcommands) + command.configuration.subcommands
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}

/// `trawl keys`: the keys of the screen, as `trawl help keys` shows them.
struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the keys of the screen, as they are bound.")

    @OptionGroup var output: OutputOptions

    func run() throws { try Help.print(["keys"], to: output.open()) }
}

extension String {
    /// The text with blanks behind it, up to a number of characters.
    fileprivate func padding(to count: Int) -> String {
        self + String(repeating: " ", count: max(1, count - self.count))
    }
}
