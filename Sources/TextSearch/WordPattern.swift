/// Words and phrases as the index of an archive finds them: by their stems, without accents and in either case. `runs`
/// finds `running`, `cafe` finds `café`, and `"out of memory"` finds `Out-of-memory`.
package struct WordPattern: Hashable, Sendable {
    /// Words that follow one another.
    fileprivate struct Phrase: Hashable, Sendable {
        let stems: [[UInt8]]
        /// The last one may go on.
        let isPrefix: Bool
        /// What its first word begins with: most words are told by it, and need not give their stem.
        let beginning: [UInt8]

        init?(_ term: WordQuery.Term) {
            stems = WordWalk.words(of: term.text).map(WordStem.of)
            isPrefix = term.isPrefix
            guard let first = stems.first else { return nil }
            beginning = WordStem.beginning(of: first)
        }
    }

    private let phrases: [Phrase]
    private let beginnings: WordWalk.Beginnings

    /// What matches any of the terms; nil where none holds a word.
    init?(any terms: [WordQuery.Term]) {
        phrases = terms.compactMap(Phrase.init)
        guard !phrases.isEmpty else { return nil }
        beginnings = WordWalk.Beginnings(phrases.map { $0.stems[0] })
    }

    /// Where they stand, in order and without overlaps, in UTF-8 offsets.
    package func matches(in bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
        var found: [Range<Int>] = []
        while let next = first(in: bytes, from: found.last?.upperBound ?? 0) { found.append(next) }
        return found
    }

    /// Where the first one stands from an offset on, which is not inside a word.
    package func first(in bytes: UnsafeRawBufferPointer, from start: Int = 0) -> Range<Int>? {
        var walk = WordWalk(bytes, from: start)
        while walk.next(beginnings) {
            for phrase in phrases where walk.word.starts(with: phrase.beginning) {
                if let end = phrase.end(in: walk) { return walk.range.lowerBound..<end }
            }
        }
        return nil
    }

    package func first(in text: String) -> Range<Int>? {
        var text = text
        return text.withUTF8 { first(in: UnsafeRawBufferPointer($0)) }
    }

    package func occurs(in text: String) -> Bool { first(in: text) != nil }

    /// For each phrase a text that stands in whatever it matches, unless letters there bear accents or are written as
    /// escapes. In small letters.
    package var landmarks: [[UInt8]] {
        phrases.map { phrase in
            phrase.stems.map(WordStem.beginning).max { $0.count < $1.count } ?? []
        }
    }

    /// Whether a text may hold accented letters, which no landmark tells of.
    package static func mayHoldAccents(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.contains(where: WordFolding.mayBeAccent)
    }
}

extension WordPattern.Phrase {
    /// Where the phrase ends that begins at the word of a walk; nil where it does not.
    fileprivate func end(in walk: WordWalk) -> Int? {
        guard fits(WordStem.of(walk.word), 0) else { return nil }
        var walk = walk
        for index in stems.indices.dropFirst() {
            guard walk.next(), fits(WordStem.of(walk.word), index) else { return nil }
        }
        return walk.range.upperBound
    }

    private func fits(_ stem: [UInt8], _ index: Int) -> Bool {
        isPrefix && index == stems.count - 1 ? stem.starts(with: stems[index]) : stem == stems[index]
    }
}
