import TestSupport

/// Finds in what a program wrote to its terminal everything that is neither text nor a sequence that curses or this program
/// writes. What server text brought along would be such.
package struct ForeignBytes {
    /// What was found, with what stands around it, escaped.
    package private(set) var found: [String] = []
    /// A sequence or a character that has not all come.
    private var rest: [UInt8] = []

    package init() {}

    package mutating func feed(_ bytes: [UInt8]) {
        let all = rest + bytes
        var at = 0
        while at < all.count {
            switch Self.element(all[at...]) {
            case .good(let length): at += length
            case .unfinished where all.count - at < Self.longest:
                rest = Array(all[at...])
                return
            case .foreign(let length):
                report(all, at, length)
                at += length
            case .unfinished:
                report(all, at, 1)
                at += 1
            }
        }
        rest = []
    }

    /// What was begun and never ended is foreign too.
    package mutating func finish() {
        if !rest.isEmpty { report(rest, 0, 1) }
        rest = []
    }

    /// Text on the clipboard is the longest that there is.
    private static let longest = 64 << 20

    private mutating func report(_ all: [UInt8], _ at: Int, _ length: Int) {
        let around = all[max(0, at - 20)..<min(all.count, at + min(length, 20) + 20)]
        found.append(String(decoding: around, as: UTF8.self).debugDescription)
    }
}

extension ForeignBytes {
    private enum Element {
        case good(Int)
        case foreign(Int)
        case unfinished
    }

    private static func element(_ bytes: ArraySlice<UInt8>) -> Element {
        guard let first = bytes.first else { return .unfinished }
        switch first {
        // Bell, backspace, tab, line feed, return, and the two character sets of old terminals.
        case 0x07...0x0a, 0x0d...0x0f, 0x20...0x7e: return .good(1)
        case 0x1b: return escape(bytes)
        case 0xc2...0xf4: return character(bytes)
        default: return .foreign(1)
        }
    }

    private static func character(_ bytes: ArraySlice<UInt8>) -> Element {
        let length = (bytes.first ?? 0) < 0xe0 ? 2 : (bytes.first ?? 0) < 0xf0 ? 3 : 4
        guard bytes.count >= length else { return .unfinished }
        guard let text = String(validating: bytes.prefix(length), as: UTF8.self), let scalar = text.unicodeScalars.first
        else { return .foreign(1) }
        return scalar.isHidden ? .foreign(length) : .good(length)
    }

    private static func escape(_ bytes: ArraySlice<UInt8>) -> Element {
        guard bytes.count > 1 else { return .unfinished }
        switch bytes[bytes.startIndex + 1] {
        // Save and restore the cursor, keypad on and off, scroll back.
        case 0x37, 0x38, 0x3d, 0x3e, 0x4d: return .good(2)
        // The character set, which one byte names.
        case 0x28, 0x29: return bytes.count < 3 ? .unfinished : .good(3)
        case 0x5b: return control(bytes)
        // The one question that the program asks: in which color its background is.
        case 0x5d where bytes.starts(with: question): return .good(question.count)
        case 0x5d where question.starts(with: bytes): return .unfinished
        case 0x5d: return command(bytes)
        default: return .foreign(2)
        }
    }

    /// Modes that are set and reset: keypad, wrapping, blinking and hidden cursor, flash, mouse, second screen, pastes, frames.
    private static let modes: Set<String> = [
        "?1", "?7", "?12", "?25", "?12;25", "?5", "?1000", "?1002", "?1006", "?1000;1006", "?1002;1006", "?1049",
        "?2004",
        "?2026", "?1034", "4",
    ]

    private static let question = Array("\u{1b}]11;?\u{1b}\\".utf8)

    private static func control(_ bytes: ArraySlice<UInt8>) -> Element {
        let parameters = bytes.dropFirst(2).prefix { (0x30...0x3f).contains($0) }
        guard let final = bytes.dropFirst(2 + parameters.count).first else { return .unfinished }
        let length = 3 + parameters.count
        let text = String(decoding: parameters, as: UTF8.self)
        let isGood =
            switch Character(Unicode.Scalar(final)) {
            case "h", "l": modes.contains(text)
            case "t": text == "22;0;0" || text == "23;0;0"
            case let letter: "mHJKGdABCDPXML@rbSTZ".contains(letter) && !text.contains { "<=>?".contains($0) }
            }
        return isGood ? .good(length) : .foreign(length)
    }

    /// Title, clipboard, message: the only commands that the program gives, each with text that is clean. Curses gives the
    /// colors back by 104.
    private static func command(_ bytes: ArraySlice<UInt8>) -> Element {
        let inside = bytes.dropFirst(2).prefix { $0 >= 0x20 && $0 != 0x7f }
        guard let end = bytes.dropFirst(2 + inside.count).first else { return .unfinished }
        let text = String(decoding: inside, as: UTF8.self)
        let isOurs = text == "104" || ["2;", "9;trawl: ", "52;c;"].contains { text.hasPrefix($0) }
        let isClean = !text.unicodeScalars.contains(where: \.isHidden)
        return end == 0x07 && isOurs && isClean ? .good(3 + inside.count) : .foreign(3 + inside.count)
    }
}
