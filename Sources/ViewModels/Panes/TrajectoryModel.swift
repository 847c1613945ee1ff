import Platform
import Terminal
import Trajectory
import Wire

/// How a pane's content stands.
package enum LoadPhase: Hashable, Sendable {
    case idle, loading, ready
    /// Failed; what was there before is still there.
    case failed(PlatformError)
    /// There is nothing to load, and why.
    case absent(String)

    package var isLoading: Bool { self == .loading }
}

/// The outline and the body of one trajectory.
package struct TrajectoryModel {
    package let item: EvaluationItem?
    package let title: String
    package internal(set) var request: TrajectoryRequest?
    package internal(set) var document: TrajectoryDocument?
    package internal(set) var origin: DocumentOrigin?
    package internal(set) var phase: LoadPhase = .idle
    package internal(set) var progress = ReadingProgress()
    /// What time it is, as last told.
    var now = Timestamp(seconds: 0)
    /// How fast it comes, while it does.
    var pace: LoadPace?
    /// What is fetched again, while what was read before has more steps and stays on the screen.
    var incoming: IncomingDocument?
    /// The selected row of the outline is the current step.
    package internal(set) var outline = ListCursor()
    /// Lines of the body that are selected.
    package internal(set) var selection: LineSelection?
    /// The row at the top of the body.
    package internal(set) var top = BodyPosition()
    package internal(set) var options = ReaderOptions(width: 80)
    package internal(set) var isRaw = false
    /// Flags of the steps that the survey has looked at, from the first on.
    package internal(set) var surveyed: [SurveyedStep] = []
    /// The survey goes on when more of the document has come: what arrives has the processor first.
    var surveyWaits = false
    /// Those among them that stand out: few, for what is drawn with every frame.
    package internal(set) var landmarks: [SurveyedStep] = []
    package internal(set) var find: TrajectoryFind?
    /// Why what was typed last is not looked for; what was in force stays.
    package internal(set) var findProblem: String?
    /// Where a find that is being typed began.
    var findOrigin: FindOrigin?
    /// A step on one line that is shown in full for the match in it, and what it was before.
    var lifted: LiftedStep?
    /// Steps that the user marked to come back to, and their names where they have one.
    package internal(set) var bookmarks: Set<Int> = []
    var bookmarkNames: [Int: String] = [:]
    /// What Z takes back here, the last change last.
    var changes: [ReaderChange] = []
    /// Runs of steps that ask for the same, and those of them that have all their rows, by their first step.
    package internal(set) var loops = Loops()
    var openLoops: Set<Int> = []
    var folded = FoldedRows()
    var totals = RunningTotals()
    /// The current step, where it is shown.
    var pointed = 0
    package internal(set) var limit = StepLimit()
    /// The steps that are shown, in order; nil for all of them.
    var shown: [Int]?
    /// The outline shows how long each step took.
    var isTimeline = false
    /// What the outline shows then; nil while no times are known.
    package internal(set) var timeline: Timeline?
    /// Where jumps came from.
    var jumps = JumpList()
    /// The documents around the one that is shown, the outermost first: what was left to read a sub-agent's.
    var levels: [TrajectoryLevel] = []
    /// The sub-agent's file that is shown; nil for the document of the request, and for what that holds.
    var file: ReferencedDocument?
    /// A sub-agent's file that is waited for.
    var awaitedFile: String?
    /// The files that the trajectory goes on through, where it does.
    package internal(set) var chain: FileChain?
    /// Where to go as soon as the document reaches it.
    var target: StepTarget
    /// The message that a search leads to, while its step is not here yet.
    package internal(set) var awaited: MessageHit?
    /// Somebody is looking for the step that answers a query, among so many.
    var isLocating = false
    var locatedAmong = 0
    var size = PaneSize()
    /// Files that the documents refer to and that were asked about.
    var askedMedia: Set<String> = []
    /// Of steps that call several sub-agents, the one that was opened last.
    var openedSubagents: [Place: Int] = [:]
    /// What is read, while it is drawn otherwise than it was.
    var kept: KeptPlace?
    /// Columns by which rows are moved to the left where long lines are cut.
    package internal(set) var pan = 0
    /// Steps that are too large to be decoded between two keys.
    let heavy = HeavySteps()
    let cache = RowCache()

    package init(item: EvaluationItem?, title: String, request: TrajectoryRequest?, target: StepTarget) {
        self.item = item
        self.title = title
        self.request = request
        self.target = target
        if request == nil { phase = .absent(Self.reason(item)) }
    }

    /// Why there is nothing to read.
    private static func reason(_ item: EvaluationItem?) -> String {
        guard let item else { return "No trajectory." }
        return item.error.map { "No session: \(Sanitize.line($0))" }
            ?? "This sample has no session (\(item.status.rawValue))."
    }

    /// Rows that the outline has, once they are known to be all.
    var settledRows: Int? { progress.isComplete && stepCount > 0 ? stepCount : nil }

    package var stepCount: Int { document?.stepCount ?? 0 }
    package var current: Int { step(atRow: row(ofStep: pointed)) ?? 0 }

    /// What to ask for to fill the pane.
    package mutating func load(isForced: Bool = false) -> [Request] {
        guard var request else { return [] }
        request.isForced = isForced
        // What is asked for again is read on where one is.
        if stepCount > 0, target == .start { target = levels.isEmpty ? .step(current + 1) : .start }
        phase = .loading
        pace = nil
        return [Request(.trajectory, .trajectory(request))] + awaitMatch()
    }

    /// The form in which the trajectory is asked for.
    package mutating func ask(form: TrajectoryForm, includeCompacted: Bool) -> [Request] {
        request?.form = form
        request?.includeCompacted = includeCompacted
        return load(isForced: false)
    }

    /// Takes over how the last trajectory was drawn; folds and matches were its own. Going through the samples of a list,
    /// what is looked for is lit and counted in the next one too.
    package mutating func inherit(_ options: ReaderOptions, withPattern: Bool = false) {
        self.options.density = options.density
        self.options.groupFolds = options.groupFolds
        self.options.isWrapping = options.isWrapping
        if withPattern, let pattern = options.pattern {
            self.options.pattern = pattern
            find = TrajectoryFind(pattern: pattern)
        }
    }

    /// A load was stopped by the user; what has come stays.
    package mutating func stop() {
        guard phase.isLoading else { return }
        phase = .ready
        if incoming == nil, let document {
            progress = ReadingProgress(document.progress)
            progress.isInterrupted = !progress.isComplete
        }
        incoming = nil
    }

    /// Goes somewhere else in the trajectory, at once or when it is there.
    package mutating func aim(at target: StepTarget) -> [Request] {
        self.target = target
        return aim()
    }

    /// Whether the current step takes longer to decode than a key may take.
    package var isHeavy: Bool { document?.outline(current).map { $0.size > HeavySteps.least } ?? false }

    /// Asks for the text of the current step where that must be had behind the screen; nil where it is soon had.
    package func textBehind(_ use: StepUse) -> Reaction? {
        guard isHeavy, let document else { return nil }
        return Reaction(
            [Request(.stepText, StepTextWork(document: DocumentReference(document), step: current, use: use))],
            say: Message("decoding \(Figures.bytes(document.outline(current)?.size ?? 0))…"))
    }

    /// The current step as received.
    package var rawStep: JSONValue? { document?.rawValue(current) }

    static func standsOut(_ step: SurveyedStep) -> Bool {
        !step.flags.isDisjoint(with: [.error, .refusal, .subagent])
    }

    // MARK: Answers

    package mutating func apply(_ answer: Answer) -> [Request] {
        switch answer {
        case .document(let document, let origin): return take(document, origin)
        case .documentGrew: return incoming.map { take($0.document, $0.origin) } ?? grow()
        case .failed(let error):
            incoming = nil
            if let document { progress = ReadingProgress(document.progress) }
            phase = .failed(error)
            // What was aimed at will not come: as near to it as there are steps.
            if case .step(let number) = target, stepCount > 0 { select(step: min(number, stepCount) - 1) }
            if stepCount > 0 { target = .start }
            return []
        case .surveyed(let steps, let next): return survey(steps, next: next)
        case .matched(let matches, let scanned, let isLast):
            find?.add(matches, scanned: scanned, isLast: isLast)
            updateShown()
            if find?.isWaiting == true { goToFirstMatch() }
            return []
        case .matchedInside(let count):
            find?.inside = count
            return []
        case .decoded(let step, let index):
            heavy.keep(step, at: index)
            cache.forget(from: index)
            return []
        case .bookmarks(let place, let kept):
            if place == bookmarkPlace { take(kept) }
            return []
        case .media(let sizes):
            take(mediaSizes: sizes)
            return []
        case .located(let step): return take(located: step)
        default: return []
        }
    }

    mutating func show(_ document: TrajectoryDocument, _ origin: DocumentOrigin) -> [Request] {
        self.document = document
        self.origin = origin
        isLocating = false
        levels = []
        file = nil
        awaitedFile = nil
        shown = nil
        selection = nil
        limit = StepLimit()
        options.hidden = []
        options.densities = [:]
        heavy.forget()
        bookmarks = []
        jumps = JumpList()
        bookmarkNames = [:]
        changes = []
        askedMedia = []
        options.media = [:]
        lifted = nil
        kept = nil
        openedSubagents = [:]
        find = find.map { TrajectoryFind(pattern: $0.pattern) }
        forgetSurvey()
        cache.forget(from: 0)
        top = BodyPosition()
        pointed = 0
        outline = ListCursor()
        let grown = grow()
        return [Request(.survey, SurveyWork(document, from: 0))] + loadBookmarks() + grown
    }

    mutating func grow() -> [Request] {
        // While a sub-agent's trajectory is read, what is around it grows unseen.
        guard let document, levels.isEmpty else { return [] }
        let before = progress.steps
        progress = ReadingProgress(document.progress)
        // The last steps may have gained results; the rest of the document does not change.
        cache.forget(from: max(0, before - 2))
        phase = progress.isComplete ? .ready : .loading
        updateShown()
        var requests = aim() + followChain()
        if progress.isComplete, find != nil { requests += countMatches() }
        guard progress.isComplete || surveyWaits, surveyed.count < progress.steps else { return requests }
        surveyWaits = false
        return requests + [Request(.survey, SurveyWork(document, from: surveyed.count))]
    }

    /// Goes where the trajectory was asked to begin, once that is there.
    mutating func aim() -> [Request] {
        guard document != nil else { return [] }
        switch target {
        case .start: break
        case .end:
            guard progress.isComplete else { return [] }
            target = .start
            jump(to: BodyPosition(step: max(0, stepCount - 1), row: 0))
            top = lastPosition
        case .step(let number):
            guard stepCount >= number || progress.isComplete else { return [] }
            target = .start
            select(step: number - 1)
        case .query(let query, let seq): return locate(query, seq: seq)
        }
        return []
    }

    /// Counts the pattern in every step, behind.
    func countMatches() -> [Request] {
        guard let document, let find, !find.isComplete || find.scanned < stepCount else { return [] }
        return [countRequest(document, find, from: current)]
    }
}
