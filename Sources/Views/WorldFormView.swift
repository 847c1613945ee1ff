import Panes
import Platform
import RichText
import Shell
import Terminal
import Wire

/// The form of a new trajectory job: a row a field, with what is wrong beside it; then the request as it will be sent.
enum WorldFormView {
    private static let labelWidth = 20

    static func draw(_ form: WorldForm, in rect: Rect, on canvas: inout Canvas) {
        let panes = rect.split(top: 1)
        PaneTitle.draw(title(form), in: panes.top, isFocused: true, on: &canvas)
        let foot = Rect(x: rect.x, y: rect.y + rect.height - 1, width: rect.width, height: 1)
        let body = Rect(x: rect.x, y: panes.rest.y, width: rect.width, height: max(0, panes.rest.height - 1))
        switch form.stage {
        case .writing:
            drawFields(form, in: body, on: &canvas)
            drawFoot(form, in: foot, on: &canvas)
        case .checking(let request), .sending(let request):
            drawRequest(request, in: body, on: &canvas)
            let isSending = form.stage != .checking(request)
            let words =
                isSending
                ? "Sending…  \(fixed: .escape): back to the list, the job is still sent"
                : "\(fixed: .enter) sends this once · \(fixed: .escape) goes on writing"
            canvas.draw(words, isSending ? .statusBusy : .hint, in: foot, row: 0, indent: 2)
        case .unknown(let why): drawUnknown(why, in: body, on: &canvas)
        }
    }

    private static func title(_ form: WorldForm) -> String {
        switch form.stage {
        case .writing: "New worlds job"
        case .checking: "New worlds job: POST …/worlds/trajectories"
        case .sending: "New worlds job: sending"
        case .unknown: "New Worlds job: result unknown"
        }
    }

    // MARK: Writing

    private static func drawFields(_ form: WorldForm, in rect: Rect, on canvas: inout Canvas) {
        let fields = WorldField.allCases
        let panes = rect.split(top: min(fields.count, rect.height - 2))
        let help = "\(form.focus.label): \(form.focus.help)"
        canvas.draw(help, .hint, in: panes.rest, row: panes.rest.height > 2 ? 1 : 0, indent: 3)
        let rect = panes.top
        // On a screen that is too short for all, the field with the cursor is in view.
        let at = fields.firstIndex(of: form.focus) ?? 0
        let top = min(max(0, at - rect.height + 1), max(0, fields.count - rect.height))
        for (row, field) in fields[top...].prefix(rect.height).enumerated() {
            drawField(field, form, in: rect, row: row, on: &canvas)
        }
    }

    private static func drawField(
        _ field: WorldField, _ form: WorldForm, in rect: Rect, row: Int, on canvas: inout Canvas
    ) {
        let isFocused = field == form.focus
        let isOpen = form.fields.contains(field)
        let label = TextWidth.fitted(field.label, columns: labelWidth - 3)
        canvas.draw(isFocused ? "▸" : " ", .titleFocused, in: rect, row: row, indent: 1)
        canvas.draw(label, isFocused ? .titleFocused : isOpen ? .property : .dim, in: rect, row: row, indent: 3)
        let width = valueWidth(rect)
        if isOpen {
            drawValue(field, form, isFocused, width: width, in: rect, row: row, on: &canvas)
        } else {
            canvas.draw("  -", .dim, in: rect, row: row, indent: labelWidth)
        }
        let note = Rect(x: rect.x, y: rect.y, width: rect.width - 1, height: rect.height)
        canvas.draw([remark(field, form, isOpen)], in: note, row: row, indent: labelWidth + width + 2)
    }

    private static func valueWidth(_ rect: Rect) -> Int { max(12, min(44, rect.width * 2 / 5)) }

