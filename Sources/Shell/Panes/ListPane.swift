package import Platform
import Terminal

/// A pane of one list: where its rows are, for the cursor and for clicks.
package protocol ListPane: Pane {
    var cursor: ListCursor { get set }
    /// Rows that are on the screen at once.
    var height: Int { get set }
    /// Rows of the list.
    var rowCount: Int { get }
    /// Lines above the rows: sums and the titles of the columns.
    var linesAbove: Int { get }
}

extension ListPane {
    package var linesAbove: Int { 1 }
    package var standing: AnyHashable? { cursor }

    package mutating func resize(_ layout: ScreenLayout) { fit(layout) }

    /// As many rows as the screen has room for, the selected one among them.
    package mutating func fit(_ layout: ScreenLayout) {
        height = max(1, layout.listRows - linesAbove)
        cursor.reveal(count: rowCount, height: height)
    }

    package mutating func point(x: Int, y: Int, in layout: ScreenLayout) -> Bool {
        cursor.point(y: y, in: layout.list, titles: linesAbove + 1, count: rowCount, height: height)
    }

    package mutating func select(row: Int) { cursor.select(row, count: rowCount, height: height) }

    /// False where the command is no movement.
    package mutating func move(_ command: Command) -> Bool { cursor.apply(command, count: rowCount, height: height) }
}

/// What was found in the items of an evaluation: sums above, a preview below.
package protocol FoundList: ListPane, Previewing {
    /// The item of each row.
    func item(ofRow row: Int) -> ItemID
}

extension FoundList {
    package var contexts: [Context] { [.hits] }
    package var shape: PaneShape { .withPreview }

    package mutating func resize(_ layout: ScreenLayout) {
        fit(layout)
        preview.resize(layout)
    }

    package mutating func go(toRow row: Int) -> Reaction? {
        select(row: row)
        return .done
    }

    package mutating func select(_ item: EvaluationItem) -> Reaction? {
        (0..<rowCount).first { self.item(ofRow: $0) == item.id }.flatMap { go(toRow: $0) }
    }

    package mutating func goOn() -> Reaction? { apply(.down) }
}
