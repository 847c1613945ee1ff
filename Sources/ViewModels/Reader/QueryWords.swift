import TextSearch
import Trajectory

/// What a search query asks for in one message: the words and phrases that must be there, and regular expressions. Words
/// that must not be there and the word `or` say nothing about where to look.
package struct QueryWords: Hashable, Sendable {
    /// Words and phrases, each of which must occur; with `or`, any of which may.
    package let words: [String]
    package let isAny: Bool
    private let query: TranscriptQuery
    /// The message that is meant; nil for the first one that answers, and the largest number for the last one.
    private let seq: Int?

    package init(_ text: String, seq: Int? = nil) {
        self.seq = seq
        query = TranscriptQuery(text)
        var words: [String] = []
        var isAny = false
        var rest = Substring(query.words)
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

    /// Lights up every word, by its stem, as the index finds `running` for `run` as well; or what the expressions match.
    package var pattern: FindPattern? {
        guard query.regexes.isEmpty else {
            let source = query.regexes.map { query.regexes.count > 1 ? "(?:\($0.source))" : $0.source }
            let scopes =
                query.scopes.isEmpty ? "" : " in:" + query.scopes.map(\.rawValue).sorted().joined(separator: ",")
            return try? FindPattern.read("/" + source.joined(separator: "|") + "/" + scopes)
        }
        return FindPattern(any: words.map { Self.stem($0).lowercased() }, shown: words.joined(separator: " "))
    }

    /// The first step (0-based) of a document in which the answer stands; nil where none is. Throws when it is cancelled.
    func firstStep(in document: TrajectoryDocument) throws -> Int? {
        guard query.asksTexts else { return try stepOfRun(document) }
        var first: Int?
        var last: Int?
        var next = 0
        for index in 0..<document.stepCount {
            try Task.checkCancellation()
            guard let step = document.step(index) else { continue }
            // A step gives one message, and one for each result (CONTRACT.md 4.3).
            let start = step.seq.map { max(next, $0) } ?? next
            next = start + 1 + step.calls.reduce(step.results.count) { $0 + $1.results.count }
            guard isAnswered(by: step) else { continue }
            guard let seq, seq >= next else { return index }
            first = first ?? index
            last = index
        }
        return document.progress.isComplete ? seq == .max ? last : first : nil
    }

    /// Whether one message of a step answers the query: what is said with its reasoning and its calls, or one result.
    package func isAnswered(by step: Step) -> Bool {
        let patterns = words.compactMap { FindPattern(Self.stem($0).lowercased()) }
        guard !patterns.isEmpty || !query.regexes.isEmpty else { return false }
        return messages(of: step).contains { texts in
            let hasWord = { (pattern: FindPattern) in texts.contains { pattern.occurs(in: $0) } }
            let hasWords = isAny ? patterns.contains(where: hasWord) : patterns.allSatisfy(hasWord)
            return hasWords && query.regexes.allSatisfy { regex in texts.contains { regex.occurs(in: $0) } }
        }
    }

    /// The texts of each message of a step, as far as they are looked at.
    private func messages(of step: Step) -> [[String]] {
        var own: [String] = []
        var messages: [[String]] = []
        for piece in StepText.pieces(of: step) where query.scopes.isEmpty || !query.scopes.isDisjoint(with: piece.kinds)
        {
            if piece.kinds.contains(.result) { messages.append([piece.text]) } else { own.append(piece.text) }
        }
        // As the index has them: what is drawn of a call is laid out for the eye.
        if query.scopes.isEmpty || query.scopes.contains(.call) { own += step.calls.map(\.searchText) }
        return [own] + messages
    }

    /// Where a query about the whole run is best looked at.
    private func stepOfRun(_ document: TrajectoryDocument) throws -> Int? {
        guard query.asksRuns, document.progress.isComplete else { return nil }
        if let order = query.orders.first { return try stepOfCall(order, document) }
        return query.endsInError ? max(0, document.stepCount - 1) : 0
    }

    /// The first call of the one tool that the other one follows soon enough.
    private func stepOfCall(_ order: TranscriptQuery.ToolOrder, _ document: TrajectoryDocument) throws -> Int? {
        var calls: [Int] = []
        for index in 0..<document.stepCount {
            try Task.checkCancellation()
            let names = document.step(index)?.calls.map { $0.name.lowercased() } ?? []
            if names.contains(order.then.lowercased()),
                let first = calls.first(where: { index - $0 <= order.within ?? .max })
            {
                return first
            }
            if names.contains(order.first.lowercased()) { calls.append(index) }
        }
        return nil
    }

    /// A word without the endings that the index's stemmer takes off; phrases stay as they are.
    static func stem(_ word: String) -> String {
        guard !word.contains(" "), word.utf8.allSatisfy({ $0 < 128 }) else { return word }
        let word = word.hasSuffix("*") ? String(word.dropLast()) : word
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
