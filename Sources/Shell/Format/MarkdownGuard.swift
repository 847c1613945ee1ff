/// Markdown that somebody else wrote, before it stands in a document of ours: what it opens and does not close would
/// swallow everything behind it.
package enum MarkdownGuard {
    /// The lines with an end for a fence that has none, and HTML that never ends as plain text.
    package static func closed(_ lines: [String]) -> [String] {
        var lines = lines
        var fence: (mark: Character, length: Int)?
        // What does not end behind one line does not end behind a later one.
        var endless: Set<String> = []
        var at = 0
        while at < lines.count {
            let line = lines[at]
            if let open = fence {
                if closes(line, open) { fence = nil }
            } else if let opened = opening(line) {
                fence = opened
            } else if let end = htmlEnd(line) {
                let last =
                    endless.contains(end)
                    ? nil : lines.indices[at...].first { holds(lines[$0], end, isFirst: $0 == at) }
                guard let last else {
                    endless.insert(end)
                    lines[at] = line.replacing("<", with: "\\<", maxReplacements: 1)
                    at += 1
                    continue
                }
                at = last
            }
            at += 1
        }
        if let fence { lines.append(String(repeating: fence.mark, count: fence.length)) }
        return lines
    }

    /// A line without the blanks that a block may begin with; nil for code by indentation.
    private static func content(_ line: String) -> Substring? {
        let blanks = line.prefix { $0 == " " }.count
        return blanks > 3 ? nil : line.dropFirst(blanks)
    }

    private static func opening(_ line: String) -> (mark: Character, length: Int)? {
        guard let text = content(line), let mark = text.first, mark == "`" || mark == "~" else { return nil }
        let length = text.prefix { $0 == mark }.count
        guard length >= 3, mark == "~" || !text.dropFirst(length).contains("`") else { return nil }
        return (mark, length)
    }

    private static func closes(_ line: String, _ fence: (mark: Character, length: Int)) -> Bool {
        guard let text = content(line) else { return false }
        let length = text.prefix { $0 == fence.mark }.count
        return length >= fence.length && text.dropFirst(length).allSatisfy { $0 == " " || $0 == "\t" }
    }

    /// What ends the HTML that begins on a line, of the kinds that blank lines do not end; nil for other lines.
    private static func htmlEnd(_ line: String) -> String? {
        guard let text = content(line)?.lowercased(), text.first == "<" else { return nil }
        for tag in ["script", "pre", "style", "textarea"] where text.hasPrefix("<\(tag)") {
            let next = text.dropFirst(tag.count + 1).first
            if next == nil || next == ">" || next == " " || next == "\t" { return "</\(tag)>" }
        }
        if text.hasPrefix("<!--") { return "-->" }
        if text.hasPrefix("<?") { return "?>" }
        if text.hasPrefix("<![cdata[") { return "]]>" }
        return text.hasPrefix("<!") && text.dropFirst(2).first?.isLetter == true ? ">" : nil
    }

    private static func holds(_ line: String, _ end: String, isFirst: Bool) -> Bool {
        line.lowercased().dropFirst(isFirst ? 2 : 0).contains(end)
    }
}
