/// The lines of a text that are shown while it is folded: its beginning and its end, with what lies between counted.
package struct Excerpt: Hashable, Sendable {
    /// The lines shown, in order.
    package var head: [Substring]
    package var hiddenLines: Int
    package var hiddenBytes: Int
    package var tail: [Substring]

    /// Takes `head` lines from the beginning and `tail` from the end of a text; all of it, where that is (nearly) all or
    /// where `head` is nil. What is hidden is counted, never cut up.
    package init(_ text: String, head: Int?, tail: Int) {
        let breaks = Self.breaks(text)
        let count = breaks.count + 1
        guard let head, count > head + tail + 2 else {
            self.head = Self.lines(0..<count, of: text, breaks)
            hiddenLines = 0
            hiddenBytes = 0
            self.tail = []
            return
        }
        self.head = Self.lines(0..<head, of: text, breaks)
        self.tail = Self.lines((count - tail)..<count, of: text, breaks)
        hiddenLines = count - head - tail
        let end = tail == 0 ? text.utf8.count : breaks[count - tail - 1]
        hiddenBytes = end - (head == 0 ? 0 : breaks[head - 1])
    }

    /// UTF-8 offsets of the line feeds.
    private static func breaks(_ text: String) -> [Int] {
        var text = text
        return text.withUTF8 { bytes in
            var offsets: [Int] = []
            for at in bytes.indices where bytes[at] == 0x0A { offsets.append(at) }
            return offsets
        }
    }

    private static func lines(_ range: Range<Int>, of text: String, _ breaks: [Int]) -> [Substring] {
        let utf8 = text.utf8
        return range.map { line in
            let start = line == 0 ? 0 : breaks[line - 1] + 1
            let end = line < breaks.count ? breaks[line] : utf8.count
            let from = utf8.index(utf8.startIndex, offsetBy: start)
            return Substring(utf8[from..<utf8.index(from, offsetBy: max(0, end - start))])
        }
    }
}
