/// An error text with its values masked: once for reading, once for comparing.
package struct MaskedError: Hashable, Sendable {
    /// For reading: `KeyError: <str>`.
    package let text: String
    /// For comparing: words in lower case without plural and punctuation, values as `*`, of bounded length.
    package let comparisonKey: String

    /// Words after which two errors are the same error: what follows is detail.
    private static let wordLimit = 22

    package init(_ error: String) {
        let line = Self.quotingCommand(ErrorEssence.line(of: error))
        let tokens = ErrorMask.tokens(of: line)
        let readable = tokens.map { token in
            switch token {
            case .word(let text), .filler(let text): text
            case .mask(let kind): kind.rawValue
            }
        }.joined()
        text = Self.shortened(readable)
        comparisonKey = Self.complaint(line) ?? Self.key(tokens)
    }

    /// `...: gdb: not found` as `...: 'gdb': not found`: the command is a value, though nobody quoted it.
    private static func quotingCommand(_ line: String) -> String {
        for complaint in [": command not found", ": not found"] where line.hasSuffix(complaint) {
            let before = line.dropLast(complaint.count)
            guard let start = before.lastIndex(of: " ").map({ before.index(after: $0) }) ?? before.indices.first,
                start < before.endIndex, before[before.startIndex..<start].contains(":")
            else { continue }
            return before[..<start] + "'" + before[start...] + "'" + complaint
        }
        return line
    }

    private static func shortened(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace)
        return words.prefix(40).joined(separator: " ") + (words.count > 40 ? " …" : "")
    }

    private static func key(_ tokens: [MaskToken]) -> String {
        var words: [String] = []
        for token in withoutAsides(tokens) {
            switch token {
            case .word(let word): words.append(isValue(word, after: words) ? "*" : stem(word))
            case .mask: words.append("*")
            case .filler: continue
            }
            // A list of values is one value, however long.
            if words.suffix(2) == ["*", "*"] { words.removeLast() }
            if words.suffix(3) == ["*", "and", "*"] { words.removeLast(2) }
            // What comes after is the command that was running.
            if endings.contains(where: { words.suffix($0.count).elementsEqual($0) }) { break }
        }
        words.removeAll(where: \.isEmpty)
        let start = words.firstIndex { $0 != "*" && !noise.contains($0) }
        var telling = Array((start.map { words[$0...] } ?? words[...]).prefix(wordLimit))
        while telling.count > 1, telling.last == "*" { telling.removeLast() }
        return telling.joined(separator: " ")
    }

    /// Leaves out what is said by the way: short parentheses, and brackets that begin with a place.
    private static func withoutAsides(_ tokens: [MaskToken]) -> [MaskToken] {
        var kept: [MaskToken] = []
        var at = 0
        while at < tokens.count {
            if case .filler(let text) = tokens[at], let opening = text.last, opening == "(" || opening == "[",
                let end = closing(opening, tokens, after: at), isAside(opening, tokens[(at + 1)..<end])
            {
                at = end
            } else {
                kept.append(tokens[at])
                at += 1
            }
        }
        return kept
    }

    private static func closing(_ opening: Character, _ tokens: [MaskToken], after start: Int) -> Int? {
        let bracket: Character = opening == "(" ? ")" : "]"
        return tokens.indices.dropFirst(start + 1).first { index in
            if case .filler(let text) = tokens[index] { text.contains(bracket) } else { false }
        }
    }

    private static func isAside(_ opening: Character, _ tokens: ArraySlice<MaskToken>) -> Bool {
        if opening == "[" { return tokens.first == .mask(.path) || tokens.first == .mask(.address) }
        let words = tokens.compactMap { token in
            if case .word(let word) = token { word } else { nil }
        }
        return words.count <= 4 && !words.contains { ErrorEssence.isException($0) }
    }

    /// Whether a word is a value: by itself, or since it stands where well-known messages name something.
    private static func isValue(_ word: String, after words: [String]) -> Bool {
        values.contains(word) || slots.contains { words.suffix($0.count).elementsEqual($0) }
    }

    /// Words after which only detail follows.
    private static let endings: [[String]] = [["timed", "out", "after", "*"]]

    /// What stands before an unquoted name, as stems.
    private static let slots: [[String]] = [
        ["object", "of", "type"], ["validation", "error", "for"], ["locate", "package"], ["reference", "to"],
        ["distribution", "found", "for"], ["satisfie", "the", "requirement"], ["not", "resolve", "host"],
        ["for", "role"],
        ["is", "held", "by", "process", "*"], ["failed", "to", "connect", "to"], ["denied", "for"],
        ["rate", "limit", "for"],
        ["no", "such", "container"], ["pulling", "image"], ["unknown", "revision"], ["no", "such", "service"],
        ["limit", "reached", "for"], ["in", "thread"], ["on", "endpoint"], ["spawn"],
    ]

    /// Words that are values where they stand in an error.
    private static let values: Set<String> = [
        "None", "null", "True", "False", "true", "false", "nil", "NaN", "undefined",
    ]
    /// Words at the start that only say that it is an error.
    private static let noise: Set<String> = [
        "error", "fatal", "err", "warning", "critical", "warn", "info", "line", "docker", "e",
    ]

    private static func stem(_ word: String) -> String {
        let letters = word.lowercased().filter { $0.isAlphabetic || $0.isDigit || $0 == "_" }
        return letters.count > 4 && letters.hasSuffix("s") && !letters.hasSuffix("ss")
            ? String(letters.dropLast()) : letters
    }

    /// What shells and the system's own commands complain about, whoever the command and whatever the file: the last
    /// part of `bash: line 3: foo: command not found`.
    private static let complaints = [
        "command not found", "no such file or directory", "permission denied", "is a directory", "not a directory",
        "no space left on device", "cannot execute binary file: exec format error", "exec format error",
        "text file busy", "read-only file system", "too many open files", "argument list too long",
        "cannot allocate memory", "device or resource busy", "operation not permitted", "not found",
    ]
    /// What a shell says of a process that was ended by a signal, before the command line of the process.
    private static let signals = ["segmentation fault", "killed", "aborted", "terminated", "bus error"]

    /// The complaint of a shell or command, if the line is one.
    private static func complaint(_ line: String) -> String? {
        let lower = line.lowercased().drop(while: \.isWhitespace)
        let parts = lower.split(separator: ":").map { $0.drop(while: \.isWhitespace) }
        guard parts.count > 1, let command = parts.first, !command.contains("error"), !command.contains(" fail"),
            !parts.contains(where: { $0 == "fatal error" || $0 == "error" })
        else { return signal(parts) }
        // zsh puts the command last.
        if parts.dropFirst().first == "command not found" { return "shell command not found" }
        guard command.split(separator: " ").count == 1 else { return nil }
        for complaint in complaints where lower.hasSuffix(": " + complaint) {
            // Before the complaint stand only names: `line 3`, `cannot access 'x'`, a command, a path.
            let isShort = parts.dropLast().allSatisfy { $0.split(separator: " ").count <= 4 }
            return isShort ? "shell \(complaint)" : nil
        }
        return signal(parts)
    }

    private static func signal(_ parts: [Substring]) -> String? {
        guard let last = parts.last, parts.count < 4 else { return nil }
        let text = last.drop { $0.isDigit || $0.isWhitespace }
        let isShell = parts.count == 1 || parts.contains { $0.hasPrefix("line ") }
        guard isShell, let signal = signals.first(where: text.hasPrefix) else { return nil }
        let rest = text.dropFirst(signal.count)
        return rest.isEmpty || rest.hasPrefix(" ") ? "shell \(signal)" : nil
    }
}
