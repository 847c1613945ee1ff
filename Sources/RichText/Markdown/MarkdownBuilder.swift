import CMarkdown
import Terminal

/// Collects what the parser reports. One for each text; lives only during the parse.
final class MarkdownBuilder {
    /// The text that is parsed.
    var source: SourceLines?
    private let slot: ThemeSlot
    private let width: Int
    private var lines: [RichLine] = []
    private var current: [Span] = []
    /// The line of the source that the line that is collected is of.
    private var currentLine: Int?
    private var inks: [ThemeSlot] = []
    private var lists: [(ordinal: Int?, isFirstLine: Bool)] = []
    private var quotes = 0
    /// Columns by which the line that is collected stood in.
    private var indent = 0
    private var fence: (language: Highlighter.Language?, text: String)?
    private var table = MarkdownTable()
    /// The lines of the source that the rows of the table are of.
    private var tableLines: [Int?] = []
    private var isInTable = false
    private var link = ""
    /// Spans of the line in front of the link's text.
    private var linkStart = 0

    init(slot: ThemeSlot, width: Int) {
        self.slot = slot
        self.width = width
    }

    static func from(_ context: UnsafeMutableRawPointer?) -> MarkdownBuilder? {
        context.map { Unmanaged<MarkdownBuilder>.fromOpaque($0).takeUnretainedValue() }
    }

    func finish() -> [RichLine] {
        flush()
        while let last = lines.last, last.text.isEmpty { lines.removeLast() }
        // What is only drawn stands right behind the line before it.
        var end = -1
        for index in lines.indices {
            let blank = LineOrigin(bytes: (end + 1)..<(end + 1), line: 0, count: 0)
            lines[index].origin = lines[index].origin ?? blank
            end = lines[index].origin.map { $0.count > 0 ? $0.bytes.upperBound : end } ?? end
        }
        return lines
    }

    func enter(_ type: MD_BLOCKTYPE, _ detail: UnsafeMutableRawPointer?) {
        switch type {
        case MD_BLOCK_QUOTE:
            space()
            quotes += 1
        case MD_BLOCK_UL:
            if lists.isEmpty { space() } else { flush() }
            lists.append((nil, false))
        case MD_BLOCK_OL:
            if lists.isEmpty { space() } else { flush() }
            let start = detail?.assumingMemoryBound(to: MD_BLOCK_OL_DETAIL.self).pointee.start ?? 1
            lists.append((Int(start), false))
        case MD_BLOCK_LI:
            flush()
            if !lists.isEmpty { lists[lists.count - 1].isFirstLine = true }
            if let task = detail?.assumingMemoryBound(to: MD_BLOCK_LI_DETAIL.self).pointee, task.is_task != 0 {
                current.append(Span(task.task_mark == CChar(bitPattern: UInt8(ascii: " ")) ? "☐ " : "☑ ", .strong))
            }
        case MD_BLOCK_HR:
            space()
            lines.append(RichLine([Span(String(repeating: "─", count: max(3, min(width, 60) - 4)), .rule)]))
        case MD_BLOCK_H:
            space()
            inks.append(.heading)
            let level = detail?.assumingMemoryBound(to: MD_BLOCK_H_DETAIL.self).pointee.level ?? 1
            current.append(Span(String(repeating: "#", count: Int(level)) + " ", .dim))
        case MD_BLOCK_CODE:
            space()
            var name = ""
            if let info = detail?.assumingMemoryBound(to: MD_BLOCK_CODE_DETAIL.self).pointee.info, let text = info.text
            {
                let bytes = UnsafeRawBufferPointer(start: text, count: Int(info.size))
                name = String(decoding: bytes, as: UTF8.self)
            }
            fence = (Highlighter.Language(fence: name), "")
        case MD_BLOCK_P: if lists.isEmpty { space() }
        case MD_BLOCK_TABLE:
            space()
            isInTable = true
            table = MarkdownTable()
            tableLines = []
        case MD_BLOCK_TR:
            table.rows.append([])
            tableLines.append(nil)
        case MD_BLOCK_TH:
            let align = detail?.assumingMemoryBound(to: MD_BLOCK_TD_DETAIL.self).pointee.align
            table.alignments.append(align == MD_ALIGN_RIGHT ? .right : align == MD_ALIGN_CENTER ? .centre : .left)
        default: break
        }
    }

    func leave(_ type: MD_BLOCKTYPE) {
        switch type {
        case MD_BLOCK_QUOTE:
            flush()
            quotes -= 1
        case MD_BLOCK_UL, MD_BLOCK_OL:
            flush()
            lists.removeLast()
        case MD_BLOCK_LI:
            flush()
            if let last = lists.last, let ordinal = last.ordinal { lists[lists.count - 1].ordinal = ordinal + 1 }
        case MD_BLOCK_H:
            flush()
            inks.removeLast()
        case MD_BLOCK_CODE: endFence()
        case MD_BLOCK_TH, MD_BLOCK_TD:
            if !table.rows.isEmpty { table.rows[table.rows.count - 1].append(current) }
            current = []
        case MD_BLOCK_TABLE: endTable()
        case MD_BLOCK_P: flush()
        default: break
        }
    }

