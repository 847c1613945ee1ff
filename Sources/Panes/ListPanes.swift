package import Platform
import Reader
package import Shell
package import Terminal
import Triage
package import Wire

// How the lists of one part stand on the stack.

extension ColumnSet {
    static let evaluations = ColumnSet(
        "evaluations", ["status", "name", "model", "progress", "done", "pass", "duration", "created"])
    static let items = ColumnSet(
        "items",
        [
            "#", "status", "task", "model", "time", "tokens", "steps", "score", "cost", "retry", "error", "refusals",
            "mark",
        ], isOfItems: true)
    static let failures = ColumnSet(
        "failures", ["since", "count", "seen", "judged", "share", "status", "failure", "models", "last-seen"])
    static let hits = ColumnSet("hits", ["status", "matches", "task", "model", "match"], isOfItems: true)
    static let refusals = ColumnSet(
        "refusals", ["status", "task", "model", "count", "strength", "where", "phrases", "quote"], isOfItems: true)
    static let worlds = ColumnSet(
        "worlds", ["status", "makes", "progress", "done", "by", "created", "duration", "job", "error"])
    static let sessions = ColumnSet(
        "sessions", ["title", "agent", "model", "labels", "origin", "messages", "tokens", "cost", "active"])

    /// Those of every list.
    package static let all = [evaluations, items, failures, hits, refusals, worlds, sessions]
}

extension EvaluationsModel: ListPane {
    package var columnSet: ColumnSet? { .evaluations }
    package var contexts: [Context] { [.evaluations] }
    package var rowCount: Int { rows.count }
    package var isBottom: Bool { true }
    package func returns(to pane: any Pane) -> Bool { false }

    package mutating func receive(_ answer: EffectResult, for slot: EffectSlot) -> Reaction? {
        switch slot {
        case .evaluations: Reaction(apply(answer))
        case .followEvaluations: Reaction(load(isForced: true))
        default: nil
        }
    }

    package var hints: [Hint] {
        guard let selected else {
            return (filter.isEmpty ? [] : [Hint(.find, "filter")])
                + [Hint(.filterStatus, "status"), Hint(.refresh, "reload"), Hint(.worlds, "worlds jobs")]
        }
        return [Hint(.open, "items")] + (selected.status.isTerminal || isFollowing ? [] : [Hint(.follow, "follow")]) + [
            Hint(.find, "filter"), Hint(.glance, "summary"), Hint(.search, "search"), Hint(.refusals, "refusals"),
            Hint(.compare, "compare"), Hint(.filterStatus, "status"), Hint(.download, "download"),
            Hint(.worlds, "worlds jobs"), Hint(.switchPlace, "switch"), Hint(.webLink, "link"), Hint(.raw, "JSON"),
            Hint(.refresh, "reload"),
        ]
    }

    package var subject: Subject {
        guard let selected else { return .nothing }
        var subject = Subject(.evaluation, of: selected.id)
        subject.id = (selected.id.text, "evaluation id")
        subject.text = .json(selected.json, named: "evaluation")
        subject.json = .here { (selected.json, selected.name) }
        return subject
    }

    package func requests(in scope: PlatformScope) -> [String] {
        let query: [(name: String, value: String?)] = [
            ("page", "1"), ("page_size", String(Self.pageSize)), ("project_id", scope.projectID),
            ("status", status?.rawValue),
        ]
        return [CurlLine.get(["evaluations"], query: query, scope: scope)]
    }

    package var slot: EffectSlot? { .evaluations }
    package var canStop: Bool { phase.isLoading }
    package mutating func refresh() -> Reaction? { Reaction(load(isForced: true)) }
    package func loading(at now: Timestamp) -> String? { phase.isLoading ? "loading…" : nil }

    package var findLine: FindLine? { FindLine(.filter, text: filter) }
    package mutating func find(typed text: String) -> Reaction { Reaction(filter(text)) }

    package func news(at now: Timestamp) -> [Span] { isFollowing ? [Span("following ", .statusBusy)] : [] }
}

extension HitsModel: FoundList {
    package var columnSet: ColumnSet? { .hits }
    /// The line of what was found and the titles.
    package var linesAbove: Int { 2 }
    package var rowCount: Int { rows.count }
    package func item(ofRow row: Int) -> ItemID { rows[row].itemID }

    package func returns(to pane: any Pane) -> Bool { pane is ItemsPane }

    package mutating func receive(_ answer: EffectResult, for slot: EffectSlot) -> Reaction? {
        switch slot {
        case .search, .messageSearch: return Reaction(apply(answer))
        case .debounce:
            isRested = true
            return .done
        case .followSearch: return Reaction(ask(isForced: true))
        case .detail: return showSelection()
        case .hitItem: return take(item: answer)
        default: return nil
        }
    }

