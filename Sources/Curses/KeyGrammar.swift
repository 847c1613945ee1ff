import Terminal

/// What byte sequences mean. Each function looks at the front of the bytes and says how many it takes; nil means that more
/// bytes are needed to tell.
enum KeyGrammar {
    struct Step {
        var length: Int
        var meaning: KeyMeaning
    }

    static let escape: UInt8 = 0x1b
    static let pasteEnd = Array("\u{1b}[201~".utf8)
    /// Control sequences and strings longer than this are no keys.
    private static let longestSequence = 64
    private static let longestString = 4096

    /// - Parameter final: no more bytes will come, so what is open is decided now; the answer is never nil.
    static func next(_ bytes: ArraySlice<UInt8>, final: Bool) -> Step? {
        guard let first = bytes.first else { return nil }
        let step = first == escape ? escaped(bytes) : plain(bytes)
        if step == nil, final { return decided(bytes) }
        return step
    }

    /// An Esc before a character is Alt with it. The rest of a torn sequence is dropped: its digits are not commands.
    private static func decided(_ bytes: ArraySlice<UInt8>) -> Step {
        guard bytes.first == escape else { return Step(1, nil) }
        if bytes.count > 2, beginsSequence(bytes) {
            return Step(bytes.count, nil)
        }
        if bytes.count > 1, let after = plain(bytes.dropFirst()), case .key(.character(let character)) = after.meaning {
            return Step(1 + after.length, .alt(character))
        }
        return Step(1, .escape)
    }

    /// Esc and what only sequences go on with.
    private static func beginsSequence(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes[bytes.startIndex + 1] == UInt8(ascii: "[") || bytes[bytes.startIndex + 1] == UInt8(ascii: "O")
            || beginsString(bytes)
    }

    /// Esc and what a string of the terminal's begins with.
    static func beginsString(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count > 1, bytes.first == escape else { return false }
        return Array("]P_^".utf8).contains(bytes[bytes.startIndex + 1])
    }

    // MARK: Characters

    private static func plain(_ bytes: ArraySlice<UInt8>) -> Step? {
        guard let first = bytes.first else { return nil }
        if first < 0x20 || first == 0x7f { return Step(1, control(first)) }
        if first < 0x80 { return Step(1, .character(Character(Unicode.Scalar(first)))) }
        let length = first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 ? 3 : 2
        guard first >= 0xc2, first < 0xf5 else { return Step(1, nil) }
        let body = bytes.prefix(length)
        if let stray = body.dropFirst().firstIndex(where: { $0 & 0xc0 != 0x80 }) {
            return Step(stray - bytes.startIndex, nil)
        }
        if body.count < length { return nil }
        let text = String(validating: body, as: UTF8.self)
        return Step(
            length, text?.first.flatMap { $0.unicodeScalars.contains { $0.value < 0xa0 } ? nil : .character($0) })
    }

    private static func control(_ byte: UInt8) -> Key {
        switch byte {
        case 0x08, 0x7f: .backspace
        case 0x09: .tab
        // A paste without brackets sends LF, the Enter key CR.
        case 0x0a, 0x0d: .enter
        case 0x1b: .escape
        case 0: .control("@")
        case 0x01...0x1a: .control(Character(Unicode.Scalar(byte + 0x60)))
        default: .control(Character(Unicode.Scalar(byte + 0x40)))
        }
    }

    // MARK: Escape sequences

    private static func escaped(_ bytes: ArraySlice<UInt8>) -> Step? {
        let rest = bytes.dropFirst()
        guard let second = rest.first else { return nil }
        switch second {
        case UInt8(ascii: "["): return controlSequence(bytes)
        case UInt8(ascii: "O"): return singleShift(bytes)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"): return controlString(bytes)
        case 0x7f, 0x08: return Step(2, .alt("\u{7f}"))
        // Esc, then Enter, an arrow or another control key: two keys.
        case ..<0x20: return Step(1, .escape)
        default: return alt(rest)
        }
    }

