/// What is asked of the transcripts of an evaluation. Words, `"phrases"`, `or` and `-not` are the platform's own
/// (Platform.docc/Search) and go to it as they are; beyond them, in archives:
///
/// | written | finds |
/// |---|---|
/// | `/regex/` | a regular expression; the closing slash may be left out while it is typed |
/// | `in:agent`, `in:call,result` | only in these texts (`TextScope`) |
/// | `never:bash` | samples in which that tool was never called; `never:mcp*` none whose name begins so |
/// | `bash>edit`, `bash>edit/3` | a call of one tool, and in a later step, at most three on, one of another |
/// | `ends:error` | no step comes after the last error |
///
/// All parts must hold: texts in one message, the others in its sample. What is none of these, is words.
package struct TranscriptQuery: Hashable, Sendable {
    /// A call of one tool, and then of another.
    package struct ToolOrder: Hashable, Sendable {
        package var first: ToolName
        package var then: ToolName
        /// Steps from one to the other at most; nil for any.
        package var within: Int?
    }

    /// The part in the platform's own language.
    package internal(set) var words = ""
    package internal(set) var regexes: [TextRegex] = []
    /// Empty: everywhere.
    package internal(set) var scopes: Set<TextScope> = []
    /// Tools that were never called.
    package internal(set) var never: [ToolName] = []
    package internal(set) var orders: [ToolOrder] = []
    package internal(set) var endsInError = false
    /// What is wrong with it, in words.
    package internal(set) var problem: String?
    /// It only says what must not be there: nothing is looked for.
    package internal(set) var leavesOutOnly = false
    /// What to say instead of looking: what is wrong with it, or that it asks for nothing. Nil for a query that can be
    /// answered.
    package var complaint: String? {
        problem ?? (leavesOutOnly ? "a search needs words to find; -word only leaves items out" : nil)
    }

    /// Only archives can answer it. A path such as `/usr/bin` is words everywhere.
    package internal(set) var needsArchive = false

    /// Characters beyond this are not looked at.
    static let longest = 2_000

    package init(_ text: String) {
        var reader = TranscriptQueryReader(String(text.prefix(Self.longest)))
        reader.read()
        self = reader.query
    }

    init() {}

    /// Something is asked of the texts themselves.
    package var asksTexts: Bool { !words.isEmpty || !regexes.isEmpty }
    /// Something is asked of the run as a whole.
    package var asksRuns: Bool { !never.isEmpty || !orders.isEmpty || endsInError }

    /// Nothing but the platform's own language.
    package var isPlain: Bool { regexes.isEmpty && scopes.isEmpty && !asksRuns && problem == nil }

    /// Whether everything that this query finds, the other one finds as well: then a sample that the other one did not
    /// find need not be looked at. False where that cannot be told.
    package func narrows(_ other: TranscriptQuery) -> Bool {
        let narrowsScopes = other.scopes.isEmpty || !scopes.isEmpty && scopes.isSubset(of: other.scopes)
        let narrowsRuns =
            Set(other.never).isSubset(of: never) && Set(other.orders).isSubset(of: orders)
            && (endsInError || !other.endsInError)
        return problem == nil && other.problem == nil && narrowsScopes && narrowsRuns && narrowsWords(other)
            && other.regexes.allSatisfy { old in regexes.contains { $0.narrows(old) } }
    }

    /// More words after the same words ask for more, unless `or` or an open quote gives them another meaning.
    private func narrowsWords(_ other: TranscriptQuery) -> Bool {
        if other.words.isEmpty || words == other.words { return true }
        let hasOr = words.split(whereSeparator: \.isWhitespace).contains { $0.lowercased() == "or" }
        let isClosed = other.words.filter { $0 == "\"" }.count.isMultiple(of: 2)
        // Negations alone find nothing, and words after them something.
        let hasWord = other.words.split(whereSeparator: \.isWhitespace).contains { word in
            word.first != "-" && word.contains { $0.isLetter || $0.isNumber }
        }
        return words.hasPrefix(other.words + " ") && !hasOr && isClosed && hasWord
    }
}

extension TextRegex {
    /// The text that it stands for, where it is one.
    private var literal: String? {
        source.contains { "\\.[](){}*+?|^$".contains($0) } ? nil : source
    }

    /// Whether each match of this one holds a match of the other one.
    fileprivate func narrows(_ other: TextRegex) -> Bool {
        if self == other { return true }
        guard let literal, let old = other.literal else { return false }
        return old.contains(where: \.isUppercase) ? literal.contains(old) : literal.lowercased().contains(old)
    }
}

/// Cuts a query into its parts.
private struct TranscriptQueryReader {
    var query = TranscriptQuery()
    private let text: [Character]
    private var at = 0
    private var words: [String] = []

