/// Words and phrases as the index of an archive finds them: by their stems, as they read (`FoldedText`). `runs` finds
/// `running`, `cafe` finds `café`, `"out of memory"` finds `Out-of-memory`, and `HTTPResponse` finds `getHTTPResponseCode`.
package struct WordPattern: Hashable, Sendable {
    /// Words that follow one another.
    fileprivate struct Phrase: Hashable, Sendable {
        let stems: [[UInt8]]
        /// The last one may go on.
        let isPrefix: Bool
        /// What its first word begins with: most words are told by it, and need not give their stem.
        let beginning: [UInt8]

        init?(_ words: [[UInt8]], isPrefix: Bool) {
            stems = words.map(WordStem.of)
            self.isPrefix = isPrefix
            guard let first = stems.first else { return nil }
            beginning = WordStem.beginning(of: first)
        }
    }

    private let phrases: [Phrase]
    private let beginnings: WordWalk.Beginnings

    /// What matches any of the terms; nil where none holds a word.
    init?(any terms: [WordQuery.Term]) {
        phrases = terms.flatMap { term in
            term.phrases.compactMap { Phrase($0, isPrefix: term.isPrefix) }
        }
        guard !phrases.isEmpty else { return nil }
        beginnings = WordWalk.Beginnings(phrases.map { $0.stems[0] })
    }

    /// Where they stand, in order and without overlaps, in UTF-8 offsets.
    package func matches(in text: UnsafeRawBufferPointer) -> [Range<Int>] {
        let folded = FoldedText(text, .words)
        return folded.bytes.withUnsafeBytes { bytes in
            var found: [Range<Int>] = []
            var walk = WordWalk(bytes, humps: folded.humps)
            while let next = first(bytes, &walk, behind: found.last?.upperBound ?? 0) { found.append(next) }
            return found.map(folded.original)
        }
    }

    /// Where the first one stands.
    package func first(in text: UnsafeRawBufferPointer) -> Range<Int>? {
        let folded = FoldedText(text, .words)
        return folded.bytes.withUnsafeBytes { bytes in
            var walk = WordWalk(bytes, humps: folded.humps)
            return first(bytes, &walk, behind: 0).map(folded.original)
        }
    }

    private func first(_ bytes: UnsafeRawBufferPointer, _ walk: inout WordWalk, behind: Int) -> Range<Int>? {
        while walk.next(beginnings) {
            guard walk.range.lowerBound >= behind else { continue }
            for phrase in phrases {
                if let end = phrase.end(in: walk) { return walk.range.lowerBound..<end }
            }
            let parts = walk.parts()
            guard !parts.isEmpty else { continue }
            let words = parts.map { Array(bytes[$0]) }
            for start in parts.indices {
                for phrase in phrases {
                    if let count = phrase.length(in: words[start...]) {
                        return parts[start].lowerBound..<parts[start + count - 1].upperBound
                    }
                }
            }
        }
        return nil
    }

    /// Of several words.
    var crossesLines: Bool { phrases.contains { $0.stems.count > 1 } }

    /// For each phrase a text that stands in whatever it matches, as it reads.
    package var landmarks: [[UInt8]] {
        phrases.map { phrase in
            phrase.stems.map(WordStem.beginning).max { $0.count < $1.count } ?? []
        }
    }
}

extension WordPattern.Phrase {
    /// Where the phrase ends that begins at the word of a walk; nil where it does not.
    fileprivate func end(in walk: WordWalk) -> Int? {
        guard walk.starts(with: beginning), fits(WordStem.of(walk.word), 0) else { return nil }
        var walk = walk
        for index in stems.indices.dropFirst() {
            guard walk.next(), fits(WordStem.of(walk.word), index) else { return nil }
        }
        return walk.range.upperBound
    }

    /// How many of these words the phrase is; nil where they do not begin with it.
    fileprivate func length(in words: ArraySlice<[UInt8]>) -> Int? {
        guard words.count >= stems.count else { return nil }
        let isThere = zip(words, stems.indices).allSatisfy { fits(WordStem.of($0), $1) }
        return isThere ? stems.count : nil
    }

    private func fits(_ stem: [UInt8], _ index: Int) -> Bool {
        isPrefix && index == stems.count - 1 ? stem.starts(with: stems[index]) : stem == stems[index]
    }
}

extension WordQuery.Term {
    /// The words of the term, and those of the names in it that are written with capitals inside.
    var phrases: [[[UInt8]]] {
        let folded = FoldedText(text, .words)
        return folded.bytes.withUnsafeBytes { bytes in
            var walk = WordWalk(bytes, humps: folded.humps)
            var (words, parts): ([[UInt8]], [[UInt8]]) = ([], [])
            while walk.next() {
                words.append(walk.word)
                let inner = walk.parts()
                parts += inner.isEmpty ? [walk.word] : inner.map { Array(bytes[$0]) }
            }
            return words == parts ? [words] : [words, parts]
        }
    }
}
