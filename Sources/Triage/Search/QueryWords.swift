package import TextSearch
package import Trajectory

/// Looks in one document for what a search query asks for: words and phrases as the index of an archive has them,
/// regular expressions, and tools that were called or not.
package struct QueryWords: Hashable, Sendable {
    package let query: TranscriptQuery
    package let words: WordQuery
    private let matcher: WordMatcher
    /// What lights up, and what snippets are cut around: the expressions where there are any, else the words.
    package let pattern: TextPattern?
    /// The message that is meant; nil for the first one that answers, and the largest number for the last one.
    private let seq: Int?

    package init(_ text: String, seq: Int? = nil) {
        query = TranscriptQuery(text)
        words = WordQuery(query.words)
        matcher = WordMatcher(words)
        pattern = query.regexes.isEmpty ? words.pattern : TextPattern(regexes: query.regexes)
        self.seq = seq
    }

    /// The first step (0-based) of a document in which the answer stands; nil where none is. Throws when it is
    /// cancelled.
    package func firstStep(in document: TrajectoryDocument) throws -> Int? {
        guard query.asksTexts else { return document.progress.isComplete ? try run(document)?.step : nil }
        var first: Int?
        var last: Int?
        var next = 0
        for index in 0..<document.stepCount {
            try Task.checkCancellation()
            guard let step = document.step(index) else { continue }
            // A step gives one message, and one for each result (Platform.docc/Sessions).
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
    package func isAnswered(by step: Step) -> Bool { messages(of: step).contains(where: isAnswered) }

    func isAnswered(by texts: [String]) -> Bool {
        guard !matcher.isEmpty || !query.regexes.isEmpty else { return false }
        return (matcher.isEmpty || matcher.holds(texts))
            && query.regexes.allSatisfy { regex in texts.contains { regex.occurs(in: $0) } }
    }

    /// The texts of each message of a step, as far as they are looked at: as the index has them, not laid out for the
    /// eye.
    private func messages(of step: Step) -> [[String]] {
        var own: [String] = []
        if looksAt([TextScope(step.source)]) { own.append(step.message.spoken) }
        if looksAt([.reasoning]) { own += [step.reasoning ?? step.message.thought].compactMap(\.self) }
        if looksAt([.call]) { own += step.calls.map(\.searchText) }
        let results = (step.calls.flatMap(\.results) + step.results).filter { looksAt(TextScope.kinds(of: $0)) }
        return [own] + results.map { [$0.text] }
    }

    private func looksAt(_ kinds: Set<TextScope>) -> Bool {
        query.scopes.isEmpty || !query.scopes.isDisjoint(with: kinds)
    }

    // MARK: A whole document

    /// What a document that is wholly here answers.
    package struct Found: Hashable, Sendable {
        /// Messages that match.
        package var count: Int
        package var snippet: String
    }

    /// Nil where the document does not answer. Throws when it is cancelled.
    package func found(in document: TrajectoryDocument) throws -> Found? {
        var found = Found(count: 0, snippet: "")
        if query.asksRuns {
            guard let run = try run(document) else { return nil }
            found = run.found
        }
        guard query.asksTexts else { return query.asksRuns ? found : nil }
        found.count = 0
        for index in 0..<document.stepCount {
            try Task.checkCancellation()
            guard let step = document.step(index) else { continue }
            for texts in messages(of: step) where isAnswered(by: texts) {
                if found.count == 0 { found.snippet = snippet(of: texts) ?? "" }
                found.count += 1
            }
        }
        return found.count > 0 ? found : nil
    }

    /// The piece of the texts around what was asked for; nil where nothing of it stands in them.
    package func snippet(of texts: [String]) -> String? {
        for text in texts {
            if let place = pattern?.first(in: text) { return TextSnippet.around(place, in: text) }
        }
        return nil
    }

    // MARK: The run as a whole

    /// What a run answers, and the step where that is best looked at.
    private struct Run {
        var found: Found
        var step: Int
    }

    private struct Calls {
        var steps: [(step: Int, name: String)] = []
        var lastError: Int?
        var ending = ""
    }

    /// Nil unless everything holds that is asked of the run.
    private func run(_ document: TrajectoryDocument) throws -> Run? {
        let calls = try calls(in: document)
        var run: Run?
        for tool in query.never {
            guard !calls.steps.contains(where: { tool.fits($0.name) }) else { return nil }
            run = run ?? Run(found: Found(count: 1, snippet: "\(tool.text) was never called"), step: 0)
        }
        for order in query.orders {
            let places = Self.places(of: order, in: calls)
            guard let first = places.first else { return nil }
            let words = "\(order.first.text) in step \(first.from + 1), \(order.then.text) in step \(first.to + 1)"
            run = Run(found: Found(count: places.count, snippet: words), step: first.from)
        }
        if query.endsInError {
            guard let last = calls.lastError, last == document.stepCount - 1 else { return nil }
            run = Run(found: Found(count: 1, snippet: TextSnippet.end(of: calls.ending)), step: run?.step ?? last)
        }
        return run
    }

    private func calls(in document: TrajectoryDocument) throws -> Calls {
        var calls = Calls()
        for index in 0..<document.stepCount {
            try Task.checkCancellation()
            guard let step = document.step(index) else { continue }
            calls.steps += step.calls.map { (index, $0.name) }
            if let failed = (step.calls.flatMap(\.results) + step.results).last(where: \.hasFailed) {
                calls.lastError = index
                calls.ending = failed.text
            }
        }
        return calls
    }

    /// Calls of the one tool that the other one follows soon enough.
    private static func places(of order: TranscriptQuery.ToolOrder, in calls: Calls) -> [(from: Int, to: Int)] {
        let later = calls.steps.filter { order.then.fits($0.name) }.map(\.step)
        return calls.steps.filter { order.first.fits($0.name) }.compactMap { call in
            guard let next = later.first(where: { $0 > call.step }), next - call.step <= order.within ?? .max else {
                return nil
            }
            return (call.step, next)
        }
    }
}
