/// The part of an error line that is compared: what went wrong, without those who passed it on. `psql: error: connection
/// failed: FATAL: too many clients` and `FATAL: too many clients` are one failure.
enum ErrorPrefixStripper {
    /// Words that must be left for an exception's name to be one that only passes a message on.
    private static let telling = 5
    /// The same for `error:`, `docker:` and the like.
    private static let sentence = 3
    private static let colon = UInt8(ascii: ":")
    private static let blank = UInt8(ascii: " ")

    static func line(_ line: Bytes) -> Bytes {
        var core = message(in: line) ?? line
        if let label = lastLabel(core) { core = label }
        while let rest = unlabelled(core) { core = rest }
        return core
    }

    // MARK: Answers of services

    private static let messageKeys = [
        Array("'message': ".utf8), Array("\"message\": ".utf8), Array("\"message\":".utf8),
    ]

    /// The message of a dictionary in the line, where it is a sentence: code and type beside it say nothing more.
    private static func message(in line: Bytes) -> Bytes? {
        guard line.contains("message") else { return nil }
        for key in messageKeys {
            guard let at = line.firstRange(of: key)?.upperBound, at < line.endIndex,
                line[at] == UInt8(ascii: "'") || line[at] == UInt8(ascii: "\"")
            else { continue }
            let text = line[(at + 1)...]
            let end = text.firstIndex(of: line[at]).map { close(line[at], text, $0) } ?? text.endIndex
            let message = text[..<end]
            if words(message) > telling { return message }
        }
        return nil
    }

    /// A quote within a word (`model's`) does not close.
    private static func close(_ quote: UInt8, _ text: Bytes, _ first: Int) -> Int {
        var at = first
        while at + 1 < text.endIndex, text[at + 1].isWord {
            guard let next = text[(at + 1)...].firstIndex(of: quote) else { return text.endIndex }
            at = next
        }
        return at
    }

    // MARK: Who passed it on

    private static let severities: Set<String> = ["error", "fatal", "panic", "err", "critical", "x509"]

    /// From the last `: FATAL: ` or `: rpc error: ` on.
    private static func lastLabel(_ line: Bytes) -> Bytes? {
        var found: Bytes?
        var start = line.startIndex
        while let end = segmentEnd(line, from: start) {
            let rest = line[(end + 1)...].unindented
            if start > line.startIndex, isSeverity(line[start..<end]), words(rest) >= sentence { found = rest }
            start = rest.startIndex
        }
        return found
    }

    /// Where the next `: ` is.
    private static func segmentEnd(_ line: Bytes, from start: Int) -> Int? {
        var at = start
        while let next = line[at...].firstIndex(of: colon) {
            if next + 1 < line.endIndex, line[next + 1] == blank { return next }
            at = next + 1
        }
        return nil
    }

    /// `error`, `rpc error`, `Error response from daemon`.
    private static func isSeverity(_ segment: Bytes) -> Bool {
        let words = segment.split(separator: blank)
        guard let first = words.first, let last = words.last, words.count <= 4,
            segment.allSatisfy({ $0.isLetter || $0 == blank || $0.isDigit })
        else { return false }
        return severities.contains(first.lowerText) || words.count <= 2 && severities.contains(last.lowerText)
    }

    /// The line without what stands before its first colon, where that says only who speaks: an exception's name, a
    /// command, a severity.
    private static func unlabelled(_ line: Bytes) -> Bytes? {
        if line.first == UInt8(ascii: "["), !line.has(prefix: "[Errno"),
            let end = line.firstIndex(of: UInt8(ascii: "]"))
        {
            let rest = line[(end + 1)...].unindented
            return words(rest) >= telling ? rest : nil
        }
        if let rest = afterDash(line) { return rest }
        guard let end = segmentEnd(line, from: line.startIndex) else { return nil }
        let (label, rest) = (line[..<end].trimmedEnd, line[(end + 1)...].unindented)
        let names = label.split(separator: blank)
        guard let last = names.last else { return nil }
        if ExceptionName.matches(last), names.count <= 2 {
            return words(rest) >= telling && !rest.has(prefix: "[Errno") ? rest : nil
        }
        let isCommand =
            names.count == 1 && (label.endIndex < end || label.allSatisfy { $0.isLower || $0.isDigit || $0 == 0x2D })
        return (isCommand || isSeverity(label)) && words(rest) >= sentence ? rest : nil
    }

    /// `OpenAIException - The model ...`
    private static func afterDash(_ line: Bytes) -> Bytes? {
        let name = line.prefix { !$0.isBlank }
        guard ExceptionName.matches(name), line[name.endIndex...].has(prefix: " - ") else { return nil }
        let rest = line.dropFirst(name.count + 3)
        return words(rest) >= telling ? rest : nil
    }

    /// Runs of two letters and more, but for those in quotes: values make no sentence.
    private static func words(_ text: Bytes) -> Int {
        var count = 0
        var at = text.startIndex
        while at < text.endIndex {
            if quotes.contains(text[at]), at == text.startIndex || !text[at - 1].isWord,
                let end = text[(at + 1)...].firstIndex(of: text[at])
            {
                at = end + 1
                continue
            }
            let word = text[at...].prefix(while: \.isWord)
            if word.count > 1, word.contains(where: \.isLetter) { count += 1 }
            at = max(word.endIndex, at + 1)
        }
        return count
    }

    private static let quotes = ByteSet("'\"`")
}
