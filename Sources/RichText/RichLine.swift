package import Terminal

/// One line of formatted text before it is wrapped: what stands before its first row, and before the rows that follow.
package struct RichLine: Hashable, Sendable {
    package var lead: [Span]
    package var follow: [Span]
    package var spans: [Span]
    /// Where in the text of its part the line is; nil for what is no text of anybody's.
    package var origin: LineOrigin?
    /// What the line says when it is taken away, where that is not what is drawn.
    package var taken: String?
    /// Bytes of what it says when it is taken away, where it stands for lines that were not made.
    var takenLength: Int?
    /// Lines that it stands for.
    package var count = 1

    package init(_ spans: [Span], lead: [Span] = [], follow: [Span]? = nil) {
        self.spans = spans
        self.lead = lead
        self.follow = follow ?? lead
    }

    /// The line's text without what stands before it.
    package var text: String { spans.map(\.text).joined() }

    /// The line, which is taken away with the name that stands before it.
    package var named: RichLine {
        var line = self
        let name = lead.map(\.text).joined().split(separator: " ").joined(separator: " ")
        line.taken = name + "  " + text
        return line
    }

    /// What lines that are no lines of a document, as JSON that was laid out, say when they are taken away.
    package static func taken(_ lines: [RichLine]) -> String {
        lines.map { $0.taken ?? $0.text }.joined(separator: "\n")
    }

    /// The lines with their places in `taken`.
    package static func numbered(_ lines: [RichLine]) -> [RichLine] {
        var offset = 0
        var number = 0
        return lines.map { line in
            var line = line
            let end = offset + line.length
            line.origin = LineOrigin(bytes: offset..<end, line: number, count: line.count)
            offset = end + 1
            number += line.count
            return line
        }
    }

    /// Bytes of what the line says when it is taken away.
    var length: Int { takenLength ?? taken?.utf8.count ?? spans.reduce(0) { $0 + $1.text.utf8.count } }

    /// The line with other text before it.
    package func led(by lead: [Span], follow: [Span]) -> RichLine {
        var line = self
        line.lead = lead + self.lead
        line.follow = follow + self.follow
        return line
    }

    /// The rows of the line at a width: wrapped, or as one row that the pane cuts.
    package func rows(width: Int, isWrapping: Bool) -> [[Span]] {
        guard isWrapping else { return [lead + spans] }
        let indent = follow.reduce(0) { $0 + TextWidth.width($1.text) }
        let room = max(8, width - indent)
        return Wrap.rows(spans, width: room).enumerated().map { index, row in (index == 0 ? lead : follow) + row }
    }

    /// The line with some ranges of its text, in UTF-8 offsets and without overlaps, in the ink of a match.
    package func lit(_ ranges: [Range<Int>]) -> RichLine {
        guard !ranges.isEmpty else { return self }
        var line = self
        line.spans = Self.light(spans, ranges)
        return line
    }

    /// Cuts spans at the borders of the ranges (UTF-8 offsets over all spans) and inks what lies inside: each range is one
    /// span, whatever the spans under it were.
    private static func light(_ spans: [Span], _ ranges: [Range<Int>]) -> [Span] {
        var lit: [Span] = []
        var offset = 0
        for span in spans {
            let utf8 = span.text.utf8
            let end = offset + utf8.count
            var at = offset
            func take(to border: Int, _ ink: Ink, goesOn: Bool = false) {
                guard border > at else { return }
                let from = utf8.index(utf8.startIndex, offsetBy: at - offset)
                let piece = String(decoding: Array(utf8[from..<utf8.index(from, offsetBy: border - at)]), as: UTF8.self)
                if goesOn, let last = lit.indices.last {
                    lit[last].text += piece
                } else {
                    lit.append(Span(piece, ink: ink))
                }
                at = border
            }
            for range in ranges where range.upperBound > offset && range.lowerBound < end {
                take(to: max(range.lowerBound, offset), span.ink)
                take(to: min(range.upperBound, end), Ink(.match), goesOn: range.lowerBound < offset)
            }
            take(to: end, span.ink)
            offset = end
        }
        return lit
    }
}
