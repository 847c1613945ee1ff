/// Picks the line of an error text that says what went wrong: the exception at the end of a traceback, the error among
/// progress and stack frames.
enum ErrorEssence {
    /// The line that says most, without colours and without the wrappers before an exception's name.
    static func line(of text: String) -> Bytes {
        let lines = PlainError.bytes(of: text).split(whereSeparator: \.isLineBreak)
            .map(\.trimmedEnd).filter { !$0.isEmpty }
        guard let first = lines.first else { return [] }
        if lines.count == 1 { return unwrapped(first) }
        if let exception = lastException(lines) { return unwrapped(exception) }
        var best = (line: first, score: Int.min)
        for (index, line) in lines.enumerated() {
            let score = score(line) + (index == 0 ? 1 : 0)
            if score > best.score { best = (line, score) }
        }
        return unwrapped(best.line)
    }

    /// The exception that ends the last traceback: a line at the margin that starts with an exception's name.
    private static func lastException(_ lines: [Bytes]) -> Bytes? {
        guard let start = lines.lastIndex(where: { $0.contains("Traceback (most recent call last)") }) else {
            return nil
        }
        return lines[(start + 1)...].last { line in
            guard line.first?.isBlank == false else { return false }
            let name = line.prefix { $0 != UInt8(ascii: ":") && !$0.isBlank }
            return isException(name)
                || line.dropFirst(name.count).first == UInt8(ascii: ":") && name.contains(where: \.isUpper)
        }
    }

    /// Whether a word is the name of an exception: `ValueError`, `requests.exceptions.ReadTimeout`.
    static func isException(_ word: Bytes) -> Bool {
        let name = word.lastComponent
        guard name.first?.isUpper == true, name.allSatisfy(\.isWord) else { return false }
        if exceptionEndings.contains(where: { name.count > $0.utf8CodeUnitCount && name.has(suffix: $0) }) {
            return true
        }
        return name.count < word.count && word.first?.isLower == true && name.dropFirst().contains(where: \.isLower)
            && name.contains("Time")
    }

    private static let exceptionEndings: [StaticString] = [
        "Error", "Exception", "Timeout", "Interrupt", "Expired", "Exceeded", "Refused", "TimedOut", "Killed", "Exit",
        "NotFound", "Unavailable", "Failure", "Fault",
    ]

    /// Cuts what stands before the first exception's name: `agent failed: openai.RateLimitError: ...`.
    private static func unwrapped(_ line: Bytes) -> Bytes {
        var line = line.unindented
        if line.has(prefix: "E  ") { line = line.dropFirst().unindented }
        var at = line.startIndex
        while let colon = line[at...].firstIndex(of: UInt8(ascii: ":")) {
            let before = line[at..<colon].trimmedEnd
            let name = before[(before.lastIndex(where: \.isBlank).map { $0 + 1 } ?? at)...]
            let after = colon + 1
            if isException(name), after == line.endIndex || line[after].isBlank { return line[name.startIndex...] }
            at = after
        }
        // `agent died: MemoryError`
        let last = line[at...].unindented
        return isException(last) ? last : line
    }

    /// How much a line sounds like the reason.
    private static func score(_ line: Bytes) -> Int {
        let lower = line.map(\.lowered)[...]
        var score = 0
        if line.has(prefix: "E  ") { score += 4 }
        if isException(line.prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: " ") }) { score += 4 }
        if strong.contains(where: lower.contains) { score += 3 }
        if weak.contains(where: lower.contains) { score += 2 }
        if wrappers.contains(where: lower.contains) { score -= 3 }
        if lower.last == UInt8(ascii: ":") { score -= 3 }
        let trimmed = lower.unindented
        if frames.contains(where: trimmed.has(prefix:)) { score -= 6 }
        return score
    }

    private static let strong: [StaticString] = ["error", "fatal", "panic", "exception"]
    private static let weak: [StaticString] = [
        "failed", "failure", "cannot", "can't", "could not", "denied", "refused", "killed", "timed out", "timeout",
        "not found", "no such", "unable", "invalid", "exceeded", "out of memory", "unreachable", "missing", "mismatch",
        "expected", "reset by peer", "unauthorized", "no space left", "segmentation fault",
    ]
    /// Lines that say only that something else failed.
    private static let wrappers: [StaticString] = [
        "command failed", "returned non-zero", "exit code", "exit status", "exited with", "warning",
        "npm err! a complete",
        "this is an issue with the package", "note:", "hint:", "during handling of", "direct cause",
    ]
    private static let frames: [StaticString] = [
        "at ", "file \"", "goroutine ", "in <", "#0", "#1", "#2", "stack:", "^", "~", "| ", "->",
        "throw ", "raise ",
    ]
}

/// An error text as plain bytes: of bounded length, without colours, and with the usual quotes for fine ones.
enum PlainError {
    /// Longer texts are read from both ends: what fails says so first or last.
    private static let limit = 16_384

    static func bytes(of text: String) -> [UInt8] {
        var text = text
        return text.withUTF8 { utf8 in
            var kept: [UInt8] = []
            guard utf8.count > limit else {
                append(UnsafeBufferPointer(rebasing: utf8[...]), to: &kept)
                return kept
            }
            append(UnsafeBufferPointer(rebasing: utf8.prefix(limit / 2)), to: &kept)
            kept.append(0x0A)
            append(UnsafeBufferPointer(rebasing: utf8.suffix(limit / 2)), to: &kept)
            return kept
        }
    }

    private static func append(_ bytes: UnsafeBufferPointer<UInt8>, to kept: inout [UInt8]) {
        guard bytes.contains(where: { $0 >= 0x80 || $0 == 0x1B }) else { return kept.append(contentsOf: bytes) }
        var at = 0
        while at < bytes.count {
            if bytes[at] == 0x1B {
                at = end(ofEscape: at, bytes)
            } else if let (length, plain) = fine(bytes, at) {
                plain.withUTF8Buffer { kept.append(contentsOf: $0) }
                at += length
            } else {
                kept.append(bytes[at])
                at += 1
            }
        }
    }

    /// After `ESC [ ... letter`.
    private static func end(ofEscape start: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var at = start + 1
        while at < bytes.count, escapeBody.contains(bytes[at]) { at += 1 }
        return min(at + 1, bytes.count)
    }

    private static let escapeBody = ByteSet("[;0123456789")

    /// A character that typographers write for a plain one, and its length.
    private static func fine(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (Int, StaticString)? {
        guard at + 1 < bytes.count else { return nil }
        switch (bytes[at], bytes[at + 1]) {
        case (0xC2, 0xAB), (0xC2, 0xBB): return (2, "\"")
        case (0xC2, 0xA0): return (2, " ")
        case (0xC2, 0xB5): return (2, "u")
        case (0xC3, 0x97): return (2, "x")
        case (0xE2, 0x80) where at + 2 < bytes.count:
            switch bytes[at + 2] {
            case 0x98, 0x99: return (3, "'")
            case 0x9C, 0x9D: return (3, "\"")
            case 0x93, 0x94: return (3, "-")
            case 0xA6: return (3, "...")
            case 0xA8, 0xA9: return (3, "\n")
            default: return nil
            }
        default: return nil
        }
    }
}
