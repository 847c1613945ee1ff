/// Picks the line of an error text that says what went wrong: the exception at the end of a traceback, the error among
/// progress and stack frames.
enum RootErrorLine {
    /// Lines between two that say as much, for both to tell of one failure: the first of them is its reason.
    private static let farthest = 12

    /// The line that says most, without colours and without the wrappers before an exception's name: of several that say as
    /// much the first of the last that stand together, as what follows a failure often follows from it.
    static func line(of text: String) -> Bytes {
        let lines = PlainError.bytes(of: text).split(whereSeparator: \.isLineBreak)
            .map(\.trimmedEnd).filter { !$0.isEmpty }
        guard let first = lines.first else { return [] }
        if lines.count == 1 { return unwrapped(first) }
        if let exception = lastException(lines) { return unwrapped(exception) }
        var best = (place: 0, score: Int.min)
        var last = 0
        for (place, line) in lines.enumerated() {
            let score = LineSense.score(line) + (place == 0 ? 1 : 0)
            if score > best.score || score == best.score && place - last > farthest { best = (place, score) }
            if score == best.score { last = place }
        }
        return unwrapped(lines[best.place])
    }

    /// Whether no line of a text says more than that something failed.
    static func isHollow(_ text: String) -> Bool {
        PlainError.bytes(of: text).split(whereSeparator: \.isLineBreak).allSatisfy { LineSense($0).isHollow }
    }

    /// The exception that ends the last traceback: a line at the margin that starts with an exception's name.
    private static func lastException(_ lines: [Bytes]) -> Bytes? {
        guard let start = lines.lastIndex(where: { $0.contains("Traceback (most recent call last)") }) else {
            return nil
        }
        return lines[(start + 1)...].last { line in
            guard line.first?.isBlank == false else { return false }
            let name = line.prefix { $0 != UInt8(ascii: ":") && !$0.isBlank }
            return ExceptionName.matches(name)
                || line.dropFirst(name.count).first == UInt8(ascii: ":") && name.contains(where: \.isUpper)
        }
    }

    /// Cuts what stands before the first exception's name: `agent failed: openai.RateLimitError: ...`.
    private static func unwrapped(_ line: Bytes) -> Bytes {
        var line = line.unindented
        if line.has(prefix: "E  ") { line = line.dropFirst().unindented }
        var at = line.startIndex
        while let colon = line[at...].firstIndex(of: UInt8(ascii: ":")) {
            let before = line[at..<colon].trimmedEnd
            let name = before[(before.lastIndex(where: \.isBlank).map { $0 + 1 } ?? at)...]
            let after = colon + 1
            if ExceptionName.matches(name), after == line.endIndex || line[after].isBlank {
                return line[name.startIndex...]
            }
            at = after
        }
        // `agent died: MemoryError`
        let last = line[at...].unindented
        return ExceptionName.matches(last) ? last : line
    }
}

/// An error text as plain bytes: of bounded length, without colours, and with the usual quotes for fine ones.
enum PlainError {
    /// Longer texts are read from both ends: what fails says so first or last, and builds last, within so much.
    private static let (start, end) = (8_192, 65_536)

    static func bytes(of text: String) -> [UInt8] {
        var text = text
        return text.withUTF8 { utf8 in
            var kept: [UInt8] = []
            guard utf8.count > start + end else {
                append(UnsafeBufferPointer(rebasing: utf8[...]), to: &kept)
                return kept
            }
            append(UnsafeBufferPointer(rebasing: utf8.prefix(start)), to: &kept)
            kept.append(0x0A)
            // A line is read whole, or not.
            append(UnsafeBufferPointer(rebasing: utf8.suffix(end).drop { !$0.isLineBreak }), to: &kept)
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
