#if canImport(Glibc)
    import Glibc
#endif

/// Encodings of JSON other than UTF-8 that producers write, told from the first bytes: by their mark, or by where the zeros
/// stand, since JSON begins with two characters of ASCII.
package enum TextEncoding: String, Sendable {
    case utf16 = "UTF-16"
    case utf32 = "UTF-32"
    case utf16Little = "UTF-16LE"
    case utf16Big = "UTF-16BE"
    case utf32Little = "UTF-32LE"
    case utf32Big = "UTF-32BE"

    package init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 4 else { return nil }
        switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
        case (0xFF, 0xFE, 0, 0), (0, 0, 0xFE, 0xFF): self = .utf32
        case (0xFF, 0xFE, _, _), (0xFE, 0xFF, _, _): self = .utf16
        case (1..., 0, 0, 0): self = .utf32Little
        case (0, 0, 0, 1...): self = .utf32Big
        case (1..., 0, 1..., 0): self = .utf16Little
        case (0, 1..., 0, 1...): self = .utf16Big
        default: return nil
        }
    }

    private var width: Int {
        switch self {
        case .utf16, .utf16Little, .utf16Big: 2
        case .utf32, .utf32Little, .utf32Big: 4
        }
    }

    /// The text as UTF-8, in a store of its own; nil where there is no room for it.
    func converted(_ bytes: UnsafeRawBufferPointer) -> ByteStore? {
        guard let store = ByteStore(capacity: max(bytes.count / width * 4, 1)) else { return nil }
        let isBig = self == .utf16Big || self == .utf32Big || rawValue.count == 6 && [0xFE, 0].contains(bytes[0])
        func unit(_ at: Int) -> UInt32 {
            (0..<width).reduce(0) { $0 << 8 | UInt32(bytes[at + (isBig ? $1 : width - 1 - $1)]) }
        }
        var piece: [UInt8] = []
        var at = 0
        while at + width <= bytes.count {
            var scalar = unit(at)
            at += width
            if width == 2, scalar & 0xFC00 == 0xD800, at + 2 <= bytes.count, unit(at) & 0xFC00 == 0xDC00 {
                scalar = 0x10000 + (scalar & 0x3FF) << 10 + unit(at) & 0x3FF
                at += 2
            }
            if scalar == 0xFEFF, piece.isEmpty, store.count == 0 { continue }
            piece.append(contentsOf: String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8)
            if piece.count > 1 << 16 || at + width > bytes.count {
                guard store.append(piece) else { return nil }
                piece = []
            }
        }
        return store
    }
}

extension ByteStore {
    /// The same document as UTF-8 JSON: another encoding is converted, and JSON that was written as strings of JSON is taken
    /// out of them. Most stores are that already, which their first bytes tell.
    package var plain: ByteStore {
        var store = self
        if let converted = withBytes({ bytes in TextEncoding(bytes)?.converted(bytes) }) { store = converted }
        // Twice is met; more often is a mistake that nobody makes.
        for _ in 0..<2 {
            guard let inner = store.withBytes(QuotedJSON.opened) else { break }
            store = inner
        }
        return store.withBytes(QuotedJSON.inlined) ?? store
    }
}

/// JSON within strings: a whole document, each of its lines, or each element of its list.
private enum QuotedJSON {
    /// What the strings hold, one a line; nil where the text does not begin with such a string.
    static func opened(_ bytes: UnsafeRawBufferPointer) -> ByteStore? {
        guard var at = first(bytes, from: 0) else { return nil }
        if bytes[at] == UInt8(ascii: "["), let inner = first(bytes, from: at + 1) { at = inner }
        guard bytes[at] == JSONBytes.quote, holdsJSON(bytes, at), let store = ByteStore(capacity: bytes.count + 1)
        else {
            return nil
        }
        while at < bytes.count {
            guard bytes[at] == JSONBytes.quote else {
                at += 1
                continue
            }
            let end = JSONBytes.endOfString(bytes, start: at + 1, position: at + 1, limit: bytes.count)
            let content = (at + 1)..<(end.map { $0 - 1 } ?? bytes.count)
            store.append(
                Array(EscapedText(UnsafeRawBufferPointer(rebasing: bytes[content])).text.utf8) + [JSONBytes.newline])
            at = end ?? bytes.count
        }
        return store
    }

