/// Reads lines with SGR sequences into spans. The colours carry on from line to line, as in a terminal.
struct ANSIColorParser {
    private static let escape = UInt8(ascii: "\u{1b}")
    /// Longer sequences than this are not colours but an attempt at something.
    private static let longestSequence = 128

    private let slot: ThemeSlot
    private var colours = SGR()
    private var cleaner = Cleaner(tabs: .expanded)
    private var spans: [Span] = []

    init(slot: ThemeSlot) { self.slot = slot }

    mutating func line(_ bytes: UnsafeBufferPointer<UInt8>) -> [Span] {
        if ASCII.isPrintable(bytes) { return [span(String(decoding: bytes, as: UTF8.self))] }
        spans.removeAll()
        var start = 0
        var index = 0
        while index < bytes.count {
            guard bytes[index] == ANSIColorParser.escape, let end = ANSIColorParser.sequenceEnd(bytes, from: index)
            else {
                index += 1
                continue
            }
            flush(UnsafeBufferPointer(rebasing: bytes[start..<index]))
            colours.apply(UnsafeBufferPointer(rebasing: bytes[(index + 2)..<(end - 1)]))
            start = end
            index = end
        }
        flush(UnsafeBufferPointer(rebasing: bytes[start...]))
        cleaner.newLine()
        return spans.isEmpty ? [span("")] : spans
    }

    private mutating func flush(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard !bytes.isEmpty else { return }
        cleaner.feed(bytes)
        let text = cleaner.take()
        if !text.isEmpty { spans.append(span(text)) }
    }

    private func span(_ text: String) -> Span { Span(text, ink: Ink(slot, ansi: colours.style)) }

    /// The text without its SGR sequences; nil where it has none.
    static func colourless(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        guard bytes.contains(escape) else { return nil }
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == escape, let end = sequenceEnd(bytes, from: index) {
                index = end
            } else {
                kept.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }

    /// Where the SGR sequence that starts here ends; nil when it is any other sequence, or a torn one.
    private static func sequenceEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard start + 2 < bytes.count, bytes[start + 1] == UInt8(ascii: "[") else { return nil }
        for index in (start + 2)..<min(bytes.count, start + longestSequence) {
            switch bytes[index] {
            case UInt8(ascii: "0")...UInt8(ascii: ";"): continue
            case UInt8(ascii: "m"): return index + 1
            default: return nil
            }
        }
        return nil
    }
}

/// The state that SGR sequences change.
struct SGR {
    private var foreground: Int16 = -1
    private var background: Int16 = -1
    private var attributes: Attributes = []

    /// Nil while nothing is asked for. Text in the very colour of its background is concealed.
    var style: Style? {
        let isHidden = foreground >= 0 && background == foreground
        let style = Style(
            foreground: foreground, background: background,
            attributes: isHidden ? attributes.union(.concealed) : attributes)
        return style == .plain ? nil : style
    }

    /// - Parameter parameters: digits, semicolons and colons, as between `ESC [` and `m`.
    mutating func apply(_ parameters: UnsafeBufferPointer<UInt8>) {
        var rest = SGR.numbers(parameters)[...]
        while let number = rest.popFirst() {
            let parts = rest.prefix { $0.isPart }
            rest = rest.dropFirst(parts.count)
            guard number.value == 38 || number.value == 48 else {
                apply(number.value, off: parts.first?.value == 0)
                continue
            }
            let colour = parts.isEmpty ? SGR.colour(taking: &rest) : SGR.colour(parts: parts.map(\.value))
            guard let colour else { continue }
            if number.value == 38 { foreground = colour } else { background = colour }
        }
    }

    private mutating func apply(_ code: Int, off: Bool) {
        switch code {
        case 0: self = SGR()
        case 1: attributes.insert(.bold)
        case 2: attributes.insert(.dim)
        case 3: attributes.insert(.italic)
        case 4 where off: attributes.remove(.underline)
        case 4, 21: attributes.insert(.underline)
        case 7: attributes.insert(.reverse)
        case 8: attributes.insert(.concealed)
        case 22: attributes.subtract([.bold, .dim])
        case 23: attributes.remove(.italic)
        case 24: attributes.remove(.underline)
        case 27: attributes.remove(.reverse)
        case 28: attributes.remove(.concealed)
        case 30...37: foreground = Int16(code - 30)
        case 39: foreground = -1
        case 40...47: background = Int16(code - 40)
        case 49: background = -1
        case 90...97: foreground = Int16(code - 82)
        case 100...107: background = Int16(code - 92)
        default: break
        }
    }

    /// `38;5;N` and `38;2;R;G;B`.
    private static func colour(taking rest: inout ArraySlice<Number>) -> Int16? {
        let kind = rest.popFirst()?.value
        let count = kind == 5 ? 1 : kind == 2 ? 3 : 0
        let values = rest.prefix(count).map(\.value)
        rest = rest.dropFirst(count)
        return values.count == count ? colour(values) : nil
    }

    /// `38:5:N`, `38:2:R:G:B` and `38:2:SPACE:R:G:B`.
    private static func colour(parts: [Int]) -> Int16? {
        switch parts.first {
        case 5: colour(Array(parts.dropFirst().prefix(1)))
        case 2: colour(Array(parts.dropFirst(parts.count > 4 ? 2 : 1).prefix(3)))
        default: nil
        }
    }

    private static func colour(_ values: [Int]) -> Int16? {
        let parts = values.compactMap(UInt8.init(exactly:))
        guard parts.count == values.count else { return nil }
        if parts.count == 1 { return Int16(parts[0]) }
        return parts.count == 3 ? Palette.nearest256(parts[0], parts[1], parts[2]) : nil
    }

    private struct Number {
        var value = 0
        /// It follows a colon: it says more about the number before it.
        var isPart = false
    }

    private static func numbers(_ parameters: UnsafeBufferPointer<UInt8>) -> [Number] {
        var numbers = [Number()]
        for byte in parameters {
            switch byte {
            case UInt8(ascii: ";"): numbers.append(Number())
            case UInt8(ascii: ":"): numbers.append(Number(isPart: true))
            default:
                let last = numbers.count - 1
                numbers[last].value = min(numbers[last].value * 10 + Int(byte & 0xf), 100_000)
            }
        }
        return numbers
    }
}
