import Terminal
import Wire

/// Renders the texts of a step as lines: which renderer a text deserves, and how much of it is shown.
package enum TextLines {
    /// Larger texts are shown as they are: pretty forms of megabytes help nobody.
    package static let mostPretty = 512 * 1024
    /// A line is cut here, and the cut says how much is left.
    package static let longestLine = 16_384
    /// A line of a part that the user unfolded is cut here: some 50,000 rows of it help nobody.
    package static let longestUnfoldedLine = 4 << 20

    /// Prose of the agent or the user.
    package static func prose(
        _ text: String, slot: Slot, width: Int, isRaw: Bool, longest: Int = longestLine
    ) -> [RichLine] {
        if !isRaw, text.utf8.count <= mostPretty {
            if let value = json(text) { return JSONLines.render(value) }
            if let lines = MarkdownLines.render(text, slot: slot, width: width) { return lines }
        }
        return plain(Excerpt(text, head: nil, tail: 0).head, slot: slot, longest)
    }

    /// What a tool printed: JSON pretty, diffs and ANSI colours in colour, the last line of a stack trace standing out.
    package static func output(
        _ text: String, head: Int?, tail: Int, isRaw: Bool, isColoured: Bool = true
    ) -> (lines: [RichLine], fold: Fold?) {
        let longest = head == nil ? longestUnfoldedLine : longestLine
        if !isRaw, text.utf8.count <= mostPretty, let value = json(text) {
            return folded(JSONLines.render(value), head: head, tail: tail)
        }
        let excerpt = Excerpt(text, head: head, tail: tail)
        if !isColoured {
            let fold = excerpt.hiddenLines == 0 ? nil : Fold(at: excerpt.head.count, excerpt)
            return (plain(excerpt.head + excerpt.tail, slot: .result, longest), fold)
        }
        let isDiff = !isRaw && Highlighter.isDiff(text)
        var lines = isDiff ? diff(excerpt.head, longest) : output(excerpt.head, longest)
        let fold = excerpt.hiddenLines == 0 ? nil : Fold(at: lines.count, excerpt)
        lines += isDiff ? diff(excerpt.tail, longest) : output(excerpt.tail, longest)
        return (lines, fold)
    }

    /// Where lines are left out, and how many.
    package struct Fold: Hashable, Sendable {
        package var at: Int
        package var lines: Int
        package var bytes: Int

        init(at: Int, lines: Int, bytes: Int) {
            self.at = at
            self.lines = lines
            self.bytes = bytes
        }

        init(at: Int, _ excerpt: Excerpt) {
            self.init(at: at, lines: excerpt.hiddenLines, bytes: excerpt.hiddenBytes)
        }
    }

    /// Leaves out the middle of lines that are already made.
    package static func folded(_ lines: [RichLine], head: Int?, tail: Int) -> (lines: [RichLine], fold: Fold?) {
        guard let head, lines.count > head + tail + 2 else { return (lines, nil) }
        let hidden = lines[head..<(lines.count - tail)]
        let fold = Fold(at: head, lines: hidden.count, bytes: hidden.reduce(0) { $0 + $1.text.utf8.count + 1 })
        return (Array(lines[..<head] + lines[(lines.count - tail)...]), fold)
    }

    /// Text that is an object or an array of JSON, and nothing else.
    package static func json(_ text: String) -> JSONValue? {
        guard let first = text.utf8.first(where: { $0 > 0x20 }),
            first == UInt8(ascii: "{") || first == UInt8(ascii: "["),
            let value = try? JSONParser.parse(text)
        else { return nil }
        switch value {
        case .object(let object): return object.isEmpty ? nil : value
        case .array(let values): return values.contains { $0.object != nil } ? value : nil
        default: return nil
        }
    }

    private static func plain(_ lines: [Substring], slot: Slot, _ longest: Int) -> [RichLine] {
        lines.map { line in
            let (shown, rest) = cut(line, longest)
            return RichLine([Span(Sanitize.line(shown), slot)] + rest)
        }
    }

    private static func output(_ lines: [Substring], _ longest: Int) -> [RichLine] {
        let telling = StackTrace.tellingLines(lines)
        return lines.enumerated().map { index, line in
            let (shown, rest) = cut(line, longest)
            guard !telling.contains(index) else { return RichLine([Span(Sanitize.line(shown), .stepError)] + rest) }
            return RichLine((Sanitize.spans(shown, slot: .result).first ?? []) + rest)
        }
    }

    private static func diff(_ lines: [Substring], _ longest: Int) -> [RichLine] {
        lines.map { line in
            let (shown, rest) = cut(line, longest)
            return RichLine(Highlighter.line(Sanitize.line(shown), .diff) + rest)
        }
    }

    private static func cut(_ line: Substring, _ longest: Int) -> (String, [Span]) {
        var text = line
        if text.utf8.last == 0x0D { text = Substring(text.utf8.dropLast()) }
        let bytes = text.utf8.count
        guard bytes > longest else { return (String(text), []) }
        let end = text.utf8.index(text.utf8.startIndex, offsetBy: longest)
        let kept = String(decoding: Array(text.utf8[..<end]), as: UTF8.self)
        return (kept, [Span(" ··· \(Figures.bytes(bytes - longest)) more on this line", .folded)])
    }
}