    init(_ text: String) { self.text = Array(text) }

    mutating func read() {
        while at < text.count {
            if text[at].isWhitespace {
                at += 1
            } else if text[at] == "/", let pattern = closedRegex() ?? openRegex() {
                add(regex: pattern)
            } else {
                take(word())
            }
        }
        query.words = words.joined(separator: " ")
        let asked = WordQuery(query.words)
        if asked.hasMarks { query.needsArchive = true }
        query.leavesOutOnly = asked.leavesOutOnly && asked.isEmpty && query.regexes.isEmpty && !query.asksRuns
    }

    /// Text up to the next blank; blanks inside quotes belong to it.
    private mutating func word() -> String {
        let start = at
        var isQuoted = false
        while at < text.count, isQuoted || !text[at].isWhitespace {
            if text[at] == "\"" { isQuoted.toggle() }
            at += 1
        }
        return String(text[start..<at])
    }

    private mutating func take(_ word: String) {
        let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        switch (parts[0], parts.count) {
        case ("in", 2): add(scopes: parts[1])
        case ("never", 2): add(never: parts[1])
        case ("ends", 2):
            query.needsArchive = true
            if parts[1] == "error" { query.endsInError = true }
            if !"error".hasPrefix(parts[1]) { query.problem = "ends: takes error" }
        default:
            guard let order = TranscriptQuery.ToolOrder(word) else { return words.append(word) }
            query.needsArchive = true
            query.orders.append(order)
        }
    }

    private mutating func add(scopes names: String) {
        query.needsArchive = true
        for name in names.split(separator: ",") {
            guard let scope = TextScope(rawValue: String(name)) else {
                // The beginning of a name is one that is being typed.
                let isBegun = at >= text.count && TextScope.allCases.contains { $0.rawValue.hasPrefix(name) }
                if !isBegun { query.problem = "in: takes \(TextScope.names)" }
                continue
            }
            query.scopes.insert(scope)
        }
    }

    private mutating func add(never name: String) {
        query.needsArchive = true
        if !name.isEmpty { query.never.append(ToolName(name)) }
    }

    // MARK: Regular expressions

    private mutating func add(regex pattern: String) {
        guard !pattern.isEmpty else { return }
        do {
            query.regexes.append(try TextRegex(pattern))
        } catch {
            query.problem = "the regular expression is not right: \(error)"
        }
    }

    /// Between slashes, the second of which ends a word.
    private mutating func closedRegex() -> String? {
        var end = at + 1
        while end < text.count {
            if text[end] == "\\" {
                end += 2
                continue
            }
            if text[end] == "/", end + 1 == text.count || text[end + 1].isWhitespace {
                defer { at = end + 1 }
                query.needsArchive = true
                return String(text[(at + 1)..<end])
            }
            end += 1
        }
        return nil
    }

    /// From a slash at the very beginning to the end, or to the next part that is no text, where there is something in
    /// it that a path would not have.
    private mutating func openRegex() -> String? {
        guard text[..<at].allSatisfy(\.isWhitespace) else { return nil }
        var end = at + 1
        while end < text.count {
            let rest = String(text[end...].prefix(8))
            if text[end - 1].isWhitespace, ["in:", "never:", "ends:"].contains(where: rest.hasPrefix) { break }
            end += 1
        }
        var pattern = text[(at + 1)..<end]
        guard pattern.contains(where: "*+?[](){}|\\^$".contains) else { return nil }
        at = end
        if end < text.count { while pattern.last?.isWhitespace == true { pattern.removeLast() } }
        query.needsArchive = true
        return String(pattern)
    }
}

extension TranscriptQuery.ToolOrder {
    /// `bash>edit`, `bash>edit/3`; nil for anything else.
    fileprivate init?(_ word: String) {
        let sides = word.split(separator: ">", omittingEmptySubsequences: false)
        guard sides.count == 2 else { return nil }
        let end = sides[1].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let count = end.count > 1 ? Int(end[1]) : nil
        guard Self.isName(sides[0]), Self.isName(end[0]), end.count < 2 || end[1].isEmpty || count ?? 0 > 0 else {
            return nil
        }
        self.init(first: ToolName(sides[0]), then: ToolName(end[0]), within: count)
    }

    /// A name as tools have them. `->` and `=>` in program text are none.
    private static func isName(_ text: Substring) -> Bool {
        let text = text.hasSuffix("*") ? text.dropLast() : text
        guard let first = text.first, first.isLetter || first == "_", text.last != "-" else { return false }
        return text.allSatisfy { $0.isLetter || $0.isNumber || "_-.:".contains($0) }
    }
}
