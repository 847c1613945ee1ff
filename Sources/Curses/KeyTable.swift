import Terminal

/// Which key a sequence's last byte or number names.
enum KeyTable {
    /// By final byte, after `ESC [` and `ESC O`.
    static let letters: [UInt8: Key] = table([
        "A": .up, "B": .down, "C": .right, "D": .left, "E": .home, "F": .end, "H": .home, "P": .function(1),
        "Q": .function(2), "R": .function(3), "S": .function(4), "Z": .backTab,
        // rxvt's arrows with Shift and Ctrl.
        "a": .up, "b": .down, "c": .right, "d": .left,
    ])

    /// By final byte, after `ESC O` only: the numeric keypad in application mode.
    static let keypad: [UInt8: Key] = table([
        "M": .enter, "I": .tab, "X": .character("="), "j": .character("*"), "k": .character("+"), "l": .character(","),
        "m": .character("-"), "n": .character("."), "o": .character("/"), "p": .character("0"), "q": .character("1"),
        "r": .character("2"), "s": .character("3"), "t": .character("4"), "u": .character("5"), "v": .character("6"),
        "w": .character("7"), "x": .character("8"), "y": .character("9"),
    ])

    /// By number, before `~` (and rxvt's `^ @`).
    static let numbers: [Int: Key] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end, 11: .function(1),
        12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5), 17: .function(6), 18: .function(7),
        19: .function(8), 20: .function(9), 21: .function(10), 23: .function(11), 24: .function(12), 25: .function(13),
        26: .function(14), 28: .function(15), 29: .function(16), 31: .function(17), 32: .function(18),
        33: .function(19), 34: .function(20),
    ]

    /// Code points with a key of their own, in kitty's and modifyOtherKeys' reports.
    static let codes: [Int: Key] = [
        8: .backspace, 9: .tab, 10: .enter, 13: .enter, 27: .escape, 127: .backspace, 57_414: .enter, 57_417: .left,
        57_418: .right, 57_419: .up, 57_420: .down, 57_421: .pageUp, 57_422: .pageDown, 57_423: .home, 57_424: .end,
        57_425: .insert, 57_426: .delete,
    ]

    private static func table(_ keys: [Character: Key]) -> [UInt8: Key] {
        keys.reduce(into: [:]) { table, entry in entry.key.asciiValue.map { table[$0] = entry.value } }
    }
}
