/// Columns that text takes on the screen, counted as ncurses counts them: code point by code point.
///
/// What cannot be printed counts 1, since it is drawn as U+FFFD. So ASCII text is as wide as it is long.
package enum TextWidth {
    /// 0 for what joins the character before it, 2 for wide characters, else 1.
    @inline(__always)
    package static func width(_ scalar: Unicode.Scalar) -> Int { columns(scalar.value) }

    /// Whether the terminal has a glyph and a known width for it.
    package static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value != 0 && WidthTable.width(scalar.value) != WidthTable.unprintable
    }

    @inline(__always)
    static func columns(_ scalar: UInt32) -> Int {
        if scalar < 0x80 { return 1 }
        let width = WidthTable.width(scalar)
        return width == WidthTable.unprintable ? 1 : Int(width)
    }

    /// The columns of a whole text.
    package static func width(_ text: String) -> Int {
        var text = text
        return text.withUTF8 { bytes in
            if ASCII.isPure(bytes) { return bytes.count }
            var walk = UTF8Walk(bytes)
            var total = 0
            while let scalar = walk.next() { total += columns(scalar) }
            return total
        }
    }

    /// The longest start of the text that fits, with the marks that belong to its last character.
    package static func prefix(_ text: String, columns limit: Int) -> Substring {
        let limit = max(0, limit)
        if text.utf8.count <= limit { return text[...] }
        var text = text
        let end = text.withUTF8 { bytes in
            var walk = UTF8Walk(bytes)
            var used = 0
            while true {
                let start = walk.offset
                guard let scalar = walk.next() else { return start }
                used += columns(scalar)
                if used > limit { return start }
            }
        }
        return text[..<text.utf8.index(text.startIndex, offsetBy: end)]
    }

    /// Exactly `columns` wide: cut with an ellipsis at the end, or padded with blanks on the right.
    package static func fitted(_ text: String, columns: Int) -> String {
        guard columns > 0 else { return "" }
        let width = width(text)
        if width <= columns { return width == columns ? text : text + blanks(columns - width) }
        let start = prefix(text, columns: columns - 1)
        let missing = columns - 1 - self.width(String(start))
        return start + "…" + blanks(missing)
    }

    /// At least `columns` wide: padded with blanks on the left, cut with an ellipsis when too long.
    package static func leftPadded(_ text: String, columns: Int) -> String {
        let width = width(text)
        return width < columns ? blanks(columns - width) + text : fitted(text, columns: columns)
    }

    private static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}
