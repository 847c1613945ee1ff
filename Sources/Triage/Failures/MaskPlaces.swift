/// Places and times in an error text: addresses, paths, dates.
enum MaskPlaces {
    private static let dot = UInt8(ascii: ".")
    private static let colon = UInt8(ascii: ":")
    private static let slash = UInt8(ascii: "/")

    // MARK: Times

    private static let dates = [Array("0000-00-00".utf8), Array("0000/00/00".utf8)]
    private static let clocks = [Array("00:00:00".utf8), Array("0:00:00".utf8)]
    private static let clockMarks = ByteSet("0123456789:.,Z+-")

    static func time(_ text: Bytes) -> MaskKind? {
        guard text.first?.isDigit == true, text.count >= 7 else { return nil }
        if dates.contains(where: { begins(text, $0) }) { return .time }
        return clocks.contains { begins(text, $0) } && text.allSatisfy { clockMarks.contains($0) } ? .time : nil
    }

    private static let weekdays: Set<String> = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    private static let months: Set<String> = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "january", "february",
        "march", "april", "june", "july", "august", "september", "october", "november", "december",
    ]
    private static let zones: Set<String> = [
        "utc", "gmt", "pst", "pdt", "est", "edt", "cst", "cdt", "cet", "cest", "am", "pm",
    ]
    private static let dateMarks = ByteSet("0123456789:.,/Z+-")

    /// Where a date ends that is written in words and begins with `first`: `Fri Jun 17 07:07:00 2005`, `17 June 2005`.
    static func date(_ line: Bytes, _ first: Bytes) -> Int? {
        guard first.first?.isUpper == true || first.first?.isDigit == true, first.count < 10 else { return nil }
        var (end, rest) = (first.startIndex, line[first.startIndex...])
        var (hasMonth, hasDay) = (false, false)
        while !rest.isEmpty {
            let word = rest.prefix { !$0.isBlank && $0 != UInt8(ascii: ")") && $0 != UInt8(ascii: "]") }
            let name = word.prefix(while: \.isLetter).lowerText
            if months.contains(name), !hasMonth {
                hasMonth = true
            } else if word.first?.isDigit == true, word.allSatisfy({ dateMarks.contains($0) }), word.count < 13 {
                hasDay = true
            } else if !(weekdays.contains(name) && !hasMonth || zones.contains(name) && hasMonth) {
                break
            }
            // Day or month come first, and at once.
            if hasDay, !hasMonth, end > first.startIndex { return nil }
            end = word.endIndex
            rest = line[end...].unindented
        }
        while end > first.startIndex,
            line[end - 1] == UInt8(ascii: ",") || line[end - 1] == dot || line[end - 1] == colon
        { end -= 1 }
        return hasMonth && hasDay ? end : nil
    }

    /// Whether a text begins in a shape, in which `0` stands for any digit.
    private static func begins(_ text: Bytes, _ shape: [UInt8]) -> Bool {
        text.count >= shape.count
            && zip(text, shape).allSatisfy { $1 == UInt8(ascii: "0") ? $0.isDigit : $0 == $1 }
    }

    // MARK: Addresses

    private static let topDomains: Set<String> = [
        "com", "org", "net", "io", "dev", "ai", "local", "internal", "cloud", "app", "co", "svc", "edu", "gov", "sh",
        "localdomain", "lan", "test", "example",
    ]
    private static let hostMarks = ByteSet(".-_")

    static func address(_ text: Bytes) -> MaskKind? {
        if text.contains("://") { return .url }
        if let at = text.firstIndex(of: UInt8(ascii: "@")), text.contains(dot), at > text.startIndex {
            return .address
        }
        let colons = text.count { $0 == colon }
        if colons > 2, !text.contains(dot), text.allSatisfy({ $0 == colon || $0.isHexDigit }) {
            return colons > 3 || text.contains("::") ? .address : nil
        }
        guard colons < 2 else { return nil }
        let host = text.prefix { $0 != colon }
        let port = text[host.endIndex...].dropFirst()
        let hasPort = (2...5).contains(port.count) && port.allSatisfy(\.isDigit)
        guard colons == 0 || hasPort, !host.contains(slash) else { return nil }
        return address(host: host, hasPort: hasPort) ? .address : nil
    }

    private static func address(host: Bytes, hasPort: Bool) -> Bool {
        let labels = host.split(separator: dot)
        if labels.count == 4, labels.allSatisfy(isOctet) { return true }
        if host.equals("localhost") { return true }
        guard host.allSatisfy({ $0.isLetter || $0.isDigit || hostMarks.contains($0) }), host.contains(where: \.isLetter)
        else { return false }
        if hasPort { return !hasExtension(host) }
        guard labels.count > 1, let last = labels.last else { return false }
        // A country's two letters end a name of several parts.
        let isCountry = labels.count > 2 && last.count == 2 && last.allSatisfy(\.isLower)
        guard isCountry || topDomains.contains(last.lowerText) else { return false }
        return !hasExtension(host)
    }

    private static func isOctet(_ label: Bytes) -> Bool {
        label.count <= 3 && label.allSatisfy(\.isDigit) && (Int(label.text) ?? 256) < 256
    }

    // MARK: Paths

    private static let extensions: Set<String> = [
        "py", "sh", "js", "ts", "json", "jsonl", "txt", "c", "h", "cpp", "cc", "so", "go", "rs", "rb", "java", "class",
        "jar", "yaml", "yml", "toml", "cfg", "ini", "md", "csv", "log", "pyc", "ipynb", "tar", "gz", "zip", "whl",
        "sql", "db", "sqlite", "pt", "bin", "exe", "dll", "html", "xml", "lock", "env", "pem", "pcap", "php", "pl",
        "ml",
        "hs", "swift", "out", "o", "a", "conf", "service", "sock", "tsx", "jsx", "mjs", "cjs", "png", "jpg", "pdf",
        "parquet", "npy",
    ]
    private static let longestExtension = 8

    private static func hasExtension(_ text: Bytes) -> Bool {
        guard let at = text.lastIndex(of: dot), at != text.startIndex, text.endIndex - at <= longestExtension + 1
        else { return false }
        return extensions.contains(text[(at + 1)...].lowerText)
    }

    private static let beginnings: [StaticString] = ["/", "./", "../", "~/", "\\\\"]
    private static let nameMarks = ByteSet("0123456789-.")

    static func path(_ text: Bytes) -> MaskKind? {
        if beginnings.contains(where: text.has(prefix:)) || text.dropFirst().has(prefix: ":\\") { return .path }
        let name = text.prefix { $0 != colon }
        if hasExtension(name) { return .path }
        if text.has(prefix: "test"), text.contains("::") { return .path }
        guard name.contains(slash), !name.lowerText.hasPrefix("http/"), !name.isNumber else { return nil }
        // `and/or`, `I/O`, `read/write` are words; `org/image:tag` and `a/b/c` are places.
        return name.split(separator: slash).count > 2 || text.contains(colon) || name.contains(anyOf: nameMarks)
            ? .path : nil
    }
}
