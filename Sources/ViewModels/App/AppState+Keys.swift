import RichText
import Terminal

extension AppState {
    /// A key goes to what lies on top: the overlay, the line that is typed, then the pane by way of the keymap.
    mutating func handle(_ key: Key) -> Reaction {
        if leaving != nil { return handleLeaving(key) }
        if prompt != nil { return handlePrompt(key) }
        if overlay != nil { return handleOverlay(key) }
        if place == .worlds, worlds.showsForm { return handleForm(key) }
        message = nil
        outcomes.passKey(at: now)
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
                return .say("These keys mean nothing here: ? lists those that do", .warning)
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

    // MARK: Overlays

    private mutating func handleOverlay(_ key: Key) -> Reaction {
        switch overlay {
        case .text where key == .escape && escapeStopsDownload:
            prompt = Prompt(.stopDownload)
            return .done
        case .text(var pane):
            let command: Command? =
                if case .command(let found) = keymap.lookup(
                    [key], in: (pane.selection == nil ? [] : [.selection]) + [.detail])
                { found } else { nil }
            guard let command, pane.apply(command) else { return closeOverlay(key, command) }
            overlay = .text(pane)
            return .done
        case .menu(let menu): return handleMenu(menu, key)
        case nil: return .done
        }
    }

    private mutating func closeOverlay(_ key: Key, _ command: Command?) -> Reaction {
        switch command {
        case .back, .quit, .help, .raw, .open, .glance: overlay = nil
        case .find: prompt = Prompt(.find(.detail))
        case .commandLine: prompt = Prompt(.command)
        case .redraw, .suspend: return command.map { perform($0) } ?? .done
        case .copyText, .copyID, .pager: return takeOverlay(command)
        default: break
        }
        return .done
    }

    /// The selected lines of the text, or all of it. A copy ends the selection.
    private mutating func takeOverlay(_ command: Command?) -> Reaction {
        guard case .text(var pane) = overlay else { return .done }
        let selected = pane.selectedText
        if command == .pager {
            let text = selected ?? (RichLine.taken(pane.lines), pane.title)
            return .act(.page(text.text, name: text.name))
        }
        guard selected != nil || command == .copyText else { return .done }
        pane.endSelection()
        overlay = .text(pane)
        let text = selected ?? (RichLine.taken(pane.lines), pane.title)
        return .act(.copy(text.text, what: text.name))
    }

    /// Choices that are on the screen at once, within the box.
    private func menuHeight(_ menu: Menu) -> Int { max(1, min(menu.choices.count, size.height - 4)) }

    private mutating func handleMenu(_ menu: Menu, _ key: Key) -> Reaction {
        var menu = menu
        switch key {
        case .escape, .character("q"):
            overlay = nil
            return .done
        case .character(" ") where !menu.isSingle:
            menu.choices[menu.cursor.selected].isOn.toggle()
        case .tab, .backTab:
            let next = (menu.cursor.selected + (key == .tab ? 1 : menu.choices.count - 1)) % menu.choices.count
            menu.cursor.select(next, count: menu.choices.count, height: menuHeight(menu))
        case .enter:
            overlay = nil
            if menu.chosen.isEmpty, !menu.isSingle { menu.choices[menu.cursor.selected].isOn = true }
            return choose(menu)
        default:
            guard case .command(let command) = keymap.lookup([key], in: [.detail]),
                menu.cursor.apply(command, count: menu.choices.count, height: menuHeight(menu))
            else { return .done }
        }
        overlay = .menu(menu)
        return .done
    }
}