    /// Members that hold what was said, in tables of which a column is JSON.
    private static let columns: Set<String> = [
        "messages", "trajectory", "history", "conversation", "conversations", "steps", "traj", "prompt", "completion",
        "request", "response", "body", "events", "transcript", "input", "output", "inputs", "outputs", "data", "turns",
    ]

    /// The text with such members as what they hold; nil where the first object has none.
    static func inlined(_ bytes: UnsafeRawBufferPointer) -> ByteStore? {
        guard var at = first(bytes, from: 0) else { return nil }
        if bytes[at] == UInt8(ascii: "["), let inner = first(bytes, from: at + 1) { at = inner }
        guard bytes[at] == UInt8(ascii: "{"), !quoted(bytes, at..<min(at + (1 << 16), bytes.count)).isEmpty,
            let store = ByteStore(capacity: bytes.count + 1)
        else { return nil }
        var copied = 0
        func copy(upTo end: Int) {
            store.append(UnsafeRawBufferPointer(rebasing: bytes[copied..<end]))
            copied = end
        }
        while at < bytes.count {
            guard bytes[at] == UInt8(ascii: "{") else {
                at += 1
                continue
            }
            for range in quoted(bytes, at..<bytes.count)
            where range.count > 1 && bytes[range.upperBound - 1] == JSONBytes.quote {
                let inside = UnsafeRawBufferPointer(rebasing: bytes[(range.lowerBound + 1)..<(range.upperBound - 1)])
                let text = Array(EscapedText(inside).text.utf8)
                guard (try? JSONParser.parse(text)) != nil else { continue }
                copy(upTo: range.lowerBound)
                store.append(text.map { JSONBytes.newline == $0 ? 0x20 : $0 })
                copied = range.upperBound
            }
            at = JSONBytes.endOfValue(bytes, start: at, limit: bytes.count) ?? bytes.count
        }
        copy(upTo: bytes.count)
        return store
    }

    /// Such members of an object, the last one perhaps cut off; no more of a document is looked at than it takes to tell.
    private static func quoted(_ bytes: UnsafeRawBufferPointer, _ object: Range<Int>) -> [Range<Int>] {
        var walker = MemberWalker(bytes, object)
        var found: [Range<Int>] = []
        while let member = walker.next() {
            guard member.kind == .string, columns.contains(member.key),
                holdsJSON(bytes, member.range.lowerBound)
            else { continue }
            found.append(member.range)
        }
        return found
    }

    private static func first(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        bytes[min(start, bytes.count)...].prefix(1 << 12).firstIndex {
            !JSONBytes.isSpace($0) && ![0xEF, 0xBB, 0xBF].contains($0)
        }
    }

    /// Whether a string begins as an object, or as a list of objects, with a key in it.
    private static func holdsJSON(_ bytes: UnsafeRawBufferPointer, _ quote: Int) -> Bool {
        let head = EscapedText(UnsafeRawBufferPointer(rebasing: bytes[(quote + 1)..<min(quote + 64, bytes.count)])).text
        let text = head.utf8.filter { $0 > 0x20 }
        return text.starts(with: "{\"".utf8) || text.starts(with: "[{\"".utf8) || text.starts(with: "\"{".utf8)
            || text.starts(with: "\"[{".utf8)
    }
}

/// Counts what is no UTF-8 in a text that arrives in pieces.
package struct UTF8Check: Sendable {
    /// Sequences that are none.
    package private(set) var faults = 0
    private var position = 0

    package init() {}

    /// Looks at the bytes up to `end` that were not looked at before; a sequence that is cut off there waits for more.
    package mutating func check(_ bytes: UnsafeRawBufferPointer, upTo end: Int, isFinal: Bool) {
        guard let base = bytes.baseAddress else { return }
        while position < end {
            if position + 8 <= end,
                base.loadUnaligned(fromByteOffset: position, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                position += 8
                continue
            }
            let byte = bytes[position]
            let length = byte < 0x80 ? 1 : byte < 0xC2 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 0
            guard position + max(length, 1) <= end else {
                if isFinal { position = end }
                return
            }
            let isWhole = length > 0 && (1..<max(length, 1)).allSatisfy { bytes[position + $0] & 0xC0 == 0x80 }
            if !isWhole { faults += 1 }
            position += isWhole ? length : 1
        }
    }
}
