/// One column of one row: a character with its marks, and how it looks. Two words, no padding: rows compare as memory.
///
/// Rows go to curses as they lie in memory, so the layout of both words is also written down, for C, in CNCurses.h.
/// A wide character is a cell of width 2 and, right of it, a cell of width 0 that only holds its place.
package struct Cell: Hashable, Sendable {
    /// Combining marks that one cell keeps; more than these are not drawn.
    package static let maximumMarks = 3

    /// Scalar (21 bits), width (2), attributes (8), foreground + 1 (9), background + 1 (9).
    private var word: UInt64
    /// Up to three scalars of 21 bits, the first one lowest.
    private var packedMarks: UInt64 = 0

    init(scalar: UInt32, width: Int, style: Style) {
        word = UInt64(scalar & 0x1f_ffff) | UInt64(width & 3) << 21 | Cell.bits(style)
    }

    /// A blank.
    package init(style: Style = .plain) { self.init(scalar: 0x20, width: 1, style: style) }

    /// The character's code point; 0 in the right half of a wide character.
    package var scalar: UInt32 { UInt32(truncatingIfNeeded: word & 0x1f_ffff) }

    /// 1, 2, or 0 in the right half of a wide character.
    package var width: Int { Int(word >> 21 & 3) }

    package var style: Style {
        get {
            Style(
                foreground: Int16(word >> 31 & 0x1ff) - 1, background: Int16(word >> 40 & 0x1ff) - 1,
                attributes: Attributes(rawValue: UInt8(truncatingIfNeeded: word >> 23)))
        }
        set { word = word & 0x7f_ffff | Cell.bits(newValue) }
    }

    /// The combining marks on the character.
    package var marks: [Unicode.Scalar] {
        (0..<Cell.maximumMarks).compactMap { index in
            let value = UInt32(truncatingIfNeeded: packedMarks >> UInt64(21 * index) & 0x1f_ffff)
            return value == 0 ? nil : Unicode.Scalar(value)
        }
    }

    /// A cell that looks the same and shows another character, without marks.
    @inline(__always)
    func showing(_ scalar: UInt32, width: Int) -> Cell {
        var cell = self
        cell.word = word & ~0x7f_ffff | UInt64(scalar) | UInt64(width) << 21
        return cell
    }

    /// Puts one more mark on the character, if there is room for it.
    mutating func add(mark: UInt32) {
        for shift in [UInt64(0), 21, 42] where packedMarks >> shift & 0x1f_ffff == 0 {
            packedMarks |= UInt64(mark & 0x1f_ffff) << shift
            return
        }
    }

    private static func bits(_ style: Style) -> UInt64 {
        UInt64(style.attributes.rawValue) << 23 | colour(style.foreground) << 31 | colour(style.background) << 40
    }

    private static func colour(_ index: Int16) -> UInt64 { UInt64(min(max(index, -1), 255) + 1) }
}
