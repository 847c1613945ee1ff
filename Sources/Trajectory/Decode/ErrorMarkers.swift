import Wire

/// How a failure is told from a text, where the producer has no field for it. Conservative: a marker counts where tools
/// write it, at the head or at the very end of a result, and never in the middle of what a tool printed.
enum ErrorMarkers {
    /// Markers that are followed by an exit code, and where they stand.
    private struct Marker {
        let text: String
        let place: Place
    }

    private enum Place { case head, lineAtEnd }

    /// | where | marker | written by |
    private static let exitCodes = [
        Marker(text: "exit code: ", place: .lineAtEnd),  // qwen-code, gemini-cli
        Marker(text: "exit code ", place: .head),  // claude-code
        Marker(text: "exit code: ", place: .head),  // shells behind tools
        Marker(text: "exit status: ", place: .lineAtEnd),
        Marker(text: "<returncode>", place: .head),  // mini-swe-agent
        Marker(text: "<exit_code>", place: .lineAtEnd),  // claude-code background tasks
        Marker(text: "[the command completed with exit code ", place: .lineAtEnd),  // OpenHands
        Marker(text: "process exited with code ", place: .head),  // Codex
        Marker(text: "process exited with code ", place: .lineAtEnd),
    ]

    /// Beginnings that tools give to nothing but a failure.
    private static let heads = ["<tool_use_error>", "traceback (most recent call last)"]

    private static let traceback = "Traceback (most recent call last)"

    /// Stop reasons that mean that the model, or its provider, refused (`OPENAI.md 5`).
    private static let refusals: Set<String> = [
        "content_filter", "refusal", "safety", "prohibited_content", "blocklist", "spii", "image_safety",
    ]

    static func isRefusal(stopReason: String?) -> Bool {
        stopReason.map { refusals.contains($0.lowercased()) } ?? false
    }

    private static let headSize = 256
    private static let tailSize = 2048

    /// Whether the text of a result says that its tool failed.
    static func failed(_ text: String) -> Bool {
        let utf8 = text.utf8
        guard !utf8.isEmpty else { return false }
        let head = String(decoding: utf8.prefix(headSize), as: UTF8.self).trimmed.lowercased()
        if heads.contains(where: head.hasPrefix) { return true }
        let tail = String(decoding: utf8.suffix(tailSize), as: UTF8.self)
        for marker in exitCodes {
            let code =
                marker.place == .head ? code(after: marker.text, head: head) : code(after: marker.text, tail: tail)
            if let code, code != 0 { return true }
        }
        return endsInTraceback(tail)
    }

    private static func code(after marker: String, head: String) -> Int? {
        guard head.hasPrefix(marker) else { return nil }
        return number(head.dropFirst(marker.count))
    }

    /// The code in one of the last lines, where such a line begins with the marker.
    private static func code(after marker: String, tail: String) -> Int? {
        for line in tail.split(separator: "\n").suffix(6) {
            let bare = String(line.prefix(64)).trimmed.lowercased()
            if bare.hasPrefix(marker) { return number(bare.dropFirst(marker.count)) }
        }
        return nil
    }

    private static func number(_ text: Substring) -> Int? {
        Int(text.prefix { $0 == "-" || $0.isASCII && $0.isNumber })
    }

    /// Whether a Python traceback is the last thing printed: behind it come its indented lines and one line of the error.
    private static func endsInTraceback(_ tail: String) -> Bool {
        let lines = tail.split(separator: "\n", omittingEmptySubsequences: true)
        guard let last = lines.last, let first = last.utf8.first, first > 0x20 else { return false }
        let start = lines.lastIndex { $0.hasPrefix(traceback) }
        guard let start, start + 1 < lines.count else { return false }
        let between = lines[(start + 1)..<(lines.count - 1)]
        return between.allSatisfy { $0.utf8.first.map { $0 <= 0x20 } ?? true } && isError(last)
    }

    /// `ValueError: ...`, `requests.exceptions.HTTPError`, `KeyboardInterrupt`.
    private static func isError(_ line: Substring) -> Bool {
        let name = line.prefix { $0 != ":" }
        return !name.isEmpty
            && name.utf8.allSatisfy { byte in
                byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte)
                    || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            }
    }
}
