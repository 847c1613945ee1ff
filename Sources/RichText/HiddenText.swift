import Terminal

/// Makes what hides in a text stand out: stand-ins of controls, blanks that are none, letters that look like others.
package enum HiddenText {
    /// The line with what hides in it in the slot of hidden text, odd blanks and look-alike letters with their numbers.
    package static func marked(_ line: RichLine) -> RichLine {
        var line = line
        line.spans = line.spans.flatMap(marked)
        return line
    }

    private static func marked(_ span: Span) -> [Span] {
        guard span.text.utf8.contains(where: { $0 >= 0x80 }) else { return [span] }
        var spans: [Span] = []
        var plain = ""
        var isStandIn = false
        let scalars = Array(span.text.unicodeScalars)
        func flush() {
            if !plain.isEmpty { spans.append(Span(plain, ink: span.ink)) }
            plain = ""
        }
        for (index, scalar) in scalars.enumerated() {
            if scalar == "⟨" { isStandIn = true }
            if isOddBlank(scalar) || isLookAlike(scalar, at: index, in: scalars) {
                flush()
                let name = String(scalar.value, radix: 16, uppercase: true)
                let shown = isOddBlank(scalar) ? "" : String(scalar)
                spans.append(
                    Span("\(shown)⟨U+\(String(repeating: "0", count: max(0, 4 - name.count)))\(name)⟩", .hidden))
            } else if isStandIn || (0x2400...0x2426).contains(scalar.value) || scalar.value == 0xFFFD {
                flush()
                spans.append(Span(String(scalar), .hidden))
            } else {
                plain.unicodeScalars.append(scalar)
            }
            if scalar == "⟩" { isStandIn = false }
        }
        flush()
        return spans
    }

    private static func isOddBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000, 0x2800, 0x3164: true
        default: false
        }
    }

    /// A Greek, Cyrillic, Armenian or full-width letter right beside a Latin one: no word is spelt so.
    private static func isLookAlike(_ scalar: Unicode.Scalar, at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        switch scalar.value {
        case 0x370...0x58F, 0xFF21...0xFF5A, 0x1D400...0x1D7FF: break
        default: return false
        }
        return [index - 1, index + 1].contains { at in
            guard scalars.indices.contains(at) else { return false }
            return scalars[at].isASCII && scalars[at].properties.isAlphabetic
        }
    }
}
