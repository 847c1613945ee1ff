import Platform
package import Shell
package import Trajectory

/// One document that is read: where one is in it, what is folded, looked for, selected, marked and found out. All of it is of
/// this document alone; what goes on from one document to the next is its `frame`.
///
/// A sub-agent's document is read with a state of its own, and the one around it stays as it was left. Caches are no part of
/// what is compared: all of them are alike.
package struct ReadingState: Equatable {
    /// What is read; nil while nothing has come.
    package internal(set) var source: ReadingSource?
    package internal(set) var frame: ReadingFrame

    // MARK: Where one is

    /// The selected row of the outline is the current step.
    package internal(set) var outline = ListCursor()
    /// The current step, where it is shown.
    var currentStep = 0
    /// The row at the top of the body.
    package internal(set) var top = BodyPosition()
    /// What is read, while it is drawn otherwise than it was.
    var kept: ReadingAnchor?
    /// Where jumps came from.
    var jumps = JumpList()
    /// Lines of the body that are selected.
    package internal(set) var selection: LineSelection?

    // MARK: What is shown

    package internal(set) var choices = ReadingChoices()
    package internal(set) var limit = StepFilter()
    /// The steps that are shown, in order; nil for all of them.
    var shown: [Int]?
    /// Rows of the outline in which loops take one each.
    var folded = FoldedRows()
    /// What the outline shows instead of the steps; nil while no times are known, or where it was not asked for.
    package internal(set) var timeline: Timeline?
    /// What is known of the files that the document refers to, by path.
    var media: [String: MediaPresence] = [:]
    /// Files that were asked about.
    var askedMedia: Set<String> = []

    // MARK: What is looked for

    package internal(set) var find: TrajectoryFind?
    /// Why what was typed last is not looked for; what was in force stays.
    package internal(set) var findProblem: String?
    /// Where a find that is being typed began.
    var findOrigin: FindOrigin?
    /// A step on one line that is shown in full for the match in it, and what it was before.
    var temporarilyExpanded: TemporarilyExpandedStep?

    // MARK: What was found out, and marked

    var survey = StepSurvey()
    /// Steps that the user marked to come back to, and their names where they have one.
    package internal(set) var bookmarks: Set<Int> = []
    var bookmarkNames: [Int: String] = [:]
    /// Those that are kept between runs are among them.
    var hasKeptBookmarks = false
    /// What Z takes back here, the last change last.
    var changes: [ReaderChange] = []
    /// Of steps that call several sub-agents, the one that was opened last.
    var openedSubagents: [Int: Int] = [:]
    /// A sub-agent's file that is waited for.
    var awaitedFile: String?

    /// Steps that are too large to be decoded between two keys.
    let heavy = BackgroundDecoder()
    let cache = RowCache()

    /// A document of which nothing is known yet. `pattern` is looked for from its beginning.
    init(_ source: ReadingSource? = nil, frame: ReadingFrame = ReadingFrame(), pattern: FindPattern? = nil) {
        self.source = source
        self.frame = frame
        find = pattern.map { TrajectoryFind(pattern: $0) }
    }

    package var document: TrajectoryDocument? { source?.reference.document }
    package var stepCount: Int { document?.stepCount ?? 0 }
    package var current: Int { step(atRow: row(ofStep: currentStep)) ?? 0 }

    var size: PaneSize { frame.size }
    package var preferences: ReaderPreferences {
        get { frame.preferences }
        set { frame.preferences = newValue }
    }

    /// Flags of the steps that the survey has looked at, from the first on.
    package var surveyed: [SurveyedStep] { survey.steps }
    /// Those among them that stand out: few, for what is drawn with every frame.
    package var landmarks: [SurveyedStep] { survey.landmarks }
    /// Columns by which rows are moved to the left where long lines are cut.
    package var pan: Int { choices.pan }

    /// What is asked for when the document is shown, or shown again: the survey goes on where it was.
    func resumed() -> [EffectRequest] {
        guard let document else { return [] }
        return [EffectRequest(.survey, SurveyWork(document, from: survey.steps.count))] + loadBookmarks()
    }

    /// Goes on with what waits for more of the document.
    mutating func readOn(_ progress: ReadingProgress) -> [EffectRequest] {
        let counted = progress.isComplete ? countMatches() : []
        guard progress.isComplete || survey.waits, survey.steps.count < progress.steps, let document else {
            return counted
        }
        survey.waits = false
        return counted + [EffectRequest(.survey, SurveyWork(document, from: survey.steps.count))]
    }

    mutating func apply(_ answer: EffectResult) -> [EffectRequest] {
        switch answer {
        case .surveyed(let steps, let next): return take(surveyed: steps, next: next)
        case .matched(let matches, let scanned, let isLast):
            find?.add(matches, scanned: scanned, isLast: isLast)
            updateShown()
            if find?.isWaiting == true { goToFirstMatch() }
        case .matchedInSubagents(let count): find?.inside = count
        case .decoded(let step, let index):
            heavy.keep(step, at: index)
            cache.forget(from: index)
        case .bookmarks(let place, let kept): if place == source?.bookmarks { take(kept) }
        case .media(let sizes): take(mediaSizes: sizes)
        default: break
        }
        return []
    }

    /// Another document is shown for a while: what can be had again is not kept meanwhile, and what is asked for is asked
    /// for again.
    mutating func setAside() {
        awaitedFile = nil
        askedMedia = Set(media.keys)
        cache.forget(from: 0)
        heavy.forget()
    }
}
