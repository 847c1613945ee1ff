import Platform
import Reader
import Shell
import Terminal
import Trajectory
import Triage
import Wire

/// Two runs of one task, step beside step; on a narrow screen the steps of one below those of the other where they differ.
enum SidesView {
    static func draw(_ model: TrajectoryDiffModel, in rect: Rect, on canvas: inout Canvas) {
        let panes = rect.split(top: 1)
        PaneTitle.draw("Side by side", right: position(model), in: panes.top, isFocused: true, on: &canvas)
        guard let alignment = model.alignment else {
            return PaneNotice.draw(
                PaneNotice(
                    model.phase, empty: "Nothing to compare.",
                    hint: "\(key: .refresh) reads again, \(key: .back) goes back"),
                in: panes.rest, on: &canvas)
        }
        let body = panes.rest.split(top: SidesSize.headRows)
        SidesHeading.draw(model, alignment, in: body.top, on: &canvas)
        if model.lines.isEmpty {
            let words = alignment.rows.isEmpty ? "Neither run has a step." : "No differences."
            PaneNotice.draw(
                .empty(words, hint: "\(key: .limit) shows all steps, \(key: .back) goes back"), in: body.rest,
                on: &canvas)
        }
        for row in 0..<body.rest.height {
            let place = model.cursor.top + row
            guard place < model.lines.count else { break }
            let line = Rect(x: rect.x, y: body.rest.y + row, width: rect.width, height: 1)
            if model.size.isWide {
                drawWide(
                    model, alignment, model.lines[place], isSelected: place == model.cursor.selected, line, &canvas)
            } else {
                drawNarrow(
                    model, alignment, model.lines[place], isSelected: place == model.cursor.selected, line, &canvas)
            }
        }
        PaneNotice.drawProblem(model.phase, in: body.rest, on: &canvas)
    }

    private static func position(_ model: TrajectoryDiffModel) -> [Span] {
        guard let alignment = model.alignment, let line = model.line else { return [] }
        var spans: [Span] = []
        if let find = model.find { spans += [Span(Sanitize.line(find.words), .strong), Span("  ")] }
        if model.onlyDifferences { spans += [Span("only differences", .warning), Span("  ")] }
        if alignment.differences > 0 {
            spans += [Span("\(NumberFormat.grouped(alignment.differences)) differ", .warning), Span("  ")]
        }
        return spans + [
            Span("\(NumberFormat.grouped(line.row + 1))/\(NumberFormat.grouped(alignment.rows.count))", .dim)
        ]
    }

    // MARK: Beside each other

    private static func drawWide(
        _ model: TrajectoryDiffModel, _ alignment: TrajectoryAlignment, _ line: SideLine, isSelected: Bool,
        _ rect: Rect,
        _ canvas: inout Canvas
    ) {
        let row = alignment.rows[line.row]
        let width = model.size.column
        for side in DiffSide.allCases {
            let place = Rect(
                x: side == .left ? rect.x : rect.x + width + SidesSize.gutter, y: rect.y, width: width, height: 1)
            let cell = SideCell(row, side, of: model)
            if isSelected {
                let slot: ThemeSlot = side == model.side ? .selected : .selectedUnfocused
                canvas.drawSelected(cell.spans, slot, in: place, row: 0)
            } else {
                canvas.draw(cell.spans, in: place, row: 0)
            }
        }
        let look = ChangeLook(row.change)
        let sign = line.row == alignment.divergence ? "▸\(look.sign)◂" : " \(look.sign) "
        canvas.draw(
            [Span(sign, look.slot)], in: Rect(x: rect.x + width + 1, y: rect.y, width: 3, height: 1), row: 0)
    }

    // MARK: Below each other

    private static func drawNarrow(
        _ model: TrajectoryDiffModel, _ alignment: TrajectoryAlignment, _ line: SideLine, isSelected: Bool,
        _ rect: Rect,
        _ canvas: inout Canvas
    ) {
        let row = alignment.rows[line.row]
        let look = ChangeLook(row.change)
        let letter = line.side?.letter ?? " "
        let first = line.row == alignment.divergence ? "▸" : " "
        let cell = SideCell(row, line.side ?? model.focus, of: model)
        let other = line.side == nil ? numbers(row, model) : ""
        let spans = [Span("\(first)\(letter)\(look.sign)", look.slot)] + cell.spans + [Span(other, .dim)]
        if isSelected {
            canvas.drawSelected(spans, .selected, in: rect, row: 0)
        } else {
            canvas.draw(spans, in: rect, row: 0)
        }
    }

    /// The number in the other run, where it is another one.
    private static func numbers(_ row: AlignedStep, _ model: TrajectoryDiffModel) -> String {
        guard let here = row.step(model.focus), let there = row.step(model.focus.other), here != there else {
            return ""
        }
        return "  (\(model.focus.other.letter) \(there + 1))"
    }
}

/// How a change looks.
struct ChangeLook {
    let sign: String
    let words: String
    let slot: ThemeSlot

