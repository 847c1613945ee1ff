package import Panes
package import Platform
package import Shell
package import Terminal
import Trajectory
package import Triage
package import Wire

/// Everything that the screen shows, and how events change it. No clock, no I/O: what is to be done in the world is
/// given back as effects.
package struct AppState {
    package private(set) var size: Size
    package internal(set) var scope: PlatformScope
    package var stack = PaneStack(EvaluationsModel())
    package internal(set) var wish = LayoutPreferences()
    package internal(set) var downloads = DownloadsModel()
    /// The run that the next one is compared with.
    package internal(set) var comparingRun: EvaluationItem?
    /// The evaluation that the next one is compared with.
    package internal(set) var comparing: Evaluation?
    package internal(set) var prompt: Prompt?
    /// Where and when the mouse was pressed last; nil after a double click.
    var lastClick: (x: Int, y: Int, time: Timestamp)?
    /// The mouse was pressed on the line between the parts.
    var isMovingSplit = false
    /// What was said last, until the next key.
    private var said: Message?
    /// What actions of the user came to.
    var outcomes = Outcomes()
    /// Since when the user wants to leave, while it is waited for what is being saved.
    var leaving: Timestamp?
    package internal(set) var retry: RetryCountdown?
    /// Keys of a sequence that is not complete yet.
    package internal(set) var pending: [Key] = []
    /// A sequence waits for its next key: what may follow is listed.
    package internal(set) var listsContinuations = false
    /// The number that was typed in front of a command.
    package internal(set) var count: Int?
    /// The item that the last command judged: a note that follows is about it.
    var judged: EvaluationItem?
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
    var lists: [EvaluationID: ListState] = [:]
    package var theme = ThemeChoice()
    /// The columns that the user wants, by the name of the list.
    package var columns: [String: [ColumnChoice]] = [:]
    /// Those that were chosen on the screen, as they are written: kept for the next visit.
    var chosenColumns: [String: String] = [:]
    /// Those of the settings.
    var usualColumns: [String: [ColumnChoice]] = [:]
    /// Names of failure classes, by the id of their signature.
    package var classNames: [String: String] = [:]
    var knowsClassNames = false
    /// What the platform reckoned, as far as it was asked.
    var analytics: [EvaluationID: JSONValue] = [:]
    package let keymap: Keymap
    /// How the end of a followed evaluation is told.
    package var alert = AlertKind.none
    /// Why the server does not answer; nil while it does.
    package internal(set) var away: PlatformError?
    /// When what is loaded in a slot came from the server.
    var fetchedAt: [EffectSlot: Timestamp] = [:]
    /// The next trajectory is one of the same list: what is looked for is lit in it, too.
    var keepsPattern = false
    /// The item from which it was last read ahead.
    var prefetchAnchor: ItemID?
    /// What is being read ahead, and then what is read after it.
    var ahead: [TrajectoryRequest] = []
    /// The session whose file is watched for changes.
    var watchedFile: SessionID?
    /// Where a failure is read.
    package var failureTarget = StepTarget.OfFailure.lastError
    /// The words of the verdict keys, in their order.
    package var verdicts = AppState.usualVerdicts
    /// Phrases of refusal that a sweep looks for.
    package var refusals: RefusalSet { refusalSets.first { $0.name == RefusalSet.standard.name } ?? .standard }
    /// All sets that there are, the user's own before the shipped ones.
    package var refusalSets = RefusalSet.shipped
    /// The form in which trajectories are asked for, until another one is.
    package var form = TrajectoryFormat.atif
    package var includesCompacted = false
    /// Nothing is changed on a server, in marks or in files.
    package var isReadOnly = false
    /// What looks like a key or a password is left as it is in reports and exports.
    package var revealsSecrets = false
    /// The user's own, from the settings.
    package var ownCommands: [OwnCommand] = []
    var slots = Slots()
    /// What to open once the lists that lead there are here.
    var startingPoint: StartingPoint?
    /// Lists of places that the user is to choose from, as soon as they are here.
    var offers: [PlatformWork] = []
    /// Profiles of the menu of places that is being made; nil where none is.
    var profilesToOffer: [ConnectionOption]?
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
        stack[WorldsModel.self] = WorldsModel()
        evaluations.filteredBy = scope.filteredBy
    }

    /// Begins: the evaluations are asked for, and the way to a starting point is taken as its lists arrive.
    package mutating func start(at point: StartingPoint? = nil) -> [Effect] {
        startingPoint = point
        layOut()
        if case .evaluation(let id, _, _) = point {
            return effects([EffectRequest(.item, .evaluation(id))] + evaluations.load(isForced: false))
        }
        if case .session(let id, let step) = point { return openSession(id, at: step) }
        return effects(evaluations.load(isForced: false))
    }

    /// The one way in which state changes.
    package mutating func update(_ event: Event) -> [Effect] {
        switch event {
        case .clock(let now):
            self.now = now
            stack.tick(now)
            return []
        case .resize(let size):
            self.size = size
            layOut()
            return []
        case .ground(let ground):
            theme.take(ground)
            return []
        case .key(let key): return finish(handle(key))
        case .answer(let ticket, let answer):
            guard slots.isCurrent(ticket) else { return [] }
            var reaction = take(answer, for: ticket.slot)
            if ticket.slot.isAction, let outcome = reaction.message {
                outcomes.add(keymap.names.resolve(outcome), at: now)
                reaction.message = nil
            }
            return finish(reaction)
        case .retrying(let wait):
            retry = wait
            return effects([EffectRequest(.countdown, .wait(1))])
        case .notice(let message):
            say(message)
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
        effects += schedulePrefetch() + watchFile() + leaveWhenSaved()
        layOut()
        return effects + self.effects(stack.wanted(slots))
    }

    /// Takes what a pane wants: messages, places to go, work.
    mutating func perform(_ reaction: Reaction) -> [Effect] {
        if let message = reaction.message { say(message) }
        var effects = effects(reaction.requests)
        if let destination = reaction.destination { effects += go(to: destination) }
        return effects
    }

    /// Says something at the foot of the screen, with the keys in the place of the commands that it names.
    mutating func say(_ message: Message) { self.message = keymap.names.resolve(message) }

    /// Numbers work in its slots.
    mutating func effects(_ requests: [EffectRequest]) -> [Effect] {
        requests.compactMap { request in
            // Where nothing is waited for there is nothing to stop.
            if isReadOnly, case .platform(let work) = request.work, work.saves != nil { return nil }
            if request.work == .cancel, let slot = request.slot, !slots.isBusy(slot) { return nil }
            return slots.start(request.work, in: request.slot)
        }
    }

    // MARK: Layout

    /// The theme that is drawn: the one whose name stands in the command line shows before it is taken.
    package var shownTheme: String {
        guard let prompt, prompt.purpose == .command else { return theme.name }
        return theme.named(in: prompt.input.text) ?? theme.name
    }

    /// `:theme light`: until the program ends.
    mutating func choose(theme name: String) -> Reaction {
        guard theme.names.contains(name) else {
            let near = Spelling.closest(to: name, among: theme.names).map { "; did you mean \($0)?" } ?? ""
            return .say("Themes: \(theme.names.joined(separator: ", "))\(near)", name.isEmpty ? .plain : .warning)
        }
        theme.choose(name)
        return .say("Theme \(name); \"theme: \(name)\" in the settings keeps it", .good)
    }

    package var layout: ScreenLayout {
        ScreenLayout(size: size, shape: stack.main.shape, wish: wish, keys: keymap.names)
    }

    /// Where keys are looked up, the innermost first.
    package var keyContexts: [Context] { stack.top.contexts }

    mutating func layOut() { stack.resize(layout) }
}

/// Where to begin: an evaluation, an item of it, a step of its trajectory.
package enum StartingPoint: Hashable, Sendable {
    case evaluation(EvaluationID, item: String?, step: Int?)
    /// One session by itself, as a link names it.
    case session(SessionID, step: Int?)
    /// Straight to the items where there is one evaluation, and to the trajectory where it has one item.
    case onlyOne
}
