import Terminal

/// The screens one goes through, from the list of evaluations to the steps of one trajectory.
package enum Place: String, CaseIterable, Hashable, Sendable {
    case evaluations, items, hits, trajectory, worlds
    case comparison, sides
}

/// How the user wants the panes laid out.
package struct LayoutWish: Hashable, Sendable {
    /// Side by side, where the screen is wide enough.
    package var isColumns = false
    /// The pane with the keys has the whole screen.
    package var isZoomed = false

    package init() {}
}

/// Where each pane of a place is. Heights of panes include their title row.
package struct ScreenLayout: Hashable, Sendable {
    /// Below this size nothing useful can be drawn.
    package static let smallest = Size(width: 40, height: 10)

    package var breadcrumb: Rect
    package var status: Rect
    /// The list of where one is; nil where the other pane has the whole screen.
    package var list: Rect?
    /// The detail of the selected row, or the body of the trajectory.
    package var lower: Rect?

    /// Lays a place out. `focusesLower` says which pane stays where there is room for one only; the list of a trajectory
    /// takes no more than `listRows`.
    package init(size: Size, place: Place, wish: LayoutWish, focusesLower: Bool, listRows: Int? = nil) {
        let whole = Rect(size)
        breadcrumb = whole.split(top: 1).top
        status = Rect(x: 0, y: size.height - 1, width: size.width, height: 1)
        let middle = Rect(x: 0, y: 1, width: size.width, height: size.height - 2)
        guard let share = Self.share(of: place, height: middle.height), !wish.isZoomed, middle.height >= 14 else {
            list = Self.hasLower(place) && focusesLower ? nil : middle
            lower = list == nil ? middle : nil
            return
        }
        // Two runs stand beside each other in both panes.
        if wish.isColumns, size.width >= 100, place != .sides {
            let columns = middle.split(left: size.width * 2 / 5)
            list = columns.left
            lower = Rect(
                x: columns.rest.x + 1, y: columns.rest.y, width: columns.rest.width - 1, height: columns.rest.height)
        } else {
            let most = place == .trajectory ? listRows.map { max(2, $0) + 1 } : nil
            let rows = middle.split(top: min(share, most ?? share))
            list = rows.top
            lower = rows.rest
        }
    }

    private static func hasLower(_ place: Place) -> Bool { share(of: place, height: 1) != nil }

    /// Rows of the upper pane; nil for places of one pane.
    private static func share(of place: Place, height: Int) -> Int? {
        switch place {
        case .items: height * 3 / 5
        case .trajectory: height * 3 / 10
        case .evaluations, .hits, .worlds: nil
        case .comparison: nil
        case .sides: height / 2
        }
    }

    /// Rows for content in a pane: without its title.
    package static func contentHeight(_ rect: Rect?) -> Int { max(0, (rect?.height ?? 0) - 1) }
}
