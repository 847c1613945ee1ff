/// What a chunk of an error text is: a word of the message, or a value.
enum MaskRules {
    /// Classifies a chunk. `before` is the word before it ("" at the start of the line), `next` the word after it.
    static func token(_ text: String, before: String?, next: String) -> MaskToken {
        if let kind = address(text) ?? path(text) ?? time(text) ?? hexadecimal(text) { return .mask(kind) }
        if ErrorEssence.isException(text) {
            return .word(text.split(separator: ".").last.map(String.init) ?? text)
        }
        guard text.contains(where: \.isDigit) else { return word(text, before: before) }
        if isNumber(text) { return isCode(text, before: before, next: next) ? .word(text) : .mask(.number) }
        if let kind = measure(text) { return .mask(kind) }
        let lower = text.lowercased()
        if lower.hasPrefix("http/") { return .word("http") }
        return wellKnown.contains(lower) ? .word(text) : .mask(.identifier)
    }

    /// A chunk without digits: a word, but for names of tests and images (`ubuntu:jammy`).
    private static func word(_ text: String, before: String?) -> MaskToken {
        if text.hasPrefix("test_") { return .mask(.identifier) }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count == 2, parts.allSatisfy({ $0.first?.isLowercase == true }) { return .mask(.identifier) }
        // `socket.gaierror`, as the first word of the line: the module makes no difference.
        guard before == "", text.contains("."), text.allSatisfy({ $0.isAlphabetic || "._".contains($0) }) else {
            return .word(text)
        }
        return .word(text.split(separator: ".").last.map { String($0) } ?? text)
    }

    /// Words with digits that are names and no values.
    private static let wellKnown: Set<String> = [
        "utf-8", "utf8", "utf-16", "base64", "sha256", "sha1", "md5", "x86_64", "arm64", "amd64", "ipv4", "ipv6",
        "http2",
        "int32", "int64", "uint8", "float32", "float64", "float16", "bfloat16", "k8s", "s3", "ec2", "oauth2", "tls1.2",
        "tlsv1", "python3", "python2", "ext4", "fp16", "bf16", "libc6", "h2", "urllib3", "latin-1", "cp1252", "gpt2",
    ]

    /// `context_length_exceeded`: the name of an error, as a value in a dictionary.
    static func isName(_ text: String) -> Bool {
        text.count > 3 && text.allSatisfy { $0.isAlphabetic || $0 == "_" || $0 == "-" || $0 == "." }
    }

    // MARK: Numbers

    private static func isNumber(_ text: String) -> Bool {
        let digits = text.drop { "+-~#$".contains($0) }
        return digits.first?.isDigit == true
            && digits.allSatisfy { $0.isDigit || ".,_%:/x×-".contains($0) }
    }

    /// Statuses, exit codes, signals and error numbers are names of failures, not quantities.
    private static func isCode(_ text: String, before: String?, next: String) -> Bool {
        guard let value = Int(text) else { return false }
        if let before, codeWords.contains(before) { return true }
        guard (400..<600).contains(value) else { return false }
        return before == "" || before == "error" || httpWords.contains(next.lowercased())
    }

    private static let codeWords: Set<String> = [
        "http", "status", "code", "errno", "signal", "exit", "exited", "exitcode", "exit_code", "status_code", "rc",
        "statuscode",
    ]
    private static let httpWords: Set<String> = [
        "bad", "unauthorized", "forbidden", "not", "conflict", "too", "internal", "service", "gateway", "payment",
        "request", "unprocessable", "client", "server", "method",
    ]

    // MARK: Measures

    private static let durations: Set<String> = [
        "ms", "s", "sec", "secs", "second", "seconds", "m", "min", "mins", "minute", "minutes", "h", "hr", "hrs",
        "hour",
        "hours", "d", "day", "days", "us", "µs", "ns", "millisecond", "milliseconds",
    ]
    private static let sizes: Set<String> = [
        "b", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "tib", "k", "g", "byte", "bytes", "megabytes", "gigabytes",
        "ki", "mi", "gi",
    ]

