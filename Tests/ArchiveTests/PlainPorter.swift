/// Porter's stems by the letter of his paper (1980), for comparison: slow, and made of nothing that the program uses.
struct PlainPorter {
    private var word: String

    static func stem(_ word: String) -> String {
        guard (3...64).contains(word.utf8.count) else { return word }
        var porter = PlainPorter(word: word)
        porter.run()
        return porter.word
    }

    /// `c` and `v` for each letter.
    private func shape(_ text: some StringProtocol) -> [Character] {
        text.reduce(into: []) { shape, letter in
            let isVowel = "aeiou".contains(letter) || letter == "y" && shape.last == "c"
            shape.append(isVowel ? "v" : "c")
        }
    }

    /// m: how often a vowel is followed by a consonant.
    private func measure(_ text: some StringProtocol) -> Int {
        let shape = shape(text)
        return zip(shape, shape.dropFirst()).count { $0 == "v" && $1 == "c" }
    }

    /// *o: consonant, vowel, consonant other than w, x, y at the end.
    private func endsShort(_ text: some StringProtocol) -> Bool {
        shape(text).suffix(3) == ["c", "v", "c"] && !"wxy".contains(text.last ?? "w")
    }

    private func endsDouble(_ text: some StringProtocol) -> Bool {
        text.count > 1 && text.suffix(2).allSatisfy { $0 == text.last } && shape(text).last == "c"
    }

    private func stem(before ending: String) -> Substring? {
        word.hasSuffix(ending) && word != ending ? word.dropLast(ending.count) : nil
    }

    /// The first rule whose ending fits is the one that is looked at; it holds where the stem is as it should be.
    private mutating func apply(_ rules: [(String, String)], if holds: (PlainPorter, Substring, String) -> Bool) {
        for (ending, new) in rules {
            guard let stem = stem(before: ending) else { continue }
            if holds(self, stem, ending) { word = stem + new }
            return
        }
    }

    private mutating func run() {
        apply([("sses", "ss"), ("ies", "i"), ("ss", "ss"), ("s", "")]) { _, _, _ in true }
        stepTwo()
        if let stem = stem(before: "y"), shape(stem).contains("v") { word = stem + "i" }
        apply(Self.longer) { porter, stem, _ in porter.measure(stem) > 0 }
        apply(Self.middle) { porter, stem, _ in porter.measure(stem) > 0 }
        apply(Self.last.map { ($0, "") }) { porter, stem, ending in
            porter.measure(stem) > 1 && (ending != "ion" || "st".contains(stem.last ?? "-"))
        }
        if let stem = stem(before: "e") {
            let m = measure(stem)
            if m > 1 || m == 1 && !endsShort(stem) { word = String(stem) }
        }
        if measure(word) > 1, endsDouble(word), word.last == "l" { word.removeLast() }
    }

    private mutating func stepTwo() {
        if let stem = stem(before: "eed") {
            if measure(stem) > 0 { word = stem + "ee" }
            return
        }
        guard let stem = ["ed", "ing"].compactMap({ stem(before: $0) }).first, shape(stem).contains("v") else {
            return
        }
        word = String(stem)
        if ["at", "bl", "iz"].contains(where: { word.hasSuffix($0) && word != $0 }) {
            word += "e"
        } else if endsDouble(word), !"lsz".contains(word.last ?? "l") {
            word.removeLast()
        } else if measure(word) == 1, endsShort(word) {
            word += "e"
        }
    }

    private static let longer = [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("logi", "log"),
        ("bli", "ble"), ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"),
        ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"),
        ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
    ]
    private static let middle = [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ]
    private static let last = [
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate",
        "iti", "ous", "ive", "ize",
    ]
}
