#if canImport(Glibc)
    import Glibc
#endif

/// Why a text is not JSON, and where.
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was wrong, as a short phrase: `unexpected end`, `expected a value`.
    package var reason: String
    /// Byte offset of the fault from the start of the text.
    package var offset: Int

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
        /// What long strings are cut to; nil leaves them whole.
        package var abridging: Abridging?
        /// Keys whose values are skipped and read as `null`, wherever they occur: arrays of numbers that nobody shows.
        package var omitting: Set<String> = []

        package init(repairing: Bool = false, abridging: Abridging? = nil, omitting: Set<String> = []) {
            self.repairing = repairing
            self.abridging = abridging
            self.omitting = omitting
        }
    }

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
        let slice = UnsafeRawBufferPointer(rebasing: bytes[content])
        return options.abridging?.text(of: slice) ?? EscapedText(slice).text
    }
}
