/// An error text with its values masked: once for reading, once for comparing.
package struct MaskedError: Hashable, Sendable {
    /// For reading, with its values.
    package let label: ErrorLabel
    /// For comparing: words in lower case without plural and punctuation, values as `*`, of bounded length.
    package let comparisonKey: String
    /// The last that was compared was a value: it is left out of the key.
    let endsInValue: Bool

    /// For reading, with values as their kinds: `KeyError: <str>`.
    package var text: String { label.masked }

    package init(_ error: String) {
        let line = Self.quotingCommand(RootErrorLine.line(of: error))
        let tokens = ErrorMask.tokens(of: line)
        label = ErrorLabel(tokens)
        if let complaint = ShellComplaint.key(of: line) {
            (comparisonKey, endsInValue) = (complaint, false)
        } else {
            let core = ErrorPrefixStripper.line(line)
            (comparisonKey, endsInValue) = ComparisonKey.make(core == line ? tokens : ErrorMask.tokens(of: core))
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
}

/// What is compared of an error: its words, with every value as `*`.
private enum ComparisonKey {
    /// Words after which two errors are the same error: what follows is detail.
    private static let wordLimit = 22
    /// Words that are looked at: more than are compared, as some at the start are left out.
    private static let mostWords = 64

    static func make(_ tokens: [MaskToken]) -> (key: String, endsInValue: Bool) {
        let made = key(tokens)
        guard made.key == "*" || made.key.isEmpty else { return made }
        // Nothing is left but values: the names among them are all that there is to compare.
        let named = key(tokens.flatMap(names))
        return named.key.isEmpty ? made : named
    }

    /// The runs of letters of a name that was masked for what else is in it.
    private static func names(_ token: MaskToken) -> [MaskToken] {
        guard case .mask(.identifier, let text) = token else { return [token] }
        return text.split { !$0.isLetter }.filter { $0.count > 2 }.map { .word($0) } + [.mask(.number, text)]
    }

    private static func key(_ tokens: [MaskToken]) -> (key: String, endsInValue: Bool) {
        var words: [String] = []
        let tokens = withoutLists(withoutAsides(tokens))
        for (index, token) in tokens.enumerated() {
            switch token {
            case .word(let word):
                if methods.contains(word.lowerText), !isQuoted(tokens, index), tokens.dropFirst(index + 1).isMasked {
                    continue
                }
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
        let endsInValue = telling.count > 1 && telling.last == "*"
        while telling.count > 1, telling.last == "*" { telling.removeLast() }
        return (telling.joined(separator: " "), endsInValue)
    }

    // MARK: Lists and names

    private static let methods: Set<String> = ["get", "post", "put", "head", "delete", "patch"]

    /// `"GET /index.html HTTP/1.1"`: what was done, and not how something was asked for.
    private static func isQuoted(_ tokens: [MaskToken], _ index: Int) -> Bool {
        guard index > 0, case .filler(let text) = tokens[index - 1] else { return false }
        return text.last == UInt8(ascii: "\"")
    }

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
        return start < tokens.endIndex && count > 1 ? tokens[..<start] + [.mask(.string, [])] : tokens
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
        if opening == UInt8(ascii: "[") {
            guard case .mask(let kind, _)? = tokens.first else { return false }
            return kind == .path || kind == .address
        }
        let words = tokens.compactMap { token in
            if case .word(let word) = token { word } else { nil }
        }
        if words.count == 1, let name = words.first, isName(name) { return false }
        return words.count <= 4 && !words.contains(where: ExceptionName.matches)
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
