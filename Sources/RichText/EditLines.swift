import Terminal
import Wire

/// An edit as people read it: what a text was and what it becomes, as one diff and not as two texts.
struct EditLines {
    /// Names of the arguments that hold the two texts, by what agents' editors call them.
    private static let pairs: [(old: String, new: String)] = [
        ("old_string", "new_string"), ("old_str", "new_str"), ("oldText", "newText"),
        ("search", "replace"), ("old_text", "new_text"), ("old_code", "new_code"),
    ]
    /// Texts up to which they are compared, between two keys: lines of either, bytes of both, and pairs of lines that are
    /// left where both begin and end differently.
    private static let mostLines = 400
    private static let mostBytes = 1 << 16
    private static let mostPairs = 20_000

    let keys: Set<String>
    let lines: [RichLine]

    /// Nil where the call is no edit of a text, or one of many lines.
    init?(_ object: JSONObject) {
        guard let pair = Self.pairs.first(where: { object[$0.old]?.string != nil && object[$0.new]?.string != nil }),
            let texts = Self.texts(object, pair.old, pair.new)
        else { return nil }
        keys = [pair.old, pair.new]
        let label = RichLine([Span("\(pair.old) → \(pair.new)", .property)])
        lines = [label] + Self.differences(texts.old, texts.new)
    }

    private static func texts(_ object: JSONObject, _ old: String, _ new: String) -> (old: [String], new: [String])? {
        // A key that stands twice is shown twice, as it is.
        guard object.keys.count(where: { $0 == old || $0 == new }) == 2 else { return nil }
        let whole = [old, new].map { object[$0]?.string ?? "" }
        guard whole.reduce(0, { $0 + $1.utf8.count }) <= mostBytes else { return nil }
        var texts = whole.map { $0.isEmpty ? [] : SafeLine.lines($0).map { $0.taken ?? $0.shown } }
        // The line ends at the ends of both begin no line.
        if texts.allSatisfy({ $0.count > 1 && $0.last == "" }) { texts = texts.map { Array($0.dropLast()) } }
        guard texts.allSatisfy({ $0.count <= mostLines }) else { return nil }
        // What differs in line ends alone shows as two texts.
        guard texts[0] != texts[1] || whole[0] == whole[1] else { return nil }
        let alike = head(texts[0], texts[1]) + tail(texts[0], texts[1])
        guard max(0, texts[0].count - alike) * max(0, texts[1].count - alike) <= mostPairs else { return nil }
        return (texts[0], texts[1])
    }

    /// Lines that both begin with.
    private static func head(_ old: [String], _ new: [String]) -> Int { zip(old, new).prefix { $0 == $1 }.count }

    /// Lines that both end with.
    private static func tail(_ old: [String], _ new: [String]) -> Int {
        zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count
    }

    /// What goes, what comes and what stays, in the order of a diff.
    private static func differences(_ old: [String], _ new: [String]) -> [RichLine] {
        let changes = new.difference(from: old)
        let removed = Set(changes.removals.map(\.offset))
        let inserted = Set(changes.insertions.map(\.offset))
        var lines: [RichLine] = []
        var (at, to) = (0, 0)
        while at < old.count || to < new.count {
            if removed.contains(at) {
                lines.append(line("-", old[at], .removed))
                at += 1
            } else if inserted.contains(to) {
                lines.append(line("+", new[to], .added))
                to += 1
            } else {
                lines.append(line(" ", new[to], .code))
                (at, to) = (at + 1, to + 1)
            }
        }
        return lines
    }

    private static func line(_ mark: String, _ text: String, _ slot: ThemeSlot) -> RichLine {
        var line = RichLine(
            [Span(Sanitize.lines(text).first ?? "", slot)], lead: [Span("▏", .rule), Span(mark + " ", slot)],
            follow: [Span("▏  ", .rule)])
        line.taken = mark + text
        return line
    }
}

extension CollectionDifference.Change {
    fileprivate var offset: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}
