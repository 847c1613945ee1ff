import Terminal

/// A complete `ESC [ … x`, and the key it stands for. Arrows and the like are the same key with any modifier.
struct ControlSequence {
    private let final: UInt8
    /// `<`, `?`, `>` or `=` before the numbers; nil mostly.
    private let marker: UInt8?
    /// Fields between semicolons, each split at its colons; what is left out is 0.
    private let fields: [[Int]]
    let isBare: Bool

    init(parameters: ArraySlice<UInt8>, final: UInt8) {
        self.final = final
        isBare = parameters.isEmpty
        marker = parameters.first.flatMap { (0x3c..<0x40).contains($0) ? $0 : nil }
        let digits = marker == nil ? parameters : parameters.dropFirst()
        fields = digits.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { field in
            field.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map { digits in
                digits.reduce(0) { min($0 * 10 + Int($1 & 0xf), 1 << 24) }
            }
        }
    }

    var meaning: KeyMeaning {
        if marker == UInt8(ascii: "<") { return mouse.map(KeyMeaning.key) ?? .nothing }
        // With another marker it is the terminal's answer to a question; an event of type 3 is a key's release.
        if marker != nil || field(1, 1) == 3 { return .nothing }
        if final == UInt8(ascii: "~"), number(0) == 200 { return .pasteBegins }
        return key.map(KeyMeaning.key) ?? .nothing
    }

    private func number(_ index: Int) -> Int { field(index, 0) }

    private func field(_ index: Int, _ part: Int) -> Int {
        guard index < fields.count, part < fields[index].count else { return 0 }
        return fields[index][part]
    }

    private var key: Key? {
        switch final {
        case UInt8(ascii: "~"):
            // modifyOtherKeys: ESC [ 27 ; modifier ; code ~
            number(0) == 27 ? KeyCode(number(2), modifier: number(1)).key : KeyTable.numbers[number(0)]
        case UInt8(ascii: "^"), UInt8(ascii: "@"): KeyTable.numbers[number(0)]
        case UInt8(ascii: "u"): KeyCode(number(0), modifier: number(1)).key
        // ESC [ 1 ; 1 R may be F3 or the cursor's position; nobody asked for the position.
        default: KeyTable.letters[final]
        }
    }

    private var mouse: Key? {
        guard final == UInt8(ascii: "M") || final == UInt8(ascii: "m"), fields.count == 3 else { return nil }
        return MouseReport(button: number(0), x: number(1), y: number(2)).key(pressed: final == UInt8(ascii: "M"))
    }
}

/// A key reported as a code point and a sum of modifiers plus one.
struct KeyCode {
    private let code: Int
    private let modifiers: Int

    private static let shift = 1
    private static let alt = 2
    private static let control = 4

    init(_ code: Int, modifier: Int) {
        self.code = code
        modifiers = max(0, modifier - 1)
    }

    var key: Key? {
        if code == 9, modifiers & KeyCode.shift != 0 { return .backTab }
        if let key = KeyTable.codes[code] { return key }
        // 57344 up are kitty's own numbers for modifier keys, media keys and so on.
        guard code >= 0x20, !(57_344...63_743).contains(code), let scalar = Unicode.Scalar(UInt32(code)) else {
            return nil
        }
        guard !(0x7f..<0xa0).contains(code) else { return nil }
        let character = Character(scalar)
        if modifiers & KeyCode.control != 0 { return control(character) }
        let shifted = modifiers & KeyCode.shift != 0 ? character.uppercased().first ?? character : character
        return modifiers & KeyCode.alt != 0 ? .alt(shifted) : .character(shifted)
    }

    private func control(_ character: Character) -> Key {
        if character == " " || character == "2" { return .control("@") }
        return .control(character.lowercased().first ?? character)
    }
}

/// A mouse event: button bits and a cell counted from 1.
struct MouseReport {
    var button: Int
    var x: Int
    var y: Int

    /// The wheel turns, the left button clicks; everything else is nobody's business.
    func key(pressed: Bool) -> Key? {
        let cell = (x: max(0, x - 1), y: max(0, y - 1))
        // Shift, Alt and Ctrl are bits 2, 3 and 4.
        return switch button & ~0b11100 {
        case 64 where pressed: .wheelUp(x: cell.x, y: cell.y)
        case 65 where pressed: .wheelDown(x: cell.x, y: cell.y)
        case 0 where pressed: .click(x: cell.x, y: cell.y)
        case 32 where pressed: .drag(x: cell.x, y: cell.y)
        default: nil
        }
    }
}
