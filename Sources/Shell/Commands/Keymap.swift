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
            (overrides[info.command] ?? info.keys).compactMap { notation in
                KeyNotation.parse(notation).map {
                    Binding(keys: $0, command: info.command, contexts: info.contexts)
                }
            }
        }
        names = KeyNames(overrides: overrides)
        byFirstKey = Dictionary(grouping: bindings.filter { !$0.keys.isEmpty }) { $0.keys[0] }
    }

    /// What the keys mean in contexts of which each is within the next. A binding that names an inner one goes before one
    /// that names an outer one, and that before one that holds everywhere.
    package func lookup(_ keys: [Key], in contexts: [Context]) -> Lookup {
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

    /// What may follow a prefix, with its help, in the order of the table: for the line that shows what is waited for.
    package func continuations(of keys: [Key], in contexts: [Context]) -> [(keys: String, help: String)] {
        bindings.filter { $0.keys.count > keys.count && $0.keys.starts(with: keys) && $0.holds(in: contexts) }
            .compactMap { binding in
                let rest = binding.keys.dropFirst(keys.count).map(KeyNotation.shown).joined()
                return CommandTable.info(binding.command).map { (rest, $0.help) }
            }
    }
}
