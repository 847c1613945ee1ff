#if canImport(Glibc)
    import Glibc
#endif

/// Whether a text was said already: as whole lines of another, since a number or a word is in many texts by chance.
enum LineDeduplication {
    /// Whether `text`, without blanks around it, is the same as `known`, or one or more of its lines.
    static func have(_ text: String, in known: String) -> Bool {
        if text.isEmpty || text == known { return true }
        guard text.utf8.count <= known.utf8.count else { return false }
        var (text, known) = (text, known)
        return known.withUTF8 { known in text.withUTF8 { text in hasLines(text, in: known) } }
    }

    /// Bytes that tell most lines apart.
    private static let shortest = 64
    /// Lines that begin alike and are compared to the end: a text that was made of alike lines costs no more than that.
    private static let mostCompared = 256

    private static func hasLines(_ text: UnsafeBufferPointer<UInt8>, in known: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = known.baseAddress, let wanted = text.baseAddress else { return false }
        var (at, compared) = (0, 0)
        while at + text.count <= known.count {
            if known[at] <= 0x20 {
                at += 1
                continue
            }
            if memcmp(start + at, wanted, min(text.count, shortest)) == 0 {
                compared += text.count > shortest ? 1 : 0
                guard compared <= mostCompared else { return false }
                let isSame = memcmp(start + at, wanted, text.count) == 0
                if isSame, endsLine(known[(at + text.count)...]) { return true }
            }
            guard let end = memchr(start + at, Int32(UInt8(ascii: "\n")), known.count - at) else { return false }
            at = UnsafeRawPointer(end) - UnsafeRawPointer(start) + 1
        }
        return false
    }

    private static func endsLine(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let next = rest.first { $0 > 0x20 || $0 == UInt8(ascii: "\n") }
        return next == nil || next == UInt8(ascii: "\n")
    }
}
