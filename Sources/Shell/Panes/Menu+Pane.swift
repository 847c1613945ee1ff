import Terminal

extension Menu: Pane {
    package var isOverlay: Bool { true }
    package var contexts: [Context] { [.menu] }

    package mutating func resize(_ layout: ScreenLayout) {
        height = max(1, min(choices.count, layout.size.height - 4))
        cursor.reveal(count: choices.count, height: height)
    }

    package mutating func apply(_ command: Command) -> Reaction? {
        switch command {
        case .back, .quit: return .go(.close)
        // Nothing to choose: whatever would take something closes it.
        case .open where choices.isEmpty: return .go(.close)
        case _ where choices.isEmpty: break
        case .mark where !isSingle: choices[cursor.selected].isOn.toggle()
        case .nextPane, .previousPane:
            let next = (cursor.selected + (command == .nextPane ? 1 : choices.count - 1)) % choices.count
            cursor.select(next, count: choices.count, height: height)
        case .open:
            if chosen.isEmpty, !isSingle { choices[cursor.selected].isOn = true }
            return .go(.chosen(self))
        default: _ = cursor.apply(command, count: choices.count, height: height)
        }
        return .done
    }

    package var hints: [Hint] {
        (isSingle ? [] : [Hint(.mark, "choose")]) + [Hint(.open, "take"), Hint(.back, "close")]
    }
}
