extension JSONValue {
    /// The value as JSON text: on one line, or `pretty` with two spaces of indent.
    package func serialized(pretty: Bool = false) -> String {
        var writer = JSONWriter(pretty: pretty)
        writer.write(self, indent: 0)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The value as JSON bytes on one line.
    package var bytes: [UInt8] {
        var writer = JSONWriter(pretty: false)
        writer.write(self, indent: 0)
        return writer.bytes
    }
}

/// Writes JSON text. Control characters are escaped, so the text is safe on a line of its own (JSON Lines).
private struct JSONWriter {
    let pretty: Bool
    var bytes: [UInt8] = []

    mutating func write(_ value: JSONValue, indent: Int) {
        switch value {
        case .null: put("null")
        case .bool(let flag): put(flag ? "true" : "false")
        case .number(let text): put(text)
        case .string(let text): write(text)
        case .array(let values):
            list("[", "]", values, indent: indent) { writer, value in writer.write(value, indent: indent + 1) }
        case .object(let object):
            list("{", "}", object.members, indent: indent) { writer, member in
                writer.write(member.key)
                writer.put(writer.pretty ? ": " : ":")
                writer.write(member.value, indent: indent + 1)
            }
        }
    }

    private mutating func list<T>(
        _ open: String, _ close: String, _ elements: [T], indent: Int, each: (inout JSONWriter, T) -> Void
    ) {
        put(open)
        for (index, element) in elements.enumerated() {
            if index > 0 { put(",") }
            newline(indent: indent + 1)
            each(&self, element)
        }
        if !elements.isEmpty { newline(indent: indent) }
        put(close)
    }

    private mutating func newline(indent: Int) {
        guard pretty else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: indent * 2))
    }

    private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Text that needs no escape is appended run by run: byte by byte it costs ten times as much.
    private mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            for (index, byte) in utf8.enumerated() where Self.needsEscape(byte) {
                if byte < 0x80 {
                    bytes.append(contentsOf: utf8[start..<index])
                    start = index + 1
                    escape(byte)
                } else if utf8[index + 1] < 0xA0 {
                    // A C1 control: two bytes, the second of which is its number.
                    bytes.append(contentsOf: utf8[start..<index])
                    start = index + 2
                    escape(utf8[index + 1])
                }
            }
            bytes.append(contentsOf: utf8[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// C2 begins the C1 controls, and what is as harmless as `£`.
    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): put("\\\"")
        case UInt8(ascii: "\\"): put("\\\\")
        case 0x0A: put("\\n")
        case 0x0D: put("\\r")
        case 0x09: put("\\t")
        default:
            let digits = Array("0123456789abcdef".utf8)
            put("\\u00")
            bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
}
