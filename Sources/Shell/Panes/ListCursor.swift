package import Terminal

/// The selection and the scroll position of a list, by row number. Who keeps a list keeps the selected *id* as well, and
/// puts the cursor back on it when rows come and go.
package struct ListCursor: Hashable, Sendable {
    package var selected = 0
    /// The first row on the screen.
    package var top = 0

    package init() {}

    /// Puts the cursor on a row and scrolls as little as needed to show it.
    package mutating func select(_ row: Int, count: Int, height: Int) {
        selected = min(max(0, row), max(0, count - 1))
        reveal(count: count, height: height)
    }

    /// Scrolls as little as needed to show the selected row and to leave no blank rows below the last one.
    package mutating func reveal(count: Int, height: Int) {
        let height = max(1, height)
        selected = min(max(0, selected), max(0, count - 1))
        if selected < top { top = selected }
        if selected >= top + height { top = selected - height + 1 }
        top = min(max(0, top), max(0, count - height))
    }

    /// Selects the row on the screen at a line, below so many lines of titles; false where there is none.
    package mutating func point(y: Int, in list: Rect?, titles: Int, count: Int, height: Int) -> Bool {
        guard let list, y >= list.y + titles, y < list.maxY, top + y - list.y - titles < count else { return false }
        select(top + y - list.y - titles, count: count, height: height)
        return true
    }

    /// Moves as a command says; false where the command is no movement.
    package mutating func apply(_ command: Command, count: Int, height: Int) -> Bool {
        let page = max(1, height - 1)
        switch command {
        case .down: select(selected + 1, count: count, height: height)
        case .up: select(selected - 1, count: count, height: height)
        case .halfPageDown: select(selected + max(1, height / 2), count: count, height: height)
        case .halfPageUp: select(selected - max(1, height / 2), count: count, height: height)
        case .pageDown: select(selected + page, count: count, height: height)
        case .pageUp: select(selected - page, count: count, height: height)
        case .top: select(0, count: count, height: height)
        case .bottom: select(count - 1, count: count, height: height)
        default: return false
        }
        return true
    }
}
