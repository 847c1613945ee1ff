import Panes
import RichText
import Shell
import Terminal
import Triage
import Wire

extension AppState {
    /// A key goes to the line that is typed, or to the pane on top: by way of the keymap, unless the pane takes keys itself.
    mutating func handle(_ key: Key) -> Reaction {
        if leaving != nil { return handleLeaving(key) }
        if case .alt(let letter) = key, letter != "\u{7f}", !isBound(key) {
            return handle(.escape) + handle(.character(letter))
        }
        if prompt != nil { return handlePrompt(key) }
        listsContinuations = false
        if stack.overlay == nil {
            message = nil
            outcomes.passKey(at: now)
        }
        if let reaction = stack.onTop({ $0.handle(key) }) { return reaction }
        if key == .escape, !pending.isEmpty || count != nil {
            (pending, count) = ([], nil)
            return .done
        }
        if takeDigit(key) { return .done }
        let keys = pending + [key]
        if let own = ownCommand(of: keys) {
            (pending, count) = ([], nil)
            return run(own)
        }
        if stack.overlay == nil,
            ownCommands.contains(where: { $0.keys.count > keys.count && $0.keys.starts(with: keys) })
        {
            pending = keys
            return .ask(.keys, .wait(Self.sequenceTime))
        }
        switch keymap.lookup(keys, in: keyContexts) {
        case .command(let command):
            pending = []
            defer { count = nil }
            return repeated(command)
        case .prefix:
            pending = keys
            return .ask(.keys, .wait(Self.sequenceTime))
        case .nothing:
            guard !pending.isEmpty else { return handleUnbound(key) }
            guard let plain = plainCommand else {
                (pending, count) = ([], nil)
                let shown = keys.map(KeyNotation.shown).joined()
                return .say("\(shown) does nothing here; \(key: .help) lists the keys", .warning)
            }
            let isRepeated = pending == [key]
            pending = []
            defer { count = nil }
            return repeated(plain) + (isRepeated ? .done : handle(key))
        }
    }

    /// Esc and a letter that come at once, as they do over a slow line, look like Alt and the letter: where those mean
    /// nothing, both were meant.
    private func isBound(_ key: Key) -> Bool {
        guard prompt == nil else { return false }
        let keys = pending + [key]
        return keymap.lookup(keys, in: keyContexts) != .nothing || ownCommands.contains { $0.keys.starts(with: keys) }
    }

    /// Seconds after which what may follow is listed.
    private static let sequenceTime = 1.0

    // MARK: Counts

    /// Times that a command is done at most, whatever was typed.
    private static let mostRepeats = 10_000

    /// Digits in front of a command are its count, unless the user has bound them.
    private mutating func takeDigit(_ key: Key) -> Bool {
        guard pending.isEmpty else { return false }
        if key == .backspace, let typed = count {
            count = typed < 10 ? nil : typed / 10
            return true
        }
        guard case .character(let letter) = key, letter.isASCII, let digit = letter.wholeNumberValue,
            count != nil || digit > 0, count != nil || keymap.lookup([key], in: keyContexts) == .nothing
        else { return false }
        count = (count ?? 0) < 100_000_000 ? (count ?? 0) * 10 + digit : count
        return true
    }

    /// Does a command as often as its count says, as long as it goes on; with one, top and end are a row by its number.
    private mutating func repeated(_ command: Command) -> Reaction {
        guard let count else { return perform(command) }
        if command == .top || command == .bottom {
            if let reaction = stack.onTop({ $0.go(toRow: count - 1) }) { return reaction }
            return perform(.top) + repeated(.down, count - 1)
        }
        return command.repeats ? repeated(command, count) : perform(command)
    }

    private mutating func repeated(_ command: Command, _ count: Int) -> Reaction {
        var all = Reaction.done
        for _ in 0..<min(count, Self.mostRepeats) {
            let before = stack.onTop { $0.standing }
            let reaction = perform(command)
            all = all + reaction
            guard reaction.destination == nil, reaction.message?.tone != .warning else { break }
            if let before, before == stack.onTop({ $0.standing }) { break }
        }
        return all
    }

