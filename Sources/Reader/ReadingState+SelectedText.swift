import RichText
import Shell
import Trajectory
import Wire

// What the selected lines come to, and taking them away.
extension ReadingState {
    /// Steps whose lines are counted with every frame.
    private static let mostCounted = 24

    /// The selected lines for somewhere else; nil while nothing is selected. A copy ends the selection.
    mutating func takeSelection(_ use: StepUse) -> Reaction? {
        guard let selection, let document else { return nil }
        let range = selection.range
        let steps = shownSteps(of: range)
        let figures = selectionFigures
        let lines = SelectedLines(
            range: range, steps: steps, hidden: limit.parts, isRaw: preferences.isRaw,
            showsHidden: preferences.showsHidden,
            verbatimBlocks: formsAtTheEnds(of: range), folded: figures?.folded)
        if use == .copy { endSelection() }
        let isLong =
            figures == nil || steps.contains { document.outline($0).map { $0.size > BackgroundDecoder.least } ?? false }
        return Reaction(
            [EffectRequest(.stepText, SelectedTextWork(document: DocumentReference(document), lines: lines, use: use))],
            say: isLong ? Message("reading the lines…") : nil)
    }

    /// Texts of the first and the last step that a find shows as they are: the selection's ends are places in those.
    private func formsAtTheEnds(of range: LineRange) -> [Int: Set<BlockID>] {
        [range.lower.step, range.upper.step].reduce(into: [:]) { forms, step in
            if !isOneLine(step) { forms[step] = rows(of: step).verbatimBlocks }
        }
    }

    /// "12 lines selected, 840 B"; nil while nothing is selected.
    package var selectionWords: String? {
        guard let range = selection?.range else { return nil }
        guard let figures = selectionFigures else {
            let (first, last) = (range.lower.step + 1, range.upper.step + 1)
            return
                (first == last
                ? "step \(first)" : "steps \(NumberFormat.grouped(first)) to \(NumberFormat.grouped(last))")
                + " selected"
        }
        let most = figures.isAtLeast ? "at least " : ""
        let folded = figures.folded > 0 ? " (\(NumberFormat.grouped(figures.folded)) folded)" : ""
        return "\(most)\(SelectionFigures.lines(figures.lines)) selected\(folded), \(NumberFormat.bytes(figures.bytes))"
    }

    /// What is selected, counted; nil where it is more than can be laid out between two keys.
    private var selectionFigures: SelectionFigures? {
        guard let range = selection?.range, let document else { return nil }
        guard row(ofStep: range.upper.step) - row(ofStep: range.lower.step) < Self.mostCounted else { return nil }
        let steps = shownSteps(of: range)
        guard !steps.contains(where: isOneLine) else { return nil }
        var figures = SelectionFigures()
        for step in steps {
            let rows = rows(of: step).rows.filter { isSelected($0, of: step, in: range) }
            figures.add(rows, to: step == range.upper.step ? range.upper : nil)
            figures.isAtLeast = figures.isAtLeast || (document.outline(step)?.size ?? 0) > BackgroundDecoder.least
        }
        // The last line is taken without its end.
        figures.bytes = max(0, figures.bytes - 1)
        return figures
    }

    private func shownSteps(of range: LineRange) -> [Int] {
        (row(ofStep: range.lower.step)...max(row(ofStep: range.lower.step), row(ofStep: range.upper.step)))
            .compactMap { step(atRow: $0) }.filter { (range.lower.step...range.upper.step).contains($0) }
    }
}
