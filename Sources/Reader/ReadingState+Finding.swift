package import Shell
import Terminal
import Trajectory
import Wire

// Finding a text in all steps.
extension ReadingState {
    /// A find begins to be typed: every key looks from here on, and giving up comes back here.
    package mutating func beginFind() {
        findOrigin = FindOrigin(
            position: top, currentStep: currentStep, folds: choices.folds, temporarilyExpanded: temporarilyExpanded,
            place: find?.place)
    }

    /// What was typed is in force; ^O comes back to where it began.
    package mutating func keepFind() {
        if let origin = findOrigin?.position, origin.step != top.step { jumps.left(origin) }
        // The lines that are selected go on to the match.
        if selection != nil, let place = currentMatch, find?.place?.top == top { putCursor(at: place) }
        findOrigin = nil
    }

    /// What was typed is given up: what was in force before is again, at the place where it was.
    package mutating func revertFind(to text: String) -> [EffectRequest] {
        let origin = findOrigin
        let requests = find(text)
        refold()
        // The count behind goes on, and leads nowhere.
        find?.isWaiting = false
        find?.place = origin?.place
        if let origin { comeBack(to: origin) }
        findOrigin = nil
        return requests
    }

    private mutating func comeBack(to origin: FindOrigin) {
        guard selection == nil else { return reveal() }
        jump(to: origin.position)
        if stepCount > 0 { point(at: origin.currentStep) }
    }

    /// What the find unfolded so far is folded again.
    private mutating func refold() {
        guard let findOrigin else { return }
        choices.folds = findOrigin.folds
        temporarilyExpanded = findOrigin.temporarilyExpanded
    }

    /// Looks for what was typed (`FindPattern.read`); blank ends it. The first match from where the find began comes into
    /// view. What makes no sense is told in `findProblem`, and what was in force stays.
    package mutating func find(_ text: String) -> [EffectRequest] {
        let read = FindPattern.parsed(text)
        findProblem = read.problem
        guard findProblem == nil else { return [] }
        guard let document, let pattern = read.pattern else { return endFind() }
        guard pattern != find?.pattern else { return [] }
        refold()
        var find = TrajectoryFind(pattern: pattern, hiding: limit.hidden)
        find.goesRound = true
        self.find = find
        updateShown()
        goToFirstMatch()
        return [countRequest(document, find, from: findStart.step)]
    }

    /// Counts anew what is looked for, after other parts are hidden; the place stays.
    mutating func countAnew() -> [EffectRequest] {
        guard let document, let pattern = find?.pattern else { return [] }
        let find = TrajectoryFind(pattern: pattern, hiding: limit.hidden)
        self.find = find
        return [countRequest(document, find, from: current)]
    }

    func countRequest(_ document: TrajectoryDocument, _ find: TrajectoryFind, from step: Int) -> EffectRequest {
        EffectRequest(.match, MatchWork(document, find.pattern, from: step, hiding: find.hides))
    }

    private mutating func endFind() -> [EffectRequest] {
        find = nil
        limit.isToMatches = false
        if let origin = findOrigin {
            refold()
            comeBack(to: origin)
        }
        lower()
        updateShown()
        return [EffectRequest(.match, .cancel)]
    }

    /// Where one looks from while a find is typed.
    private var findStart: BodyPosition { findOrigin?.position ?? top }

    /// Goes to the first match from where the find began, round the end where none is left.
    mutating func goToFirstMatch() {
        let start = findStart
        guard !goToMatch(from: start, forward: true, includingHere: true), find?.isComplete == true else { return }
        if find?.goesRound == true { goToMatch(from: BodyPosition(), forward: true, includingHere: true) }
    }

    /// Past the last match on from the first one, or back past the first one; says so, and where there is none.
    mutating func goRound(forward: Bool, isGrowing: Bool) -> Reaction {
        guard let find else { return FindWords.noPattern }
        guard find.isComplete, !isGrowing else { return FindWords.unfinished(forward: forward) }
        let start = forward ? BodyPosition() : BodyPosition(step: stepCount, row: 0)
        let before = find.place
        guard find.total > 0, goToMatch(from: start, forward: forward, includingHere: forward) else {
            let hint =
                find.hidden > 0
                ? "; \(NumberFormat.grouped(find.hidden)) hidden, :show shows everything"
                : find.copied > 0
                    ? "; \(NumberFormat.grouped(find.copied)) in the copied context"
                    : find.inside > 0
                        ? "; \(NumberFormat.grouped(find.inside)) in sub-agents, \(key: .openSubagent) opens one" : ""
            return FindWords.absent(find.pattern, hint)
        }
        let now = self.find?.place
        return FindWords.wrapped(
            forward: forward, isOnly: before != nil && before?.step == now?.step && before?.ordinal == now?.ordinal)
    }

