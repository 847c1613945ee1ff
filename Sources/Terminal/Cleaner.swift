/// Turns scalars from anywhere into ones that are safe to send to a terminal and as wide as curses thinks they are.
///
/// Works a line at a time and remembers the character it is in, so that a text may be fed in pieces.
struct Cleaner {
    /// What becomes of a tab.
    enum Tabs {
        case blank
        /// Blanks up to the next multiple of eight.
        case expanded
    }

    private static let dottedCircle: UInt32 = 0x25cc
    private static let replacement: UInt32 = 0xfffd

    private let tabs: Tabs
    private var output: [UInt8] = []
    /// Columns since the line began; tab stops count from there.
    private var column = 0
    /// The last character that marks and joiners may belong to; nil at the start and after a stand-in.
    private var base: UInt32?
    private var marks = 0
    /// A variation selector or joiner has been dropped for this character; the next one would hide something.
    private var dropped = false
    /// A joiner after an emoji waits for the emoji it joins.
    private var joining = false

    init(tabs: Tabs, capacity: Int = 0) {
        self.tabs = tabs
        output.reserveCapacity(capacity)
    }

    /// What has been cleaned since the last call; the line goes on.
    mutating func take() -> String {
        settleJoiner()
        defer { output.removeAll(keepingCapacity: true) }
        return String(decoding: output, as: UTF8.self)
    }

    /// Ends the line.
    mutating func newLine() {
        column = 0
        base = nil
        dropped = false
    }

    mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        var walk = UTF8Walk(bytes)
        while !walk.atEnd {
            let start = walk.offset
            let run = ASCII.printableRun(bytes, from: start)
            if run > start {
                copy(UnsafeBufferPointer(rebasing: bytes[start..<run]))
                walk = UTF8Walk(bytes, from: run)
            } else if let scalar = walk.next() {
                feed(scalar)
            }
        }
    }

    private mutating func copy(_ run: UnsafeBufferPointer<UInt8>) {
        settleJoiner()
        output.append(contentsOf: run)
        column += run.count
        base = run.last.map(UInt32.init)
        marks = 0
        dropped = false
    }

    private mutating func feed(_ scalar: UInt32) {
        if scalar < 0xa0 { return feedControl(scalar) }
        if joining, Invisible.isEmoji(scalar) {
            joining = false
            dropped = false
            return
        }
        if Invisible.contains(scalar) { return feedInvisible(scalar) }
        settleJoiner()
        switch WidthTable.width(scalar) {
        case 0: feedMark(scalar)
        case WidthTable.unprintable: emit(Cleaner.replacement)
        default:
            // A skin tone is the tail of the emoji before it; alone it is a patch of colour.
            if (0x1f3fb...0x1f3ff).contains(scalar), let base, Invisible.isEmoji(base) { return }
            emit(scalar)
        }
    }

    private mutating func feedControl(_ scalar: UInt32) {
        settleJoiner()
        switch scalar {
        case 0x09:
            let blanks = tabs == .blank ? 1 : 8 - column % 8
            for _ in 0..<blanks { emit(0x20) }
        case ..<0x20: emit(0x2400 + scalar)
        case 0x20..<0x7f: emit(scalar)
        case 0x7f: emit(0x2421)
        default: standIn(String(scalar, radix: 16, uppercase: true))
        }
    }

    private mutating func feedMark(_ scalar: UInt32) {
        if base == nil || base == 0x20 { emit(Cleaner.dottedCircle) }
        guard marks < Cell.maximumMarks else { return }
        marks += 1
        append(scalar)
    }

    /// Joiners and selectors where writing and emoji need them go without a trace, once; everything else is shown.
    private mutating func feedInvisible(_ scalar: UInt32) {
        if let base, !dropped, !joining {
            switch scalar {
            case 0xfe0e, 0xfe0f:
                dropped = true
                return
            case 0x200d where Invisible.isEmoji(base):
                joining = true
                return
            case 0x200c...0x200d where base > 0xff && !Invisible.isEmoji(base):
                dropped = true
                return
            default: break
            }
        } else if scalar == 0x200d, !joining, let base, Invisible.isEmoji(base) {
            joining = true
            return
        }
        settleJoiner()
        let digits = String(scalar, radix: 16, uppercase: true)
        standIn("U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
    }

    private mutating func settleJoiner() {
        guard joining else { return }
        joining = false
        standIn("U+200D")
    }

    private mutating func standIn(_ name: String) {
        for scalar in "⟨\(name)⟩".unicodeScalars { emit(scalar.value) }
        base = nil
    }

    private mutating func emit(_ scalar: UInt32) {
        append(scalar)
        column += TextWidth.columns(scalar)
        base = scalar
        marks = 0
        dropped = false
    }

    private mutating func append(_ scalar: UInt32) {
        switch scalar {
        case ..<0x80: output.append(UInt8(scalar))
        case ..<0x800:
            output.append(UInt8(0xc0 | scalar >> 6))
            appendTail(scalar, from: 0)
        case ..<0x10000:
            output.append(UInt8(0xe0 | scalar >> 12))
            appendTail(scalar, from: 6)
        default:
            output.append(UInt8(0xf0 | scalar >> 18 & 7))
            appendTail(scalar, from: 12)
        }
    }

    private mutating func appendTail(_ scalar: UInt32, from shift: UInt32) {
        var shift = shift
        while true {
            output.append(UInt8(0x80 | scalar >> shift & 0x3f))
            if shift == 0 { return }
            shift -= 6
        }
    }
}

/// Characters that a terminal does not show, or obeys: format characters, selectors, fillers, tags, separators.
enum Invisible {
    private static let ranges: [ClosedRange<UInt32>] = [
        0xad...0xad, 0x34f...0x34f, 0x600...0x605, 0x61c...0x61c, 0x6dd...0x6dd, 0x70f...0x70f, 0x890...0x891,
        0x8e2...0x8e2, 0x115f...0x1160, 0x17b4...0x17b5, 0x180b...0x180f, 0x200b...0x200f, 0x2028...0x202e,
        0x2060...0x206f, 0x3164...0x3164, 0xfe00...0xfe0f, 0xfeff...0xfeff, 0xffa0...0xffa0, 0xfff0...0xfffb,
        0x110bd...0x110bd, 0x110cd...0x110cd, 0x13430...0x1343f, 0x1bca0...0x1bca3, 0x1d173...0x1d17a,
        0xe0000...0xe0fff,
    ]

    static func contains(_ scalar: UInt32) -> Bool {
        // Latin, Greek and Cyrillic, and the CJK blocks, are nearly all there is.
        if scalar < 0x600 { return scalar == 0xad || scalar == 0x34f }
        if scalar >= 0x3165, scalar < 0xfe00 { return false }
        return ranges.contains { $0.contains(scalar) }
    }

    static func isEmoji(_ scalar: UInt32) -> Bool {
        scalar > 0x2000 && Unicode.Scalar(scalar)?.properties.isEmoji == true
    }
}
