import Terminal

/// A line of a text as it is drawn.
struct SafeLine {
    /// What is drawn: safe for a terminal.
    var shown: String
    /// What the line says when it is taken away, where that is not what is drawn.
    var taken: String?

    /// All lines of a text.
    static func lines(_ text: String) -> [SafeLine] {
        let shown = Sanitize.lines(text)
        guard text.utf8.contains(where: { ($0 < 0x20 && $0 != 0x0A) || $0 >= 0x7F }) else {
            return shown.map { SafeLine(shown: $0) }
        }
        return zip(shown, Excerpt(text, head: nil, tail: 0).head).map { shown, line in
            let line = ended(line)
            return SafeLine(shown: shown, taken: line == shown ? nil : String(line))
        }
    }

    /// A line without the carriage return that belongs to its end.
    static func ended(_ line: Substring) -> Substring {
        line.utf8.last == 0x0D ? Substring(line.utf8.dropLast()) : line
    }
}