    /// What is wrong with a field, else its limits and what it is.
    private static func remark(_ field: WorldField, _ form: WorldForm, _ isOpen: Bool) -> Span {
        if let problem = form.problems[field] { return Span("✘ " + Sanitize.line(problem), .error) }
        guard isOpen else { return Span("with mode agent", .dim) }
        if field == .manifest, case .failed(let error) = form.manifestPhase {
            return Span("type its id: " + Sanitize.line(Message(error, isOnce: true).text), .warning)
        }
        if field == .manifest, case .absent(let reason) = form.manifestPhase { return Span(reason, .warning) }
        if field == .manifest, let place = form.manifestPlace { return Span(place, .dim) }
        return Span(field.limits, .dim)
    }

    private static func drawValue(
        _ field: WorldField, _ form: WorldForm, _ isFocused: Bool, width: Int, in rect: Rect, row: Int,
        on canvas: inout Canvas
    ) {
        let shown = shown(field, form)
        let value = Sanitize.line(shown.text)
        if shown.isChosen {
            let text = TextWidth.fitted(isFocused ? "◂ \(value) ▸" : "  \(value)", columns: width)
            canvas.draw(text, isFocused ? .selected : .text, in: rect, row: row, indent: labelWidth)
            return
        }
        guard isFocused else {
            let text = TextWidth.fitted(value.isEmpty ? "-" : value, columns: width - 2)
            canvas.draw("  " + text, value.isEmpty ? .dim : .text, in: rect, row: row, indent: labelWidth)
            return
        }
        let input = form.input(field)
        let before = TextWidth.width(Sanitize.line(String(input.text.prefix(input.cursor))))
        let dropped = TextWidth.prefix(value, columns: max(0, before - width + 3))
        let text = TextWidth.fitted(String(value.dropFirst(dropped.count)), columns: width - 2)
        canvas.draw("  " + text, .selected, in: rect, row: row, indent: labelWidth)
        canvas.place(cursor: rect.x + labelWidth + 2 + before - TextWidth.width(String(dropped)), rect.y + row)
    }

    /// What a field shows, and whether it is chosen and not typed.
    private static func shown(_ field: WorldField, _ form: WorldForm) -> (text: String, isChosen: Bool) {
        switch field.entry {
        case .choice: return (form.text(field), true)
        case .manifest where !form.manifests.isEmpty:
            let name = form.manifest.map { "\($0.name)  \($0.id.short)" }
            return (name ?? form.text(field), true)
        case .manifest where form.manifestPhase.isLoading: return ("loading the manifests…", true)
        default: return (form.text(field), false)
        }
    }

    private static func drawFoot(_ form: WorldForm, in rect: Rect, on canvas: inout Canvas) {
        if let problem = form.problem {
            canvas.draw(" " + Sanitize.line(problem), .error, in: rect, row: 0, indent: 1)
            return
        }
        let count = form.problems.count
        let words =
            "\(fixed: .tab) next · \(fixed: .left)/\(fixed: .right) choose · \(fixed: .enter) checks · \(fixed: .escape) closes, and keeps it"
        var spans = [Span(words, .hint)]
        if count > 0 { spans.insert(Span("\(count) to correct  ", .error), at: 0) }
        canvas.draw(spans, in: rect, row: 0, indent: 2)
    }

    // MARK: Sending

    private static func drawRequest(_ request: WorldTrajectoryRequest, in rect: Rect, on canvas: inout Canvas) {
        let lines = JSONLines.render(request.json).flatMap { $0.rows(width: rect.width - 4, isWrapping: true) }
        for (row, spans) in lines.enumerated() { canvas.draw(spans, in: rect, row: row, indent: 2) }
    }

    private static func drawUnknown(_ why: String, in rect: Rect, on canvas: inout Canvas) {
        let lines = [
            [Span(Sanitize.line(why), .warning)], [],
            [Span("trawl does not resend the request: the job may already exist.")],
            [Span("\(fixed: .enter) opens the job list to check, \(fixed: .escape) closes", .hint)],
        ]
        canvas.drawCentred(lines.flatMap { Wrap.rows($0, width: max(10, rect.width - 4)) }, in: rect)
    }
}