    /// `30s`, `1h2m`, `512MiB`, `1.5GB`: a number with its unit glued on.
    private static func measure(_ text: String) -> MaskKind? {
        var rest = text.lowercased()[...]
        var kind: MaskKind?
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isDigit || ".,".contains($0) }
            let after = rest.dropFirst(digits.count)
            let unit = after.prefix { $0.isAlphabetic }
            guard !digits.isEmpty, !unit.isEmpty else { return nil }
            if durations.contains(String(unit)) {
                kind = .duration
            } else if sizes.contains(String(unit)) {
                kind = .size
            } else {
                return nil
            }
            rest = after.dropFirst(unit.count)
            if rest.hasPrefix("-") { return nil }
        }
        return kind
    }

    /// A number whose unit is the next word (`30 seconds`, `1.5 GiB`): takes the unit with it.
    static func unit(after text: String, in line: [Character], at: inout Int) -> MaskKind? {
        guard isNumber(text) else { return nil }
        // numpy writes `119. MiB`.
        let blank = at + 1 < line.count && line[at] == "." ? at + 1 : at
        guard blank + 1 < line.count, line[blank] == " " else { return nil }
        let word = line[(blank + 1)...].prefix { $0.isAlphabetic }
        let unit = String(word).lowercased()
        let kind: MaskKind? = durations.contains(unit) ? .duration : sizes.contains(unit) ? .size : nil
        // `k` and `m` alone are as often a name as a unit.
        guard let kind, unit.count > 1 || unit == "s" else { return nil }
        at = blank + 1 + word.count
        return kind
    }

    // MARK: Places and times

    private static func time(_ text: String) -> MaskKind? {
        let shape = String(text.map { $0.isDigit ? "0" : $0 })
        if shape.hasPrefix("0000-00-00") || shape.hasPrefix("0000/00/00") { return .time }
        let isClock = shape.hasPrefix("00:00:00") || shape.hasPrefix("0:00:00")
        return isClock && shape.allSatisfy { "0:.,Z+-".contains($0) } ? .time : nil
    }

    private static func hexadecimal(_ text: String) -> MaskKind? {
        let lower = text.lowercased()
        if lower.hasPrefix("0x"), lower.dropFirst(2).allSatisfy(\.isHexDigit) { return .hexadecimal }
        let digits = lower.filter { $0 != "-" }
        guard digits.count >= 7, digits.allSatisfy(\.isHexDigit), digits.contains(where: \.isDigit) else { return nil }
        if lower.contains("-") { return lower.count >= 20 ? .identifier : nil }
        return digits.contains { !$0.isDigit } ? .hexadecimal : nil
    }

    private static let topDomains: Set<String> = [
        "com", "org", "net", "io", "dev", "ai", "local", "internal", "cloud", "app", "co", "svc", "edu", "gov", "sh",
        "localdomain", "lan", "test", "example",
    ]

    private static func address(_ text: String) -> MaskKind? {
        if text.contains("://") { return .url }
        if text.contains("@"), text.contains("."), !text.hasPrefix("@") { return .address }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count > 3, parts.allSatisfy({ $0.allSatisfy(\.isHexDigit) }), !text.contains(where: { $0 == "." }) {
            return parts.count > 4 || text.contains("::") ? .address : nil
        }
        guard parts.count <= 2, let host = parts.first, !host.contains("/") else { return nil }
        let hasPort = parts.count == 2 && (2...5).contains(parts[1].count) && parts[1].allSatisfy(\.isDigit)
        guard parts.count == 1 || hasPort else { return nil }
        let labels = host.split(separator: ".")
        if labels.count == 4, labels.allSatisfy({ Int($0).map { $0 < 256 } ?? false }) { return .address }
        if host == "localhost" { return .address }
        let isName =
            host.allSatisfy { $0.isAlphabetic || $0.isDigit || ".-_".contains($0) } && host.contains { $0.isAlphabetic }
        guard isName else { return nil }
        if hasPort, !hasExtension(host) { return .address }
        return labels.count > 1 && labels.last.map { topDomains.contains($0.lowercased()) } == true
            && !hasExtension(host)
            ? .address : nil
    }

    private static let extensions: Set<String> = [
        "py", "sh", "js", "ts", "json", "jsonl", "txt", "c", "h", "cpp", "cc", "so", "go", "rs", "rb", "java", "class",
        "jar", "yaml", "yml", "toml", "cfg", "ini", "md", "csv", "log", "pyc", "ipynb", "tar", "gz", "zip", "whl",
        "sql",
        "db", "sqlite", "pt", "bin", "exe", "dll", "html", "xml", "lock", "env", "pem", "pcap", "php", "ml", "hs",
        "swift",
        "out", "o", "a", "conf", "service", "sock", "tsx", "jsx", "mjs", "cjs", "png", "jpg", "pdf", "parquet", "npy",
    ]

    private static func hasExtension(_ text: Substring) -> Bool {
        guard let dot = text.lastIndex(of: "."), dot != text.startIndex else { return false }
        return extensions.contains(text[text.index(after: dot)...].lowercased())
    }

    private static func path(_ text: String) -> MaskKind? {
        if ["/", "./", "../", "~/", "\\\\"].contains(where: text.hasPrefix) { return .path }
        if text.dropFirst().hasPrefix(":\\") { return .path }
        let name = text.prefix { $0 != ":" }
        if hasExtension(name) { return .path }
        if text.contains("::"), text.hasPrefix("test") { return .path }
        guard name.contains("/"), !name.lowercased().hasPrefix("http/"), !isNumber(String(name)) else { return nil }
        let parts = name.split(separator: "/")
        // `and/or`, `I/O`, `read/write` are words; `org/image:tag` and `a/b/c` are places.
        return parts.count > 2 || text.contains(":") || name.contains { $0.isDigit || $0 == "-" || $0 == "." }
            ? .path : nil
    }
}
