import RichText
import Shell
import Terminal

extension AppState {
    /// A key goes to the line that is typed, or to the pane on top: by way of the keymap, unless the pane takes keys itself.
    mutating func handle(_ key: Key) -> Reaction {
        if leaving != nil { return handleLeaving(key) }
        if prompt != nil { return handlePrompt(key) }
        if stack.overlay == nil {
            message = nil
            outcomes.passKey(at: now)
        }
        if let reaction = stack.onTop({ $0.handle(key) }) { return reaction }
        if !pending.isEmpty, key == .escape {
            pending = []
            return .done
        }
        let keys = pending + [key]
        switch keymap.lookup(keys, in: keyContexts) {
        case .command(let command):
            pending = []
            return perform(command)
        case .prefix:
            pending = keys
            return .ask(.keys, .wait(Self.sequenceTime))
        case .nothing:
            guard !pending.isEmpty else { return handleUnbound(key) }
            if case .prefix(.none) = keymap.lookup(pending, in: keyContexts) {
                pending = []
                return .say("These keys mean nothing here: \(key: .help) lists those that do", .warning)
            }
            return resolvePending() + handle(key)
        }
    }

    /// Seconds after which a sequence is what it is so far.
    private static let sequenceTime = 0.8

    /// Takes a sequence that no further key completed for what its keys mean by themselves.
    mutating func resolvePending() -> Reaction {
        let keys = pending
        pending = []
        guard case .prefix(.some(let command)) = keymap.lookup(keys, in: keyContexts) else { return .done }
        return perform(command)
    }

    private mutating func handleUnbound(_ key: Key) -> Reaction {
        switch key {
        case .wheelUp: return perform(.up) + perform(.up) + perform(.up)
        case .wheelDown: return perform(.down) + perform(.down) + perform(.down)
        default: return .done
        }
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
        case .tab:
            complete(&prompt)
        default:
            guard prompt.input.apply(key) == .edited else {
                self.prompt = prompt
                return .done
            }
            prompt.historyIndex = nil
        }
        self.prompt = prompt
        return typed(prompt)
    }

    private mutating func recall(_ prompt: inout Prompt, back: Bool) {
        guard let key = prompt.historyKey(scope), let lines = history[key], !lines.isEmpty else { return }
        let index = (prompt.historyIndex ?? -1) + (back ? 1 : -1)
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
