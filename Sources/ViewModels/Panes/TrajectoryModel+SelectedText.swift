import RichText
import Trajectory
import Wire

// What the selected lines come to, and taking them away.
extension TrajectoryModel {
    /// Steps whose lines are counted with every frame.
    private static let mostCounted = 24

    /// The selected lines for somewhere else; nil while nothing is selected. A copy ends the selection.
    mutating func takeSelection(_ use: StepUse) -> Reaction? {
        guard let selection, let document else { return nil }
        let range = selection.range
        let steps = shownSteps(of: range)
        let figures = selectionFigures
        let lines = SelectedLines(
            range: range, steps: steps, hidden: options.hidden, isRaw: isRaw, showsHidden: options.showsHidden,
            asIs: formsAtTheEnds(of: range), folded: figures?.folded)
        if use == .copy { endSelection() }
        let isLong =
            figures == nil || steps.contains { document.outline($0).map { $0.size > HeavySteps.least } ?? false }
        return Reaction(
            [Request(.stepText, SelectedTextWork(document: DocumentReference(document), lines: lines, use: use))],
            say: isLong ? Message("reading the lines…") : nil)
    }

    /// Texts of the first and the last step that a find shows as they are: the selection's ends are places in those.
    private func formsAtTheEnds(of range: LineRange) -> [Int: Set<BlockID>] {
        [range.lower.step, range.upper.step].reduce(into: [:]) { forms, step in
            if !isOneLine(step) { forms[step] = rows(of: step).asIs }
        }
    }

    /// "12 lines selected, 840 B"; nil while nothing is selected.
    package var selectionWords: String? {
        guard let range = selection?.range else { return nil }
        guard let figures = selectionFigures else {
            let (first, last) = (range.lower.step + 1, range.upper.step + 1)
            return (first == last ? "step \(first)" : "steps \(Figures.grouped(first)) to \(Figures.grouped(last))")
                + " selected"
        }
        let most = figures.isAtLeast ? "at least " : ""
        let folded = figures.folded > 0 ? " (\(Figures.grouped(figures.folded)) folded)" : ""
        return "\(most)\(SelectionFigures.lines(figures.lines)) selected\(folded), \(Figures.bytes(figures.bytes))"
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
            figures.isAtLeast = figures.isAtLeast || (document.outline(step)?.size ?? 0) > HeavySteps.least
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

/// What selected lines come to.
struct SelectionFigures: Hashable {
    var lines = 0
    var bytes = 0
    /// Lines among them that a fold stands for.
    var folded = 0
    /// There is more than is laid out.
    var isAtLeast = false

    /// Adds the selected rows of a step; a blank line parts the text of a step from that of the one before.
    mutating func add(_ rows: [BodyRow], to end: LinePlace?) {
        guard !rows.isEmpty else { return }
        if lines > 0 { (lines, bytes) = (lines + 1, bytes + 1) }
        var at = rows.startIndex
        while at < rows.endIndex {
            let block = rows[at].block
            let of = rows[at...].prefix { $0.block == block }
            at = of.endIndex
            add(of.compactMap(\.line), to: end?.block == block ? end?.offset : nil)
        }
    }

    private mutating func add(_ all: [LineOrigin], to end: Int?) {
        let origins = all.filter { $0.count > 0 }
        guard let first = origins.first, let last = origins.last else { return }
        lines += last.line + last.count - first.line
        let upper = min(last.bytes.upperBound, end ?? .max)
        if upper == .max { isAtLeast = true }
        bytes += (upper == .max ? last.bytes.lowerBound : upper) - first.bytes.lowerBound + 1
        // Rows of a line that is wrapped are of one line.
        for (row, origin) in origins.enumerated() where origin.count > 1 && (row == 0 || origins[row - 1] != origin) {
            folded += origin.count
        }
    }

    /// "1 line", "2,000 lines".
    static func lines(_ count: Int) -> String { "\(Figures.grouped(count)) \(count == 1 ? "line" : "lines")" }
}
