import Wire

/// How a failure is told from a text, where the producer has no field for it. Conservative: a marker counts where tools
/// write it, at the head or in one of the last lines of a result, and never in the middle of what a tool printed.
package enum ErrorMarkers {
    private enum Place { case head, firstLines, lastLines }

    /// Texts that are followed by an exit code, in any case; another code than 0 is a failure.
    private static let exitCodes: [(marker: StaticString, place: Place)] = [
        ("exit code ", .head),  // claude-code
        ("exit code: ", .head),
        ("exit code: ", .lastLines),  // qwen-code, gemini-cli
        ("exit status: ", .lastLines),
        ("<returncode>", .head),  // mini-swe-agent
        ("<exit_code>", .lastLines),  // claude-code, of a task in the background
        ("[the command completed with exit code ", .lastLines),  // OpenHands
        ("process exited with code ", .firstLines),  // Codex
        ("process exited with code ", .lastLines),
    ]

    /// Beginnings that tools give to nothing but a failure.
    private static let heads: [StaticString] = ["<tool_use_error>"]

    private static let traceback: StaticString = "traceback (most recent call last)"

    /// Stop reasons that mean that the model, or its provider, refused (`Trajectory.docc/Refusals-and-errors`).
    private static let refusals: Set<String> = [
        "content_filter", "content-filter", "refusal", "safety", "blocked", "prohibited_content", "blocklist", "spii",
        "image_safety",
    ]

    /// Whether a stop reason is a refusal.
    package static func isRefusal(stopReason: String?) -> Bool {
        stopReason.map { refusals.contains($0.lowercased()) } ?? false
    }

    /// Bytes from each end that are looked at: less than what abridging leaves of a long text.
    private static let window = 2048
    private static let lastLineCount = 6

    /// Whether the text of a result says that its tool failed.
    static func failed(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { failed(UnsafeRawBufferPointer($0)) }
    }

    private static func failed(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let head = TextLine(bytes, bytes.indices.prefix(window))
        if heads.contains(where: head.begins) || exitCode(head, at: .head) { return true }
        let first = bytes.prefix(window).split(separator: UInt8(ascii: "\n"), maxSplits: lastLineCount).prefix(
            lastLineCount)
        if first.contains(where: { exitCode(TextLine(bytes, $0.indices), at: .firstLines) }) { return true }
        let lines = lastLines(bytes)
        return lines.suffix(lastLineCount).contains { exitCode($0, at: .lastLines) } || endsInTraceback(lines)
    }

    private static func exitCode(_ line: TextLine, at place: Place) -> Bool {
        exitCodes.contains { code in
            code.place == place && line.begins(code.marker) && line.isNonZeroNumber(at: code.marker.utf8CodeUnitCount)
        }
    }

    /// The lines at the end of the text that are not empty, in order; the first one may be the end of a longer one.
    private static func lastLines(_ bytes: UnsafeRawBufferPointer) -> [TextLine] {
        let start = max(0, bytes.count - window)
        var lines: [TextLine] = []
        var begin = start
        for at in start...bytes.count where at == bytes.count || bytes[at] == UInt8(ascii: "\n") {
            let line = TextLine(bytes, begin..<at)
            if !line.isEmpty { lines.append(line) }
            begin = at + 1
        }
        return lines
    }

    /// Whether a Python traceback is the last thing printed: behind its first line come indented lines and then the
    /// error.
    private static func endsInTraceback(_ lines: [TextLine]) -> Bool {
        guard let last = lines.last, last.indent == 0, last.namesAnError else { return false }
        let frames = lines.dropLast().reversed().prefix { $0.indent > 0 }
        guard !frames.isEmpty, let first = lines.dropLast(frames.count + 1).last else { return false }
        return first.begins(traceback)
    }
}

/// A line of a text, by its bytes: lines are told apart many times for every result, and characters are slow.
private struct TextLine {
    let bytes: UnsafeRawBufferPointer
    /// Without the blanks around it.
    let range: Range<Int>
    /// Blanks in front of it.
    let indent: Int

    init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
        self.bytes = bytes
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, bytes[start] <= 0x20 { start += 1 }
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        self.range = start..<end
        indent = start - range.lowerBound
    }

    var isEmpty: Bool { range.isEmpty }

    /// Whether the line begins with this text, which is in small letters, in any case.
    func begins(_ marker: StaticString) -> Bool {
        guard range.count >= marker.utf8CodeUnitCount else { return false }
        for index in 0..<marker.utf8CodeUnitCount {
            let byte = bytes[range.lowerBound + index]
            let small = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            if small != marker.utf8Start[index] { return false }
        }
        return true
    }

    func isNonZeroNumber(at offset: Int) -> Bool {
        let text = bytes[(range.lowerBound + offset)..<range.upperBound].prefix(12)
        let digits = (text.first == UInt8(ascii: "-") ? text.dropFirst() : text).prefix { (0x30...0x39).contains($0) }
        return !digits.isEmpty && digits.contains { $0 != 0x30 }
    }

    /// `ValueError: ...`, `requests.exceptions.HTTPError`, `KeyboardInterrupt`.
    var namesAnError: Bool {
        let name = bytes[range].prefix { $0 != UInt8(ascii: ":") }
        return !name.isEmpty
            && name.allSatisfy { byte in
                byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte)
                    || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            }
    }
}
