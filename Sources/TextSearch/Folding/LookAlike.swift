/// Letters of other scripts that look like Latin ones. Among Latin letters they are taken for these: `cаnnot` with a
/// Cyrillic а says cannot. In a word of their own script they are what they are.
enum LookAlike {
    private static let rows: [(String, String)] = [
        ("aeopcyxijsdhqwv", "аеорсухіјѕԁһԛԝѵ"), ("ABEKMHOPCTXYIJS", "АВЕКМНОРСТХУІЈЅ"), ("oavpiku", "οανρικυ"),
        ("ABEZHIKMNOPTYX", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"),
    ]

    private static let latin = Dictionary(
        rows.flatMap { zip($0.1.unicodeScalars, $0.0.unicodeScalars) }, uniquingKeysWith: { first, _ in first })

    /// The Latin letter that a letter looks like; nil for any other.
    static func latin(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        (0x370...0x52F).contains(scalar.value) ? latin[scalar] : nil
    }

    /// The same for a letter at a place of a text, where Latin letters stand beside it or beside others like it.
    static func latin(
        _ scalar: Unicode.Scalar, _ range: Range<Int>, in text: UnsafeRawBufferPointer
    ) -> Unicode.Scalar? {
        guard let letter = latin(scalar) else { return nil }
        return isLatin(before: range.lowerBound, text) || isLatin(after: range.upperBound, text) ? letter : nil
    }

    private static func isLatin(before place: Int, _ text: UnsafeRawBufferPointer) -> Bool {
        var place = place
        while place > 1, text[place - 1] & 0xC0 == 0x80 {
            var start = place - 2
            guard text[start] & 0xE0 == 0xC0, latin(UTF8Walk.scalar(in: text, &start)) != nil else { return false }
            place -= 2
        }
        return place > 0 && isLatin(text[place - 1])
    }

    private static func isLatin(after place: Int, _ text: UnsafeRawBufferPointer) -> Bool {
        var place = place
        while place < text.count, text[place] >= 0x80 {
            guard latin(UTF8Walk.scalar(in: text, &place)) != nil else { return false }
        }
        return place < text.count && isLatin(text[place])
    }

    private static func isLatin(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
}
