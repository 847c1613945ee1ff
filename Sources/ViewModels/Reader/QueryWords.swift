import TextSearch
import Trajectory

/// What a search query asks for in one message: words and phrases as the index has them, and regular expressions.
package struct QueryWords: Hashable, Sendable {
    private let query: TranscriptQuery
    private let words: WordQuery
    private let matcher: WordMatcher
    /// The message that is meant; nil for the first one that answers, and the largest number for the last one.
    private let seq: Int?

    package init(_ text: String, seq: Int? = nil) {
        query = TranscriptQuery(text)
        words = WordQuery(query.words)
        matcher = WordMatcher(words)
        self.seq = seq
    }

    /// Lights up every word in any of its forms, as the index finds `running` for `run` as well; or what the expressions
    /// match.
    package var pattern: FindPattern? {
        guard !query.regexes.isEmpty else {
            return words.lighting.map { FindPattern($0, in: query.scopes, shown: query.words) }
        }
        let source = query.regexes.map { query.regexes.count > 1 ? "(?:\($0.source))" : $0.source }
        let regex = try? TextRegex(source.joined(separator: "|"))
        return regex.map { FindPattern($0, in: query.scopes, shown: "/" + $0.source + "/") }
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
        let asksWords = !matcher.isEmpty
        guard asksWords || !query.regexes.isEmpty else { return false }
        // Most steps hold nothing of what is lit up, and are told by one look.
        let lighting = asksWords && !words.isScript ? words.lighting : nil
        return messages(of: step).contains { texts in
            if let lighting, !texts.contains(where: { lighting.occurs(in: $0) }), !words.hasPhrase { return false }
            return (!asksWords || matcher.holds(texts))
                && query.regexes.allSatisfy { regex in texts.contains { regex.occurs(in: $0) } }
        }
    }

    /// The texts of each message of a step, as far as they are looked at: as the index has them, not laid out for the eye.
    private func messages(of step: Step) -> [[String]] {
        var own: [String] = []
        if looksAt([.reasoning]) { own += [step.reasoning ?? step.message.thought].compactMap(\.self) }
        if looksAt([TextScope(step.source)]) { own.append(step.message.spoken) }
        if looksAt([.call]) { own += step.calls.map(\.searchText) }
        let results = (step.calls.flatMap(\.results) + step.results).filter { looksAt(TextScope.kinds(of: $0)) }
        return [own] + results.map { [$0.text] }
    }

    private func looksAt(_ kinds: Set<TextScope>) -> Bool {
        query.scopes.isEmpty || !query.scopes.isDisjoint(with: kinds)
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
}
