/// A piece of an error text.
enum MaskToken: Hashable {
    /// A word that belongs to the message.
    case word(Bytes)
    /// Something that differs from one failure to the next, as it was written.
    case mask(MaskKind, Bytes)
    /// Punctuation and blanks: shown, not compared.
    case filler(Bytes)
}

/// What a piece of an error text was before it was masked.
enum MaskKind: String {
    case number = "<n>"
    case hexadecimal = "<hex>"
    case identifier = "<id>"
    case path = "<path>"
    case address = "<addr>"
    case url = "<url>"
    case string = "<str>"
    case time = "<time>"
    case duration = "<duration>"
    case size = "<size>"
}

/// What stands before a piece of an error text.
enum MaskContext {
    case start, value
    case after(Bytes)
}

extension Bytes {
    private static let signs = ByteSet("+-~#$")
    private static let joints = ByteSet(".,_%:/x-")

    /// Whether it is digits with what joins and leads them: `1,024`, `-3.5`, `#12`, `12:30`.
    var isNumber: Bool {
        let digits = drop { Self.signs.contains($0) }
        return digits.first?.isDigit == true && digits.allSatisfy { $0.isDigit || Self.joints.contains($0) }
    }
}