    /// A server is asked one thing at a time, and nothing of a single letter.
    package mutating func wanted(_ slots: Slots, isShown: Bool) -> [EffectRequest] {
        let follow = isShown ? followSelection(slots) : []
        guard isRested, !takesTurns || !slots.isBusy(.search) && query.count > 1 else { return follow }
        return follow + ask()
    }

    /// The item of a hit that is to be opened.
    private mutating func take(item answer: EffectResult) -> Reaction {
        guard case .item(let item) = answer else { return Reaction(outcome: answer) }
        known[item.id] = item
        return selectedHit.flatMap { $0.itemID == item.id ? open(item, $0) : nil } ?? .done
    }

    package var hints: [Hint] {
        guard !rows.isEmpty else { return [Hint(.search, "search"), Hint(.refusals, "refusals"), Hint(.back, "back")] }
        return [Hint(.open, "read"), Hint(.search, "search"), Hint(.density, "matches"), Hint(.filterStatus, "filter")]
            + (evaluation.status.isTerminal || isFollowing ? [] : [Hint(.follow, "follow")])
            + [
                .verdict, Hint(.note, "note"), Hint(.sort, "sort"), Hint(.mark, "mark"), Hint(.refusals, "refusals"),
                Hint(.copyText, "copy"), Hint(.glance, "summary"), Hint(.back, "back"),
            ]
    }

    package var subject: Subject {
        guard let hit = selectedHit else { return Subject(.nothing, of: evaluation.id) }
        let item = known[hit.itemID]
        var subject = item.map { Subject.item($0, of: evaluation.id) } ?? Subject(.hit, of: evaluation.id)
        subject.kind = .hit
        subject.id = (hit.itemID.text, "item id")
        subject.session = hit.sessionID ?? item?.sessionID
        let message = selectedMessage?.content
        subject.text = (message ?? hit.snippet).map { text in .here { (text, message == nil ? "match" : "message") } }
        let (json, name) = (selectedMessage?.json ?? hit.json, item?.taskName ?? hit.itemID.short)
        subject.json = .here { (json, name) }
        return subject
    }

    private var selectedMessage: MessageHit? { if case .message(let message, _) = selected { message } else { nil } }

    package func requests(in scope: PlatformScope) -> [String] {
        [CurlLine.get(["evaluation", evaluation.id.segment, "items", "search"], query: [("q", query)], scope: scope)]
    }

    package var slot: EffectSlot? { .search }
    package var canStop: Bool { phase.isLoading }
    package mutating func refresh() -> Reaction? { Reaction(ask(isForced: true)) }

    package var findLine: FindLine? { FindLine(.query, text: query) }
    package mutating func find(typed text: String) -> Reaction { Reaction(type(text)) }
    package var findProblem: String? { problem }

    /// What was typed so far stays; without a query there is nothing to look at.
    package mutating func revertFind(to text: String) -> Reaction { query.isEmpty ? .go(.back) : .done }

    /// Enter does not wait for the pause; a query that is answered is not asked again.
    package mutating func keepFind(_ text: String, limits: Bool) -> Reaction {
        let requests = type(text)
        let isAnswered = answered == query && requests.isEmpty
        return Reaction(isAnswered ? [] : ask())
    }

    package var crumbs: [String] { [evaluation.name] }
    package var origin: (any Pane.Type)? { ItemsPane.self }
}

extension SweepModel: FoundList {
    package var columnSet: ColumnSet? { .refusals }
    /// Two lines of sums and the titles.
    package var linesAbove: Int { 3 }
    package var rowCount: Int { results.count }
    package func item(ofRow row: Int) -> ItemID { results[row].item }

    package func returns(to pane: any Pane) -> Bool { pane is ItemsPane }

    package mutating func receive(_ answer: EffectResult, for slot: EffectSlot) -> Reaction? {
        switch slot {
        case .sweep: return Reaction(apply(answer))
        case .detail: return showSelection()
        default: return nil
        }
    }

    package mutating func wanted(_ slots: Slots, isShown: Bool) -> [EffectRequest] {
        isShown ? followSelection(slots) : []
    }

    package var hints: [Hint] {
        guard !results.isEmpty else {
            return [Hint(.refusals, "again"), Hint(.search, "search"), Hint(.glance, "summary"), Hint(.back, "back")]
        }
        return [
            Hint(.open, "read"), .verdict, Hint(.note, "note"), Hint(.filterStatus, "strength"), Hint(.sort, "sort"),
            Hint(.mark, "mark"), Hint(.refusals, "again"), Hint(.search, "search"), Hint(.copyText, "copy"),
            Hint(.glance, "summary"), Hint(.back, "back"),
        ]
    }

