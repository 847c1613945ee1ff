package import Terminal
package import Wire

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
        _ text: String, slot: ThemeSlot, width: Int, isRaw: Bool, longest: Int = longestLine
    ) -> [RichLine] {
        if !isRaw, text.utf8.count <= mostPretty {
            if let value = json(text) { return RichLine.numbered(JSONLines.render(value)) }
            // A patch is no Markdown, though its lines begin like lists and rules.
            if text.hasPrefix("diff --git ") || text.hasPrefix("--- "), Highlighter.isDiff(text) {
                return output(text, head: nil, tail: 0, isRaw: false).lines
            }
            if let lines = MarkdownLines.render(text, slot: slot, width: width) { return lines }
        }
        return plain(Excerpt(text, head: nil, tail: 0).head, slot: slot, longest)
    }

    /// What a text says when it is taken away: itself, or where it is laid out as JSON, that.
    package static func taken(_ text: String, isRaw: Bool) -> String {
        guard !isRaw, text.utf8.count <= mostPretty, let value = json(text) else { return text }
        return RichLine.taken(JSONLines.render(value, most: .max))
    }

    /// What a tool printed: JSON pretty, diffs and ANSI colours in colour, the last line of a stack trace standing out.
    package static func output(
        _ text: String, head: Int?, tail: Int, isRaw: Bool, isColoured: Bool = true
    ) -> (lines: [RichLine], fold: Fold?) {
        let longest = head == nil ? longestUnfoldedLine : longestLine
        if !isRaw, text.utf8.count <= mostPretty, let value = json(text) {
            return folded(RichLine.numbered(JSONLines.render(value)), head: head, tail: tail)
        }
        let excerpt = Excerpt(text, head: head, tail: tail)
        let isShort = head != nil
        let isDiff = !isRaw && Highlighter.isDiff(text)
        func rich(_ lines: [Substring], from first: Int) -> [RichLine] {
            if !isColoured { return plain(lines, slot: .result, longest, from: first) }
            if isDiff { return diff(lines, longest, from: first) }
            return output(lines, longest, from: first, foldsStates: !isRaw && isShort)
        }
        let head = rich(excerpt.head, from: 0)
        let fold = excerpt.hiddenLines == 0 ? nil : Fold(at: head.count, excerpt)
        return (head + rich(excerpt.tail, from: excerpt.head.count + excerpt.hiddenLines), fold)
    }

    /// Where lines are left out, and how many.
    package struct Fold: Hashable, Sendable {
        package var at: Int
        package var lines: Int
        package var bytes: Int
        /// Where they are in the text.
        package var origin: LineOrigin?

        init(at: Int, _ hidden: ArraySlice<RichLine>) {
            self.at = at
            lines = hidden.count
            bytes = hidden.reduce(0) { $0 + $1.text.utf8.count + 1 }
            let origins = hidden.compactMap(\.origin).filter { $0.count > 0 }
            guard let first = origins.first, let last = origins.last else { return }
            origin = LineOrigin(
                bytes: first.bytes.lowerBound..<max(first.bytes.lowerBound, last.bytes.upperBound), line: first.line,
                count: max(1, last.line + last.count - first.line))
        }

        init(at: Int, _ excerpt: Excerpt) {
            self.at = at
            lines = excerpt.hiddenLines
            bytes = excerpt.hiddenBytes
            let start = excerpt.head.last.map { TextLines.bytes(of: $0).upperBound + 1 } ?? 0
            origin = LineOrigin(
                bytes: start..<max(start, start + excerpt.hiddenBytes - 1), line: excerpt.head.count, count: lines)
        }
    }

    /// Leaves out the middle of lines that are already made.
    package static func folded(_ lines: [RichLine], head: Int?, tail: Int) -> (lines: [RichLine], fold: Fold?) {
        guard let head, lines.count > head + tail + 2 else { return (lines, nil) }
        let fold = Fold(at: head, lines[head..<(lines.count - tail)])
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

    /// Lines of a text, from one on; `draw` makes spans of what is shown of a line.
    private static func rich(
        _ lines: [Substring], _ longest: Int, from first: Int, _ draw: (Int, String) -> [Span]
    ) -> [RichLine] {
        lines.enumerated().map { index, line in
            let (shown, rest) = cut(line, longest)
            var rich = RichLine(draw(index, shown) + rest)
            rich.origin = LineOrigin(bytes: bytes(of: SafeLine.ended(line)), line: first + index)
            return rich
        }
    }

    private static func plain(
        _ lines: [Substring], slot: ThemeSlot, _ longest: Int, from first: Int = 0
    ) -> [RichLine] {
        rich(lines, longest, from: first) { [Span(Sanitize.line($1), slot)] }
    }

    private static func output(
        _ lines: [Substring], _ longest: Int, from first: Int, foldsStates: Bool
    ) -> [RichLine] {
        let telling = StackTrace.tellingLines(lines)
        return rich(lines, longest, from: first) { index, shown in
            if telling.contains(index) { return [Span(Sanitize.line(shown), .stepError)] }
            let last = foldsStates ? lastState(shown[...]) : nil
            let spans = Sanitize.spans(last.map { String($0.text) } ?? shown, slot: .result).first ?? []
            return spans + (last.map { [Span(" ··· \(NumberFormat.grouped($0.before)) states before", .folded)] } ?? [])
        }
    }

    /// The last state of a line that was written over and over, as bars of progress are, and how many came before it; nil
    /// for any other line.
    private static func lastState(_ line: Substring) -> (text: Substring, before: Int)? {
        guard line.utf8.contains(0x0D) else { return nil }
        let states = line.utf8.split(separator: 0x0D).filter { $0.contains { $0 > 0x20 } }
        guard states.count > 1, let last = states.last else { return nil }
        return (Substring(last), states.count - 1)
    }

    /// Whether lines of a text were written over: all but the last state of each may not be shown.
    package static func hasStates(_ text: String) -> Bool {
        let bytes = text.utf8
        return zip(bytes, bytes.dropFirst()).contains { $0 == 0x0D && $1 != 0x0A }
    }

    private static func diff(_ lines: [Substring], _ longest: Int, from first: Int) -> [RichLine] {
        rich(lines, longest, from: first) { Highlighter.line(Sanitize.line($1), .diff) }
    }

    /// Where a line is in the text that it is cut from.
    private static func bytes(of line: Substring) -> Range<Int> {
        let text = line.base.utf8
        let start = text.distance(from: text.startIndex, to: line.startIndex)
        return start..<(start + line.utf8.count)
    }

    private static func cut(_ line: Substring, _ longest: Int) -> (String, [Span]) {
        let text = SafeLine.ended(line)
        let bytes = text.utf8.count
        guard bytes > longest else { return (String(text), []) }
        let end = text.utf8.index(text.utf8.startIndex, offsetBy: longest)
        let kept = String(decoding: Array(text.utf8[..<end]), as: UTF8.self)
        return (kept, [Span(" ··· \(NumberFormat.bytes(bytes - longest)) more on this line", .folded)])
    }
}
