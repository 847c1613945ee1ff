/// Which characters the index of an archive makes words of, and what it makes of them: SQLite's `unicode61`.
enum WordFolding {
    /// Letters that lose their accent, in small letters. Of a letter with two marks (`ấ`) the index leaves both.
    private static let accented: [(Unicode.Scalar, String)] = [
        ("a", "àáâãäåāăąǎȁȃȧḁạả"), ("b", "ḃḅḇ"), ("c", "çćĉċč"), ("d", "ďḋḍḏḑḓ"), ("e", "èéêëēĕėęěȅȇȩḙḛẹẻẽ"),
        ("f", "ḟ"), ("g", "ĝğġģǧǵḡ"), ("h", "ĥȟḣḥḧḩḫẖ"), ("i", "ìíîïĩīĭįǐȉȋḭỉị"), ("j", "ĵǰ"), ("k", "ķǩḱḳḵ"),
        ("l", "ĺļľḷḻḽ"), ("m", "ḿṁṃ"), ("n", "ñńņňǹṅṇṉṋ"), ("o", "òóôõöōŏőơǒǫȍȏȯọỏ"), ("p", "ṕṗ"), ("r", "ŕŗřȑȓṙṛṟ"),
        ("s", "śŝşšſșṡṣẛ"), ("t", "ţťțṫṭṯṱẗ"), ("u", "ùúûüũūŭůűųưǔȕȗṳṵṷụủ"), ("v", "ṽṿ"), ("w", "ŵẁẃẅẇẉẘ"), ("x", "ẋẍ"),
        ("y", "ýÿŷȳẏẙỳỵỷỹ"), ("z", "źżžẑẓẕ"), ("β", "ϐ"), ("ε", "ϵ"), ("θ", "ϑ"), ("κ", "ϰ"), ("μ", "µ"), ("π", "ϖ"),
        ("ρ", "ϱ"), ("σ", "ς"), ("φ", "ϕ"),
    ]

    private static let plain = Dictionary(
        accented.flatMap { letter, variants in variants.unicodeScalars.map { ($0, letter) } },
        uniquingKeysWith: { first, _ in first })

    /// What a character of a word beyond ASCII becomes.
    static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let small = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
        return plain[small] ?? small
    }

    /// An accent of its own (U+0301 behind an e): inside a word it is left out, and begins none.
    static func isAccent(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x300...0x304, 0x306...0x30C, 0x30F, 0x311, 0x31B, 0x323...0x328, 0x32D, 0x32E, 0x330, 0x331: true
        default: false
        }
    }

    /// Whether UTF-8 that begins with this byte may be an accented Latin letter, or an accent.
    static func mayBeAccent(_ lead: UInt8) -> Bool { (0xC3...0xCD).contains(lead) || lead == 0xE1 }
}

extension Unicode.Scalar {
    /// A letter or a digit: what words are made of.
    var isToken: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .privateUse:
            true
        default: false
        }
    }
}
