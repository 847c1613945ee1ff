package import Platform
package import Shell
import Terminal
package import Triage
package import Wire

/// The items of one evaluation: filtered, sorted, and the selection on its item whatever comes and goes.
package struct ItemsModel: Sendable {
    package var evaluation: Evaluation
    /// Every item that is here, in the order of the data set.
    package var rows: [ItemRow] { table.rows }
    package internal(set) var table = ItemTable([])
    /// Places in `rows` that the filter leaves, in the order of the sort.
    package internal(set) var visible: [Int] = []
    /// Rows that came and take the place of `table` once they are arranged.
    var staged: ItemTable?
    /// The list is being filtered or sorted behind the screen.
    package internal(set) var isArranging = false
    /// Which arrangement is wanted: an older one is dropped.
    var arrangement = 0
    var wantsArrangement = false
    /// Rows came while the list was being arranged: it is arranged once more.
    var isStale = false
    /// A long list is here to stay: what filters and sorts need is made before they are asked for.
    var wantsPreparing = false
    /// The first row is selected once the list is arranged.
    var selectsFirst = false
    var wantsGroups = false
    /// The last errors of trajectories, for failures that say nothing; empty where there is none.
    package internal(set) var lastErrors: [ItemID: String] = [:]
    package internal(set) var facts: [ItemID: ItemAnnotations] = [:]
    /// How many items are marked: the list has a column for marks while there are any.
    package internal(set) var markCount = 0
    /// Columns of the widest mark that was seen.
    package internal(set) var markWidth = 0
    /// What was changed by the user, the last one at the end, and how it is taken back.
    var undoable: [MarkUndo] = []
    /// What is kept of marks, as it was told last.
    var loadedFacts: [ItemID: ItemAnnotations]?
    /// What was changed while the marks were being asked for.
    var changedSinceAsked: [ItemID: AnnotationChange] = [:]
    package private(set) var filter = ItemFilter.all
    /// Why the filter that is being typed is not understood; the last one that was is in force.
    package private(set) var filterProblem: FilterError?
    package private(set) var sort = ItemSort.position
    package internal(set) var phase: LoadPhase = .idle
    package private(set) var provenance = Freshness.fresh
    package internal(set) var cursor = ListCursor()
    package internal(set) var counts = ItemCounts()
    /// Items that ended since the last look: drawn once with a mark.
    package internal(set) var justEnded: Set<ItemID> = []
    package var isFollowing: Bool
    package internal(set) var classes: ClassesModel?
    /// Names that somebody gave to classes of failures, by the id of their signature.
    package var classNames: [String: String] = [:] {
        didSet { classes?.names = classNames }
    }
    package var height = 20 {
        didSet {
            cursor.reveal(count: visible.count, height: height)
            classes?.height = height
        }
    }
    private var incoming: [ItemRow]?
    private var isFirstLoad = true
    var unchangedPolls = 0
    /// What the evaluation counted before the list was asked for last: while it counts the same, the list has no news.
    var loadedWith = ItemCounts()
    private var loadBegan: Timestamp?
    /// Seconds that the last load took.
    private(set) var loadTook = 0.0
    package var now = Timestamp(seconds: 0)
    /// How far the triage of the shown items is; nil where they are too many to count.
    package internal(set) var progress: TriageProgress?
    /// Items that were chosen, to act on them together.
    var selection: Set<ItemID> = []
    /// Where the range began that goes to the cursor.
    var rangeStart: ItemID?
    /// The documents of the items tell what the list does not: they are read behind.
    package var enrichesFromDocuments = false
    var wantsDescribing = false
    /// Items whose documents are still to be read.
    package internal(set) var pendingEnrichment = 0
    /// The item that was selected when the list was left: selected again when it comes, unless the user has moved on.
    package var wanted: ItemID?

    package init(evaluation: Evaluation) {
        self.evaluation = evaluation
        isFollowing = !evaluation.status.isTerminal
    }

    package var selected: EvaluationItem? { row(at: cursor.selected)?.item }

    /// The row shown at a place of the list.
    package func row(at place: Int) -> ItemRow? { place < visible.count ? rows[visible[place]] : nil }

    package func facts(of id: ItemID) -> ItemAnnotations { facts[id] ?? .none }

    /// Takes what a refusal sweep counted.
    package mutating func note(refusals: [ItemID: Int]) {
        for (id, count) in refusals { facts[id, default: .none].refusals = count }
        hasRefusals = !refusals.isEmpty
        arrange()
    }

    /// A sweep has counted refusals: the list has a column for them.
    package private(set) var hasRefusals = false
    /// A filter that asks who refused is answered by a sweep, where none has been made.
    package var sweepsForFilter: Bool { filter.asksForRefusals && !hasRefusals }

    // MARK: Loading

    package mutating func load(isForced: Bool, isLook: Bool = false) -> [EffectRequest] {
        phase = .loading
        (loadedWith, loadBegan) = (evaluation.counts, now)
        incoming = nil
        let work = PlatformWork.items(evaluation.id, isForced: isForced, isSettled: evaluation.status.isTerminal)
        var requests = [EffectRequest(.items, work)]
        // Another program may have marked items as well.
        if isFirstLoad || isForced { requests.append(askMarks()) }
        if !isLook, !evaluation.status.isTerminal || isForced {
            requests.append(EffectRequest(.item, .evaluation(evaluation.id)))
        }
        return requests
    }

    package mutating func apply(_ answer: EffectResult) -> [EffectRequest] {
        switch answer {
        case .rows(let batch, let isFirst, let isLast, let provenance):
            return take(batch, isFirst: isFirst, isLast: isLast, provenance)
        case .arranged(let arrangement):
            take(arrangement)
            return []
        case .described(let rows, let left):
            take(described: rows, left: left)
            return []
        case .evaluation(let evaluation): return look(at: evaluation)
        case .marks(let facts):
            take(facts)
            return []
        case .failed(let error):
            phase = .failed(error)
            incoming = nil
            unchangedPolls += 1
            return followUp(atLeast: error.retryAfter ?? 0)
        case .due:
            return isFollowing && !phase.isLoading ? [EffectRequest(.followItems, .evaluation(evaluation.id))] : []
        default: return []
        }
    }

    private mutating func take(
        _ arrived: [ItemRow], isFirst: Bool, isLast: Bool, _ provenance: Freshness
    ) -> [EffectRequest] {
        self.provenance = provenance
        (phase, wantsDescribing) = (.loading, false)
        if isFirstLoad {
            if isFirst, !rows.isEmpty {
                wanted = wanted ?? selected?.id
                (table, staged, visible, counts, use) = (ItemTable([]), nil, [], ItemCounts(), ColumnUse())
            }
            if isLast { isFirstLoad = false }
            count(arrived)
            if !arrived.isEmpty { staged = ItemTable((staged ?? table).rows + arrived) }
        } else {
            incoming = (isFirst ? [] : incoming ?? []) + arrived
            guard isLast, let fresh = incoming else { return [] }
            incoming = nil
            let changes = RowChanges(from: (staged ?? table).rows, to: fresh)
            note(changes)
            guard !changes.isEmpty || !filter.isEmpty || sort != .position else { return settle(provenance) }
            recount(changes)
            staged = ItemTable(fresh, after: table)
            // What ended meanwhile belongs to a class.
            if unchangedPolls == 0, classes != nil { wantsGroups = true }
        }
        wantsPreparing = isLast && !provenance.isRefreshing
        rearrange()
        return isLast ? settle(provenance) : []
    }

    /// The list is whole, unless it is being asked for anew.
    private mutating func settle(_ provenance: Freshness) -> [EffectRequest] {
        guard !provenance.isRefreshing else { return [] }
        phase = .ready
        if let began = loadBegan { (loadTook, loadBegan) = (max(0, now - began), nil) }
        wantsDescribing = enrichesFromDocuments
        return followUp()
    }

    /// Counts what came in the place of something else; all of it where much did.
    private mutating func recount(_ changes: RowChanges) {
        let (before, fresh) = (changes.before, changes.after)
        guard let places = changes.places else { return recount(fresh) }
        for place in places where place < before.count {
            let old = before[place].item.status
            counts[old] = counts[old] - 1
            counts[fresh[place].item.status] += 1
            use.replace(before[place], with: fresh[place])
        }
        takeBrought(places.lazy.map { fresh[$0] })
        count(fresh[before.count...])
    }

    mutating func recount(_ all: [ItemRow]) {
        (counts, use) = (ItemCounts(), ColumnUse())
        count(all)
    }

    private mutating func count(_ arrived: some Collection<ItemRow>) {
        for row in arrived { counts[row.item.status] += 1 }
        takeBrought(arrived)
        use.add(arrived)
    }

    /// What the columns hold, of all items and of those that the list shows.
    private(set) var use = ColumnUse()
    package internal(set) var shownUse = ColumnUse()
    /// What has to be said beside what the filter leaves; nil where nothing has to.
    package internal(set) var filterRemark: String?

    // MARK: Narrowing

    /// Takes the text of the filter; one that is not understood leaves the last one in force.
    package mutating func filter(_ text: String) {
        do throws(FilterError) {
            filter = try ItemFilter(parsing: text, isTyping: true)
            filterProblem = nil
        } catch {
            filterProblem = error
        }
        arrange()
    }

    /// Adds a clause to the filter, or takes it away.
    private mutating func toggle(_ clause: String) {
        filter(filter.toggling(clause))
    }

    /// The statuses that the filter lets pass by name; none where it names none.
    var shownStatuses: Set<String> {
        let clauses = filter.text.split(separator: " ").filter { $0.hasPrefix("status:") }
        return Set(clauses.flatMap { $0.dropFirst("status:".count).split(separator: ",").map(String.init) })
    }

    /// The statuses that there are, to choose which are shown; nil while there are none.
    var statusMenu: Menu? {
        let shown = shownStatuses
        let choices = ItemStatus.known.filter { counts[$0] > 0 }.map { status in
            Menu.Choice(
                label: status.rawValue, detail: NumberFormat.grouped(counts[status]),
                isOn: shown.contains(status.rawValue))
        }
        guard !choices.isEmpty else { return nil }
        return Menu(
            title: "Status: \(key: .mark) chooses, \(key: .open) shows", purpose: .itemStatuses, choices: choices)
    }

    /// Shows these statuses only; none for all.
    package mutating func show(statuses: [ItemStatus]) {
        let old = filter.text.split(separator: " ").filter { $0.hasPrefix("status:") }
        let others = old.reduce(filter) { filter, clause in
            (try? ItemFilter(parsing: filter.toggling(String(clause)), isTyping: true)) ?? filter
        }
        guard !statuses.isEmpty else { return filter(others.text) }
        filter(others.toggling("status:" + statuses.map(\.rawValue).joined(separator: ",")))
    }

    package mutating func sort(by sort: ItemSort) {
        self.sort = sort
        arrange()
    }

    private static let orders: [ItemColumn] = [.position, .status, .task, .model, .duration, .tokens, .retries, .error]

    // MARK: Commands

    package mutating func apply(_ command: Command) -> Reaction? {
        wanted = nil
        if classes?.isListing == true { return applyToClasses(command) }
        if cursor.apply(command, count: visible.count, height: height) { return .done }
        if let reaction = applyToSelection(command) { return reaction }
        switch command {
        case .open: return selected.map { open($0) } ?? .done
        case .back where classes?.opened != nil:
            classes?.opened = nil
            arrange()
        case .back where !filter.isEmpty:
            filter("")
            return .say("filter cleared")
        case .nextItem: cursor.select(cursor.selected + 1, count: visible.count, height: height)
        case .previousItem: cursor.select(cursor.selected - 1, count: visible.count, height: height)
        case .failedOnly: toggle("is:failed")
        case .unseenOnly: toggle("is:unseen")
        case .nextUnseenFailure: return nextUnseenFailure()
        case .sort:
            let at = Self.orders.firstIndex(of: sort.first.column) ?? 0
            let column = Self.orders[(at + 1) % Self.orders.count]
            sort(by: ItemSort(ItemSort.Key(column), then: column == .position ? nil : ItemSort.Key(.position)))
            return .say("by \(column.rawValue)\(sort.first.isDescending ? ", largest first" : "")")
        // In a class it leads back to the classes, grouped as they were.
        case .group where classes?.opened != nil:
            classes?.opened = nil
            arrange()
        case .group: return group(by: nil)
        case .follow: return toggleFollow()
        default: return nil
        }
        return .done
    }

    /// Asks for the items again; of failures that say nothing, for the trajectories that were not read yet.
    mutating func refresh() -> Reaction {
        if let classes, classes.isListing, classes.grouping == nil, classes.reading == nil, classes.unread > 0 {
            return Reaction(readLastErrors())
        }
        return Reaction(load(isForced: true))
    }

    /// Puts the cursor on the row, or the class, at a line of the screen.
    mutating func point(y: Int, in rect: Rect?) -> Bool {
        if classes?.isListing == true { return classes?.point(y: y, in: rect) == true }
        return cursor.point(y: y, in: rect, titles: 2, count: visible.count, height: height)
    }

    /// Puts the cursor on the first row.
    mutating func selectFirst() { cursor.select(0, count: visible.count, height: height) }

    /// Failures are read where they show.
    private func open(_ item: EvaluationItem) -> Reaction {
        .go(.trajectory(item, at: item.status.isFailure ? .failure : .start))
    }

    /// After a verdict: to the next unseen failure, or the next row where none is left; of classes to the next one.
    mutating func goOn() -> Reaction {
        if classes?.isListing == true { return applyToClasses(.down) ?? .done }
        let after = cursor.selected + 1
        if firstUnseenFailure(in: 0..<visible.count) != nil { return nextUnseenFailure() }
        if classes?.opened != nil, let next = openNextClass() { return next }
        cursor.select(after, count: visible.count, height: height)
        return after < visible.count ? .done : .say("No unseen failures left in this list", .good)
    }

    /// To a row by its number, of the items or the classes.
    mutating func go(toRow row: Int) -> Reaction {
        if classes?.isListing == true {
            classes?.go(toRow: row)
        } else {
            cursor.select(row, count: visible.count, height: height)
        }
        return .done
    }

    /// Puts the cursor on an item, or on the class that it is of; false where the list does not show it.
    mutating func reveal(_ id: ItemID) -> Bool {
        classes?.isListing == true ? classes?.select(holding: id) == true : select(id)
    }

    func firstUnseenFailure(in places: Range<Int>) -> Int? {
        places.first { place in
            guard let item = row(at: place)?.item else { return false }
            return item.status.isFailure && !facts(of: item.id).seen
        }
    }

    /// A load was stopped by the user; what has come stays.
    package mutating func stop() {
        guard phase.isLoading else { return }
        phase = .ready
        incoming = nil
    }

    /// Puts the cursor on an item, if it is here.
    @discardableResult
    package mutating func select(_ id: ItemID) -> Bool {
        guard let place = visible.firstIndex(where: { rows[$0].item.id == id }) else { return false }
        cursor.select(place, count: visible.count, height: height)
        return true
    }
}
