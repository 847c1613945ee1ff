import Platform
import Triage

/// Failures that are the same failure, as a list over the items: one class opened shows its items.
package struct ClassesModel: Sendable {
    package private(set) var classes: [FailureClass]
    package private(set) var cursor = ListCursor()
    package private(set) var openedClass: FailureClass?
    /// Items of the class that is open.
    package internal(set) var opened: Set<ItemID>? {
        didSet { if opened == nil { openedClass = nil } }
    }
    package var height: Int {
        didSet { cursor.reveal(count: classes.count, height: height) }
    }
    private let rows: [ItemRow]

    package init(rows: [ItemRow], height: Int) {
        self.rows = rows
        self.height = height
        var grouper = FailureGrouper()
        classes = grouper.classes(of: rows)
    }

    /// The classes themselves are on the screen, and not the items of one.
    package var isListing: Bool { opened == nil }

    package var selected: FailureClass? { cursor.selected < classes.count ? classes[cursor.selected] : nil }

    /// Failures in all classes.
    package var total: Int { classes.reduce(0) { $0 + $1.count } }

    package mutating func open() {
        guard let selected else { return }
        opened = Set(selected.members.map { rows[$0].item.id })
        openedClass = selected
    }

    package mutating func apply(_ command: Command) -> Bool {
        cursor.apply(command, count: classes.count, height: height)
    }
}
