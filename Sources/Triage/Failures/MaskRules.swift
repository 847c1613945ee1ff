/// What a chunk of an error text is: a word of the message, or a value.
enum MaskRules {
    private static let dot = UInt8(ascii: ".")
    private static let colon = UInt8(ascii: ":")

    /// Classifies a chunk by what stands before it and the word after it.
    static func token(_ text: Bytes, before: MaskContext, next: () -> Bytes) -> MaskToken {
        // Most chunks: a word.
        if text.allSatisfy(\.isLetter) { return text.equals("localhost") ? .mask(.address, text) : .word(text) }
        if let kind = MaskPlaces.address(text) ?? MaskPlaces.path(text) ?? MaskPlaces.time(text) ?? hexadecimal(text) {
            return .mask(kind, text)
        }
        if ExceptionName.matches(text) { return .word(text.lastComponent) }
        guard text.contains(where: \.isDigit) else { return word(text, before: before) }
        if text.isNumber { return isCode(text, before: before, next: next) ? .word(text) : .mask(.number, text) }
        if let kind = measure(text) { return .mask(kind, text) }
        let lower = text.lowerText
        if lower.hasPrefix("http/") { return .word(text.prefix(4)) }
        return wellKnown.contains(lower) ? .word(text) : .mask(.identifier, text)
    }

    /// A chunk without digits: a word, but for names of tests and images (`ubuntu:jammy`).
    private static func word(_ text: Bytes, before: MaskContext) -> MaskToken {
        if text.has(prefix: "test_") { return .mask(.identifier, text) }
        if let at = text.firstIndex(of: colon), text.lastIndex(of: colon) == at, text.first?.isLower == true,
            text[(at + 1)...].first?.isLower == true, !text.contains(where: \.isUpper)
        {
            return .mask(.identifier, text)
        }
        if isMethod(text) { return .mask(.identifier, text) }
        // `socket.gaierror`, as the first word of the line: the module makes no difference.
        guard case .start = before, text.contains(dot),
            text.allSatisfy({ $0.isLetter || $0 == dot || $0 == UInt8(ascii: "_") })
        else { return .word(text) }
        let last = text.lastComponent
        return .word(last.isEmpty ? text : last)
    }

    /// `Page.goto`, `JSON::XS`: a place in the code.
    private static func isMethod(_ text: Bytes) -> Bool {
        if text.contains("::") { return true }
        guard text.first?.isUpper == true, let at = text.firstIndex(of: dot), text.lastIndex(of: dot) == at else {
            return false
        }
        return text[..<at].contains(where: \.isLower) && text[(at + 1)...].first?.isLower == true
    }

    /// Words with digits that are names and no values.
    private static let wellKnown: Set<String> = [
        "utf-8", "utf8", "utf-16", "base64", "sha256", "sha1", "md5", "x86_64", "arm64", "amd64", "ipv4", "ipv6",
        "http2",
        "int32", "int64", "uint8", "float32", "float64", "float16", "bfloat16", "k8s", "s3", "ec2", "oauth2", "tls1.2",
        "tlsv1", "python3", "python2", "ext4", "fp16", "bf16", "libc6", "h2", "urllib3", "latin-1", "cp1252", "gpt2",
    ]

    private static let nameMarks = ByteSet("_-.")

    /// `context_length_exceeded`: the name of an error, as a value in a dictionary.
    static func isName(_ text: Bytes) -> Bool {
        text.count > 3 && text.allSatisfy { $0.isLetter || nameMarks.contains($0) }
    }

    // MARK: Numbers

    /// Statuses, exit codes, signals and error numbers are names of failures, not quantities.
    private static func isCode(_ text: Bytes, before: MaskContext, next: () -> Bytes) -> Bool {
        guard text.count < 10, let value = Int(text.text) else { return false }
        let isHTTP = (400..<600).contains(value)
        switch before {
        case .start: return isHTTP
        case .after(let word):
            let word = word.lowerText
            return codeWords.contains(word) || isHTTP && (word == "error" || httpWords.contains(next().lowerText))
        case .value: return isHTTP && httpWords.contains(next().lowerText)
        }
    }

