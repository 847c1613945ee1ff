/// Text for `man`: what would mean something to roff is escaped.
enum Roff {
    /// One line of running text.
    static func text(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
    }

    /// Paragraphs. A line that begins with blanks stands by itself; where two blanks part a term from what it means, the
    /// meaning is set beside it.
    static func paragraphs(_ text: String) -> [String] {
        var lines: [String] = []
        var isInRows = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.drop { $0 == " " }
            if words.isEmpty {
                lines.append(".PP")
            } else if words.count < line.count {
                lines += row(String(words))
                isInRows = true
            } else {
                if isInRows { lines.append(".PP") }
                isInRows = false
                lines.append(Self.text(String(words)))
            }
        }
        return lines
    }

    private static func row(_ words: String) -> [String] {
        guard let term = words.firstRange(of: "  ").map({ words[..<$0.lowerBound] }) else {
            return [".br", "\\ \\ " + text(words)]
        }
        let meaning = words.dropFirst(term.count).drop { $0 == " " }
        return [".TP \(words.count - meaning.count + 1)", text(String(term)), text(String(meaning))]
    }

    static func section(_ name: String) -> String { ".SH \(text(name.uppercased()))" }

    static func bold(_ words: String) -> String { "\\fB\(text(words))\\fR" }

    static func italic(_ words: String) -> String { "\\fI\(text(words))\\fR" }

    /// A term and what it means.
    static func item(_ term: String, _ meaning: String) -> [String] { [".TP", term] + paragraphs(meaning) }
}
