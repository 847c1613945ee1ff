import Terminal
import Wire

/// Renders JSON as coloured lines. Strings of several lines are shown as lines, not as one line with `\n` in it.
package enum JSONLines {
    /// More lines than this are not made at once: what follows is counted on the last line.
    package static let mostLines = 20_000

    package static func render(_ value: JSONValue) -> [RichLine] {
        var writer = Writer()
        writer.write(value, key: nil, depth: 0, comma: false)
        if writer.dropped > 0 { writer.lines.append(RichLine([Span("··· \(writer.dropped) more lines", .folded)])) }
        return writer.lines
    }

    /// A value on one line, for outlines and tables.
    package static func inline(_ value: JSONValue, limit: Int) -> String {
        let text = value.string ?? value.serialized()
        return Sanitize.line(String(text.prefix(limit)))
    }

    private struct Writer {
        var lines: [RichLine] = []
        var dropped = 0

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
                    return add(spans + [Span(numbers(values), .literal), Span(end, .dim)])
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
            for line in Sanitize.lines(text) {
                guard lines.count < JSONLines.mostLines else { return dropped += 1 }
                lines.append(RichLine([Span(line, .string)], lead: lead))
            }
        }

        private mutating func add(_ spans: [Span]) {
            guard lines.count < JSONLines.mostLines else { return dropped += 1 }
            lines.append(RichLine(spans))
        }

        /// Long arrays of numbers (token ids, log probabilities) are told, not shown.
        private func numbers(_ values: [JSONValue]) -> String {
            guard values.count > 16 else { return "[" + values.map { $0.serialized() }.joined(separator: ", ") + "]" }
            return "[\(values.prefix(4).map { $0.serialized() }.joined(separator: ", ")), … \(values.count) numbers]"
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
}
