package import Platform
package import Wire

/// What this machine knows of an item and the platform does not: marks, notes, what was read, the last refusal sweep.
package struct ItemAnnotations: Hashable, Sendable {
    /// The mark that somebody gave it (`todo`, `infra`, `real` ...).
    package var mark: String?
    package var note: String?
    /// Its trajectory, or its detail, has been read here.
    package var seen: Bool
    /// Refusals that the last sweep found in the agent's own words; nil where no sweep has looked.
    package var refusals: Int?

    package init(mark: String? = nil, note: String? = nil, seen: Bool = false, refusals: Int? = nil) {
        self.mark = mark
        self.note = note
        self.seen = seen
        self.refusals = refusals
    }

    /// Nothing is known.
    package static let none = ItemAnnotations()
}

extension ItemAnnotations {
    /// The mark of an item after it was given a word: `+word` adds one to those that it has, `-word` takes one away, `none`
    /// all of them, and any other word takes their place.
    package func mark(taking word: String) -> String? {
        var words = (mark ?? "").split(separator: " ").map(String.init)
        let name = String(word.dropFirst())
        switch word.first {
        case "+" where !name.isEmpty: if !words.contains(name) { words.append(name) }
        case "-" where !name.isEmpty: words.removeAll { $0 == name }
        default: words = word == "none" ? [] : [word]
        }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }
}

/// What travels with a download.
extension ItemAnnotations {
    /// What a download brought along of an item from the machine that made it; nil where it brought nothing.
    package init?(of item: EvaluationItem) {
        guard let own = item.own else { return nil }
        self.init(mark: own["mark"]?.string, note: own["note"]?.string, seen: own["seen"]?.bool ?? false)
        if self == .none { return nil }
    }

    package var json: JSONValue? {
        guard mark != nil || note != nil || seen else { return nil }
        return ["mark": .optional(mark), "note": .optional(note), "seen": .bool(seen)]
    }
}
