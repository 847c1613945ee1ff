/// Finds among the templates of many errors those that are one and differ in a name that could not be told from a word of
/// the message: `session opened for user news by *` and `session opened for user cyrus by *`. A single error does not show
/// which of its words is a name; the set does: something stands in its place elsewhere that is a value, or many words do.
struct TemplateMerging {
    /// Per template the number of the first one that it is one with; its own where it stands alone.
    private(set) var leaders: [Int]
    /// What the templates became: names as `*`.
    private(set) var templates: [[String]]

    private static let value = "*"
    /// Different words in one place that make it a place for names.
    private static let fewestNames = 3
    /// Words that must be the same beside a place in which a value stands elsewhere.
    private static let fewestBesideValue = 2
    /// Words that must be the same beside a place for names.
    private static let fewestBesideNames = 3
    /// A template may have several places for names.
    private static let mostRounds = 3
    /// More are left as they are: where this much differs, nothing repeats.
    private static let mostTemplates = 20_000

    /// `groups` are what else must be the same, such as the status.
    init(_ templates: [[String]], groups: [Int]) {
        self.templates = templates
        leaders = Array(templates.indices)
        guard templates.count > 1, templates.count <= Self.mostTemplates else { return }
        for _ in 0..<Self.mostRounds {
            guard merge(groups) else { break }
        }
    }

    /// The templates that are alike but for the word in one place.
    private struct Place: Hashable {
        var hash: UInt64
        var slot: Int
        var count: Int
        var group: Int
    }

    private mutating func merge(_ groups: [Int]) -> Bool {
        var alike: [Place: [Int]] = [:]
        for number in templates.indices where leaders[number] == number {
            for (slot, hash) in Self.hashes(templates[number]) {
                let place = Place(hash: hash, slot: slot, count: templates[number].count, group: groups[number])
                alike[place, default: []].append(number)
            }
        }
        let places = alike.filter { isPlaceForNames($0.key.slot, $0.value) }
            .sorted { ($1.value.count, $0.value[0], $0.key.slot) < ($0.value.count, $1.value[0], $1.key.slot) }
        var isMerged: Set<Int> = []
        for (place, members) in places {
            let members = members.filter { !isMerged.contains($0) }
            guard members.count > 1, isPlaceForNames(place.slot, members), let first = members.first else { continue }
            isMerged.formUnion(members)
            templates[first][place.slot] = Self.value
            for number in leaders.indices where number != first && members.contains(leaders[number]) {
                leaders[number] = first
            }
        }
        return !isMerged.isEmpty
    }

    /// For each place but the first, what the template is without it. The first word says what failed.
    private static func hashes(_ words: [String]) -> [(slot: Int, hash: UInt64)] {
        guard words.count > 2 else { return [] }
        let parts = words.enumerated().map { place, word in
            StableHash.fnv1a(word) &* (0x9E37_79B9_7F4A_7C15 &* UInt64(2 * place + 1))
        }
        let whole = parts.reduce(0, &+)
        return words.indices.dropFirst().compactMap {
            isName(words[$0], after: words[$0 - 1]) ? ($0, whole &- parts[$0]) : nil
        }
    }

    /// Whether a word can be a name. Codes and the names of exceptions say what happened, and so does what follows `is`,
    /// `not`, `cannot`.
    private static func isName(_ word: String, after before: String) -> Bool {
        if word == value { return true }
        return word.utf8.first?.isLetter == true && !word.hasSuffix("error") && !word.hasSuffix("exception")
            && !predicates.contains(before)
    }

    private static let predicates: Set<String> = [
        "is", "are", "was", "were", "be", "been", "not", "no", "has", "have", "had", "can", "cannot", "could", "will",
        "would", "must", "should", "may", "might", "do", "does", "did", "to",
    ]

    private func isPlaceForNames(_ slot: Int, _ members: [Int]) -> Bool {
        guard members.count > 1, let first = members.first else { return false }
        let same = templates[first].enumerated().count { $0.offset != slot && $0.element != Self.value }
        if members.contains(where: { templates[$0][slot] == Self.value }) { return same >= Self.fewestBesideValue }
        return members.count >= Self.fewestNames && same >= Self.fewestBesideNames
    }
}
