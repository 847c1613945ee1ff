/// What a character reference stands for.
enum MarkdownEntity {
    private static let names: [Substring: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "hellip": "…", "ndash": "–",
        "mdash": "—", "copy": "©", "rarr": "→", "larr": "←", "times": "×", "bull": "•", "middot": "·",
    ]

    /// `&amp;`, `&#38;`, `&#x26;`; any other stays as it is written.
    static func text(_ entity: String) -> String {
        let name = entity.dropFirst().dropLast()
        if let known = names[name] { return known }
        guard name.first == "#" else { return entity }
        let digits = name.dropFirst()
        let isHex = digits.first == "x" || digits.first == "X"
        let code = UInt32(isHex ? digits.dropFirst() : digits, radix: isHex ? 16 : 10)
        return code.flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? entity
    }
}
