package import Platform
package import Shell
import Terminal
package import Triage
import Wire

/// Items in groups, as a list over the items: failures that are the same failure, or whatever has the same task, model,
/// worker, capability or status. One group opened shows its items.
package struct ClassesModel: Sendable {
    /// Nil: by why they failed.
    package let grouping: ItemGrouping?
    /// Nil until the groups are reckoned for the first time.
    private(set) var grouped: Grouped?
    /// How far they are being reckoned.
    package internal(set) var progress: Progress?
    /// How many trajectories were read for their last errors, of so many; nil where none is being read.
    package var reading: Progress?
    /// What came before the classes; nil while that is not known.
    package internal(set) var context: ClassContext?
    /// Failures that say nothing and whose trajectories were not read.
    package var unread: Int { grouped?.silent.count ?? 0 }
    /// Items of which nobody knows how they ended.
    package var unknown: Int { grouped?.unknown ?? 0 }
    /// Names that somebody gave to classes, by the id of their signature.
    package internal(set) var names: [String: String] = [:]
    package internal(set) var cursor = ListCursor()
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

    package init(by grouping: ItemGrouping?, height: Int) {
        self.grouping = grouping
        self.height = height
    }

    package private(set) var classes: [FailureClass] = []
    package private(set) var groups: [ItemGroup] = []
    /// How far the triage of each is, by the id of a class or the name of a group.
    package private(set) var triage: [String: TriageProgress] = [:]
    package private(set) var order = Order.count

    /// What the groups are sorted by; as many items as possible first, where that is not said.
    package enum Order: String, CaseIterable, Sendable {
        case count, unseen, recent, name
    }

    /// The groups are on their way, and nothing is known of them yet.
    package var isComing: Bool { grouped == nil }
    /// The groups of all items are there.
    package var isWhole: Bool { grouped.map { $0.progress == nil } ?? false }

    /// The groups themselves are on the screen, and not the items of one.
    package var isListing: Bool { opened == nil }

    /// How many groups there are.
    package var count: Int { grouping == nil ? classes.count : groups.count }

    package var selected: FailureClass? { cursor.selected < classes.count ? classes[cursor.selected] : nil }
    package var selectedGroup: ItemGroup? { cursor.selected < groups.count ? groups[cursor.selected] : nil }

    /// The class that a name is given to: the one that is open, or the selected one.
    package var named: FailureClass? { isListing ? selected : openedClass }

    /// Failures in all classes.
    package var total: Int { classes.reduce(0) { $0 + $1.count } }

    /// What a class is called: by the name that somebody gave it, or by what its errors have in common.
    package func title(of failures: FailureClass) -> String { failures.name(in: names) ?? failures.title }

    /// What the group that is open is called.
    package var openedTitle: String? { openedClass.map { title(of: $0) } ?? openedName }

    /// The items of the class or group that is selected.
    var members: [EvaluationItem] {
        guard let rows = grouped?.table.rows else { return [] }
        return (selected?.members ?? selectedGroup?.members ?? []).map { rows[$0].item }
    }

    /// The first item of a class: its example.
    package func example(of failures: FailureClass) -> EvaluationItem? {
        failures.members.first.flatMap { grouped?.table.rows[$0].item }
    }

    // MARK: What comes

    /// Takes the groups; the selection stays on its group, and the one that is open has what it has now. True where that
    /// is another set of items.
    mutating func take(_ fresh: Grouped) -> Bool {
        guard fresh.grouping == grouping else { return false }
        let selected = selected?.id ?? selectedGroup?.name
        let isFirst = grouped == nil
        grouped = fresh
        progress = fresh.progress
        putInOrder()
        let place = selected.flatMap { id in
            grouping == nil ? classes.firstIndex { $0.id == id } : groups.firstIndex { $0.name == id }
        }
        cursor.select(isFirst ? 0 : place ?? cursor.selected, count: count, height: height)
        guard let opened else { return false }
        let members = openedClass.map { open in classes.first { $0.id == open.id }?.members ?? [] }
        if let members { self.opened = Set(members.map { fresh.table.rows[$0].item.id }) }
        return self.opened != opened
    }

    /// Failures whose trajectories are to be read next, at most so many.
    func nextUnread(_ most: Int) -> [EvaluationItem] { Array((grouped?.silent ?? []).prefix(most)) }

    // MARK: Order and triage

    mutating func take(_ triage: [String: TriageProgress]) { self.triage = triage }

    /// The next order; what it is called.
    mutating func sort() -> String {
        let all = Order.allCases
        order = all[((all.firstIndex(of: order) ?? 0) + 1) % all.count]
        if grouping != nil, order == .recent { order = .name }
        putInOrder()
        cursor.select(0, count: count, height: height)
        return order.rawValue
    }

    private mutating func putInOrder() {
        classes = grouped?.classes ?? []
        groups = grouped?.groups ?? []
        switch order {
        case .count: break
        case .unseen:
            let left = { [triage] (id: String) in triage[id]?.left ?? 0 }
            classes.sort { left($0.id) > left($1.id) }
            groups.sort { left($0.name) > left($1.name) }
        case .recent: classes.sort { $0.lastSeen?.seconds ?? 0 > $1.lastSeen?.seconds ?? 0 }
        case .name:
            classes.sort { [names] in ($0.name(in: names) ?? $0.title) < ($1.name(in: names) ?? $1.title) }
            groups.sort { $0.name < $1.name }
        }
    }

    /// The group so many rows after the selected one, or a later one, then from the top, that holds such an item.
    func next(from offset: Int, where holds: (Int) -> Bool) -> Int? {
        let members = grouping == nil ? classes.map(\.members) : groups.map(\.members)
        return (offset..<max(offset, count)).lazy.map { (self.cursor.selected + $0) % self.count }
            .first { members[$0].contains(where: holds) }
    }

    // MARK: Commands

    /// Opens the group in a row.
    mutating func open(at row: Int) {
        cursor.select(row, count: count, height: height)
        (openedClass, openedName) = (nil, nil)
        open()
    }

    package mutating func open() {
        guard let rows = grouped?.table.rows else { return }
        let members: [Int]
        if let selected {
            members = selected.members
            openedClass = selected
        } else if let group = selectedGroup, let grouping {
            members = group.members
            openedName = "\(grouping.rawValue) \(group.name.isEmpty ? "none" : group.name)"
        } else {
            return
        }
        opened = Set(members.map { rows[$0].item.id })
    }

    mutating func go(toRow row: Int) { cursor.select(row, count: count, height: height) }

    /// Puts the cursor on the class or group that an item is of; false where there is none.
    mutating func select(holding id: ItemID) -> Bool {
        guard let rows = grouped?.table.rows else { return false }
        let all = grouping == nil ? classes.map(\.members) : groups.map(\.members)
        guard let row = all.firstIndex(where: { $0.contains { rows[$0].item.id == id } }) else { return false }
        go(toRow: row)
        return true
    }

    mutating func point(y: Int, in rect: Rect?) -> Bool {
        cursor.point(y: y, in: rect, titles: 2, count: count, height: height)
    }

    package mutating func apply(_ command: Command) -> Bool {
        cursor.apply(command, count: count, height: height)
    }
}