    private static let codeWords: Set<String> = [
        "http", "status", "code", "errno", "signal", "exit", "exited", "exitcode", "exit_code", "status_code", "rc",
        "statuscode",
    ]
    private static let httpWords: Set<String> = [
        "bad", "unauthorized", "forbidden", "not", "conflict", "too", "internal", "service", "gateway", "payment",
        "request", "unprocessable", "client", "server", "method",
    ]

    private static func hexadecimal(_ text: Bytes) -> MaskKind? {
        if text.has(prefix: "0x") || text.has(prefix: "0X"), text.dropFirst(2).allSatisfy(\.isHexDigit) {
            return .hexadecimal
        }
        var (digits, letters, dashes) = (0, 0, 0)
        for byte in text {
            if byte.isDigit {
                digits += 1
            } else if byte.isHexDigit {
                letters += 1
            } else if byte == UInt8(ascii: "-") {
                dashes += 1
            } else {
                return nil
            }
        }
        guard digits + letters >= 7, digits > 0 else { return nil }
        if dashes > 0 { return text.count >= 20 ? .identifier : nil }
        return letters > 0 ? .hexadecimal : nil
    }

    // MARK: Measures

    private static let durations: Set<String> = [
        "ms", "s", "sec", "secs", "second", "seconds", "m", "min", "mins", "minute", "minutes", "h", "hr", "hrs",
        "hour", "hours", "d", "day", "days", "us", "ns", "millisecond", "milliseconds",
    ]
    private static let sizes: Set<String> = [
        "b", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "tib", "k", "g", "byte", "bytes", "megabytes", "gigabytes",
        "ki", "mi", "gi",
    ]
    private static let longestUnit = 12

    /// What a unit measures; `letters` in any case.
    private static func measured(_ letters: Bytes) -> MaskKind? {
        guard letters.count <= longestUnit else { return nil }
        let unit = letters.lowerText
        return durations.contains(unit) ? .duration : sizes.contains(unit) ? .size : nil
    }

    /// `30s`, `1h2m`, `512MiB`, `1.5GB`: a number with its unit glued on.
    private static func measure(_ text: Bytes) -> MaskKind? {
        var rest = text
        var kind: MaskKind?
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isDigit || $0 == dot || $0 == UInt8(ascii: ",") }
            let after = rest[digits.endIndex...]
            let unit = after.prefix(while: \.isLetter)
            guard !digits.isEmpty, !unit.isEmpty, let found = measured(unit) else { return nil }
            kind = found
            rest = rest[unit.endIndex...]
            if rest.first == UInt8(ascii: "-") { return nil }
        }
        return kind
    }

    /// The kind and the end of a number whose unit is the next word: `30 seconds`, `1.5 GiB`.
    static func unit(after text: Bytes, in line: Bytes) -> (MaskKind, end: Int)? {
        guard text.isNumber else { return nil }
        let at = text.endIndex
        // numpy writes `119. MiB`.
        let blank = at + 1 < line.endIndex && line[at] == dot ? at + 1 : at
        guard blank + 1 < line.endIndex, line[blank] == UInt8(ascii: " ") else { return nil }
        let word = line[(blank + 1)...].prefix(while: \.isLetter)
        // `k` and `m` alone are as often a name as a unit.
        guard let kind = measured(word), word.count > 1 || word.first?.lowered == UInt8(ascii: "s") else { return nil }
        return (kind, word.endIndex)
    }

    /// `CurrentState:112`, `lr:00004ed0`: the name that stands before a number or a hexadecimal value.
    static func label(_ text: Bytes) -> Bytes? {
        guard let at = text.firstIndex(of: colon) else { return nil }
        let (name, value) = (text[..<at], text[(at + 1)...])
        // `Makefile:12`, `python:3.11` are places and names by themselves.
        guard name.count > 1, name.allSatisfy({ $0.isLetter || $0 == UInt8(ascii: "_") }),
            value.count > 5 || name.dropFirst().contains(where: \.isUpper),
            value.isNumber || hexadecimal(value) != nil
        else { return nil }
        return name
    }
}
