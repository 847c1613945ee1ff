import Terminal
package import Wire

/// Renders JSON as coloured lines. Strings of several lines are shown as lines, not as one line with `\n` in it.
package enum JSONLines {
    /// More lines than this are not made at once: what follows is counted on the last line.
    package static let mostLines = 20_000

    package static func render(_ value: JSONValue, most: Int = mostLines) -> [RichLine] {
        var writer = Writer(most: most)
        writer.write(value, key: nil, depth: 0, comma: false)
        if writer.dropped > 0 {
            var note = RichLine([Span("··· \(writer.dropped) more lines", .folded)])
            note.count = max(2, writer.dropped)
            note.takenLength = writer.droppedBytes - 1
            writer.lines.append(note)
        }
        return writer.lines
    }

    /// How deep within the whole a line that was made here is, by its indent.
    package static func depth(of line: RichLine) -> Int {
        ((line.lead.first ?? line.spans.first)?.text.utf8.prefix { $0 == UInt8(ascii: " ") }.count ?? 0) / 2
    }

    /// The last line of every object, array and text of several lines, by its first.
    package static func nodes(_ lines: [RichLine]) -> [Int: Int] {
        var ends: [Int: Int] = [:]
        var open: [(line: Int, depth: Int)] = []
        for (at, line) in lines.enumerated() {
            let depth = depth(of: line)
            while let last = open.last, last.depth >= depth {
                // The bracket that closes it stands as deep as the one that opened it.
                let closes = last.depth == depth && line.text.first { $0 != " " }.map("}]".contains) == true
                let end = closes ? at : at - 1
                if end > last.line { ends[last.line] = end }
                open.removeLast()
            }
            open.append((at, depth))
        }
        for last in open where lines.count - 1 > last.line { ends[last.line] = lines.count - 1 }
        return ends
    }

    /// A value on one line, for outlines and tables.
    package static func inline(_ value: JSONValue, limit: Int) -> String {
        let text = value.string ?? value.serialized()
        return Sanitize.line(String(text.prefix(limit)))
    }

    private struct Writer {
        let most: Int
        var lines: [RichLine] = []
        var dropped = 0
        /// Of what is dropped, as it would be taken away, each line with its end.
        var droppedBytes = 0

        init(most: Int) { self.most = most }

        mutating func write(_ value: JSONValue, key: String?, depth: Int, comma: Bool) {
            var spans = [Span(String(repeating: "  ", count: depth))]
            if let key {
                spans.append(Span("\"" + Sanitize.line(key) + "\"", .property))
                spans.append(Span(": ", .dim))
            }
            let end = comma ? "," : ""
            switch value {
            case .object(let object) where !object.isEmpty:
                add(spans + [Span("{", .dim)])
                for (at, member) in object.members.enumerated() {
                    write(member.value, key: member.key, depth: depth + 1, comma: at < object.members.count - 1)
                }
                add([Span(String(repeating: "  ", count: depth) + "}" + end, .dim)])
            case .array(let values) where !values.isEmpty:
                if values.count > 3, values.allSatisfy({ $0.isScalarNumber }) {
                    return add(
                        spans + [Span(numbers(values), .literal), Span(end, .dim)], taken: taken(values, spans, end))
                }
                add(spans + [Span("[", .dim)])
                for (at, element) in values.enumerated() {
                    write(element, key: nil, depth: depth + 1, comma: at < values.count - 1)
                }
                add([Span(String(repeating: "  ", count: depth) + "]" + end, .dim)])
            case .string(let text) where text.contains("\n"): block(text, after: spans, depth: depth)
            default: add(spans + [scalar(value), Span(end, .dim)])
            }
        }

        private mutating func block(_ text: String, after spans: [Span], depth: Int) {
            let lead = [Span(String(repeating: "  ", count: depth + 1)), Span("│ ", .rule)]
            add(spans + [Span("\"\"\"", .dim)])
            for line in SafeLine.lines(text) {
                var rich = RichLine([Span(line.shown, .string)], lead: lead)
                rich.taken = line.taken
                add(rich)
            }
        }

        private mutating func add(_ spans: [Span], taken: String? = nil) {
            var line = RichLine(spans)
            line.taken = taken
            add(line)
        }

        private mutating func add(_ line: RichLine) {
            guard lines.count >= most else { return lines.append(line) }
            dropped += 1
            droppedBytes += line.length + 1
        }

        /// All the numbers of an array that is told by its first ones.
        private func taken(_ values: [JSONValue], _ spans: [Span], _ end: String) -> String? {
            guard values.count > Self.mostNumbers else { return nil }
            return spans.map(\.text).joined() + listed(values) + end
        }

        /// Longer arrays of numbers (token ids, log probabilities) are told by their first ones.
        private static let mostNumbers = 16

        private func numbers(_ values: [JSONValue]) -> String {
            guard values.count > Self.mostNumbers else {
                return listed(values)
            }
            return "[\(values.prefix(4).map(\.numberText).joined(separator: ", ")), … \(values.count) numbers]"
        }

        private func listed(_ values: [JSONValue]) -> String {
            "[" + values.lazy.map(\.numberText).joined(separator: ", ") + "]"
        }

        private func scalar(_ value: JSONValue) -> Span {
            switch value {
            case .string(let text): Span("\"" + Sanitize.line(text) + "\"", .string)
            default: Span(Sanitize.line(value.serialized()), .literal)
            }
        }
    }
}

extension JSONValue {
    fileprivate var isScalarNumber: Bool {
        if case .number = self { true } else { false }
    }

    /// A number as it was received; empty for anything else.
    fileprivate var numberText: String {
        if case .number(let text) = self { text } else { "" }
    }
}
