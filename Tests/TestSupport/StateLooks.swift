package import App
import Panes
import Reader
package import Shell

/// How tests ask what is on the screen.
extension AppState {
    package enum Place: Hashable, Sendable {
        case evaluations, items, hits, trajectory, worlds, comparison, sides, other
    }

    package enum Overlay {
        case text(TextPane)
        case menu(Menu)
    }

    package var place: Place {
        switch stack.main {
        case is EvaluationsModel: .evaluations
        case is ItemsPane: .items
        case is HitsModel, is SweepModel: .hits
        case is ReaderPane: .trajectory
        case is WorldsModel: .worlds
        case is ComparisonModel: .comparison
        case is TrajectoryDiffModel: .sides
        default: .other
        }
    }

    package var overlay: Overlay? {
        switch stack.overlay {
        case let text as any TextOverlay: .text(text.text)
        case let menu as Menu: .menu(menu)
        default: nil
        }
    }

    /// Where keys are looked up; not in what is selected.
    package var context: Context? { stack.main.contexts.last }

    package var detail: TextPane { itemsPane?.detail ?? TextPane(title: "", lines: []) }
}
