package import Shell
import Trajectory
import Wire

// Rows of the outline are steps that are shown: all of them, unless a limit leaves some out.
extension ReadingState {
    package var shownCount: Int { shown?.count ?? stepCount }

    /// The step on a row of the outline.
    package func step(atRow row: Int) -> Int? {
        guard let shown else { return (0..<stepCount).contains(row) ? row : nil }
        return shown.indices.contains(row) ? shown[row] : nil
    }

    /// The row of a step, or of the next one that is shown; the last row where none is.
    func row(ofStep step: Int) -> Int {
        guard let shown else { return step }
        return min(shown.partitioningIndex { $0 >= step }, max(0, shown.count - 1))
    }

    func isShown(_ step: Int) -> Bool { shown == nil || self.step(atRow: row(ofStep: step)) == step }

    /// What a limit leaves out, in words; nil without one.
    package var limitWords: String? {
        let hidden = StepFilter.Kind.allCases.filter { limit.hidden.contains($0) }.map(\.rawValue)
        let hiding = hidden.isEmpty ? "" : "hidden: \(hidden.joined(separator: ", "))"
        guard limit.dropsSteps else { return hiding.isEmpty ? nil : hiding }
        let left = stepCount - shownCount
        let dropped = "\(NumberFormat.grouped(left)) of \(NumberFormat.grouped(stepCount)) steps hidden"
        guard limit.isToMatches else { return [dropped, hiding].filter { !$0.isEmpty }.joined(separator: ", ") }
        let matching = "\(NumberFormat.grouped(find?.counts.count ?? 0)) match, "
        let around = limit.context > 0 ? "±\(limit.context) shown, " : ""
        return matching + around + dropped + ", \(key: .back) shows all" + (hiding.isEmpty ? "" : ", \(hiding)")
    }

    /// Limits outline and body to the steps that hold what is looked for, or shows all again.
    package mutating func toggleLimit() -> Reaction {
        guard limit.isToMatches || find != nil else {
            return .say("Nothing to filter by; \(key: .find) finds text first", .warning)
        }
        limit.isToMatches.toggle()
        updateShown()
        let around = limit.context == 1 ? "the step around each" : "\(limit.context) steps around each"
        let context = limit.context == 0 ? "" : ", with \(around)"
        return .say(limit.isToMatches ? "only steps that match\(context); \(key: .back) shows all" : "all steps")
    }

    /// `:context N`: how many steps before and behind a match `&` leaves.
    package mutating func setContext(_ text: String) -> Reaction {
        guard let count = Int(text), (0...1_000).contains(count) else {
            return .say("context takes a number of steps, such as :context 2", .warning)
        }
        limit.context = count
        updateShown()
        return .say("\(key: .limit) shows \(NumberFormat.counted(count, "step")) around each match")
    }

    /// Esc: the limit to matches ends.
    mutating func clearLimit() -> Reaction? {
        guard limit.isToMatches else { return nil }
        limit.isToMatches = false
        updateShown()
        return .say("all steps")
    }

    /// `:hide KIND`, `:show KIND`, `:show` for all kinds.
    package mutating func hide(_ word: String, _ isHidden: Bool) -> Reaction {
        let names = StepFilter.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        let kind = StepFilter.Kind(rawValue: word)
        guard kind != nil || word.isEmpty && !isHidden else {
            return .say("what can be hidden is: \(names)", .warning)
        }
        let kinds = kind.map { Set([$0]) } ?? Set(StepFilter.Kind.allCases)
        keepingPlace { state in
            if isHidden { state.limit.hidden.formUnion(kinds) } else { state.limit.hidden.subtract(kinds) }
        }
        let requests = countAnew()
        updateShown()
        return Reaction(requests, say: Message(limitWords ?? "everything is shown"))
    }

    /// Finds anew which steps are shown; the position stays where it is, or goes to the next step that is shown.
    mutating func updateShown() {
        guard limit.dropsSteps || shown != nil else { return foldLoops() }
        let (before, here) = (shown, top)
        let selected = shownCount > 0 ? current : here.step
        if limit.dropsSteps {
            let candidates = limit.isToMatches ? aroundMatches : Array(0..<stepCount)
            shown = candidates.filter { $0 >= survey.steps.count || !limit.drops(survey.steps[$0].source) }
        } else {
            shown = nil
        }
        foldLoops()
        guard shown != before, shownCount > 0 else { return }
        point(at: selected)
        top = clamped(selected == here.step ? here : BodyPosition(step: selected))
    }

    /// The steps that match, and those around them.
    private var aroundMatches: [Int] {
        var steps: [Int] = []
        for match in (find?.counts ?? [:]).keys.sorted() {
            let first = max(match - limit.context, steps.last.map { $0 + 1 } ?? 0)
            let last = min(match + limit.context, stepCount - 1)
            if first <= last { steps += first...last }
        }
        return steps
    }

    /// Puts the outline's cursor on a step.
    mutating func point(at step: Int) {
        currentStep = step
        outline.select(outlineRow(ofStep: step), count: outlineCount, height: outlineHeight)
    }

    // MARK: Scrolling over what is shown

    private var scroll: BodyScroll {
        BodyScroll(stepCount: shownCount, height: size.bodyHeight) { row in
            step(atRow: row).map { rows(of: $0).rows.count } ?? 0
        }
    }

    private func inRows(_ position: BodyPosition) -> BodyPosition {
        let row = row(ofStep: min(max(0, position.step), max(0, stepCount - 1)))
        return BodyPosition(step: row, row: step(atRow: row) == position.step ? position.row : 0)
    }

    private func inSteps(_ position: BodyPosition) -> BodyPosition {
        BodyPosition(step: step(atRow: position.step) ?? 0, row: position.row)
    }

    /// The lowest position that still fills the pane.
    var lastPosition: BodyPosition { inSteps(scroll.last) }

    func clamped(_ position: BodyPosition) -> BodyPosition { scrolled(position) { $0.clamped($1) } }

    func moved(_ position: BodyPosition, by count: Int) -> BodyPosition {
        scrolled(position) { $0.moved($1, by: count) }
    }

    /// So many rows from a row of the body, wherever on the screen that is.
    func walked(_ position: BodyPosition, by count: Int) -> BodyPosition {
        scrolled(position) { $0.walked($1, by: count) }
    }

    /// Where nothing is shown the position waits until something is.
    private func scrolled(
        _ position: BodyPosition, _ scroll: (BodyScroll, BodyPosition) -> BodyPosition
    ) -> BodyPosition {
        shownCount > 0 ? inSteps(scroll(self.scroll, inRows(position))) : position
    }
}
