package import Platform
import RichText
package import Shell
package import Terminal
import Triage
package import Wire

/// The items of an evaluation, and below them the detail of what is selected.
package struct ItemsPane: Pane {
    package var list: ItemsModel
    package var detail = TextPane(title: "Detail", lines: [])
    /// The detail has the keys.
    package private(set) var focusesDetail = false
    /// The detail was opened from a hit: back leads there.
    private var isOfHit = false
    /// What the detail shows: it follows the selection when that rests.
    private var shown = Shown.nothing
    private var width = 80
    /// Why the filter that is typed is not in force, and the one that is.
    package private(set) var findProblem: String?
    private var filterBefore = ""

    private enum Shown: Equatable {
        case nothing
        case item(ItemID)
        case group(String)
    }

    package init(_ list: ItemsModel) { self.list = list }

    // MARK: Place

    package var shape: PaneShape { PaneShape(share: 60, focusesLower: focusesDetail) }

    package var columnSet: ColumnSet? {
        guard let classes = list.classes, classes.isListing else { return .items }
        return classes.grouping == nil ? .failures : nil
    }

    package mutating func resize(_ layout: ScreenLayout) {
        width = layout.lowerWidth
        list.height = max(1, layout.listRows - 1)
        detail.resize(width: width, height: layout.lowerRows, keys: layout.keys)
    }

    package mutating func enter(isBack: Bool) { (focusesDetail, isOfHit) = (false, false) }

    package mutating func stepBack() -> Bool {
        guard focusesDetail, !isOfHit else { return false }
        focusesDetail = false
        return true
    }

    package func returns(to pane: any Pane) -> Bool { isOfHit ? pane is HitsModel : pane is EvaluationsModel }

    // MARK: Keys

    package var contexts: [Context] {
        guard focusesDetail else { return [.items] }
        return detail.selection == nil ? [.detail] : [.selection, .detail]
    }

    package mutating func apply(_ command: Command) -> Reaction? {
        switch command {
        case .nextPane, .previousPane:
            focusesDetail.toggle()
            isOfHit = false
            return .done
        case .filterStatus: return list.statusMenu.map { .go(.menu($0)) } ?? .done
        case _ where !focusesDetail: return list.apply(command)
        case .back where detail.selection == nil: return nil
        case .open: return list.apply(.open)
        default:
            if let taken = detail.takeSelected(command) { return taken }
            return detail.apply(command) ? .done : list.apply(command)
        }
    }

    package var standing: AnyHashable? {
        [list.cursor, list.classes?.cursor, detail.top, detail.selection] as [AnyHashable]
    }

    package mutating func point(x: Int, y: Int, in layout: ScreenLayout) -> Bool {
        if let lower = layout.lower, y >= lower.y, x >= lower.x {
            focusesDetail = true
            return false
        }
        focusesDetail = false
        return list.point(y: y, in: layout.list)
    }

    package mutating func receive(_ answer: EffectResult, for slot: EffectSlot) -> Reaction? {
        switch slot {
        case .describe where answer.isFailure: return .done
        case .items, .followItems, .marks, .arrange, .describe: return Reaction(list.apply(answer))
        case .group, .lastErrors, .classContext: return list.take(groups: answer)
        case .detail:
            rest()
            return .done
        default: return nil
        }
    }

    package var hints: [Hint] {
        guard contexts.first != .selection else { return TextPane.selectionHints }
        if list.hasSelection, !focusesDetail {
            return [
                Hint(.mark, "select"), Hint(.select, "range"), Hint(.note, "note"), Hint(.search, "search"),
                Hint(.back, "clear"),
            ]
        }
        if focusesDetail {
            return [
                .page, Hint(.find, "find"), Hint(.open, "read"), .verdict, Hint(.note, "note"),
                Hint(.nextPane, "list"), Hint(.select, "select"), Hint(.copyID, "copy id"), Hint(.raw, "JSON"),
            ]
        }
        let whole = [
            Hint(.search, "search"), Hint(.refusals, "refusals"), Hint(.glance, "summary"), Hint(.sort, "sort"),
            Hint(.compare, "compare"), Hint(.download, "download"), Hint(.mark, "select"), Hint(.undo, "undo"),
        ]
        if let classes = list.classes, classes.isListing {
            let ofRow = [Hint(.open, "items"), .verdict, Hint(.group, "regroup"), Hint(.nextPane, "example")]
            return (classes.count == 0 ? [] : ofRow) + [Hint(.back, "all items")] + whole.prefix(3)
        }
        guard list.selected != nil else {
            return [
                Hint(.find, "filter"), Hint(.refresh, "reload"),
                Hint(.back, list.filter.isEmpty ? "back" : "clear filter"),
            ] + whole.prefix(3)
        }
        let follow = list.evaluation.status.isTerminal || list.isFollowing ? [] : [Hint(.follow, "follow")]
        let narrow = [Hint(.find, "filter"), Hint(.filterStatus, "status"), Hint(.failedOnly, "failed")]
        let judge = [.verdict, Hint(.note, "note"), Hint(.nextUnseenFailure, "next unseen")]
        if list.classes != nil { return [Hint(.open, "read")] + judge + [Hint(.back, "classes")] + narrow + whole }
        return [Hint(.open, "read"), Hint(.group, "classes")] + follow + narrow + whole.prefix(3) + judge
            + whole.dropFirst(3)
    }

    // MARK: What the cursor is on

    package var subject: Subject {
        let evaluation = list.evaluation.id
        if let classes = list.classes, classes.isListing {
            let members = classes.members
            return .members(classes.grouping == nil ? .failureClass : .group, members, of: evaluation)
        }
        if list.hasSelection, !focusesDetail { return .members(.selection, list.chosen, of: evaluation) }
        guard let item = list.selected else { return Subject(.nothing, of: evaluation) }
        return .item(item, of: evaluation)
    }

    package func requests(in scope: PlatformScope) -> [String] {
        [CurlLine.items(of: list.evaluation.id, scope: scope)]
    }

    package mutating func goOn() -> Reaction? { list.goOn() }
    package mutating func go(toRow row: Int) -> Reaction? { focusesDetail ? nil : list.go(toRow: row) }

    package mutating func select(_ item: EvaluationItem) -> Reaction? {
        list.reveal(item.id) ? .done : .say("\(item.taskName) is not in the list as it is filtered")
    }

    // MARK: Loading

    package var slot: EffectSlot? { .items }
    package var canStop: Bool { list.phase.isLoading && !list.provenance.isRefreshing }
    package mutating func stop() { list.stop() }
    package mutating func refresh() -> Reaction? { list.refresh() }

    package func loading(at now: Timestamp) -> String? {
        guard list.phase.isLoading else { return nil }
        if let age = list.provenance.age { return "\(NumberFormat.duration(age)) old, refreshing" }
        guard !list.provenance.isRefreshing else { return nil }
        return "loading…" + (list.rows.isEmpty ? "" : " \(NumberFormat.grouped(list.rows.count)) items")
    }

    package mutating func tick(_ now: Timestamp) { list.now = now }

    package mutating func wanted(_ slots: Slots, isShown: Bool) -> [EffectRequest] {
        (isShown ? followSelection(slots) : []) + list.wantedWork()
    }

    package var anchor: ItemID? {
        list.classes?.isListing != true && !list.phase.isLoading ? list.selected?.id : nil
    }

    // MARK: Finding

    package var findLine: FindLine? {
        focusesDetail ? FindLine(.pattern, text: "") : FindLine(.filter, text: list.filter.text)
    }

    package mutating func beginFind() { (filterBefore, findProblem) = (list.filter.text, nil) }

    /// What makes no sense shows what was in force before it was typed.
    package mutating func find(typed text: String) -> Reaction {
        guard !focusesDetail else {
            detail.find(text)
            return .done
        }
        list.filter(text)
        findProblem = list.filterProblem?.description
        if findProblem != nil { list.filter(filterBefore) }
        return list.sweepsForFilter ? .go(.sweep) : .done
    }

    package func problem(entering text: String) -> String? {
        focusesDetail ? nil : ItemFilter.problem(of: text)?.description ?? findProblem
    }

    package func completions(of text: String) -> [String] {
        focusesDetail ? [] : ItemFilter.completions(for: text)
    }

    // MARK: Words

    package var crumbs: [String] { [list.evaluation.name] }
    package func news(at now: Timestamp) -> [Span] { list.news(at: now) }
    package var selectionWords: String? {
        guard list.hasSelection, !focusesDetail, list.classes?.isListing != true else { return detail.selectionWords }
        return "\(NumberFormat.counted(list.chosen.count, "item")) selected"
    }

    // MARK: Detail

    /// The detail follows the selection at once when it was at rest, and when it rests while the selection runs: holding a
    /// key down over a slow link costs the list's rows and nothing else.
    private mutating func followSelection(_ slots: Slots) -> [EffectRequest] {
        if let classes = list.classes, classes.isListing {
            show(classes)
            return []
        }
        guard let selected = list.selected else {
            showNothing()
            return []
        }
        if shown == .item(selected.id) || !isOfItem {
            show(selected)
            return []
        }
        return slots.isBusy(.detail) ? [] : [EffectRequest(.detail, .wait(Preview.restingTime))]
    }

    private var isOfItem: Bool { if case .item = shown { true } else { false } }

    /// The selection has come to rest.
    private mutating func rest() {
        if list.classes?.isListing != true, let item = list.selected { show(item) }
    }

    /// Opens the detail of an item, at the first place that a pattern lights up.
    package mutating func open(_ item: EvaluationItem, lit pattern: FindPattern?) {
        if !list.select(item.id) {
            list.filter("")
            list.select(item.id)
        }
        (focusesDetail, isOfHit) = (true, true)
        show(item)
        detail.light(pattern)
    }

    /// The detail of the group that is selected. What it shows is at hand, so it follows at once.
    private mutating func show(_ classes: ClassesModel) {
        let id = classes.selected?.id ?? classes.selectedGroup?.name ?? ""
        let title = classes.grouping == nil ? "Why" : "Group"
        let isNew = shown != .group(id) || detail.title != title
        detail.title = title
        detail.show(ClassDetail.lines(classes, width: width), fromTop: isNew)
        shown = .group(id)
    }

    /// What would stand here, and how it comes: not the detail of an item that is no longer listed.
    private mutating func showNothing() {
        shown = .nothing
        detail.title = "Detail"
        guard case .ready = list.phase else { return detail.show([], fromTop: true) }
        let way = list.filter.isEmpty ? "\(key: .refresh) reloads" : "\(key: .back) clears the filter"
        detail.show([RichLine([Span("The error and the facts of the selected item. \(way)", .dim)])], fromTop: true)
    }

    private mutating func show(_ item: EvaluationItem) {
        let lines = ItemDetail.lines(item, facts: list.facts(of: item.id), now: list.now, width: width)
        detail.title = item.taskName
        detail.show(lines, fromTop: shown != .item(item.id))
        shown = .item(item.id)
    }
}

extension ItemsModel {
    /// Who is followed, how long it may still take, how it went so far.
    func news(at now: Timestamp) -> [Span] {
        var spans: [Span] = []
        if isFollowing, !evaluation.status.isTerminal { spans.append(Span("following  ", .statusBusy)) }
        if let left = timeLeft(now: now) {
            let done = "\(NumberFormat.grouped(counts.finished))/\(NumberFormat.grouped(counts.total))"
            spans.append(Span("\(done), about \(NumberFormat.duration(left)) left  ", .dim))
        }
        if counts.total > 0 {
            spans += OutcomeBar.spans(counts, width: 12)
            spans.append(Span(" \(counts.rateWords) ", .strong))
        }
        return spans
    }
}
