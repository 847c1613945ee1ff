import Glibc

/// The only way from bytes somebody else wrote to a terminal.
///
/// Controls and invisible characters become visible stand-ins (`␛`, `⟨9B⟩`, `⟨U+202E⟩`), so nothing is obeyed and nothing
/// is hidden. Clusters are cut down to what ncurses counts: joined emoji keep their first one, selectors and skin tones
/// go, more than three marks on a character go. What has no known width becomes U+FFFD. Cleaning twice changes nothing.
package enum Sanitize {
    /// One safe line. Line ends and tabs become a blank each.
    package static func line(_ text: some StringProtocol) -> String {
        var text = String(text)
        return text.withUTF8 { bytes in
            if ASCII.isPrintable(bytes) { return nil }
            var cleaner = Cleaner(tabs: .blank, capacity: bytes.count)
            for (index, line) in LineBytes(bytes).enumerated() {
                if index > 0 { cleaner.feed(blank: ()) }
                cleaner.feed(line)
            }
            return cleaner.take()
        } ?? text
    }

    /// Safe lines of a text; CRLF ends a line as LF does, tabs stop at every eighth column. The empty text is one line.
    package static func lines(_ text: String) -> [String] {
        var text = text
        return text.withUTF8 { bytes in
            var cleaner = Cleaner(tabs: .expanded)
            return LineBytes(bytes).map { line in
                if ASCII.isPrintable(line) { return String(decoding: line, as: UTF8.self) }
                defer { cleaner.newLine() }
                cleaner.feed(line)
                return cleaner.take()
            }
        }
    }

    /// Safe lines of a text with the colours it asked for in SGR sequences; every other escape sequence is shown.
    package static func spans(_ text: String, slot: ThemeSlot) -> [[Span]] {
        var text = text
        return text.withUTF8 { bytes in
            var reader = ANSIColorParser(slot: slot)
            return LineBytes(bytes).map { reader.line($0) }
        }
    }

    /// A text that may be pasted, and how many of its characters are stand-ins: controls, which would end the paste or be
    /// obeyed. All else is as it is; line ends are LF.
    package static func pasteable(_ text: String) -> (text: String, replaced: Int) {
        guard text.unicodeScalars.contains(where: { $0.isControl && $0 != "\n" && $0 != "\t" }) else {
            return (text, 0)
        }
        var made = String.UnicodeScalarView()
        var replaced = 0
        var last: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where last == "\r": break
            case "\r": made.append("\n")
            case _ where scalar.isControl && scalar != "\n" && scalar != "\t":
                made.append(contentsOf: line(String(scalar)).unicodeScalars)
                replaced += 1
            default: made.append(scalar)
            }
            last = scalar
        }
        return (String(made), replaced)
    }

    /// A text without the SGR sequences that `spans` takes for colours, and otherwise as it is: not safe to be drawn.
    package static func colourless(_ text: String) -> String {
        var text = text
        return text.withUTF8 { ANSIColorParser.colourless($0) } ?? text
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool { value < 0x20 || (0x7F..<0xA0).contains(value) }
}

extension Cleaner {
    /// Stands for a line end in a single line.
    fileprivate mutating func feed(blank: Void) {
        withUnsafePointer(to: UInt8(ascii: " ")) { feed(UnsafeBufferPointer(start: $0, count: 1)) }
    }
}

/// The lines of a text, without their ends: split at LF, a CR right before it goes too.
struct LineBytes: Sequence, IteratorProtocol {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var start: Int? = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func next() -> UnsafeBufferPointer<UInt8>? {
        guard let start else { return nil }
        let rest = UnsafeBufferPointer(rebasing: bytes[start...])
        guard let end = LineBytes.newline(in: rest) else {
            self.start = nil
            return rest
        }
        self.start = start + end + 1
        let isCRLF = end > 0 && rest[end - 1] == UInt8(ascii: "\r")
        return UnsafeBufferPointer(rebasing: rest[..<(isCRLF ? end - 1 : end)])
    }

    private static func newline(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let start = bytes.baseAddress, let hit = memchr(start, 0x0a, bytes.count) else { return nil }
        return hit - UnsafeMutableRawPointer(mutating: start)
    }
}
