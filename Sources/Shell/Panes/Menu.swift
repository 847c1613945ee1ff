package import Platform
import Terminal

/// A list of choices over the panes.
package struct Menu: Hashable, Sendable {
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
        /// Where to go on, in the order of the choices.
        case place([ConnectionRequest])
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
    package var isSingle: Bool {
        switch purpose {
        case .comparing, .place: true
        default: false
        }
    }

    /// Choices that are on the screen at once, within the box.
    var height = 1

    package var chosen: [String] { choices.filter(\.isOn).map(\.label) }
}

extension KeyNames {
    package func resolve(_ menu: Menu) -> Menu {
        var menu = menu
        menu.title = resolve(menu.title)
        menu.choices = menu.choices.map { Menu.Choice(label: $0.label, detail: resolve($0.detail), isOn: $0.isOn) }
        return menu
    }
}
