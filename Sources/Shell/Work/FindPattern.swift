import RichText
package import TextSearch

/// What is looked for in texts, as somebody typed it, and in whose words.
package struct FindPattern: Hashable, Sendable {
    /// As it is shown.
    package let text: String
    /// Empty: everywhere.
    package let scopes: Set<TextScope>
    private let pattern: TextPattern

    /// A text as it reads; nil for a blank one.
    package init?(_ text: String) {
        self.init(any: [text], shown: text)
    }

    /// A pattern that any of the texts matches; nil where all are blank.
    package init?(any texts: [String], in scopes: Set<TextScope> = [], shown: String) {
        let literals = texts.filter { !$0.allSatisfy(\.isWhitespace) }.compactMap { LiteralPattern($0) }
        guard let pattern = TextPattern(literals: literals) else { return nil }
        self.init(pattern, in: scopes, shown: shown)
    }

    /// A pattern in these scopes, called otherwise than it is written.
    package init(_ pattern: TextPattern, in scopes: Set<TextScope> = [], shown: String) {
        self.text = shown
        self.scopes = scopes
        self.pattern = pattern
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
        guard let source = RegexQuery.source(scoped.text) else {
            return FindPattern(any: [scoped.text], in: scoped.scopes, shown: query)
        }
        guard !source.isEmpty else { return nil }
        do {
            return TextPattern(regexes: [try TextRegex(source)]).map {
                FindPattern($0, in: scoped.scopes, shown: query)
            }
        } catch {
            throw FindProblem(text: error.description)
        }
    }

    /// Whether words of this kind are looked at: all where no scope was named.
    package func looksAt(_ kinds: Set<TextScope>) -> Bool { scopes.isEmpty || !scopes.isDisjoint(with: kinds) }

    /// Where the pattern occurs, in UTF-8 offsets and without overlaps.
    package func matches(in text: String) -> [Range<Int>] { pattern.matches(in: text) }

    package func matches(in bytes: UnsafeRawBufferPointer) -> [Range<Int>] { pattern.matches(in: bytes) }

    /// Whether the pattern occurs at all.
    package func occurs(in text: String) -> Bool { pattern.occurs(in: text) }

    /// How often the pattern occurs, without overlaps.
    package func count(in text: String) -> Int { matches(in: text).count }

    /// What tells by the JSON of a step, without decoding it, that it may match; nil where nothing does.
    package var hint: StepPrefilter? { StepPrefilter(pattern.landmarks) }

    /// Bytes before the end of a piece of text within which a match may begin that ends behind it. Words and phrases are
    /// told between blanks, expressions match within a line; of one that is longer than 64 KiB, as far as it fits in.
    package func reach(in piece: UnsafeRawBufferPointer) -> Int {
        let longest = pattern.longestLiteral
        if pattern.regexes.isEmpty, pattern.words == nil { return min(longest, piece.count) }
        let margin = min(max(256, longest), piece.count)
        let border: UInt8 = pattern.regexes.isEmpty ? 0x20 : 0x0A
        let start = piece.dropLast(margin).lastIndex { $0 == 0x0A || $0 <= border }
        return min(piece.count - (start.map { $0 + 1 } ?? 0), 1 << 16)
    }

    /// Whether a match may begin in one line and end in another.
    package var crossesLines: Bool { pattern.crossesLines }
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
    package static func source(_ query: String) -> String? {
        guard query.hasPrefix("/"), query.count > 1 else { return nil }
        let inner = query.dropFirst()
        if inner.count > 1, inner.hasSuffix("/"), !inner.hasSuffix("\\/") { return unescaped(inner.dropLast()) }
        return inner.contains(where: operators.contains) ? unescaped(inner) : nil
    }

    private static func unescaped(_ source: Substring) -> String { String(source).replacing("\\/", with: "/") }
}
