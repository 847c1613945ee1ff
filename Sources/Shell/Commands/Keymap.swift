package import Terminal

/// What a sequence of keys means in a context.
package struct Keymap: Sendable {
    /// What is known of the keys pressed so far.
    package enum Lookup: Hashable, Sendable {
        case command(Command)
        /// A longer sequence begins so; `now` is what the keys mean by themselves, should no further key come.
        case prefix(now: Command?)
        case nothing
    }

    private struct Binding: Sendable {
        var keys: [Key]
        var command: Command
        var contexts: Set<Context>

        func holds(in places: [Context]) -> Bool { contexts.isEmpty || !contexts.isDisjoint(with: places) }
    }

    private let bindings: [Binding]
    /// What the user presses for each command.
    package let names: KeyNames
    /// The bindings by the key that they begin with: of some hundred and fifty, few are looked at for a key.
    private let byFirstKey: [Key: [Binding]]

    /// The default keys, with the user's own (`command name: keys`) in place of those of the commands they name.
    package init(overrides: [Command: [String]] = [:]) {
        bindings = CommandTable.all.flatMap { info in
            let own = overrides[info.command]
            let keys = (own ?? info.keys).map { ($0, info.contexts) }
            return (keys + (own == nil ? info.textKeys : []).map { ($0, CommandTable.texts) })
                .compactMap { notation, contexts in
                    KeyNotation.parse(notation).map { Binding(keys: $0, command: info.command, contexts: contexts) }
                }
        }
        names = KeyNames(overrides: overrides)
        byFirstKey = Dictionary(grouping: bindings.filter { !$0.keys.isEmpty }) { $0.keys[0] }
    }

    /// The keys of verdicts with these words: behind the verdict key the first letter that none of them has yet, or the
    /// number where all are taken.
    package static func verdictKeys(_ words: [String]) -> [Command: [String]] {
        let prefix = CommandTable.info(.verdict1)?.keys.first?.first ?? "a"
        var taken: Set<Character> = []
        return Dictionary(
            uniqueKeysWithValues: zip(Command.verdicts, words).enumerated().map { number, pair in
                let free = pair.1.lowercased().first { $0.isASCII && $0.isLetter && !taken.contains($0) }
                let letter = free ?? Character("\((number + 1) % 10)")
                taken.insert(letter)
                return (pair.0, ["\(prefix)\(letter)"])
            })
    }

    /// What the keys mean in contexts of which each is within the next. A binding that names an inner one goes before one
    /// that names an outer one, and that before one that holds everywhere.
    package func lookup(_ keys: [Key], in contexts: [Context]) -> Lookup {
        let found = meaning(of: keys, in: contexts)
        guard found == .nothing else { return found }
        let latin = keys.map { KeyPlace.latin($0) ?? $0 }
        return latin == keys ? .nothing : meaning(of: latin, in: contexts)
    }

    private func meaning(of keys: [Key], in contexts: [Context]) -> Lookup {
        let here = keys.first.flatMap { byFirstKey[$0] }?.filter { $0.holds(in: contexts) } ?? []
        let exact = here.filter { $0.keys == keys }
        let own = contexts.lazy.compactMap { context in exact.first { $0.contexts.contains(context) } }.first
        let command = (own ?? exact.first)?.command
        if here.contains(where: { $0.keys.count > keys.count && $0.keys.starts(with: keys) }) {
            return .prefix(now: command)
        }
        // What begins sequences elsewhere takes the key behind it here, too: `]d` must not download.
        if command == nil, keys.count == 1, bindings.contains(where: { $0.keys.count > 1 && $0.keys.first == keys[0] })
        {
            return .prefix(now: nil)
        }
        return command.map(Lookup.command) ?? .nothing
    }

    /// The command that a key without a use was meant for: its own elsewhere, with the place, or here the one of the letter
    /// in the other case or with Control.
    package func nearest(to key: Key, in contexts: [Context]) -> (command: Command, elsewhere: Context?)? {
        let own = byFirstKey[key]?.first { $0.keys.count == 1 }
        if let own, let place = Context.allCases.first(where: own.contexts.contains) { return (own.command, place) }
        let others: [Key] =
            switch key {
            case .character(let letter):
                [letter.uppercased(), letter.lowercased()].compactMap { $0.first.map(Key.character) }
                    + [.control(Character(letter.lowercased()))]
            case .control(let letter), .alt(let letter): [.character(letter)]
            default: []
            }
        for other in others where other != key {
            if case .command(let command) = lookup([other], in: contexts) { return (command, nil) }
        }
        return nil
    }

    /// What may follow a prefix, with its help, in the order of the table: for the line that shows what is waited for.
    package func continuations(of keys: [Key], in contexts: [Context]) -> [(keys: String, command: Command)] {
        bindings.filter { $0.keys.count > keys.count && $0.keys.starts(with: keys) && $0.holds(in: contexts) }
            .map { ($0.keys.dropFirst(keys.count).map(KeyNotation.shown).joined(), $0.command) }
    }
}
