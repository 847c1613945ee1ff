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
    package private(set) var request: TrajectoryRequest?
    package internal(set) var document: TrajectoryDocument?
    package private(set) var origin: DocumentOrigin?
    package private(set) var phase: LoadPhase = .idle
    package private(set) var progress = ReadingProgress()
    /// The selected row of the outline is the current step.
    package internal(set) var outline = ListCursor()
    /// The row at the top of the body.
    package internal(set) var top = BodyPosition()
    package internal(set) var options = ReaderOptions(width: 80)
    package internal(set) var isRaw = false
    /// Flags of the steps that the survey has looked at, from the first on.
    package private(set) var surveyed: [SurveyedStep] = []
    package internal(set) var find: TrajectoryFind?
    /// Where to go as soon as the document reaches it.
    private var target: StepTarget
    private var size = PaneSize()
    private let cache = RowCache()

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

    package var stepCount: Int { document?.stepCount ?? 0 }
    package var current: Int { outline.selected }

    /// What to ask for to fill the pane.
    package mutating func load(isForced: Bool = false) -> [Request] {
        guard var request else { return [] }
        request.isForced = isForced
        phase = .loading
        return [Request(.trajectory, .trajectory(request))]
    }

    /// The form in which the trajectory is asked for.
    package mutating func ask(form: TrajectoryForm, includeCompacted: Bool) -> [Request] {
        request?.form = form
        request?.includeCompacted = includeCompacted
        return load(isForced: false)
    }

    /// Takes over how the last trajectory was drawn; folds and matches were its own.
    package mutating func inherit(_ options: ReaderOptions) {
        self.options.density = options.density
        self.options.isWrapping = options.isWrapping
    }

    /// A load was stopped by the user; what has come stays.
    package mutating func stop() {
        guard phase.isLoading else { return }
        phase = .ready
    }

    /// Goes somewhere else in the trajectory, at once or when it is there.
    package mutating func aim(at target: StepTarget) -> [Request] {
        self.target = target
        return aim()
    }

    /// The current step as received: one value, or an array of the messages that it was made of.
    package var rawStep: JSONValue? {
        guard let document else { return nil }
        let values = document.rawJSON(current).compactMap { range in
            document.store.withBytes(range) { try? JSONParser.parse($0, repairing: true) }
        }
        return values.count > 1 ? .array(values) : values.first
    }

    // MARK: Answers

    package mutating func apply(_ answer: Answer) -> [Request] {
        switch answer {
        case .document(let document, let origin): return show(document, origin)
        case .documentGrew: return grow()
        case .failed(let error):
            if let document { progress = ReadingProgress(document.progress) }
            phase = .failed(error)
            return []
        case .surveyed(let steps, let next): return survey(steps, next: next)
        case .matched(let matches, let scanned, let isLast):
            find?.add(matches, scanned: scanned, isLast: isLast)
            if find?.isWaiting == true { goToMatch(from: top, forward: true, includingHere: true) }
            return []
        case .located(let step):
            goTo(located: step)
            return []
        default: return []
        }
    }

    private mutating func show(_ document: TrajectoryDocument, _ origin: DocumentOrigin) -> [Request] {
        self.document = document
        self.origin = origin
        surveyed = []
        cache.forget(from: 0)
        top = BodyPosition()
        outline = ListCursor()
        let grown = grow()
        return [Request(.survey, .survey(DocumentReference(document), from: 0))] + grown
    }

    private mutating func grow() -> [Request] {
        guard let document else { return [] }
        let before = progress.steps
        progress = ReadingProgress(document.progress)
        // The last steps may have gained results; the rest of the document does not change.
        cache.forget(from: max(0, before - 2))
        phase = progress.isComplete ? .ready : .loading
        var requests = aim()
        if progress.isComplete, before > 0, find != nil { requests += countMatches() }
        guard progress.isComplete, surveyed.count < progress.steps else { return requests }
        return requests + [Request(.survey, .survey(DocumentReference(document), from: surveyed.count))]
    }

    /// Goes where the trajectory was asked to begin, once that is there.
    private mutating func aim() -> [Request] {
        guard let document else { return [] }
        switch target {
        case .start: break
        case .end:
            guard progress.isComplete else { return [] }
            target = .start
            jump(to: BodyPosition(step: max(0, stepCount - 1), row: 0))
            top = scroll.last
        case .step(let number):
            guard stepCount >= number || progress.isComplete else { return [] }
            target = .start
            select(step: number - 1)
        case .query(let query):
            guard stepCount > 0 else { return [] }
            let words = QueryWords(query)
            if find == nil, let pattern = words.pattern {
                find = TrajectoryFind(pattern: pattern)
                options.pattern = pattern
            }
            return [Request(.locate, .locate(DocumentReference(document), words))] + countMatches()
        }
        return []
    }

    /// Counts the pattern in every step, behind.
    private func countMatches() -> [Request] {
        guard let document, let find, !find.isComplete || find.scanned < stepCount else { return [] }
        return [Request(.match, .match(DocumentReference(document), find.pattern, from: current))]
    }

    /// The step that answers the query was found, or is not here (yet).
    private mutating func goTo(located step: Int?) {
        guard case .query = target else { return }
        if let step {
            target = .start
            select(step: step)
            goToMatch(from: BodyPosition(step: step), forward: true, includingHere: true)
        } else if progress.isComplete {
            target = .start
            goToMatch(from: BodyPosition(), forward: true, includingHere: true)
        }
    }

    private mutating func survey(_ steps: [SurveyedStep], next: Int) -> [Request] {
        surveyed.removeSubrange(min(surveyed.count, steps.first?.index ?? surveyed.count)...)
        surveyed += steps
        guard let document, !steps.isEmpty, next < document.stepCount else { return [] }
        return [Request(.survey, .survey(DocumentReference(document), from: next))]
    }

    // MARK: Geometry

    /// Takes the sizes of the panes; the position stays on its step.
    package mutating func resize(_ size: PaneSize) {
        guard size != self.size else { return }
        self.size = size
        if options.width != size.bodyWidth {
            options.width = size.bodyWidth
            top.row = 0
        }
        outline.reveal(count: stepCount, height: size.listHeight)
        if document != nil { top = scroll.clamped(top) }
    }

    package func rows(of step: Int) -> StepRows {
        guard let document else { return StepRows(rows: []) }
        return cache.rows(of: step, in: document, options: options, isRaw: isRaw)
    }

    var scroll: BodyScroll {
        BodyScroll(stepCount: stepCount, height: size.bodyHeight) { rows(of: $0).rows.count }
    }

    /// The rows on the screen: the header of the top step first, then what follows the top row.
    package func visibleRows() -> [(position: BodyPosition, row: BodyRow)] {
        guard stepCount > 0, size.bodyHeight > 0 else { return [] }
        var visible: [(BodyPosition, BodyRow)] = []
        var step = top.step
        if let header = rows(of: step).rows.first { visible.append((BodyPosition(step: step), header)) }
        var row = top.row + 1
        while visible.count < size.bodyHeight, step < stepCount {
            let rows = rows(of: step).rows
            for at in row..<max(row, rows.count) {
                guard visible.count < size.bodyHeight else { break }
                visible.append((BodyPosition(step: step, row: at), rows[at]))
            }
            step += 1
            row = 0
        }
        return visible
    }

    // MARK: Commands

    package mutating func apply(_ command: Command, in context: Context) -> Reaction? {
        if let reaction = applyAnywhere(command) { return reaction }
        return context == .outline ? applyToOutline(command) : applyToBody(command)
    }

    private mutating func applyToOutline(_ command: Command) -> Reaction? {
        guard outline.apply(command, count: stepCount, height: size.listHeight) else { return nil }
        select(step: outline.selected)
        return .done
    }

    private mutating func applyToBody(_ command: Command) -> Reaction? {
        let page = max(1, size.bodyHeight - 2)
        switch command {
        case .down: move(by: 1)
        case .up: move(by: -1)
        case .halfPageDown: move(by: max(1, page / 2))
        case .halfPageUp: move(by: -max(1, page / 2))
        case .pageDown: move(by: page)
        case .pageUp: move(by: -page)
        case .top: jump(to: BodyPosition())
        case .bottom:
            jump(to: BodyPosition(step: max(0, stepCount - 1), row: 0))
            if stepCount > 0 { top = scroll.last }
        case .fold, .unfold: setFold(command == .fold)
        case .open: toggleFold()
        case .foldAll, .unfoldAll:
            options.foldsAll = command == .foldAll
            options.folds = [:]
            settle()
        default: return nil
        }
        return .done
    }

    private mutating func applyAnywhere(_ command: Command) -> Reaction? {
        switch command {
        case .nextStep: select(step: current + 1)
        case .previousStep: select(step: top.row > 0 && top.step == current ? current : current - 1)
        case .density:
            options.density = options.density.next
            options.foldsAll = nil
            settle()
            return .say(options.density.words)
        case .wrap:
            options.isWrapping.toggle()
            settle()
            return .say(options.isWrapping ? "long lines wrap" : "long lines are cut")
        case .nextMatch, .previousMatch:
            guard find != nil else { return nil }
            // Past the last match it is for the hits to go on.
            return goToMatch(from: top, forward: command == .nextMatch, includingHere: false) ? .done : nil
        default:
            guard let jump = StepJump(command) else { return nil }
            return go(jump)
        }
        return .done
    }

    private mutating func go(_ jump: StepJump) -> Reaction {
        let candidates =
            jump.isForward ? surveyed[min(surveyed.count, current + 1)...] : surveyed[..<min(surveyed.count, current)]
        let found = jump.isForward ? candidates.first(where: jump.matches) : candidates.last(where: jump.matches)
        if let found {
            select(step: found.index)
            return .done
        }
        let unknown = jump.isForward && surveyed.count < stepCount
        let rest = unknown ? " among the \(surveyed.count) of \(stepCount) steps looked at so far" : ""
        return .say("No \(jump.words)\(rest)", .warning)
    }

    // MARK: Moving

    /// Makes a step the current one, its header at the top of the body.
    package mutating func select(step: Int) {
        guard stepCount > 0 else { return }
        jump(to: BodyPosition(step: min(max(0, step), stepCount - 1)))
    }

    private mutating func jump(to position: BodyPosition) {
        guard stepCount > 0 else { return }
        outline.select(position.step, count: stepCount, height: size.listHeight)
        top = scroll.clamped(position)
    }

    /// Scrolls. Where the end is reached the current step goes on, so that the last steps can be pointed at.
    private mutating func move(by count: Int) {
        guard stepCount > 0 else { return }
        let before = top
        top = scroll.moved(top, by: count)
        if top != before {
            outline.select(top.step, count: stepCount, height: size.listHeight)
        } else if count > 0 {
            outline.select(current + 1, count: stepCount, height: size.listHeight)
        } else {
            outline.select(current - 1, count: stepCount, height: size.listHeight)
        }
    }

    /// Keeps the current step at the top after its rows changed.
    package mutating func settle() {
        guard stepCount > 0 else { return }
        top = scroll.clamped(BodyPosition(step: top.step, row: 0))
    }

    // MARK: Folding

    /// The part at the top of the body, below the header; the first part of the step where that is the header itself.
    package var currentPart: PartKey {
        let rows = rows(of: current).rows
        let at = top.step == current ? top.row + 1 : 1
        let kind = at < rows.count ? rows[at].part : .message
        return PartKey(step: current, kind: kind == .header ? rows.dropFirst().first?.part ?? .message : kind)
    }

    private mutating func setFold(_ isFolded: Bool) {
        let part = currentPart
        options.folds[part] = isFolded
        let row = rows(of: part.step).row(of: part.kind) ?? 1
        top = scroll.clamped(BodyPosition(step: part.step, row: max(0, row - 1)))
    }

    /// Unfolds the first part on the screen that hides something, else folds the part at the top.
    private mutating func toggleFold() {
        for (position, row) in visibleRows() where row.spans.contains(where: { $0.ink.slot == .folded }) {
            options.folds[PartKey(step: position.step, kind: row.part)] = false
            return
        }
        setFold(options.folds[currentPart].map { !$0 } ?? true)
    }

    // MARK: Finding

    /// Looks for a text; blank ends it. The first match from here on comes into view.
    package mutating func find(_ text: String) -> [Request] {
        guard let document, let pattern = FindPattern(text) else {
            find = nil
            options.pattern = nil
            return [Request(.match, .cancel)]
        }
        find = TrajectoryFind(pattern: pattern)
        options.pattern = pattern
        goToMatch(from: top, forward: true, includingHere: true)
        return [Request(.match, .match(DocumentReference(document), pattern, from: current))]
    }

    /// Goes to the next match, unfolding what hides it. Steps that hold the text are known from the count behind; until
    /// it has reached a step, the steps near by are looked at one by one.
    @discardableResult
    mutating func goToMatch(from position: BodyPosition, forward: Bool, includingHere: Bool) -> Bool {
        guard var find, let document else { return false }
        let here = rows(of: position.step).matchRows.map { max(0, $0 - 1) }
        let inStep =
            forward
            ? here.first { includingHere ? $0 >= position.row : $0 > position.row } : here.last { $0 < position.row }
        if let row = inStep {
            show(match: BodyPosition(step: position.step, row: row))
            return true
        }
        guard let step = find.step(after: position.step, forward: forward, includingHere: includingHere, in: document)
        else {
            find.isWaiting = !find.isComplete && includingHere
            self.find = find
            return false
        }
        find.isWaiting = false
        self.find = find
        unfold(step)
        let matches = rows(of: step).matchRows
        let row = (forward ? matches.first : matches.last) ?? 0
        show(match: BodyPosition(step: step, row: max(0, row - 1)))
        return true
    }

    private mutating func show(match: BodyPosition) {
        outline.select(match.step, count: stepCount, height: size.listHeight)
        top = scroll.clamped(match)
    }

    /// Unfolds the parts of a step whose matches are hidden by folds.
    private mutating func unfold(_ step: Int) {
        let folded = rows(of: step).rows.filter { $0.spans.contains { $0.ink.slot == .folded } }
        guard let pattern = options.pattern, let document, !folded.isEmpty else { return }
        let shown = rows(of: step).matchRows.count
        guard let whole = document.step(step), shown < StepText.count(pattern, in: whole) else { return }
        for row in folded { options.folds[PartKey(step: step, kind: row.part)] = false }
    }
}

/// How much of a document is here, as last told.
package struct ReadingProgress: Hashable, Sendable {
    package var bytes = 0
    package var expectedBytes: Int?
    package var steps = 0
    package var isComplete = false

    init() {}

    init(_ progress: DocumentProgress) {
        bytes = progress.bytes
        expectedBytes = progress.expectedBytes
        steps = progress.steps
        isComplete = progress.isComplete
    }
}

/// The sizes that a trajectory's panes have on the screen, without their titles.
package struct PaneSize: Hashable, Sendable {
    package var listHeight = 10
    package var bodyHeight = 20
    package var bodyWidth = 80

    package init() {}

    package init(listHeight: Int, bodyHeight: Int, bodyWidth: Int) {
        self.listHeight = listHeight
        self.bodyHeight = bodyHeight
        self.bodyWidth = bodyWidth
    }
}
