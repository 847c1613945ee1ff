import Platform
import Triage
import Wire

/// Items that have something in common.
package struct ItemGroup: Sendable {
    /// What they have in common; empty where they lack it.
    package let name: String
    package let tally: OutcomeTally
    /// Places of the group's rows.
    let members: [Int]

    package var failures: Int { tally.counts.counts.reduce(0) { $0 + ($1.key.isFailure ? $1.value : 0) } }
}

/// Items in groups, as a list over the items: failures that are the same failure, or whatever has the same task, model,
/// worker, capability or status. One group opened shows its items.
package struct ClassesModel: Sendable {
    /// Nil: by why they failed.
    package let grouping: ItemGrouping?
    /// Where the grouping is nil, the largest first.
    package private(set) var classes: [FailureClass] = []
    /// Where the items are grouped by something else, those with the most failures first.
    package private(set) var groups: [ItemGroup] = []
    /// Names that somebody gave to classes, by the id of their signature.
    package internal(set) var names: [String: String] = [:]
    package private(set) var cursor = ListCursor()
    package private(set) var openedClass: FailureClass?
    /// Name of the group that is open.
    private var openedName: String?
    /// Items of the group that is open.
    package internal(set) var opened: Set<ItemID>? {
        didSet { if opened == nil { (openedClass, openedName) = (nil, nil) } }
    }
    package var height: Int {
        didSet { cursor.reveal(count: count, height: height) }
    }
    private let rows: [ItemRow]

    /// Groups the rows at some places of a list.
    package init(rows: [ItemRow], at places: [Int], by grouping: ItemGrouping? = nil, height: Int, now: Timestamp) {
        self.rows = rows
        self.grouping = grouping
        self.height = height
        guard let grouping else {
            var grouper = FailureGrouper()
            classes = grouper.classes(of: rows, at: places)
            return
        }
        let groups = grouping.groups(of: rows, at: places).map { name, members in
            ItemGroup(
                name: name, tally: EvaluationSummary(members.map { rows[$0] }, now: now).whole, members: members)
        }
        self.groups = groups.enumerated()
            .sorted { ($1.element.failures, $0.offset) < ($0.element.failures, $1.offset) }
            .map(\.element)
    }

    /// The groups themselves are on the screen, and not the items of one.
    package var isListing: Bool { opened == nil }

    /// How many groups there are.
    package var count: Int { grouping == nil ? classes.count : groups.count }

    package var selected: FailureClass? { cursor.selected < classes.count ? classes[cursor.selected] : nil }

    /// The class that a name is given to: the one that is open, or the selected one.
    package var named: FailureClass? { isListing ? selected : openedClass }

    /// Failures in all classes.
    package var total: Int { classes.reduce(0) { $0 + $1.count } }

    /// What a class is called: by the name that somebody gave it, or by its masked error.
    package func title(of failures: FailureClass) -> String { names[failures.id] ?? failures.signature.text }

    /// What the group that is open is called.
    package var openedTitle: String? { openedClass.map { title(of: $0) } ?? openedName }

    package mutating func open() {
        let members: [Int]
        if let selected {
            members = selected.members
            openedClass = selected
        } else if cursor.selected < groups.count, let grouping {
            let group = groups[cursor.selected]
            members = group.members
            openedName = "\(grouping.rawValue) \(group.name.isEmpty ? "none" : group.name)"
        } else {
            return
        }
        opened = Set(members.map { rows[$0].item.id })
    }

    package mutating func apply(_ command: Command) -> Bool {
        cursor.apply(command, count: count, height: height)
    }
}