    /// Goes to the next match, unfolding what hides it. Steps that hold the text are known from the count behind; until
    /// it has reached a step, the steps near by are looked at one by one.
    @discardableResult
    mutating func goToMatch(from position: BodyPosition, forward: Bool, includingHere: Bool) -> Bool {
        guard var find, let document else { return false }
        // The last match is where one is, also where the end of the document keeps it from the top of the screen.
        let place = includingHere ? nil : find.place.flatMap { $0.top == position ? $0 : nil }
        let start = unfolding(
            BodyPosition(
                step: place?.step ?? position.step, row: place?.row ?? position.row + (includingHere ? 0 : 1)),
            ordinal: place?.ordinal)
        let (step, row) = (start.step, start.row)
        // What was copied from elsewhere is lit, and neither counted nor gone to.
        let isCopied = document.outline(step)?.flags.contains(.copied) == true
        let here = isCopied ? [] : rows(of: step).matchRows
        let inStep = Self.next(in: here, from: row, after: start.ordinal, forward: forward, includingHere)
        if let ordinal = inStep {
            show(match: ordinal, of: here, in: step)
            return true
        }
        guard let found = shownMatch(find, from: step, forward: forward, includingHere: includingHere, document)
        else {
            find.isWaiting = !find.isComplete && includingHere
            self.find = find
            return false
        }
        find.isWaiting = false
        self.find = find
        lower(except: found)
        unfold(found)
        let matches = rows(of: found).matchRows
        show(match: forward ? 0 : max(0, matches.count - 1), of: matches, in: found)
        return true
    }

    /// The match of a step to go to, 0-based: the one beside that which was gone to last, or the next one from a row.
    private static func next(
        in rows: [Int], from row: Int, after ordinal: Int?, forward: Bool, _ includingHere: Bool
    ) -> Int? {
        if let ordinal {
            let next = ordinal + (forward ? 1 : -1)
            return rows.indices.contains(next) ? next : nil
        }
        return forward ? rows.firstIndex { includingHere ? $0 >= row : $0 > row } : rows.lastIndex { $0 < row }
    }

    /// Brings a match into the upper part of the body, with some of what stands before it.
    private mutating func show(match ordinal: Int, of rows: [Int], in step: Int) {
        let row = rows.indices.contains(ordinal) ? rows[ordinal] : 0
        point(at: step)
        top = clamped(BodyPosition(step: step, row: max(0, row - 1 - size.bodyHeight / 4)))
        find?.isWaiting = false
        find?.place = TrajectoryFind.Place(step: step, row: row, ordinal: ordinal, top: top)
    }

    /// The row of the match that was gone to last.
    package var currentMatch: BodyPosition? { find?.place.map { BodyPosition(step: $0.step, row: $0.row) } }

    /// Which of the matches that begin in that row it is, from the last one back: 0 is the last.
    package var currentMatchFromEnd: Int? {
        guard let place = find?.place else { return nil }
        let rows = rows(of: place.step).matchRows
        guard rows.indices.contains(place.ordinal), rows[place.ordinal] == place.row else { return nil }
        return (rows.lastIndex(of: place.row) ?? place.ordinal) - place.ordinal
    }

    /// Unfolds the parts of a step whose matches are hidden by folds, and the step itself where it is on one line.
    mutating func unfold(_ step: Int) {
        guard let document, let find else { return }
        let isOnOneLine = (choices.folds.densities[step] ?? preferences.density) == .line
        guard isOnOneLine || !foldedRows(of: step).isEmpty else { return }
        // Of a step that is decoded behind only an excerpt is laid out.
        guard document.outline(step).map({ $0.size <= BackgroundDecoder.least }) == true,
            let whole = document.step(step)
        else { return }
        let count = StepText.count(find.pattern, in: whole, hiding: find.hides).shown
        guard rows(of: step).matchRows.count < count else { return }
        if isOnOneLine { lift(step) }
        guard rows(of: step).matchRows.count < count else { return }
        for row in foldedRows(of: step) { choices.folds.parts[SectionKey(step: step, kind: row.part)] = false }
    }

    private func foldedRows(of step: Int) -> [BodyRow] {
        rows(of: step).rows.filter { $0.spans.contains { $0.ink.slot == .folded } }
    }

    private mutating func lift(_ step: Int) {
        lower()
        temporarilyExpanded = TemporarilyExpandedStep(step: step, density: choices.folds.densities[step])
        choices.folds.densities[step] = .full
    }

    /// The step that was shown in full for its match is as it was before.
    mutating func lower(except step: Int? = nil) {
        guard let temporarilyExpanded, temporarilyExpanded.step != step else { return }
        choices.folds.densities[temporarilyExpanded.step] = temporarilyExpanded.density
        self.temporarilyExpanded = nil
    }

    /// Unfolds what hides matches in a step, and gives the same row of it as it is counted then. The ordinal is that of a
    /// match that is already shown.
    private mutating func unfolding(
        _ position: BodyPosition, ordinal: Int?
    ) -> (step: Int, row: Int, ordinal: Int?) {
        let before = rows(of: position.step)
        unfold(position.step)
        let after = rows(of: position.step)
        guard after.rows.count != before.rows.count, let last = before.rows.indices.last else {
            return (position.step, position.row, ordinal)
        }
        let part = before.rows[min(position.row, last)].part
        let offset = position.row - (before.row(of: part) ?? 0)
        return (position.step, (after.row(of: part) ?? 0) + offset, nil)
    }

    /// The next step with a match among those that are shown.
    private func shownMatch(
        _ find: TrajectoryFind, from step: Int, forward: Bool, includingHere: Bool, _ document: TrajectoryDocument
    ) -> Int? {
        var found = find.step(after: step, forward: forward, includingHere: includingHere, in: document)
        while let hidden = found, !limit.isToMatches, !isShown(hidden) {
            found = find.step(after: hidden, forward: forward, includingHere: false, in: document)
        }
        return found
    }

    /// Counts the pattern in every step, behind.
    func countMatches() -> [EffectRequest] {
        guard let document, let find, !find.isComplete || find.scanned < stepCount else { return [] }
        return [countRequest(document, find, from: current)]
    }
}
