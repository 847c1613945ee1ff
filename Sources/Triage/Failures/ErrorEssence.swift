/// Picks the line of an error text that says what went wrong: the exception at the end of a traceback, the error among
/// progress and stack frames.
enum ErrorEssence {
    /// Longer texts are read from both ends: what fails says so first or last.
    private static let limit = 16_384

    /// The line that says most, without colours and without the wrappers before an exception's name.
    static func line(of text: String) -> String {
        let lines = lines(of: text)
        guard let first = lines.first else { return "" }
        if lines.count == 1 { return unwrapped(first) }
        if let exception = lastException(lines) { return unwrapped(exception) }
        var best = (line: first, score: Int.min)
        for (index, line) in lines.enumerated() {
            let score = score(line) + (index == 0 ? 1 : 0)
            if score > best.score { best = (line, score) }
        }
        return unwrapped(best.line)
    }

    private static func lines(of text: String) -> [String] {
        var text = text[...]
        if text.utf8.count > limit { text = text.prefix(limit / 2) + "\n" + text.suffix(limit / 2) }
        return withoutColours(String(text)).split(whereSeparator: \.isNewline)
            .map { String($0.reversed().drop(while: \.isWhitespace).reversed()) }
            .filter { !$0.isEmpty }
    }

    /// Takes `ESC [ ... letter` sequences away.
    private static func withoutColours(_ text: String) -> String {
        guard text.utf8.contains(0x1B) else { return text }
        var kept = String.UnicodeScalarView()
        var isEscape = false
        for scalar in text.unicodeScalars {
            if scalar == "\u{1B}" {
                isEscape = true
            } else if isEscape {
                isEscape = scalar == "[" || scalar == ";" || ("0"..."9").contains(scalar)
            } else {
                kept.append(scalar)
            }
        }
        return String(kept)
    }

    /// The exception that ends the last traceback: a line at the margin that starts with an exception's name.
    private static func lastException(_ lines: [String]) -> String? {
        guard let start = lines.lastIndex(where: { $0.contains("Traceback (most recent call last)") }) else {
            return nil
        }
        return lines[(start + 1)...].last { line in
            guard let head = line.first, !head.isWhitespace else { return false }
            let name = line.prefix { $0 != ":" && !$0.isWhitespace }
            return isException(name) || (line.dropFirst(name.count).hasPrefix(":") && name.contains { $0.isUppercase })
        }
    }

    /// Whether a word is the name of an exception: `ValueError`, `requests.exceptions.ReadTimeout`.
    static func isException(_ word: some StringProtocol) -> Bool {
        let name = String(word).split(separator: ".").last.map { String($0) } ?? ""
        guard name.first?.isUppercase == true, name.allSatisfy({ $0.isAlphabetic || $0.isDigit || $0 == "_" }) else {
            return false
        }
        return exceptionEndings.contains { name.hasSuffix($0) && name.count > $0.count }
            || (word.contains(".") && name.dropFirst().contains { $0.isLowercase } && word.first?.isLowercase == true
                && name.contains("Time"))
    }

    private static let exceptionEndings = [
        "Error", "Exception", "Timeout", "Interrupt", "Expired", "Exceeded", "Refused", "TimedOut", "Killed", "Exit",
        "NotFound", "Unavailable", "Failure", "Fault",
    ]

    /// Cuts what stands before the first exception's name: `agent failed: openai.RateLimitError: ...`.
    private static func unwrapped(_ line: String) -> String {
        var line = Substring(line.drop(while: \.isWhitespace))
        if line.hasPrefix("E  ") { line = line.dropFirst().drop(while: \.isWhitespace) }
        var at = line.startIndex
        while let colon = line[at...].firstIndex(of: ":") {
            let name = line[at..<colon].split(whereSeparator: \.isWhitespace).last ?? ""
            let after = line.index(after: colon)
            if isException(name), line[after...].first?.isWhitespace != false {
                return String(line[name.startIndex...])
            }
            at = after
        }
        // `agent died: MemoryError`
        let last = line[at...].drop(while: \.isWhitespace)
        return isException(last) ? String(last) : String(line)
    }

    /// How much a line sounds like the reason.
    private static func score(_ line: String) -> Int {
        let lower = line.lowercased()
        var score = 0
        if line.hasPrefix("E  ") { score += 4 }
        if isException(line.prefix { $0 != ":" && $0 != " " }) { score += 4 }
        if strong.contains(where: lower.contains) { score += 3 }
        if weak.contains(where: lower.contains) { score += 2 }
        if wrappers.contains(where: lower.contains) { score -= 3 }
        if lower.hasSuffix(":") { score -= 3 }
        let trimmed = lower.drop(while: \.isWhitespace)
        if frames.contains(where: trimmed.hasPrefix) { score -= 6 }
        return score
    }

    private static let strong = ["error", "fatal", "panic", "exception"]
    private static let weak = [
        "failed", "failure", "cannot", "can't", "could not", "denied", "refused", "killed", "timed out", "timeout",
        "not found", "no such", "unable", "invalid", "exceeded", "out of memory", "unreachable", "missing", "mismatch",
        "expected", "reset by peer", "unauthorized", "no space left", "segmentation fault",
    ]
    /// Lines that say only that something else failed.
    private static let wrappers = [
        "command failed", "returned non-zero", "exit code", "exit status", "exited with", "warning",
        "npm err! a complete",
        "this is an issue with the package", "note:", "hint:", "during handling of", "direct cause",
    ]
    private static let frames = [
        "at ", "file \"", "goroutine ", "in <", "#0", "#1", "#2", "stack:", "^", "~", "| ", "->",
    ]
}
