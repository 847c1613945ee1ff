/// The name of a document that goes on where another one stops: `trajectory.cont-1.json`, `run-part2.json`.
struct ContinuationName {
    /// What the names of the other parts begin with.
    private let stem: String
    private let name: String

    private static let words = ["continued", "cont", "part"]

    /// Nil for a name that says nothing of the kind.
    init?(_ name: String) {
        let whole = taskName(of: name)
        let word = Self.trimmed(whole[...], of: \.isNumber)
        guard word.count < whole.count else { return nil }
        let bare = Self.trimmed(word, of: Self.isSeparator)
        guard let found = Self.words.first(where: { bare.lowercased().hasSuffix($0) }) else { return nil }
        let stem = Self.trimmed(bare.dropLast(found.count), of: Self.isSeparator)
        guard !stem.isEmpty, stem.last != "/" else { return nil }
        self.stem = String(stem)
        self.name = name
    }

    /// Whether a document of this name may be another part of the same run.
    func isPart(_ other: String) -> Bool {
        other != name && other.hasPrefix(stem) && !other.dropFirst(stem.count).contains("/")
    }

    private static func isSeparator(_ character: Character) -> Bool { "-_. ".contains(character) }

    private static func trimmed(_ text: Substring, of isDropped: (Character) -> Bool) -> Substring {
        var text = text
        while let last = text.last, isDropped(last) { text.removeLast() }
        return text
    }
}
