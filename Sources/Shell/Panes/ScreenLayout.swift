package import Terminal

/// How a pane divides the screen.
package struct PaneShape: Hashable, Sendable {
    /// Percent of the height that the upper part takes; nil: the pane is one part.
    package var share: Int?
    /// The lower part has the keys: it stays where there is room for one part only.
    package var focusesLower = false
    /// Rows that the upper part has use for, once that is known.
    package var mostRows: Int?
    /// The parts may stand side by side.
    package var hasColumns = true
    /// Rows of the screen's middle below which there is one part only.
    package var leastRows = 14

    package init(
        share: Int? = nil, focusesLower: Bool = false, mostRows: Int? = nil, hasColumns: Bool = true,
        leastRows: Int = 14
    ) {
        self.share = share
        self.focusesLower = focusesLower
        self.mostRows = mostRows
        self.hasColumns = hasColumns
        self.leastRows = leastRows
    }

    /// One part.
    package static let whole = PaneShape()

    /// A list, and below it where there is room all that the selected row stands for.
    package static let withPreview = PaneShape(share: 60, leastRows: 28)
}

/// How the user wants the panes laid out.
package struct LayoutPreferences: Hashable, Sendable {
    /// Side by side, where the screen is wide enough.
    package var isColumns = false
    /// The pane with the keys has the whole screen.
    package var isZoomed = false
    /// Percent of the height, or of the width, that the list has where the user moved the line between the parts.
    package var share: Int?

    package init() {}
}

/// Where each part of a pane is. Heights include their title row.
package struct ScreenLayout: Hashable, Sendable {
    /// Below this size nothing useful can be drawn.
    package static let smallest = Size(width: 40, height: 10)

    package let size: Size
    /// What the user presses: texts that name it take room.
    package let keys: KeyNames
    package var breadcrumb: Rect
    package var status: Rect
    /// The list of where one is; nil where the other pane has the whole screen.
    package var list: Rect?
    /// The detail of the selected row, or the body of the trajectory.
    package var lower: Rect?

    /// Lays a pane out.
    package init(size: Size, shape: PaneShape, wish: LayoutPreferences, keys: KeyNames) {
        self.keys = keys
        self.size = size
        let whole = Rect(size)
        breadcrumb = whole.split(top: 1).top
        status = Rect(x: 0, y: size.height - 1, width: size.width, height: 1)
        let middle = Rect(x: 0, y: 1, width: size.width, height: size.height - 2)
        guard let share = shape.share, !wish.isZoomed, middle.height >= shape.leastRows else {
            list = shape.focusesLower ? nil : middle
            lower = shape.focusesLower ? middle : nil
            return
        }
        if wish.isColumns, size.width >= 100, shape.hasColumns {
            let columns = middle.split(left: size.width * (wish.share ?? 40) / 100)
            list = columns.left
            lower = Rect(
                x: columns.rest.x + 1, y: columns.rest.y, width: columns.rest.width - 1, height: columns.rest.height)
        } else {
            let rows = middle.height * (wish.share ?? share) / 100
            let most = wish.share == nil ? shape.mostRows.map { max(2, $0) + 1 } : nil
            let parts = middle.split(top: min(rows, most ?? rows))
            list = parts.top
            lower = parts.rest
        }
    }

    /// Rows of the upper part, without its title.
    package var listRows: Int { Self.contentHeight(list) }
    /// Rows of the lower part, without its title.
    package var lowerRows: Int { Self.contentHeight(lower) }
    /// Columns of the lower part; all of them while it is not on the screen.
    package var lowerWidth: Int { lower?.width ?? size.width }

    /// Whether a cell is on the line between the parts.
    package func isBetween(x: Int, y: Int) -> Bool {
        guard let list, let lower else { return false }
        return list.y == lower.y ? x == list.maxX : y == lower.y
    }

    /// The share of the list where the line between the parts is moved to a cell.
    package func share(x: Int, y: Int) -> Int {
        guard let list, let lower else { return 50 }
        let share = list.y == lower.y ? x * 100 / max(1, size.width) : (y - list.y) * 100 / max(1, size.height - 2)
        return min(80, max(20, share))
    }

    /// Rows for content in a pane: without its title.
    package static func contentHeight(_ rect: Rect?) -> Int { max(0, (rect?.height ?? 0) - 1) }
}
