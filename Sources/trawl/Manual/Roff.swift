/// Text for `man`: what would mean something to roff is escaped.
enum Roff {
    /// One line of running text.
    static func text(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
    }

    /// Paragraphs, a line of the text to a line of the page; a line that begins with blanks keeps them.
    static func paragraphs(_ text: String) -> [String] {
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.drop { $0 == " " }
            if words.isEmpty {
                lines.append(".PP")
            } else if words.count < line.count {
                lines += [".br", "\\ \\ " + Self.text(String(words))]
            } else {
                lines.append(Self.text(String(words)))
            }
        }
        return lines
    }

    static func section(_ name: String) -> String { ".SH \(text(name.uppercased()))" }

    static func bold(_ words: String) -> String { "\\fB\(text(words))\\fR" }

    static func italic(_ words: String) -> String { "\\fI\(text(words))\\fR" }

    /// A term and what it means.
    static func item(_ term: String, _ meaning: String) -> [String] { [".TP", term] + paragraphs(meaning) }
}
