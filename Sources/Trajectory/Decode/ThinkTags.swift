import Wire

/// Takes `<think>` blocks of open models out of the text that they stand in.
enum ThinkTags {
    private static let opening = Array("<think>".utf8)
    private static let closing = Array("</think>".utf8)

    /// The parts, with every text that begins with a block, or that ends one opened by the chat template, taken apart.
    static func split(_ parts: [Part]) -> [Part] {
        parts.flatMap { part in
            if case .text(let text) = part { return split(text) }
            return [part]
        }
    }

    private static func split(_ text: String) -> [Part] {
        let body = text.utf8.drop { $0 <= 0x20 }
        let isOpened = body.starts(with: opening)
        let thinking = isOpened ? body.dropFirst(opening.count) : text.utf8[...]
        guard let tag = range(of: closing, in: thinking) else {
            // A block that is not closed was cut off while the model was thinking.
            return isOpened ? [.reasoning(String(Substring(thinking)).trimmed)] : [.text(text)]
        }
        if !isOpened, !isTemplated(thinking, tag) { return [.text(text)] }
        let thought = String(Substring(thinking[..<tag.lowerBound])).trimmed
        let rest = String(Substring(thinking[tag.upperBound...].drop { $0 <= 0x20 }))
        let spoken: [Part] = rest.isEmpty ? [] : [.text(rest)]
        return thought.isEmpty ? spoken : [.reasoning(thought)] + spoken
    }

    /// Without an opening tag only a tag at the end of its line is one: a text may speak of tags.
    private static func isTemplated(_ text: Substring.UTF8View, _ tag: Range<String.Index>) -> Bool {
        let next = text[tag.upperBound...].first
        return (next ?? 0x0A) <= 0x20 && next != 0x20 && range(of: opening, in: text[..<tag.lowerBound]) == nil
    }

    /// Where a tag occurs first. Only a `<` is looked at more closely, and there are few.
    private static func range(of tag: [UInt8], in text: Substring.UTF8View) -> Range<String.Index>? {
        var rest = text
        while let hit = rest.firstIndex(of: UInt8(ascii: "<")) {
            if text[hit...].starts(with: tag) { return hit..<text.index(hit, offsetBy: tag.count) }
            rest = text[text.index(after: hit)...]
        }
        return nil
    }
}
