package import Platform
import Terminal

/// A list of choices over the panes.
package struct Menu: Hashable, Sendable, Pane {
    package struct Choice: Hashable, Sendable {
        package var label: String
        package var detail: String
        package var isOn: Bool

        package init(label: String, detail: String = "", isOn: Bool = false) {
            self.label = label
            self.detail = detail
            self.isOn = isOn
        }
    }

    package enum Purpose: Hashable, Sendable {
        case itemStatuses
        case hitFilter
        case savedSearch
        case sortOrder
        case mark
        case jobFilter
        /// What a run is compared with: one of these, in the order of the choices.
        case comparing(EvaluationItem, [ComparisonChoice])
        case profile, organization, workspace
        case bookmarks
    }

    package var title: String
    package var purpose: Purpose
    package var choices: [Choice]
    package var cursor = ListCursor()

    package init(title: String, purpose: Purpose, choices: [Choice]) {
        self.title = title
        self.purpose = purpose
        self.choices = choices
    }

    /// Enter takes the choice under the cursor; otherwise Space chooses several.
    package var isSingle: Bool { if case .comparing = purpose { true } else { false } }

    package var isOverlay: Bool { true }
    package var contexts: [Context] { [.menu] }
    /// Choices that are on the screen at once, within the box.
    private var height = 1

    package mutating func resize(_ layout: ScreenLayout) {
        height = max(1, min(choices.count, layout.size.height - 4))
        cursor.reveal(count: choices.count, height: height)
    }

    package var chosen: [String] { choices.filter(\.isOn).map(\.label) }

    // MARK: Keys

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

extension KeyNames {
    package func resolve(_ menu: Menu) -> Menu {
        var menu = menu
        menu.title = resolve(menu.title)
        menu.choices = menu.choices.map { Menu.Choice(label: $0.label, detail: resolve($0.detail), isOn: $0.isOn) }
        return menu
    }
}
