import Platform
import Terminal
import Trajectory
import Triage
import Wire

/// Everything that the screen shows, and how events change it. No clock, no I/O: what is to be done in the world is
/// given back as effects.
package struct AppState {
    package private(set) var size: Size
    package internal(set) var scope: PlatformScope
    package internal(set) var place = Place.evaluations
    package internal(set) var wish = LayoutWish()
    /// In a place with two panes: the lower one has the keys.
    package internal(set) var focusesLower = false
    package internal(set) var evaluations = EvaluationsModel()
    package internal(set) var items: ItemsModel?
    package internal(set) var detail = TextPane(title: "Detail", lines: [])
    package internal(set) var trajectory: TrajectoryModel?
    package internal(set) var hits: HitsModel?
    package internal(set) var sweep: SweepModel?
    /// The hits pane shows the refusal sweep, and not the search.
    package internal(set) var showsSweep = false
    package internal(set) var worlds = WorldsModel()
    package internal(set) var downloads = DownloadsModel()
    package internal(set) var comparison: ComparisonModel?
    package internal(set) var sides: SidesModel?
    /// The run that the next one is compared with.
    package internal(set) var comparingRun: EvaluationItem?
    /// The evaluation that the next one is compared with.
    package internal(set) var comparing: Evaluation?
    package internal(set) var prompt: Prompt?
    package internal(set) var overlay: Overlay?
    /// What was said last, until the next key.
    private var said: Message?
    /// What actions of the user came to.
    var outcomes = Outcomes()
    /// Since when the user wants to leave, while it is waited for what is being saved.
    var leaving: Timestamp?
    package internal(set) var retry: RetryWait?
    /// Keys of a sequence that is not complete yet.
    package internal(set) var pending: [Key] = []
    package internal(set) var now = Timestamp(seconds: 0)
    package internal(set) var history: [String: [String]] = [:]
    /// Filters by the name that they were saved under.
    var savedFilters: [String: String] = [:]
    /// Searches by the name that they were saved under.
    var savedSearches: [String: String] = [:]
    package internal(set) var watch: WatchModel?
    /// Refusals that the documents of opened trajectories mark themselves, which no phrase finds.
    var markedRefusals: [EvaluationID: [ItemID: [RefusalFinding]]] = [:]
    /// How the lists of items were left, for when they are opened again.
    var lists: [EvaluationID: ListMemory] = [:]
    /// Names of failure classes, by the id of their signature.
    var classNames: [String: String] = [:]
    var knowsClassNames = false
    /// The evaluation that the overlay shows at a glance.
    var glance: EvaluationID?
    /// What it came to, once that is reckoned.
    var glanceFigures: GlanceFigures?
    /// What the platform reckoned, as far as it was asked.
    var analytics: [EvaluationID: JSONValue] = [:]
    package let keymap: Keymap
    /// How the end of a followed evaluation is told.
    package var alert = AlertKind.none
    /// Why the server does not answer; nil while it does.
    package internal(set) var away: PlatformError?
    /// When what is shown in a place came from the server.
    var asOf: [Place: Timestamp] = [:]
    /// The next trajectory is one of the same list: what is looked for is lit in it, too.
    var keepsPattern = false
    /// The item from which it was last read ahead.
    var aheadOf: ItemID?
    /// What is being read ahead, and then what is read after it.
    var ahead: [TrajectoryRequest] = []
    /// The words of the verdict keys, in their order.
    package var verdicts = AppState.usualVerdicts
    /// Phrases of refusal that a sweep looks for.
    package var refusals: RefusalSet { refusalSets.first { $0.name == RefusalSet.standard.name } ?? .standard }
    /// All sets that there are, the user's own before the shipped ones.
    package var refusalSets = RefusalSet.shipped
    var slots = Slots()
    /// The item that the detail shows: it follows the selection when that rests.
    var detailID: ItemID?
    /// The group that the detail shows.
    var detailGroup: String?
    /// Places that were gone through, for back.
    var trail: [Place] = []
    /// What to open once the lists that lead there are here.
    var startingPoint: StartingPoint?
    /// Lists of places that the user is to choose from, as soon as they are here.
    var offers: [PlatformWork] = []
    /// The list that is asked for is shown only where it holds a choice.
    var isOffering = false
    /// Effects of a step that was taken on the way to the starting point.
    var queued: [Effect] = []

    package static let usualVerdicts = ["infra", "real", "flaky", "refusal", "todo"]

    package init(
        size: Size, scope: PlatformScope, keymap: Keymap = Keymap(), now: Timestamp
    ) {
        self.size = size
        self.scope = scope
        self.keymap = keymap
        self.now = now
    }

    /// Begins: the evaluations are asked for, and the way to a starting point is taken as its lists arrive.
    package mutating func start(at point: StartingPoint? = nil) -> [Effect] {
        startingPoint = point
        layOut()
        if case .evaluation(let id, _, _) = point {
            return effects([Request(.item, .evaluation(id))] + evaluations.load(isForced: false))
        }
        if case .session(let id, let step) = point { return openSession(id, at: step) }
        return effects(evaluations.load(isForced: false))
    }

    /// The one way in which state changes.
    package mutating func update(_ event: Event) -> [Effect] {
        switch event {
        case .clock(let now):
            self.now = now
            items?.now = now
            trajectory?.note(now)
            return []
        case .resize(let size):
            self.size = size
            layOut()
            return []
        case .key(let key): return finish(handle(key))
        case .answer(let ticket, let answer):
            guard slots.isCurrent(ticket) else { return [] }
            var reaction = take(answer, for: ticket.slot)
            if ticket.slot.isAction, let outcome = reaction.message {
                outcomes.add(outcome, at: now)
                reaction.message = nil
            }
            return finish(reaction)
        case .retrying(let wait):
            retry = wait
            return effects([Request(.countdown, .wait(1))])
        case .notice(let message):
            self.message = message
            return []
        }
    }

    /// Whether an answer is still waited for.
    package func isWaiting(for ticket: Ticket) -> Bool { slots.isCurrent(ticket) }

    /// Work that is under way, for the tests that wait until nothing is.
    package var isBusy: Bool { slots.isWaiting }

    /// What is said at the foot of the screen: what actions came to, then what was said last.
    package var messages: [Message] { outcomes.messages + (said.map { [$0] } ?? []) }

    /// The first thing that is said.
    package internal(set) var message: Message? {
        get { messages.first }
        set { said = newValue }
    }

    private mutating func finish(_ reaction: Reaction) -> [Effect] {
        var effects = perform(reaction) + queued
        queued = []
        effects += followSelection() + followRest() + followWorlds() + self.effects(items?.wantedWork() ?? [])
        effects += self.effects(watchLoad()) + leaveWhenSaved()
        layOut()
        if place == .sides, !slots.isBusy(.sidesDecode) { effects += self.effects(sides?.wanted() ?? []) }
        if place == .trajectory, !slots.isBusy(.decode) { effects += self.effects(trajectory?.reading.wanted() ?? []) }
        return effects
    }

    /// Takes what a pane wants: messages, places to go, work.
    mutating func perform(_ reaction: Reaction) -> [Effect] {
        if let message = reaction.message { self.message = message }
        var effects = effects(reaction.requests)
        if let destination = reaction.destination { effects += go(to: destination) }
        return effects
    }

    /// Numbers work in its slots.
    mutating func effects(_ requests: [Request]) -> [Effect] {
        requests.compactMap { request in
            // Where nothing is waited for there is nothing to stop.
            if request.work == .cancel, let slot = request.slot, !slots.isBusy(slot) { return nil }
            return slots.start(request.work, in: request.slot)
        }
    }

    // MARK: Layout

    package var layout: ScreenLayout {
        ScreenLayout(
            size: size, place: place, wish: wish, focusesLower: focusesLower, listRows: trajectory?.settledRows)
    }

    /// Which pane has the keys.
    package var context: Context {
        switch place {
        case .evaluations: .evaluations
        case .items: focusesLower ? .detail : .items
        case .trajectory: focusesLower ? .body : .outline
        case .hits: .hits
        case .worlds: .worlds
        case .comparison: .comparison
        case .sides: .sides
        }
    }

    /// Where keys are looked up: while lines are selected, some mean something else.
    package var keyContexts: [Context] {
        switch context {
        case .outline where trajectory?.selection != nil, .body where trajectory?.selection != nil,
            .detail where detail.selection != nil:
            [.selection, context]
        default: [context]
        }
    }

    /// Tells every pane how large it is.
    mutating func layOut() {
        let layout = layout
        let listHeight = ScreenLayout.contentHeight(layout.list)
        switch place {
        case .evaluations: evaluations.height = max(1, listHeight - 1)
        case .items:
            items?.height = max(1, listHeight - 1)
            detail.resize(width: layout.lower?.width ?? size.width, height: ScreenLayout.contentHeight(layout.lower))
        case .trajectory:
            trajectory?.resize(
                PaneSize(
                    listHeight: max(1, listHeight), bodyHeight: max(1, ScreenLayout.contentHeight(layout.lower)),
                    bodyWidth: (layout.lower?.width ?? size.width) - 2))
        case .hits:
            // The line of the query, its answer in words, and the titles stand above the rows.
            hits?.height = max(1, listHeight - 2)
            sweep?.height = max(1, listHeight - 3)
        case .worlds: worlds.resize(Size(width: size.width, height: listHeight))
        // The figures of both evaluations stand above the tasks.
        case .comparison: comparison?.height = max(1, listHeight - 5)
        case .sides:
            sides?.resize(
                SidesSize(
                    width: size.width, listHeight: max(1, listHeight - SidesSize.headRows),
                    detailHeight: ScreenLayout.contentHeight(layout.lower)))
        }
        if case .text(var pane) = overlay {
            pane.resize(width: size.width - 4, height: size.height - 4)
            overlay = .text(pane)
        }
    }

    // MARK: Detail

    /// The detail follows the selection at once when it was at rest, and when it rests while the selection runs: holding a
    /// key down over a slow link costs the list's rows and nothing else.
    private mutating func followSelection() -> [Effect] {
        guard place == .items, let items else { return [] }
        if let classes = items.classes, classes.isListing {
            showDetail(of: classes)
            return []
        }
        guard let selected = items.selected else { return [] }
        if selected.id == detailID || detailID == nil {
            showDetail(selected)
            return []
        }
        return slots.isBusy(.detail) ? [] : effects([Request(.detail, .wait(Self.restingTime))])
    }

    /// Seconds for which the selection rests before the detail follows it.
    private static let restingTime = 0.12

    /// The detail of the group that is selected. What it shows is at hand, so it follows at once.
    private mutating func showDetail(of classes: ClassesModel) {
        let id = classes.selected?.id ?? classes.selectedGroup?.name ?? ""
        let title = classes.grouping == nil ? "Why" : "Group"
        let isNew = detailID != nil || detailGroup != id || detail.title != title
        detail.title = title
        detail.show(ClassDetail.lines(classes, width: layout.lower?.width ?? size.width), fromTop: isNew)
        (detailID, detailGroup) = (nil, id)
    }

    mutating func showDetail(_ item: EvaluationItem) {
        let lines = ItemDetail.lines(
            item, facts: items?.facts(of: item.id) ?? .none, now: now, width: layout.lower?.width ?? size.width)
        detail.title = item.taskName
        detail.show(lines, fromTop: detailID != item.id)
        detailID = item.id
    }
}

/// Where to begin: an evaluation, an item of it, a step of its trajectory.
package enum StartingPoint: Hashable, Sendable {
    case evaluation(EvaluationID, item: String?, step: Int?)
    /// One session by itself, as a link names it.
    case session(SessionID, step: Int?)
    /// Straight to the items where there is one evaluation, and to the trajectory where it has one item.
    case onlyOne
}
