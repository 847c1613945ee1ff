/// An error text with its values masked: once for reading, once for comparing.
package struct MaskedError: Hashable, Sendable {
    /// For reading: `KeyError: <str>`.
    package let text: String
    /// For comparing: words in lower case without plural and punctuation, values as `*`, of bounded length.
    package let comparisonKey: String

    /// Words that are shown.
    private static let mostShown = 40

    package init(_ error: String) {
        let line = Self.quotingCommand(ErrorEssence.line(of: error))
        let tokens = ErrorMask.tokens(of: line)
        text = Self.readable(tokens)
        if let complaint = ShellComplaint.key(of: line) {
            comparisonKey = complaint
        } else {
            let core = ErrorCore.line(line)
            comparisonKey = ComparisonKey.make(core == line ? tokens : ErrorMask.tokens(of: core))
        }
    }

    private static let absences: [StaticString] = [": command not found", ": not found"]

    /// `...: gdb: not found` as `...: 'gdb': not found`: the command is a value, though nobody quoted it.
    private static func quotingCommand(_ line: Bytes) -> Bytes {
        for complaint in absences where line.has(suffix: complaint) {
            let before = line.dropLast(complaint.utf8CodeUnitCount)
            let start = before.lastIndex(of: UInt8(ascii: " ")).map { $0 + 1 } ?? before.startIndex
            guard start < before.endIndex, before[..<start].contains(UInt8(ascii: ":")) else { continue }
            let quote = UInt8(ascii: "'")
            return (before[..<start] + [quote] + before[start...] + [quote] + line[before.endIndex...])[...]
        }
        return line
    }

    /// The tokens as one line of so many words, one blank between two.
    private static func readable(_ tokens: [MaskToken]) -> String {
        var bytes: [UInt8] = []
        var words = 0
        var isInWord = false
        func isFull(_ byte: UInt8) -> Bool {
            guard !byte.isBlank else {
                isInWord = false
                return false
            }
            if !isInWord {
                guard words < mostShown else { return true }
                if words > 0 { bytes.append(UInt8(ascii: " ")) }
                words += 1
                isInWord = true
            }
            bytes.append(byte)
            return false
        }
        for token in tokens {
            let isOver =
                switch token {
                case .word(let text), .filler(let text): text.contains(where: isFull)
                case .mask(let kind): kind.rawValue.utf8.contains(where: isFull)
                }
            if isOver { return String(decoding: bytes, as: UTF8.self) + " …" }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// What is compared of an error: its words, with every value as `*`.
private enum ComparisonKey {
    /// Words after which two errors are the same error: what follows is detail.
    private static let wordLimit = 22
    /// Words that are looked at: more than are compared, as some at the start are left out.
    private static let mostWords = 64

    static func make(_ tokens: [MaskToken]) -> String {
        var words: [String] = []
        let tokens = withoutLists(withoutAsides(tokens))
        for (index, token) in tokens.enumerated() {
            switch token {
            case .word(let word):
                if methods.contains(word.lowerText), tokens.dropFirst(index + 1).isMasked { continue }
                let isLast = index == tokens.count - 1 && names(whatIsAbsent: words, tokens[..<index])
                let stem = isLast || isValue(word, after: words) ? "*" : stem(word)
                if !stem.isEmpty { words.append(stem) }
            case .mask: words.append("*")
            case .filler: continue
            }
            // A list of values is one value, however long.
            if words.suffix(2) == ["*", "*"] { words.removeLast() }
            if words.suffix(3) == ["*", "and", "*"] { words.removeLast(2) }
            // What comes after is the command that was running.
            if words.last == "*", words.suffix(4) == ["timed", "out", "after", "*"] { break }
            if words.count == mostWords { break }
        }
        let start = words.firstIndex { $0 != "*" && !noise.contains($0) }
        var telling = Array((start.map { words[$0...] } ?? words[...]).prefix(wordLimit))
        while telling.count > 1, telling.last == "*" { telling.removeLast() }
        return telling.joined(separator: " ")
    }

    // MARK: Lists and names

    private static let methods: Set<String> = ["get", "post", "put", "head", "delete", "patch"]
    private static let absent: Set<String> = [
        "such", "unknown", "undefined", "unrecognized", "undeclared", "unresolved", "unsupported",
    ]

    /// `no such table: users`: what is last, behind a colon, is a name.
    private static func names(whatIsAbsent words: [String], _ before: ArraySlice<MaskToken>) -> Bool {
        guard case .filler(let text)? = before.last, text.contains(UInt8(ascii: ":")) else { return false }
        return words.suffix(4).contains(where: absent.contains)
    }

    /// `tools: bash, submit`: single words with commas between them, up to the end, are one value.
    private static func withoutLists(_ tokens: [MaskToken]) -> [MaskToken] {
        var start = tokens.endIndex
        var count = 0
        var at = tokens.endIndex - 1
        if case .filler? = tokens.last { at -= 1 }
        while at > 0, case .filler(let text) = tokens[at - 1] {
            if case .filler = tokens[at] { break }
            count += 1
            if text.contains(UInt8(ascii: ":")) {
                start = at
                break
            }
            guard text.contains(UInt8(ascii: ",")) else { break }
            at -= 2
        }
        return start < tokens.endIndex && count > 1 ? tokens[..<start] + [.mask(.string)] : tokens
    }

    // MARK: Asides

    private static let opening = ByteSet("([")
    /// Tokens in which an aside must have ended.
    private static let longestAside = 48

    /// Leaves out what is said by the way: short parentheses, and brackets that begin with a place.
    private static func withoutAsides(_ tokens: [MaskToken]) -> [MaskToken] {
        var kept: [MaskToken] = []
        kept.reserveCapacity(tokens.count)
        var at = 0
        while at < tokens.count {
            if case .filler(let text) = tokens[at], let bracket = text.last, opening.contains(bracket),
                let end = closing(bracket, tokens, after: at), isAside(bracket, tokens[(at + 1)..<end])
            {
                at = end
            } else {
                kept.append(tokens[at])
                at += 1
            }
        }
        return kept
    }

    private static func closing(_ opening: UInt8, _ tokens: [MaskToken], after start: Int) -> Int? {
        let bracket = opening == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "]")
        return tokens.indices.dropFirst(start + 1).prefix(longestAside).first { index in
            if case .filler(let text) = tokens[index] { text.contains(bracket) } else { false }
        }
    }

    private static func isAside(_ opening: UInt8, _ tokens: ArraySlice<MaskToken>) -> Bool {
        if opening == UInt8(ascii: "[") { return tokens.first == .mask(.path) || tokens.first == .mask(.address) }
        let words = tokens.compactMap { token in
            if case .word(let word) = token { word } else { nil }
        }
        if words.count == 1, let name = words.first, isName(name) { return false }
        return words.count <= 4 && !words.contains(where: ErrorEssence.isException)
    }

    /// `(AccessDenied)` is what happened, and not said by the way.
    private static func isName(_ word: Bytes) -> Bool {
        word.first?.isUpper == true && word.contains(where: \.isLower) && word.count(where: \.isUpper) > 1
    }

    // MARK: Words

    /// Whether a word is a value: by itself, or since it stands where well-known messages name something.
    private static func isValue(_ word: Bytes, after words: [String]) -> Bool {
        if word.count <= 9, values.contains(word.text) { return true }
        guard let last = words.last, let endings = slots[last] else { return false }
        return endings.contains { words.suffix($0.count) == $0[...] }
    }

    /// What stands before an unquoted name, as stems, by the last of them.
    private static let slots: [String: [[String]]] = Dictionary(
        grouping: [
            "object of type", "validation error for", "locate package", "reference to", "distribution found for",
            "satisfie the requirement", "not resolve host", "for role", "is held by process *", "failed to connect to",
            "denied for", "rate limit for", "no such container", "pulling image", "unknown revision",
            "no such service", "no such table", "limit reached for", "wheel for", "main class", "on project", "lookup",
            "exceeded quota", "base model", "in thread", "on endpoint", "spawn", "when calling the",
        ].map { $0.split(separator: " ").map(String.init) }
    ) { $0.last ?? "" }

    /// Words that are values where they stand in an error.
    private static let values: Set<String> = [
        "None", "null", "True", "False", "true", "false", "nil", "NaN", "undefined",
    ]
    /// Words at the start that only say that it is an error.
    private static let noise: Set<String> = [
        "error", "fatal", "err", "warning", "critical", "warn", "info", "line", "docker", "e",
    ]

    private static func stem(_ word: Bytes) -> String {
        let isPlain = word.allSatisfy(\.isWord)
        let letters = isPlain ? word : word.filter(\.isWord)[...]
        let isPlural =
            letters.count > 4 && letters.last?.lowered == UInt8(ascii: "s")
            && letters.dropLast().last?.lowered != UInt8(ascii: "s")
        if letters.count == 3, letters.lowerText == "err" { return "error" }
        return (isPlural ? letters.dropLast() : letters).lowerText
    }
}

extension ArraySlice<MaskToken> {
    /// A value follows, with nothing but punctuation before it.
    fileprivate var isMasked: Bool {
        for token in self {
            switch token {
            case .mask: return true
            case .word: return false
            case .filler: continue
            }
        }
        return false
    }
}
