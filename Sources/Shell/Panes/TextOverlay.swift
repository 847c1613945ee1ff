import RichText
import Terminal

/// Lines to read over the panes: the help, raw JSON, a report.
package protocol TextOverlay: Pane {
    var text: TextPane { get set }
}

/// Lines that stay as they are.
package struct LinesPane: TextOverlay {
    package var text: TextPane

    package init(_ text: TextPane) { self.text = text }
}

extension TextOverlay {
    package var isOverlay: Bool { true }
    package var contexts: [Context] { text.selection == nil ? [.detail] : [.selection, .detail] }

    package mutating func resize(_ layout: ScreenLayout) {
        text.resize(width: layout.size.width - 4, height: layout.size.height - 4, keys: layout.keys)
    }

    package mutating func apply(_ command: Command) -> Reaction? { applyToText(command) }

    package var standing: AnyHashable? { [text.top, text.cursor, text.selection] as [AnyHashable] }

    /// What every text does: it scrolls, its lines are selected, and the keys that open texts close it.
    package mutating func applyToText(_ command: Command) -> Reaction? {
        if text.apply(command) { return .done }
        switch command {
        case .back, .quit, .help, .raw, .open, .glance: return .go(.close)
        case .copyText where text.selection == nil:
            return .act(.copy(RichLine.taken(text.lines), what: text.title))
        case .pager where text.selection == nil:
            return .act(.page(RichLine.taken(text.lines), name: text.title))
        default: return text.takeSelected(command)
        }
    }

    package var hints: [Hint] {
        guard text.selection == nil else { return TextPane.selectionHints }
        return [Hint(.back, "close"), Hint(.find, "find"), Hint(.select, "select"), Hint(.copyText, "copy")]
    }

    package var findLine: FindLine? { FindLine(.pattern, text: "") }

    package mutating func find(typed text: String) -> Reaction {
        self.text.find(text)
        return .done
    }

    package var selectionWords: String? { text.selectionWords }
}

extension TextPane {
    /// What matters while lines are selected.
    package static let selectionHints = [
        Hint(.copyText, "copy"), Hint(.selectHere, "from here"), Hint(.swapEnds, "other end"), Hint(.back, "leave"),
        Hint(.pager, "view"),
    ]

    /// Takes the selected lines away; nil where none are, and for what takes nothing away. A copy ends the selection.
    package mutating func takeSelected(_ command: Command) -> Reaction? {
        guard let selected = selectedText else { return nil }
        switch command {
        case .copyText, .copyID:
            endSelection()
            return .act(.copy(selected.text, what: selected.name))
        case .pager: return .act(.page(selected.text, name: selected.name))
        default: return nil
        }
    }
}
