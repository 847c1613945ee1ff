/// What one character beyond ASCII reads as.
enum ScalarReading: Hashable, Sendable {
    case itself
    /// Other characters: `é` reads as `e`, `ﬁ` as `fi`, `’` as `'`.
    case letters([UInt8])
    case blank
    /// Nothing by itself: an accent, a soft hyphen, a mark of direction or of no width.
    case nothing

    init(_ scalar: Unicode.Scalar, ignoresCase: Bool) {
        guard scalar.value < Self.tableEnd else {
            self = Self.make(scalar, ignoresCase: ignoresCase)
            return
        }
        let table = ignoresCase ? Self.folded : Self.written
        self = table[Int(scalar.value)]
    }

    /// Alphabets and signs that are met often are looked up.
    private static let tableEnd: UInt32 = 0x3000
    private static let folded = table(ignoresCase: true)
    private static let written = table(ignoresCase: false)

    private static func table(ignoresCase: Bool) -> [ScalarReading] {
        (0..<tableEnd).map { value in
            Unicode.Scalar(value).map { make($0, ignoresCase: ignoresCase) } ?? .itself
        }
    }

    private static func make(_ scalar: Unicode.Scalar, ignoresCase: Bool) -> ScalarReading {
        switch scalar.value {
        case 0x3400...0x9FFF, 0xAC00...0xD7AF, 0x20000...0x3FFFF: return .itself
        case 0x300...0x36F, 0x180B...0x180F, 0xFE00...0xFE0F, 0xE0000...0xE0FFF: return .nothing
        case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return .blank
        default: break
        }
        if scalar.properties.generalCategory == .format { return .nothing }
        let plain = sameLetter(scalar).map(String.init) ?? String(scalar)
        let text = ignoresCase ? plain.uppercased().lowercased() : plain
        let letters = text.unicodeScalars.filter { !(0x300...0x36F).contains($0.value) }.map(withoutAccent)
        let bytes = letters.flatMap { Array(String($0).utf8) }
        return bytes == Array(String(scalar).utf8) ? .itself : .letters(bytes)
    }

    private static func withoutAccent(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if let plain = AccentTable.plain(scalar) { return plain }
        let small = scalar.properties.lowercaseMapping.unicodeScalars
        guard let first = small.first, first != scalar, let plain = AccentTable.plain(first) else { return scalar }
        return plain.properties.uppercaseMapping.unicodeScalars.first ?? plain
    }

    /// The usual form of a character that has another width or shape alone.
    private static func sameLetter(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        let value = scalar.value
        switch value {
        case 0x2018, 0x2019, 0x201B, 0x2032, 0x02BC, 0xB4: return "'"
        case 0x201C, 0x201D, 0x201E, 0x201F, 0x2033: return "\""
        case 0x2010, 0x2011: return "-"
        case 0x24B6...0x24E9: return latin((value - 0x24B6) % 26 + 26)
        case 0xFF01...0xFF5E: return Unicode.Scalar(value - 0xFEE0)
        case 0xFF66...0xFF9D: return kana(Int(value - 0xFF66))
        case 0xFF9E: return "\u{3099}"
        case 0xFF9F: return "\u{309A}"
        case 0x1D400...0x1D6A3: return latin((value - 0x1D400) % 52)
        case 0x1D7CE...0x1D7FF: return Unicode.Scalar(0x30 + (value - 0x1D7CE) % 10)
        default: return nil
        }
    }

    /// Capitals, then small letters.
    private static func latin(_ number: UInt32) -> Unicode.Scalar? {
        Unicode.Scalar(number < 26 ? 0x41 + number : 0x61 + number - 26)
    }

    private static let kana = Array(
        "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン".unicodeScalars)

    private static func kana(_ number: Int) -> Unicode.Scalar? { kana.indices.contains(number) ? kana[number] : nil }
}

/// Two characters that are one when they stand together: Korean letters, and Japanese ones with a mark of their voice.
enum ScalarJoin {
    static func joined(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
        switch (first.value, second.value) {
        case (0x1100...0x1112, 0x1161...0x1175):
            return Unicode.Scalar(0xAC00 + ((first.value - 0x1100) * 21 + second.value - 0x1161) * 28)
        case (0xAC00...0xD7A3, 0x11A8...0x11C2) where (first.value - 0xAC00).isMultiple(of: 28):
            return Unicode.Scalar(first.value + second.value - 0x11A7)
        case (let kana, 0x3099): return voiced(kana)
        case (0x306F...0x307B, 0x309A), (0x30CF...0x30DB, 0x309A):
            return (first.value % 3) == 0x306F % 3 ? Unicode.Scalar(first.value + 2) : nil
        default: return nil
        }
    }

    /// Hiragana and katakana stand in the same order, 0x60 apart.
    private static func voiced(_ kana: UInt32) -> Unicode.Scalar? {
        switch kana < 0x30A1 ? kana : kana - 0x60 {
        case 0x3046: return Unicode.Scalar(kana + 0x4E)
        case let letter where (0x304B...0x3062).contains(letter) && !letter.isMultiple(of: 2):
            return Unicode.Scalar(kana + 1)
        case 0x3064, 0x3066, 0x3068: return Unicode.Scalar(kana + 1)
        case let letter where (0x306F...0x307B).contains(letter) && (letter - 0x306F).isMultiple(of: 3):
            return Unicode.Scalar(kana + 1)
        default: return nil
        }
    }
}
