/// The stem of an English word, as the index of an archive makes it (Porter's algorithm, 1980): what `running` and `runs`
/// have in common. What is no small ASCII letter counts as a consonant.
package enum WordStem {
    /// Of a word in small letters, in UTF-8. Very short and very long words are their own stems.
    package static func of(_ word: [UInt8]) -> [UInt8] {
        guard (3...64).contains(word.count) else { return word }
        var stemmer = Stemmer(word: word)
        stemmer.run()
        return stemmer.word
    }

    /// What every word with this stem begins with: `happi` is of `happy`, `hope` of `hoping` and `possibl` of
    /// `possibility`.
    static func beginning(of stem: [UInt8]) -> [UInt8] {
        var rest = stem[...]
        if rest.last == UInt8(ascii: "e") { rest.removeLast() }
        if rest.last == UInt8(ascii: "i") || rest.suffix(2).elementsEqual("bl".utf8) { rest.removeLast() }
        return Array(rest)
    }
}

private struct Stemmer {
    var word: [UInt8]

    mutating func run() {
        plurals()
        pastAndProgressive()
        if ends("y"), hasVowel(word.count - 1) { word[word.count - 1] = UInt8(ascii: "i") }
        replaceFirst(of: Self.doubles, least: 1)
        replaceFirst(of: Self.halves, least: 1)
        dropLong()
        finish()
    }

    // MARK: What a word is made of

    private func isConsonant(_ index: Int) -> Bool {
        switch word[index] {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"): false
        case UInt8(ascii: "y"): index == 0 || !isConsonant(index - 1)
        default: true
        }
    }

    /// How often a vowel is followed by a consonant among the first letters.
    private func measure(_ count: Int) -> Int {
        var found = 0
        var wasVowel = false
        for index in 0..<count {
            let isVowel = !isConsonant(index)
            if wasVowel, !isVowel { found += 1 }
            wasVowel = isVowel
        }
        return found
    }

    private func hasVowel(_ count: Int) -> Bool { (0..<count).contains { !isConsonant($0) } }

    private func endsDouble(_ count: Int) -> Bool {
        count > 1 && word[count - 1] == word[count - 2] && isConsonant(count - 1)
    }

    /// Consonant, vowel, consonant that is no w, x or y.
    private func endsShort(_ count: Int) -> Bool {
        guard count > 2, isConsonant(count - 3), !isConsonant(count - 2), isConsonant(count - 1) else { return false }
        return !"wxy".utf8.contains(word[count - 1])
    }

    private func ends(_ ending: String) -> Bool {
        word.count > ending.utf8.count && word.suffix(ending.utf8.count).elementsEqual(ending.utf8)
    }

    private func rest(_ ending: String) -> Int { word.count - ending.utf8.count }

    private mutating func put(_ new: String, for ending: String) {
        word.removeLast(ending.utf8.count)
        word += Array(new.utf8)
    }

    // MARK: Steps

    private mutating func plurals() {
        if ends("sses") || ends("ies") {
            word.removeLast(2)
        } else if ends("s"), !ends("ss") {
            word.removeLast()
        }
    }

    private mutating func pastAndProgressive() {
        if ends("eed") {
            if measure(rest("eed")) > 0 { word.removeLast() }
            return
        }
        guard let ending = ["ed", "ing"].first(where: { ends($0) && hasVowel(rest($0)) }) else { return }
        word.removeLast(ending.utf8.count)
        if ends("at") || ends("bl") || ends("iz") {
            word.append(UInt8(ascii: "e"))
        } else if endsDouble(word.count), !"lsz".utf8.contains(word[word.count - 1]) {
            word.removeLast()
        } else if measure(word.count) == 1, endsShort(word.count) {
            word.append(UInt8(ascii: "e"))
        }
    }

    private static let doubles = [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("logi", "log"),
        ("bli", "ble"), ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"),
        ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"),
        ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
    ]

    private static let halves = [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ]

    /// Replaces the first ending that fits, where enough stands before it.
    private mutating func replaceFirst(of endings: [(String, String)], least: Int) {
        guard let (ending, new) = endings.first(where: { ends($0.0) }), measure(rest(ending)) >= least else { return }
        put(new, for: ending)
    }

    private static let long = [
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate",
        "iti",
        "ous", "ive", "ize",
    ]

    private mutating func dropLong() {
        guard let ending = Self.long.first(where: ends), measure(rest(ending)) > 1 else { return }
        if ending == "ion", !"st".utf8.contains(word[rest(ending) - 1]) { return }
        word.removeLast(ending.utf8.count)
    }

    private mutating func finish() {
        if ends("e") {
            let measure = measure(rest("e"))
            if measure > 1 || measure == 1 && !endsShort(rest("e")) { word.removeLast() }
        }
        if measure(word.count) > 1, endsDouble(word.count), word.last == UInt8(ascii: "l") { word.removeLast() }
    }
}