    package var subject: Subject {
        guard let selected else { return Subject(.nothing, of: evaluation.id) }
        var subject =
            known[selected.item].map { Subject.item($0, of: evaluation.id) } ?? Subject(.refusal, of: evaluation.id)
        subject.kind = .refusal
        subject.id = (selected.item.text, "item id")
        let words = selected.hint ?? selected.findings.first?.snippet
        subject.text = words.map { words in .here { (words, "refusal") } }
        return subject
    }

    package var slot: EffectSlot? { .sweep }
    package var canStop: Bool { phase.isLoading }
    package var crumbs: [String] { [evaluation.name] }
    package var origin: (any Pane.Type)? { ItemsPane.self }
}

extension ComparisonModel: ListPane {
    package var contexts: [Context] { [.comparison] }
    /// The figures of both evaluations.
    package var linesAbove: Int { 5 }
    package var rowCount: Int { visible.count }

    /// What it led to is no way back.
    package func returns(to pane: any Pane) -> Bool { !(pane is ReaderPane || pane is TrajectoryDiffModel) }

    package mutating func receive(_ answer: EffectResult, for slot: EffectSlot) -> Reaction? {
        guard slot == .comparison else { return nil }
        apply(answer)
        return .done
    }

    package var hints: [Hint] {
        [
            Hint(.open, "side by side"), Hint(.previousItem, "open before"), Hint(.nextItem, "open after"),
            Hint(.filterStatus, "only"), Hint(.swapSides, "swap"), Hint(.sort, "sort"), Hint(.find, "filter"),
            Hint(.search, "search"), Hint(.copyID, "copy task"), Hint(.back, "back"),
        ]
    }

    package var report: Reported? { .comparison }
    package var findLine: FindLine? { FindLine(.filter, text: filter) }
    package mutating func find(typed text: String) -> Reaction {
        filter(text)
        return .done
    }

    package var subject: Subject {
        guard let selected else { return .nothing }
        var subject = Subject(.task)
        subject.id = (selected.task, "task name")
        return subject
    }

    package func requests(in scope: PlatformScope) -> [String] {
        (models == nil ? [before.id, after.id] : [before.id]).map { CurlLine.items(of: $0, scope: scope) }
    }

    package var slot: EffectSlot? { .comparison }
}

extension WorldsModel: Pane {
    package var columnSet: ColumnSet? { .worlds }
    package var contexts: [Context] { [.worlds] }

    package mutating func resize(_ layout: ScreenLayout) {
        resize(Size(width: layout.size.width, height: layout.listRows))
    }

    package mutating func receive(_ answer: EffectResult, for slot: EffectSlot) -> Reaction? {
        switch slot {
        case .worlds: return apply(answer)
        case .followWorlds: return Reaction(load())
        case .worldTrajectories: open?.apply(answer)
        case .manifests: form?.take(answer)
        case .createWorld: return take(created: answer)
        default: return nil
        }
        return .done
    }

    package var hints: [Hint] {
        guard !showsForm else { return [] }
        return [
            Hint(.open, "open"), Hint(.newJob, "new job"), Hint(.filterStatus, "filter"), Hint(.cancelJob, "cancel"),
            Hint(.find, "find"), Hint(.raw, "JSON"), Hint(.refresh, "reload"), Hint(.copyID, "copy id"),
            Hint(.evaluations, "evaluations"),
        ]
    }

    package var subject: Subject {
        guard let job = selected else { return .nothing }
        var subject = Subject(.job)
        subject.id = (job.id.text, "job id")
        subject.text = .json(job.json, named: "worlds job")
        subject.json = .here { (job.json, "job \(job.id.short)") }
        return subject
    }

    package func requests(in scope: PlatformScope) -> [String] {
        let query: [(name: String, value: String?)] = [
            ("page", "1"), ("page_size", String(Self.pageSize)), ("project_id", scope.projectID),
            ("kind", choice.kind), ("status", choice.status?.rawValue),
        ]
        return [CurlLine.get(["worlds", "jobs"], query: query, scope: scope)]
    }

    package var slot: EffectSlot? { .worlds }
    package var canStop: Bool { phase.isLoading && all.isEmpty }
    package func loading(at now: Timestamp) -> String? { canStop ? "loading…" : nil }

    /// Looks again as long as the list is shown and a job is under way.
    package mutating func wanted(_ slots: Slots, isShown: Bool) -> [EffectRequest] {
        guard isShown else { return slots.isBusy(.followWorlds) ? [EffectRequest(.followWorlds, .cancel)] : [] }
        guard isLive, !slots.isBusy(.followWorlds), !slots.isBusy(.worlds) else { return [] }
        return [EffectRequest(.followWorlds, .wait(pause))]
    }

    package var findLine: FindLine? { FindLine(.filter, text: filter) }
    package mutating func find(typed text: String) -> Reaction { Reaction(filter(text)) }

    package var crumbs: [String] { ["worlds"] + (open.map { ["job \($0.job.id.short)"] } ?? []) }
    package var beginsCrumbs: Bool { true }
}
