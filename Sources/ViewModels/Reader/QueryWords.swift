import Trajectory

/// What a search query asks for in one message: the words and phrases that must be there. Words that must not be there
/// and the word `or` say nothing about where to look.
package struct QueryWords: Hashable, Sendable {
    /// Words and phrases, each of which must occur; with `or`, any of which may.
    package let words: [String]
    package let isAny: Bool

    package init(_ query: String) {
        var words: [String] = []
        var isAny = false
        var rest = Substring(query)
        while let first = rest.first {
            if first == "\"" {
                let inner = rest.dropFirst().prefix { $0 != "\"" }
                words.append(String(inner))
                rest = rest[inner.endIndex...].dropFirst()
            } else if first.isWhitespace {
                rest = rest.dropFirst()
            } else {
                let word = rest.prefix { !$0.isWhitespace && $0 != "\"" }
                rest = rest[word.endIndex...]
                if word.lowercased() == "or" { isAny = true } else if word.first != "-" { words.append(String(word)) }
            }
        }
        self.words = words.map { $0.trimmingBlanks() }.filter { !$0.isEmpty }
        self.isAny = isAny
    }

    /// Lights up every word, by its stem: the index finds `running` for `run` as well.
    package var pattern: FindPattern? {
        FindPattern(any: words.map { Self.stem($0).lowercased() }, shown: words.joined(separator: " "))
    }

    /// Whether one message of a step answers the query.
    package func isAnswered(by step: Step) -> Bool {
        let patterns = words.compactMap { FindPattern(Self.stem($0).lowercased()) }
        guard !patterns.isEmpty else { return false }
        return StepText.texts(of: step).contains { text in
            isAny ? patterns.contains { $0.occurs(in: text) } : patterns.allSatisfy { $0.occurs(in: text) }
        }
    }

    /// A word without the endings that the index's stemmer takes off; phrases stay as they are.
    static func stem(_ word: String) -> String {
        guard !word.contains(" "), word.utf8.allSatisfy({ $0 < 128 }) else { return word }
        for ending in ["ations", "ation", "ings", "ing", "edly", "ies", "ied", "ed", "es", "ly", "er", "s", "e", "y"]
        where word.count - ending.count >= 3 && word.lowercased().hasSuffix(ending) {
            let stem = word.dropLast(ending.count)
            // `running`: the stemmer takes the doubled letter off as well.
            let isDoubled = stem.count > 3 && stem.last == stem.dropLast().last && ending.hasSuffix("ing")
            return String(isDoubled ? stem.dropLast() : stem)
        }
        return word
    }
}
