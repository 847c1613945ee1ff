import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// A regular expression over UTF-8 text. Matches lie within one line; the time that a text takes grows with its length
/// alone, whatever the expression and the text are: both may be hostile.
///
/// It looks at what a text says (`FoldedText`), line by line. Smart case: an expression without capitals matches them as
/// well; `(?i)` or `(?-i)` in front says so or not. `.` and classes take whole characters; `\d \w \s` are of ASCII.
package final class TextRegex: Sendable {
    package let source: String
    package let ignoresCase: Bool
    /// A text that every match holds, in small letters where case is ignored; empty where there is none.
    package let required: [UInt8]
    private let program: RegexProgram
    private let folding: Folding
    /// Finds lines faster than `RegexThreads`; whoever finds it in use does without.
    private let filter: Mutex<RegexFilter>?

    package init(_ source: String) throws(RegexError) {
        self.source = source
        let (flag, rest) = Self.flag(of: source)
        ignoresCase = flag ?? !Self.hasCapitals(source)
        let syntax = try RegexParser.parse(rest, ignoresCase: ignoresCase)
        program = try RegexProgram(syntax)
        folding = Folding(ignoresCase: ignoresCase, layout: syntax.asksForMarks ? .literal : .lines)
        required = syntax.required
        // An expression that needs no byte has candidates everywhere.
        filter = syntax.isNullable ? nil : Mutex(RegexFilter(program))
    }

    /// What `(?i)` or `(?-i)` in front says of case, and the expression behind it.
    private static func flag(of source: String) -> (ignoresCase: Bool?, rest: String) {
        for (flag, ignoresCase) in [("(?i)", true), ("(?-i)", false)] where source.hasPrefix(flag) {
            return (ignoresCase, String(source.dropFirst(flag.count)))
        }
        return (nil, source)
    }

    /// Capitals that stand for themselves: `\W` has none.
    private static func hasCapitals(_ source: String) -> Bool {
        var isEscaped = false
        for character in source {
            if !isEscaped, character.isUppercase { return true }
            isEscaped = !isEscaped && character == "\\"
        }
        return false
    }

    /// Where the expression matches, in order and without overlaps; empty matches are none.
    package func matches(in text: UnsafeRawBufferPointer) -> [Range<Int>] {
        FoldedText.read(text, folding) { bytes, folded in
            var found: [Range<Int>] = []
            forEachLine(in: bytes) { line, threads in
                found += Self.matches(in: line, of: bytes, &threads)
                return true
            }
            return folded.map { found.map($0.original) } ?? found
        }
    }

    package func first(in text: UnsafeRawBufferPointer) -> Range<Int>? {
        FoldedText.read(text, folding) { bytes, folded in
            var first: Range<Int>?
            forEachLine(in: bytes) { line, threads in
                first = Self.matches(in: line, of: bytes, &threads).first
                return first == nil
            }
            return folded.map { first.map($0.original) } ?? first
        }
    }

    package func occurs(in text: UnsafeRawBufferPointer) -> Bool { first(in: text) != nil }

    private static func matches(
        in line: Range<Int>, of bytes: UnsafeRawBufferPointer, _ threads: inout RegexThreads
    ) -> [Range<Int>] {
        threads.matches(in: UnsafeRawBufferPointer(rebasing: bytes[line])).map {
            $0.lowerBound + line.lowerBound..<$0.upperBound + line.lowerBound
        }
    }

    /// Calls `body` with each line that may hold a match, until it says that this is enough.
    private func forEachLine(
        in bytes: UnsafeRawBufferPointer, _ body: (Range<Int>, inout RegexThreads) -> Bool
    ) {
        var threads: RegexThreads?
        var at = 0
        while at < bytes.count, let candidate = candidate(in: bytes, from: at) {
            let start = lineStart(candidate, in: bytes, least: at)
            let end = lineEnd(candidate, in: bytes)
            var working = threads ?? RegexThreads(program)
            guard body(start..<end, &working) else { return }
            threads = working
            at = end + 1
        }
    }

    private func candidate(in bytes: UnsafeRawBufferPointer, from: Int) -> Int? {
        let found = filter?.withLockIfAvailable { $0.candidate(in: bytes, from: from).map { $0 } ?? -1 }
        guard let found else { return from }
        return found < 0 ? nil : found
    }

    private func lineStart(_ at: Int, in bytes: UnsafeRawBufferPointer, least: Int) -> Int {
        bytes[least..<at].lastIndex(of: 0x0A).map { $0 + 1 } ?? least
    }

    private func lineEnd(_ at: Int, in bytes: UnsafeRawBufferPointer) -> Int {
        guard let base = bytes.baseAddress, let found = memchr(base + at, 0x0A, bytes.count - at) else {
            return bytes.count
        }
        return base.distance(to: UnsafeRawPointer(found))
    }
}

extension TextRegex: Hashable {
    package static func == (left: TextRegex, right: TextRegex) -> Bool { left.source == right.source }

    package func hash(into hasher: inout Hasher) { hasher.combine(source) }
}

extension RegexSyntax {
    /// Asks for a mark of emphasis or of code by itself.
    var asksForMarks: Bool {
        switch self {
        case .empty, .assertion: false
        case .bytes(let set):
            !set.contains(UInt8(ascii: "a")) && "*_~`".utf8.contains(where: set.contains) && set.isSmall
        case .sequence(let parts), .choice(let parts): parts.contains(where: \.asksForMarks)
        case .repeated(let inner, _, _, _): inner.asksForMarks
        }
    }

    /// Matches nothing at all, too.
    var isNullable: Bool {
        switch self {
        case .empty, .assertion: true
        case .bytes: false
        case .sequence(let parts): parts.allSatisfy(\.isNullable)
        case .choice(let branches): branches.contains(where: \.isNullable)
        case .repeated(let inner, let least, _, _): least == 0 || inner.isNullable
        }
    }
}
