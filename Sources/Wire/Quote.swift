/// Text of somebody else within another language, where it stands for itself and means nothing.
///
/// All of it works on bytes or scalars: a mark on a quotation mark makes both one `Character`, which equals no quote.
package enum Quote {
    // MARK: Addresses

    /// Everything but the unreserved characters of RFC 3986 as `%XX`: one segment of a path, one name or value of a query.
    package static func url(_ text: String) -> String { percentEncoded(text, keeping: "-._~") }

    /// A whole address, without what none may hold: blanks, controls, quotes and what is not ASCII become `%XX`.
    package static func address(_ text: String) -> String {
        percentEncoded(text, keeping: "-._~:/?#[]@!$&()*+,;=%")
    }

    private static func percentEncoded(_ text: String, keeping signs: StaticString) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let kept = UnsafeBufferPointer(start: signs.utf8Start, count: signs.utf8CodeUnitCount)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte.isLetterOrDigit || kept.contains(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    // MARK: Command lines

    /// One word of a shell's command line, in quotes where it needs them, or always.
    package static func shell(_ word: String, always: Bool = false) -> String {
        let plain = word.utf8.allSatisfy { $0.isLetterOrDigit || "-_./=:,@%+".utf8.contains($0) }
        if plain, !always, let first = word.utf8.first, first != UInt8(ascii: "=") { return word }
        return "'" + replacing("'", in: word, by: "'\\''") + "'"
    }

    // MARK: Tables

    /// A cell of a CSV file (RFC 4180). One that a spreadsheet would take for a formula gets an apostrophe first.
    package static func csv(_ cell: String) -> String {
        let cell = calculates(cell) ? "'" + cell : cell
        guard cell.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" || isLineEnd($0) }) else { return cell }
        return "\"" + replacing("\"", in: cell, by: "\"\"") + "\""
    }

    /// Whether the first sign that is no blank begins a formula, ordinary or of full width. A plain number is none.
    private static func calculates(_ cell: String) -> Bool {
        let scalars = cell.unicodeScalars.drop { $0.properties.isWhitespace || $0.value < 0x20 }
        guard let first = scalars.first, "=+-@|%＝＋－＠".unicodeScalars.contains(first) else { return false }
        let digits = cell.utf8.dropFirst()
        return
            !(first == "-" && cell.utf8.first == UInt8(ascii: "-")
            && digits.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") })
    }

    // MARK: Markdown

    /// Text inside a line of Markdown: on one line, without meaning.
    package static func markdown(_ text: String) -> String {
        var safe = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isLineEnd(scalar) || scalar == "\t" {
                safe.append(" ")
            } else {
                if "\\`*_[]<>|#~&".unicodeScalars.contains(scalar) { safe.append("\\") }
                safe.append(scalar)
            }
        }
        return String(safe)
    }

    /// A block of Markdown that holds a text as it is: its fence is longer than any row of backticks within.
    package static func fence(_ text: String) -> String {
        var longest = 0
        var run = 0
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        let bar = String(repeating: "`", count: max(3, longest + 1))
        return "\(bar)\n\(text)\n\(bar)"
    }

    // MARK: HTML

    /// Text in HTML, within an element or an attribute in quotes: none of it is markup.
    package static func html(_ text: String) -> String {
        var safe: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): safe += Array("&amp;".utf8)
            case UInt8(ascii: "<"): safe += Array("&lt;".utf8)
            case UInt8(ascii: ">"): safe += Array("&gt;".utf8)
            case UInt8(ascii: "\""): safe += Array("&quot;".utf8)
            case UInt8(ascii: "'"): safe += Array("&#39;".utf8)
            default: safe.append(byte)
            }
        }
        return String(decoding: safe, as: UTF8.self)
    }

    // MARK: Parts

    private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
        (0x0A...0x0D).contains(scalar.value) || scalar.value == 0x85 || (0x2028...0x2029).contains(scalar.value)
    }

    private static func replacing(_ sign: Unicode.Scalar, in text: String, by other: String) -> String {
        var made = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == sign { made.append(contentsOf: other.unicodeScalars) } else { made.append(scalar) }
        }
        return String(made)
    }
}

extension UInt8 {
    /// An ASCII letter or digit.
    package var isLetterOrDigit: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
    }
}
