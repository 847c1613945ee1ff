#if canImport(Glibc)
    import Glibc
#endif

/// Why a text is not JSON, and where.
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was wrong, as a short phrase: `unexpected end`, `expected a value`.
    package var reason: String
    /// Byte offset of the fault from the start of the text.
    package var offset: Int

    package init(reason: String, offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    package var description: String { "\(reason) at byte \(offset)" }
}

/// A JSON reader that survives what real producers write: lone surrogates and invalid UTF-8 become U+FFFD, raw control
/// characters and NUL are kept, `NaN` and `Infinity` are numbers, a byte order mark is skipped.
///
/// Nesting below `maximumDepth` is kept as a string of its raw text, so no document can exhaust the stack.
package struct JSONParser {
    /// Levels of nesting that are taken apart; what lies deeper is kept as text.
    package static let maximumDepth = 256

    /// How a text is read.
    package struct Options: Sendable {
        /// A text that ends early is closed where it ends instead of failing, and what follows the value is not looked at.
        package var repairing = false
        /// Strings of more than `abridgedLength` bytes keep their beginning and their end, with `…` between.
        package var abridging = false
        /// Keys whose values are skipped and read as `null`, wherever they occur: arrays of numbers that nobody shows.
        package var omitting: Set<String> = []

        package init(repairing: Bool = false, abridging: Bool = false, omitting: Set<String> = []) {
            self.repairing = repairing
            self.abridging = abridging
            self.omitting = omitting
        }
    }

    /// Bytes of a string that abridging leaves alone; of a longer one, half of that from each end.
    package static let abridgedLength = 1 << 13

    private let bytes: UnsafeRawBufferPointer
    private var at = 0
    private let options: Options
    private var repairing: Bool { options.repairing }

    private init(_ bytes: UnsafeRawBufferPointer, options: Options) {
        self.bytes = bytes
        self.options = options
    }

    /// Reads one JSON value that fills the text. With `repairing`, a torn text yields what could be read of it, and what
    /// follows the value is not looked at.
    package static func parse(_ bytes: UnsafeRawBufferPointer, repairing: Bool = false) throws(JSONError) -> JSONValue {
        try parse(bytes, options: Options(repairing: repairing))
    }

    /// Reads one JSON value that fills the text, as the options say.
    package static func parse(_ bytes: UnsafeRawBufferPointer, options: Options) throws(JSONError) -> JSONValue {
        var parser = JSONParser(bytes, options: options)
        parser.skipByteOrderMark()
        let value = try parser.value(depth: 0)
        parser.skipSpace()
        if !options.repairing, parser.at < bytes.count { throw parser.fault("unexpected text after the value") }
        return value
    }

    /// Reads one JSON value from an array of bytes. See `parse(_:repairing:)` for raw bytes.
    package static func parse(_ bytes: [UInt8], repairing: Bool = false) throws(JSONError) -> JSONValue {
        let result = bytes.withUnsafeBytes { raw in
            Result { () throws(JSONError) in try parse(raw, repairing: repairing) }
        }
        return try result.get()
    }

    /// Reads one JSON value from a string.
    package static func parse(_ text: String, repairing: Bool = false) throws(JSONError) -> JSONValue {
        try parse(Array(text.utf8), repairing: repairing)
    }

    private func fault(_ reason: String) -> JSONError { JSONError(reason: reason, offset: at) }

    private mutating func skipByteOrderMark() {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { at = 3 }
    }

    private mutating func skipSpace() {
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09 {
            at += 1
        }
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        skipSpace()
        guard at < bytes.count else {
            if repairing { return .null }
            throw fault("unexpected end")
        }
        switch bytes[at] {
        case UInt8(ascii: "{"): return depth < Self.maximumDepth ? try object(depth: depth) : rawText()
        case UInt8(ascii: "["): return depth < Self.maximumDepth ? try array(depth: depth) : rawText()
        case UInt8(ascii: "\""): return .string(try string())
        default: return try scalar()
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        at += 1
        var members: [JSONObject.Member] = []
        while true {
            skipSpace()
            guard at < bytes.count else {
                if repairing { break }
                throw fault("unexpected end of an object")
            }
            if bytes[at] == UInt8(ascii: "}") {
                at += 1
                break
            }
            if bytes[at] == UInt8(ascii: ","), !members.isEmpty {
                at += 1
                continue
            }
            guard bytes[at] == UInt8(ascii: "\"") else { throw fault("expected a key") }
            let key = try string()
            skipSpace()
            guard at < bytes.count else {
                if repairing { break }
                throw fault("unexpected end of an object")
            }
            guard bytes[at] == UInt8(ascii: ":") else { throw fault("expected ':'") }
            at += 1
            members.append(.init(key: key, value: try value(of: key, depth: depth + 1)))
        }
        return .object(JSONObject(members: members))
    }

    private mutating func value(of key: String, depth: Int) throws(JSONError) -> JSONValue {
        guard !options.omitting.isEmpty, options.omitting.contains(key) else { return try value(depth: depth) }
        skipSpace()
        at = JSONBytes.endOfValue(bytes, start: at, limit: bytes.count) ?? bytes.count
        return .null
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        at += 1
        var values: [JSONValue] = []
        while true {
            skipSpace()
            guard at < bytes.count else {
                if repairing { break }
                throw fault("unexpected end of an array")
            }
            if bytes[at] == UInt8(ascii: "]") {
                at += 1
                break
            }
            if bytes[at] == UInt8(ascii: ","), !values.isEmpty {
                at += 1
                continue
            }
            values.append(try value(depth: depth + 1))
        }
        return .array(values)
    }

    private mutating func scalar() throws(JSONError) -> JSONValue {
        let start = at
        scan: while at < bytes.count {
            switch bytes[at] {
            case 0x20, 0x0A, 0x0D, 0x09, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":"),
                UInt8(ascii: "\""), UInt8(ascii: "["), UInt8(ascii: "{"):
                break scan
            default: at += 1
            }
        }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        switch text {
        case "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "NaN", "Infinity", "-Infinity": return .number(text)
        default:
            guard let first = text.utf8.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first),
                Double(text) != nil
            else {
                if repairing, at == bytes.count { return .null }
                at = start
                throw fault("expected a value")
            }
            return .number(text)
        }
    }

    /// What lies too deep: skipped by counting brackets outside strings, and kept as the text that it is.
    private mutating func rawText() -> JSONValue {
        let start = at
        at = JSONBytes.endOfValue(bytes, start: start, limit: bytes.count) ?? bytes.count
        return .string(String(decoding: bytes[start..<at], as: UTF8.self))
    }

    private mutating func string() throws(JSONError) -> String {
        let start = at + 1
        let found = JSONBytes.endOfString(bytes, start: start, position: start, limit: bytes.count)
        guard found != nil || repairing else {
            at = bytes.count
            throw fault("unexpected end of a string")
        }
        at = found ?? bytes.count
        let content = start..<max(start, found.map { $0 - 1 } ?? at)
        guard options.abridging, content.count > Self.abridgedLength else { return text(content) }
        let half = Self.abridgedLength / 2
        let head = text(boundary(content.lowerBound + half, content), from: content.lowerBound)
        return head + "…" + text(content.upperBound, from: boundary(content.upperBound - half, content))
    }

    private func text(_ end: Int, from start: Int) -> String { text(start..<max(start, end)) }

    /// A place near `position` where a string may be cut: in front of a character, and not within an escape.
    private func boundary(_ position: Int, _ content: Range<Int>) -> Int {
        var cut = position
        // An escape is at most six bytes, and a pair of surrogates twelve.
        if let escape = (max(content.lowerBound, cut - 12)..<cut).first(where: { bytes[$0] == UInt8(ascii: "\\") }) {
            cut = escape
            while cut > content.lowerBound, bytes[cut - 1] == UInt8(ascii: "\\") { cut -= 1 }
        }
        while cut > content.lowerBound, bytes[cut] & 0xC0 == 0x80 { cut -= 1 }
        return cut
    }

    /// The text between quotes: as it is where nothing is escaped, else with runs between the escapes copied whole.
    private func text(_ range: Range<Int>) -> String {
        guard let base = bytes.baseAddress, !range.isEmpty else { return "" }
        let slice = UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
        guard var next = Self.backslash(slice, from: 0) else { return String(decoding: slice, as: UTF8.self) }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(slice.count)
        var escapes = EscapeReader(bytes: slice)
        var copied = 0
        while true {
            decoded.append(contentsOf: slice[copied..<next])
            escapes.at = next + 1
            escapes.read(into: &decoded)
            copied = min(escapes.at, slice.count)
            guard let found = Self.backslash(slice, from: copied) else { break }
            next = found
        }
        decoded.append(contentsOf: slice[copied...])
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func backslash(_ slice: UnsafeRawBufferPointer, from start: Int) -> Int? {
        // Text of programs has an escape every few dozen bytes: a short look saves the call.
        let near = min(start + 16, slice.count)
        for index in start..<near where slice[index] == UInt8(ascii: "\\") { return index }
        guard near < slice.count, let base = slice.baseAddress,
            let hit = memchr(base + near, Int32(UInt8(ascii: "\\")), slice.count - near)
        else { return nil }
        return UnsafeRawPointer(hit) - base
    }
}

