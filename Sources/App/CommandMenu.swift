package import Shell
package import Terminal
import TextSearch

/// Everything that can be done, to be found by typing and run: what applies in the pane first.
package struct CommandMenu: Pane {
    /// A line of the menu: a heading, or something to run.
    package enum Row: Hashable, Sendable {
        case heading(String)
        case entry(Entry)
    }

    package struct Entry: Hashable, Sendable {
        /// What is pressed, or typed.
        package var keys: String
        package var help: String
        /// What it is called in the settings and on the line of commands.
        package var name: String
        /// The line that does it; one that ends with a blank is to be typed on.
        package var line: String
    }

    package private(set) var rows: [Row] = []
    package private(set) var input = TextInput()
    package private(set) var cursor = ListCursor()
    private let sections: [(title: String, entries: [Entry])]
    private var height = 1

    /// `hints` are of the pane that has the keys, `contexts` are where its keys are looked up.
    package init(_ keymap: Keymap, own: [OwnCommand], hints: [Hint], contexts: [Context]) {
        let first = hints.map(\.command)
        let others = CommandTable.all.filter { !first.contains($0.command) }
        let here = others.filter { !$0.contexts.isEmpty && !$0.contexts.isDisjoint(with: contexts) }
        let elsewhere = others.filter { !$0.contexts.isEmpty && $0.contexts.isDisjoint(with: contexts) }
        func entries(_ commands: [CommandInfo]) -> [Entry] { commands.map { Self.entry($0, keymap.names) } }
        sections = [
            ("Next in this pane", entries(first.compactMap { CommandTable.info($0) })),
            ("Your own", own.map(Self.entry)),
            ("In this pane", entries(here)),
            ("Everywhere", entries(others.filter(\.contexts.isEmpty))),
            ("Commands to type", CommandLine.words.map { Self.entry($0, keymap.names) }),
            ("Search syntax", QueryHelp.rows.map(Self.entry)),
            ("In other panes", entries(elsewhere)),
        ]
        filter()
    }

    private static func entry(_ info: CommandInfo, _ names: KeyNames) -> Entry {
        let keys = names.all(of: info.command).joined(separator: " ")
        return Entry(
            keys: keys, help: names.resolve(info.help), name: info.command.rawValue, line: info.command.rawValue)
    }

    private static func entry(_ word: CommandLine.Word, _ names: KeyNames) -> Entry {
        let line = word.name + (word.takes == .nothing ? "" : " ")
        return Entry(keys: ":" + word.usage, help: names.resolve(word.help), name: "", line: line)
    }

    private static func entry(_ own: OwnCommand) -> Entry {
        let keys = own.keys.map(KeyNotation.shown).joined()
        return Entry(keys: keys, help: own.words.joined(separator: " "), name: own.name, line: own.name)
    }

    private static func entry(_ row: (written: String, meaning: String)) -> Entry {
        Entry(keys: row.written, help: row.meaning, name: "", line: Command.search.rawValue)
    }

    /// The sections that hold what was typed, in any order of its words.
    private mutating func filter() {
        let words = input.text.lowercased().split(separator: " ")
        rows = sections.flatMap { section -> [Row] in
            let entries = section.entries.filter { entry in
                let text = "\(entry.keys) \(entry.help) \(entry.name)".lowercased()
                return words.allSatisfy { text.contains($0) }
            }
            return entries.isEmpty ? [] : [.heading(section.title)] + entries.map(Row.entry)
        }
        cursor = ListCursor()
        move(.top)
    }

    /// Moves to an entry: a heading is passed over.
    private mutating func move(_ command: Command) {
        _ = cursor.apply(command, count: rows.count, height: height)
        guard selected == nil else { return }
        let isUp = [.up, .pageUp, .bottom].contains(command) && cursor.selected > 0
        cursor.select(cursor.selected + (isUp ? -1 : 1), count: rows.count, height: height)
        if cursor.selected == 1 { cursor.top = 0 }
    }

    package var selected: Entry? {
        guard rows.indices.contains(cursor.selected), case .entry(let entry) = rows[cursor.selected] else { return nil }
        return entry
    }

    // MARK: Pane

    package var isOverlay: Bool { true }
    package var contexts: [Context] { [.menu] }
    package var hints: [Hint] { [Hint(.open, "run"), Hint(.back, "close")] }

    package mutating func resize(_ layout: ScreenLayout) {
        height = max(1, layout.size.height - 4)
        cursor.reveal(count: rows.count, height: height)
    }

    private static let moves: [Key: Command] = [
        .up: .up, .control("p"): .up, .backTab: .up, .down: .down, .control("n"): .down, .tab: .down,
        .pageUp: .pageUp, .pageDown: .pageDown,
    ]

    package mutating func handle(_ key: Key) -> Reaction? {
        if let command = Self.moves[key] {
            move(command)
            return .done
        }
        switch key {
        case .enter: return selected.map { .go(.run($0.line)) } ?? .done
        case .escape where input.text.isEmpty, .character("?") where input.text.isEmpty, .control("c"):
            return .go(.close)
        case .wheelUp: move(.up)
        case .wheelDown: move(.down)
        case .escape:
            input = TextInput()
            filter()
        default:
            guard case .ignored = input.apply(key) else {
                filter()
                return .done
            }
            return nil
        }
        return .done
    }
}