    init(_ change: StepChange) {
        (sign, words, slot) =
            switch change {
            case .same: ("│", "the same", .rule)
            case .answer: ("≈", "same call, different result", .warning)
            case .action: ("≠", "not the same", .stepError)
            case .onlyLeft: ("‹", "only in run A", .removed)
            case .onlyRight: ("›", "only in run B", .added)
            }
    }
}

/// One step of one run on one line.
struct SideCell {
    let spans: [Span]

    init(_ row: AlignedStep, _ side: DiffSide, of model: TrajectoryDiffModel) {
        let run = model[side]
        guard let index = row.step(side), let step = run.document?.outline(index) else {
            spans = []
            return
        }
        let digits = max(2, String(max(model.left.stepCount, model.right.stepCount)).count)
        let isDim = row.change == .same
        let text: ThemeSlot = isDim ? .dim : .text
        var spans = [
            Span(" " + TextWidth.leftPadded(String(step.number), columns: digits) + " ", isDim ? .dim : .number),
            StepSymbol.span(step.flags) ?? Span(model.isMatch(side, index) ? "•" : " ", .marked), Span(" "),
        ]
        if let tool = step.tool {
            let more = step.callCount > 1 ? " +\(step.callCount - 1) " : " "
            spans += [Span(Sanitize.line(tool), isDim ? .dim : .tool), Span(more, .dim)]
        } else {
            spans.append(Span(Sanitize.line(step.source.name) + " ", isDim ? .dim : StepHeader.slot(step.source)))
        }
        self.spans = spans + [Span(Sanitize.line(step.preview), text)]
    }
}

/// The rows above the list: who ran, where they part, and what each did from there.
enum SidesHeading {
    static func draw(
        _ model: TrajectoryDiffModel, _ alignment: TrajectoryAlignment, in rect: Rect, on canvas: inout Canvas
    ) {
        if model.size.isWide {
            let width = model.size.column
            for side in DiffSide.allCases {
                let place = Rect(
                    x: side == .left ? rect.x : rect.x + width + SidesSize.gutter, y: rect.y, width: width,
                    height: rect.height)
                canvas.draw(run(side, of: model), in: place, row: 0, indent: 1)
                canvas.draw(tail(side, alignment), in: place, row: 2, indent: 1)
            }
            canvas.draw(parting(alignment), in: rect, row: 1, indent: 1)
        } else {
            for (row, side) in DiffSide.allCases.enumerated() {
                let tail = tail(side, alignment)
                canvas.draw(
                    run(side, of: model) + (tail.isEmpty ? [] : [Span("  ")] + tail), in: rect, row: row, indent: 1)
            }
            canvas.draw(parting(alignment), in: rect, row: 2, indent: 1)
        }
    }

    private static func run(_ side: DiffSide, of model: TrajectoryDiffModel) -> [Span] {
        let item = model[side].item
        let look = StatusStyle(item.status)
        let name = Span(side.letter + " ", model.side == side ? .titleFocused : .title)
        var spans = [name, Span("\(look.sign) \(look.word)", look.slot)]
        let header = model[side].document?.header
        // An agent that ran both says nothing of either, and takes the room of what does.
        let agent = header?.agentName == model[side.other].document?.header.agentName ? nil : header?.agentName
        let who = [agent, item.model ?? header?.modelName].compactMap(\.self).joined(separator: ", ")
        if !who.isEmpty { spans.append(Span("  " + Sanitize.line(who))) }
        guard model.size.isWide else { return spans }
        return spans + [
            Span("  \(NumberFormat.counted(model[side].stepCount, "step"))", .dim),
            Span("  #\(item.position)", .identifier),
        ]
    }

    /// Where the runs part, in a sentence.
    private static func parting(_ alignment: TrajectoryAlignment) -> [Span] {
        guard let divergence = alignment.divergence else {
            let words = alignment.differences == 0 ? "Both runs are the same" : "Both runs did the same"
            return [Span(words, .good)]
        }
        let row = alignment.rows[divergence]
        let same =
            divergence == 0
            ? "They differ from the first step on"
            : alignment.hasDifferentInstructions
                ? "Different instructions; diverge at step \((row.left ?? row.right ?? 0) + 1)"
                : "Same for \(NumberFormat.counted(divergence, "step"))"
        var spans = [Span(same, .strong)]
        if let answer = alignment.firstResultDifference {
            spans.append(Span(", with another answer from step \(answer + 1) on", .warning))
        }
        return spans
    }

    private static func tail(_ side: DiffSide, _ alignment: TrajectoryAlignment) -> [Span] {
        guard let tail = side == .left ? alignment.leftTail : alignment.rightTail else { return [] }
        guard tail.steps > 0 else { return [Span("then it ended", .dim)] }
        var spans = [Span("then \(NumberFormat.counted(tail.steps, "step"))", .dim)]
        if tail.errors > 0 {
            spans += [Span(", ", .dim), Span(NumberFormat.counted(tail.errors, "error"), .stepError)]
        }
        spans.append(Span(", \(NumberFormat.counted(tail.calls, "call"))", .dim))
        if let seconds = tail.seconds, seconds > 0 { spans.append(Span(", \(NumberFormat.duration(seconds))", .dim)) }
        return spans
    }
}