/// Reads what follows a backslash in a string.
private struct EscapeReader {
    let bytes: UnsafeRawBufferPointer
    var at = 0

    /// Reads one escape. One that JSON does not know stands for itself, backslash kept.
    mutating func read(into text: inout [UInt8]) {
        guard at < bytes.count else { return }
        let byte = bytes[at]
        at += 1
        switch byte {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "u"): unicodeEscape(into: &text)
        default: text += [UInt8(ascii: "\\"), byte]
        }
    }

    private mutating func unicodeEscape(into text: inout [UInt8]) {
        guard let first = hexadecimal() else {
            text += Array("\u{FFFD}".utf8)
            return
        }
        var code = UInt32(first)
        if (0xD800..<0xDC00).contains(first), at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
            bytes[at + 1] == UInt8(ascii: "u")
        {
            let back = at
            at += 2
            if let second = hexadecimal(), (0xDC00..<0xE000).contains(second) {
                code = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
            } else {
                at = back
            }
        }
        text += Array(String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
    }

    private mutating func hexadecimal() -> UInt16? {
        guard at + 4 <= bytes.count else {
            at = bytes.count
            return nil
        }
        var value: UInt16 = 0
        for index in at..<(at + 4) {
            let byte = bytes[index]
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt16(byte - 0x30)
            case 0x41...0x46: value = value << 4 | UInt16(byte - 0x37)
            case 0x61...0x66: value = value << 4 | UInt16(byte - 0x57)
            default: return nil
            }
        }
        at += 4
        return value
    }
}