    func enter(_ type: MD_SPANTYPE, _ detail: UnsafeMutableRawPointer?) {
        switch type {
        case MD_SPAN_STRONG: inks.append(.strong)
        case MD_SPAN_EM: inks.append(.emphasis)
        case MD_SPAN_DEL:
            // No terminal can be trusted to strike text out.
            current.append(Span("~~", .dim))
            inks.append(.dim)
        case MD_SPAN_CODE: inks.append(.code)
        case MD_SPAN_A, MD_SPAN_IMG:
            if type == MD_SPAN_IMG { current.append(Span("image ", .dim)) }
            inks.append(.link)
            link = ""
            linkStart = current.count
            if let target = detail?.assumingMemoryBound(to: MD_SPAN_A_DETAIL.self).pointee.href, let text = target.text
            {
                let bytes = UnsafeRawBufferPointer(start: text, count: Int(target.size))
                link = String(decoding: bytes, as: UTF8.self)
            }
        default: break
        }
    }

    func leave(_ type: MD_SPANTYPE) {
        switch type {
        case MD_SPAN_STRONG, MD_SPAN_EM, MD_SPAN_DEL, MD_SPAN_CODE:
            if !inks.isEmpty { inks.removeLast() }
            if type == MD_SPAN_DEL { current.append(Span("~~", .dim)) }
        case MD_SPAN_A, MD_SPAN_IMG:
            if !inks.isEmpty { inks.removeLast() }
            let target = Sanitize.line(link)
            let text = current.dropFirst(linkStart).map(\.text).joined()
            // A bare address is its own text.
            if !target.isEmpty, text != target, "mailto:" + text != target {
                current.append(Span(" (" + target + ")", .dim))
            }
        default: break
        }
    }

    func text(_ type: MD_TEXTTYPE, _ bytes: UnsafeRawBufferPointer) {
        let offset = source?.offset(of: bytes)
        if current.isEmpty, fence == nil, lists.isEmpty, quotes == 0, !isInTable {
            indent = offset.map(indentation) ?? 0
        }
        let text = String(decoding: bytes, as: UTF8.self)
        note(offset)
        if fence != nil {
            fence?.text += text
            return
        }
        switch type {
        case MD_TEXT_BR, MD_TEXT_SOFTBR: if isInTable { current.append(Span(" ", slot)) } else { flush() }
        case MD_TEXT_NULLCHAR: current.append(Span("␀", inks.last ?? slot))
        case MD_TEXT_ENTITY: current.append(Span(Sanitize.line(MarkdownEntity.text(text)), inks.last ?? slot))
        default: current.append(Span(Sanitize.line(text), inks.last ?? slot))
        }
    }

    /// Notes which line of the source what is collected is of.
    private func note(_ offset: Int?) {
        guard let line = offset.flatMap({ source?.line(at: $0) }) else { return }
        if isInTable, !tableLines.isEmpty {
            tableLines[tableLines.count - 1] = tableLines.last.flatMap(\.self) ?? line
        } else if let block = fence, currentLine == nil {
            currentLine = line - block.text.utf8.count { $0 == 0x0A }
        } else {
            currentLine = currentLine ?? line
        }
    }

    private func origin(of line: Int?) -> LineOrigin? { line.flatMap { source?.origin(of: $0) } }

    /// The most columns of indentation that are kept.
    private static let mostIndentation = 40

    /// Blanks at the beginning of the source's line: the parser drops them, and people lay text out with them.
    private func indentation(before offset: Int) -> Int {
        guard let source else { return 0 }
        var columns = 0
        for byte in source.bytes(before: offset) {
            switch byte {
            case 0x20: columns += 1
            case 0x09: columns += 4 - columns % 4
            default: return min(columns, Self.mostIndentation)
            }
        }
        return min(columns, Self.mostIndentation)
    }

    /// A blank line before a block, unless there is one or nothing stands above.
    private func space() {
        flush()
        if let last = lines.last, !last.text.isEmpty || !last.lead.isEmpty { lines.append(RichLine([])) }
    }

    private func flush() {
        defer { currentLine = nil }
        guard !current.isEmpty else { return }
        var line = line(current)
        line.origin = origin(of: currentLine)
        lines.append(line)
        current = []
        indent = 0
    }

    /// A line with the bars of its quotes and the bullet of its list item.
    private func line(_ spans: [Span]) -> RichLine {
        let bars = quotes > 0 ? [Span(String(repeating: "│ ", count: quotes), .quote)] : []
        guard let list = lists.last else {
            return RichLine(spans, lead: indent > 0 ? [Span(String(repeating: " ", count: indent))] : bars)
        }
        let indent = String(repeating: "  ", count: lists.count - 1)
        let bullet = list.ordinal.map { "\($0). " } ?? "• "
        let hanging = Span(indent + String(repeating: " ", count: bullet.count))
        guard list.isFirstLine else { return RichLine(spans, lead: bars + [hanging]) }
        lists[lists.count - 1].isFirstLine = false
        return RichLine(spans, lead: bars + [Span(indent + bullet, .dim)], follow: bars + [hanging])
    }

    private func endFence() {
        guard let block = fence else { return }
        fence = nil
        let language = block.language ?? (Highlighter.isDiff(block.text) ? .diff : nil)
        var rows = Sanitize.lines(block.text)
        if rows.last?.isEmpty == true { rows.removeLast() }
        for (at, row) in rows.enumerated() {
            let spans = language.map { Highlighter.line(row, $0) } ?? [Span(row, .code)]
            var rich = line(spans)
            rich.lead.append(Span("▏ ", .rule))
            rich.follow.append(Span("▏ ", .rule))
            rich.origin = origin(of: currentLine.map { $0 + at })
            lines.append(rich)
        }
        currentLine = nil
    }

    private func endTable() {
        isInTable = false
        for (line, row) in table.lines(width: width) {
            var line = line
            // A rule below a row is drawn, and no line of its own.
            line.origin = row.flatMap { origin(of: tableLines[$0]) }
            lines.append(line)
        }
        table = MarkdownTable()
    }
}
