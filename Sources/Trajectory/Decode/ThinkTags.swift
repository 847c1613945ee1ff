import Wire

/// Takes `<think>` blocks of open models out of the text that they stand in.
enum ThinkTags {
    private static let opening = "<think>"
    private static let closing = "</think>"

    /// The parts, with every text that begins with a block, or that ends one opened by the chat template, taken apart.
    static func split(_ parts: [Part]) -> [Part] {
        parts.flatMap { part in
            if case .text(let text) = part { return split(text) }
            return [part]
        }
    }

    private static func split(_ text: String) -> [Part] {
        let body = text.drop { $0.isWhitespace }
        let isOpened = body.hasPrefix(opening)
        guard isOpened || text.utf8.count >= closing.utf8.count else { return [.text(text)] }
        let thinking = isOpened ? body.dropFirst(opening.count) : text[...]
        guard let end = thinking.firstRange(of: closing) else {
            // A block that is not closed was cut off while the model was thinking.
            return isOpened ? [.reasoning(String(thinking).trimmed)] : [.text(text)]
        }
        let thought = String(thinking[..<end.lowerBound]).trimmed
        // Without an opening tag only a tag at the end of its line is one: a text may speak of tags.
        let next = thinking[end.upperBound...].first
        guard isOpened || (next?.isNewline ?? true) && !thought.contains(opening) else { return [.text(text)] }
        let rest = String(thinking[end.upperBound...].drop { $0.isWhitespace })
        let spoken: [Part] = rest.isEmpty ? [] : [.text(rest)]
        return thought.isEmpty ? spoken : [.reasoning(thought)] + spoken
    }
}

extension Substring {
    /// Where a short ASCII text occurs first; by bytes, as walking characters is fifty times slower.
    func firstRange(of needle: String) -> Range<Index>? {
        let pattern = Array(needle.utf8)
        guard let first = pattern.first else { return nil }
        var at = utf8.startIndex
        while let hit = utf8[at...].firstIndex(of: first) {
            if utf8[hit...].starts(with: pattern) { return hit..<utf8.index(hit, offsetBy: pattern.count) }
            at = utf8.index(after: hit)
        }
        return nil
    }
}