    /// What may follow the keys so far. A verdict is its word, and how many items have it.
    package var continuations: [(keys: String, words: String)] {
        guard !pending.isEmpty else { return [] }
        let own = ownCommands.filter { $0.keys.count > pending.count && $0.keys.starts(with: pending) }.map {
            ($0.keys.dropFirst(pending.count).map(KeyNotation.shown).joined(), $0.name)
        }
        let plain = plainCommand.map { [(KeyNotation.shown(pending[0]), CommandTable.info($0)?.help ?? "")] } ?? []
        return own + plain
            + keymap.continuations(of: pending, in: keyContexts).compactMap { keys, command in
                guard let at = Command.verdicts.firstIndex(of: command) else {
                    return (keys, CommandTable.info(command)?.help ?? "")
                }
                guard verdicts.indices.contains(at) else { return nil }
                let marked = items?.facts.values.count { $0.mark == verdicts[at] } ?? 0
                return (keys, "\(verdicts[at]) \(NumberFormat.grouped(marked))")
            }
    }

    /// What the keys so far mean by themselves, where longer sequences begin with them, too: the same key again does it.
    private var plainCommand: Command? {
        guard case .prefix(let command) = keymap.lookup(pending, in: keyContexts) else { return nil }
        return command
    }

    private mutating func handleUnbound(_ key: Key) -> Reaction {
        count = nil
        switch key {
        case .wheelUp: return repeated(.up, 3)
        case .wheelDown: return repeated(.down, 3)
        case .click(let x, let y): return click(x: x, y: y)
        case .drag(let x, let y):
            if isMovingSplit { wish.share = layout.share(x: x, y: y) }
            return .done
        case .paste: return .done
        default: break
        }
        let shown = KeyNotation.shown(key)
        guard !shown.isEmpty else { return .done }
        guard let (command, place) = keymap.nearest(to: key, in: keyContexts) else {
            return .say("\(shown) does nothing here; \(key: .help) lists the keys", .warning)
        }
        let near =
            place.map { "in the \($0.words) it is \(command.rawValue)" } ?? "\(key: command) is \(command.rawValue)"
        return .say("\(shown) does nothing here; \(near)", .warning)
    }

    /// Seconds within which a second click on a cell opens what the first one selected.
    private static let doubleClickTime = 0.4

    private mutating func click(x: Int, y: Int) -> Reaction {
        let isSecond = lastClick.map { $0.x == x && $0.y == y && now - $0.time < Self.doubleClickTime } ?? false
        lastClick = isSecond ? nil : (x: x, y: y, time: now)
        guard stack.overlay == nil else { return .done }
        let layout = layout
        isMovingSplit = layout.isBetween(x: x, y: y)
        guard !isMovingSplit, stack.onMain({ $0.point(x: x, y: y, in: layout) }), isSecond else { return .done }
        return perform(.open)
    }

    // MARK: The typed line

    private mutating func handlePrompt(_ key: Key) -> Reaction {
        guard var prompt else { return .done }
        switch key {
        case .enter: return submit(prompt)
        case .escape, .control("c"), .control("g"):
            self.prompt = nil
            return revert(prompt)
        case .backspace where prompt.input.text.isEmpty:
            self.prompt = nil
            return revert(prompt)
        case .up, .down:
            recall(&prompt, back: key == .up)
        case .tab, .backTab:
            complete(&prompt, forward: key == .tab)
        default:
            guard prompt.input.apply(key) == .edited else {
                self.prompt = prompt
                return .done
            }
            prompt.historyIndex = nil
            offer(&prompt)
        }
        self.prompt = prompt
        return typed(prompt)
    }

    private mutating func recall(_ prompt: inout Prompt, back: Bool) {
        guard let key = prompt.historyKey(scope), let lines = history[key], !lines.isEmpty else { return }
        let index = (prompt.historyIndex ?? -1) + (back ? 1 : -1)
        (prompt.candidates, prompt.chosen) = ([], nil)
        prompt.historyIndex = index < 0 ? nil : min(index, lines.count - 1)
        prompt.input.replace(with: prompt.historyIndex.map { lines[lines.count - 1 - $0] } ?? prompt.original)
    }

    mutating func remember(_ prompt: Prompt) {
        let text = prompt.input.text
        guard let key = prompt.historyKey(scope), !text.isEmpty else { return }
        var lines = history[key, default: []].filter { $0 != text }
        lines.append(text)
        history[key] = Array(lines.suffix(200))
    }
}
