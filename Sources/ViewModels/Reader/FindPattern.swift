import TextSearch

/// What is looked for in texts: one of several texts, or a regular expression, with smart case; and in whose words.
package struct FindPattern: Hashable, Sendable {
    /// As it is shown.
    package let text: String
    /// Empty: everywhere.
    package let scopes: Set<TextScope>
    private let matcher: Matcher

    private enum Matcher: Hashable, Sendable {
        case needles([TextNeedle])
        case words(WordPattern)
        case regex(TextRegex)
    }

    /// A text as it is; nil for a blank one.
    package init?(_ text: String) {
        self.init(any: [text], shown: text)
    }

    /// A pattern that any of the texts matches; nil where all are blank.
    package init?(any texts: [String], in scopes: Set<TextScope> = [], shown: String) {
        let needles = texts.filter { !$0.allSatisfy(\.isWhitespace) }.compactMap { TextNeedle($0) }
        guard !needles.isEmpty else { return nil }
        self.init(text: shown, scopes: scopes, matcher: .needles(needles))
    }

    /// Words in any of their forms, in these scopes.
    package init(_ words: WordPattern, in scopes: Set<TextScope> = [], shown: String) {
        self.init(text: shown, scopes: scopes, matcher: .words(words))
    }

    /// What an expression matches, in these scopes, and called otherwise than the expression is written.
    package init(_ regex: TextRegex, in scopes: Set<TextScope> = [], shown: String) {
        self.init(text: shown, scopes: scopes, matcher: .regex(regex))
    }

    private init(text: String, scopes: Set<TextScope>, matcher: Matcher) {
        self.text = text
        self.scopes = scopes
        self.matcher = matcher
    }

    /// What somebody typed: a text, or `/regular expression/`, and `in:NAME[,NAME]` before or behind it. Nil where nothing
    /// is asked for (yet). Throws what to say of a query that makes no sense.
    package static func read(_ query: String) throws(FindProblem) -> FindPattern? {
        let scoped: ScopedText
        do {
            scoped = try ScopedText(parsing: query)
        } catch {
            throw FindProblem(text: error.description)
        }
        guard !scoped.text.allSatisfy(\.isWhitespace) else { return nil }
        let matcher: Matcher
        if let source = RegexQuery.source(scoped.text) {
            guard !source.isEmpty else { return nil }
            do {
                matcher = .regex(try TextRegex(source))
            } catch {
                throw FindProblem(text: error.description)
            }
        } else {
            matcher = .needles([TextNeedle(scoped.text)].compactMap(\.self))
        }
        return FindPattern(text: query, scopes: scoped.scopes, matcher: matcher)
    }

    /// Whether words of this kind are looked at: all where no scope was named.
    package func looksAt(_ kinds: Set<TextScope>) -> Bool { scopes.isEmpty || !scopes.isDisjoint(with: kinds) }

    /// Where the pattern occurs, in UTF-8 offsets and without overlaps.
    package func matches(in text: String) -> [Range<Int>] {
        var text = text
        return text.withUTF8 { matches(in: UnsafeRawBufferPointer($0)) }
    }

    /// Whether the pattern occurs at all.
    package func occurs(in text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            let bytes = UnsafeRawBufferPointer(bytes)
            return switch matcher {
            case .needles(let needles): needles.contains { $0.next(in: bytes, from: 0) != nil }
            case .words(let words): words.first(in: bytes) != nil
            case .regex(let regex): regex.occurs(in: bytes)
            }
        }
    }

    /// How often the pattern occurs, without overlaps.
    package func count(in text: String) -> Int { matches(in: text).count }

    /// What tells by the JSON of a step, without decoding it, that it may match; nil where nothing does.
    var hint: StepHint? {
        switch matcher {
        case .needles(let needles): StepHint(needles.map { ($0.bytes, $0.ignoresCase) })
        case .words(let words): StepHint(words.landmarks.map { ($0, true) }, seesAccents: true)
        case .regex(let regex): StepHint([(regex.required, regex.ignoresCase)])
        }
    }

    /// Bytes before the end of a piece of text within which a match may begin that ends behind it. Words and phrases are
    /// told between blanks, expressions match within a line; of one that is longer than 64 KiB, as far as it fits in.
    func reach(in piece: UnsafeRawBufferPointer) -> Int {
        switch matcher {
        case .needles(let needles): return (needles.map(\.bytes.count).max() ?? 1) - 1
        case .words:
            let margin = min(256, piece.count)
            let blank = piece.dropLast(margin).lastIndex { $0 <= 0x20 }
            return min(piece.count - (blank.map { $0 + 1 } ?? 0), 1 << 16)
        case .regex:
            let lineStart = piece.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
            return min(piece.count - lineStart, 1 << 16)
        }
    }

    func matches(in bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
        switch matcher {
        case .needles(let needles): Self.offsets(of: needles, in: bytes)
        case .words(let words): words.matches(in: bytes)
        case .regex(let regex): regex.matches(in: bytes)
        }
    }

    private static func offsets(of needles: [TextNeedle], in bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var at = 0
        var nexts = needles.map { $0.next(in: bytes, from: 0) }
        while true {
            for index in needles.indices {
                if let next = nexts[index], next < at { nexts[index] = needles[index].next(in: bytes, from: at) }
            }
            guard let first = nexts.indices.min(by: { (nexts[$0] ?? .max) < (nexts[$1] ?? .max) }),
                let start = nexts[first]
            else { return found }
            at = start + needles[first].bytes.count
            found.append(start..<at)
        }
    }
}

/// Why a query is not taken, in a few words.
package struct FindProblem: Error, Hashable, Sendable {
    package var text: String
}

/// Tells `/expression/` from a text that begins with a slash, such as a path.
enum RegexQuery {
    private static let operators = Set("*+?[](){}|\\^$")

    /// The expression of a query; nil where it is a text. The closing slash may be missing while it is typed, once there is
    /// something in it that a path would not have.
    static func source(_ query: String) -> String? {
        guard query.hasPrefix("/"), query.count > 1 else { return nil }
        let inner = query.dropFirst()
        if inner.count > 1, inner.hasSuffix("/"), !inner.hasSuffix("\\/") { return unescaped(inner.dropLast()) }
        return inner.contains(where: operators.contains) ? unescaped(inner) : nil
    }

    private static func unescaped(_ source: Substring) -> String { String(source).replacing("\\/", with: "/") }
}