    private static func alt(_ rest: ArraySlice<UInt8>) -> Step? {
        guard let step = plain(rest) else { return nil }
        guard case .key(.character(let character)) = step.meaning else { return Step(1 + step.length, nil) }
        return Step(1 + step.length, .alt(character))
    }

    /// `ESC O x`: keypad and function keys of application mode, possibly with a modifier's digit.
    private static func singleShift(_ bytes: ArraySlice<UInt8>) -> Step? {
        let body = bytes.dropFirst(2).prefix(longestSequence)
        guard let index = body.firstIndex(where: { !(0x30..<0x3c).contains($0) }) else {
            return body.count == longestSequence ? Step(2 + longestSequence, nil) : nil
        }
        return Step(index + 1 - bytes.startIndex, KeyTable.letters[bytes[index]] ?? KeyTable.keypad[bytes[index]])
    }

    /// An answer of the terminal to a question (OSC, DCS, APC, PM): up to BEL or `ESC \`, and dropped.
    private static func controlString(_ bytes: ArraySlice<UInt8>) -> Step? {
        for index in bytes.prefix(longestString).indices.dropFirst(2) {
            if bytes[index] == 0x07 { return string(bytes, to: index, 1) }
            guard bytes[index] == escape else { continue }
            guard index + 1 < bytes.endIndex else { return nil }
            guard bytes[index + 1] == UInt8(ascii: "\\") else { return Step(index - bytes.startIndex, nil) }
            return string(bytes, to: index, 2)
        }
        return bytes.count >= longestString ? Step(longestString, nil) : nil
    }

    /// A string that is complete: of an operating system command, what it tells.
    private static func string(_ bytes: ArraySlice<UInt8>, to end: Int, _ terminator: Int) -> Step {
        let isCommand = bytes[bytes.startIndex + 1] == UInt8(ascii: "]")
        let ground = isCommand ? Ground(report: bytes[(bytes.startIndex + 2)..<end]) : nil
        return Step(
            length: end + terminator - bytes.startIndex, meaning: ground.map(KeyMeaning.ground) ?? .nothing)
    }

    /// `ESC [ parameters final`.
    private static func controlSequence(_ bytes: ArraySlice<UInt8>) -> Step? {
        var index = bytes.startIndex + 2
        // The linux console sends F1 to F5 as ESC [ [ A to E.
        if index < bytes.endIndex, bytes[index] == UInt8(ascii: "[") {
            guard index + 1 < bytes.endIndex else { return nil }
            let number = Int(bytes[index + 1]) - 0x40
            return (1...5).contains(number) ? Step(4, .function(number)) : Step(3, nil)
        }
        let start = index
        while index < bytes.endIndex, index - start < longestSequence, (0x20..<0x40).contains(bytes[index]) {
            index += 1
        }
        guard index < bytes.endIndex else { return nil }
        let length = index + 1 - bytes.startIndex
        let final = bytes[index]
        // A control character or a high byte inside: the sequence was torn off before it.
        guard (0x40..<0x7f).contains(final) else { return Step(length - (final < 0x20 || final > 0x7f ? 1 : 0), nil) }
        let sequence = ControlSequence(parameters: bytes[start..<index], final: final)
        if final == UInt8(ascii: "M"), sequence.isBare { return oldMouse(bytes, at: index + 1) }
        return Step(length: length, meaning: sequence.meaning)
    }

    /// `ESC [ M` and three bytes: the mouse before SGR.
    private static func oldMouse(_ bytes: ArraySlice<UInt8>, at start: Int) -> Step? {
        guard bytes.endIndex - start >= 3 else { return nil }
        let values = bytes[start..<(start + 3)].map { Int($0) - 32 }
        return Step(
            start + 3 - bytes.startIndex, MouseReport(button: values[0], x: values[1], y: values[2]).key(pressed: true))
    }
}

extension KeyGrammar.Step {
    init(_ length: Int, _ key: Key?) { self.init(length: length, meaning: key.map(KeyMeaning.key) ?? .nothing) }
}
