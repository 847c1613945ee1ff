package import Terminal

/// How keys are written in the table, in the configuration and in the help: `j`, `^D`, `<enter>`, `a-x`, `]e`.
package enum KeyNotation {
    private static let names: [(name: String, key: Key, shown: String)] = [
        ("<enter>", .enter, "Enter"), ("<esc>", .escape, "Esc"), ("<tab>", .tab, "Tab"), ("<s-tab>", .backTab, "S-Tab"),
        ("<space>", .character(" "), "Space"), ("<bs>", .backspace, "BS"), ("<del>", .delete, "Del"),
        ("<ins>", .insert, "Ins"), ("<up>", .up, "Up"), ("<down>", .down, "Down"), ("<left>", .left, "Left"),
        ("<right>", .right, "Right"), ("<home>", .home, "Home"), ("<end>", .end, "End"), ("<pgup>", .pageUp, "PgUp"),
        ("<pgdn>", .pageDown, "PgDn"),
    ]

    /// The keys of a notation, in order; nil where it is not one.
    package static func parse(_ notation: String) -> [Key]? {
        var keys: [Key] = []
        var rest = Substring(notation)
        while let first = rest.first {
            if first == "<", let close = rest.firstIndex(of: ">"), rest.index(after: rest.startIndex) < close {
                guard let key = named(String(rest[...close])) else { return nil }
                keys.append(key)
                rest = rest[rest.index(after: close)...]
            } else if first == "^", rest.count > 1 {
                let letter = rest[rest.index(after: rest.startIndex)]
                keys.append(.control(Character(letter.lowercased())))
                rest = rest.dropFirst(2)
            } else {
                keys.append(.character(first))
                rest = rest.dropFirst()
            }
        }
        return keys.isEmpty ? nil : keys
    }

    private static func named(_ name: String) -> Key? {
        let lowered = name.lowercased()
        if let row = names.first(where: { $0.name == lowered }) { return row.key }
        if lowered.hasPrefix("<f"), let number = Int(lowered.dropFirst(2).dropLast()), (1...12).contains(number) {
            return .function(number)
        }
        if lowered.hasPrefix("<a-"), lowered.count == 5, let letter = name.dropFirst(3).first { return .alt(letter) }
        return nil
    }

    /// A key as the help shows it.
    package static func shown(_ key: Key) -> String {
        switch key {
        case .character(let character) where character != " ": String(character)
        case .control(let letter): "^" + letter.uppercased()
        case .alt(let letter): "A-\(letter)"
        case .function(let number): "F\(number)"
        default: names.first { $0.key == key }?.shown ?? ""
        }
    }

    /// A notation as the help shows it: `<pgdn>` as `PgDn`, `<f2>` as `F2`.
    package static func shown(_ notation: String) -> String { parse(notation)?.map(shown).joined() ?? notation }
}
