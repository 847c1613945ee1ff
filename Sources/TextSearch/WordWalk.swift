/// Goes through the words of a text as the index of an archive cuts them: letters and digits that stand together, in small
/// letters and without accents.
struct WordWalk {
    private let bytes: UnsafeRawBufferPointer
    private var at: Int
    /// The last word, as the index has it before it takes its stem.
    private(set) var word: [UInt8] = []
    /// Where it stands.
    private(set) var range = 0..<0

    init(_ bytes: UnsafeRawBufferPointer, from start: Int = 0) {
        self.bytes = bytes
        at = start
    }

    /// The first bytes of words that are of interest: the others are passed over without a look.
    struct Beginnings: Hashable, Sendable {
        private var isOne = [Bool](repeating: false, count: 256)

        init(_ words: [[UInt8]]) { for word in words { isOne[Int(word.first ?? 0)] = true } }

        func contains(_ byte: UInt8) -> Bool { isOne[Int(byte)] }
    }

    /// The words of a text.
    static func words(of text: String) -> [[UInt8]] {
        var text = text
        return text.withUTF8 { bytes in
            var walk = WordWalk(UnsafeRawBufferPointer(bytes))
            var words: [[UInt8]] = []
            while walk.next() { words.append(walk.word) }
            return words
        }
    }

    /// Goes to the next word, or to the next of those of interest; false at the end.
    mutating func next(_ beginnings: Beginnings? = nil) -> Bool {
        while at < bytes.count {
            let start = at
            guard case .letter(let first) = take() else { continue }
            word.removeAll(keepingCapacity: true)
            append(first)
            let isWanted = beginnings?.contains(word[0]) ?? true
            let end = finish(isKept: isWanted)
            guard isWanted else { continue }
            range = start..<end
            return true
        }
        return false
    }

    /// Reads the rest of a word and what ends it; gives where it ends.
    private mutating func finish(isKept: Bool) -> Int {
        while at < bytes.count {
            let before = at
            switch take() {
            case .letter(let scalar): if isKept { append(scalar) }
            case .accent: break
            case .other: return before
            }
        }
        return at
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if scalar.isASCII { word.append(UInt8(scalar.value)) } else { word += Array(String(scalar).utf8) }
    }

    // MARK: Characters

    private enum Piece {
        /// In the form that the index has it in.
        case letter(Unicode.Scalar)
        case accent
        case other
    }

    private mutating func take() -> Piece {
        let byte = bytes[at]
        guard byte >= 0x80 else {
            at += 1
            switch byte {
            case 0x61...0x7A, 0x30...0x39: return .letter(Unicode.Scalar(byte))
            case 0x41...0x5A: return .letter(Unicode.Scalar(byte | 0x20))
            default: return .other
            }
        }
        let scalar = decode()
        if scalar.isToken { return .letter(WordFolding.folded(scalar)) }
        return WordFolding.isAccent(scalar) ? .accent : .other
    }

    /// The character of several bytes that comes next; U+FFFD for a byte that begins none.
    private mutating func decode() -> Unicode.Scalar {
        let lead = bytes[at]
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        guard lead >= 0xC2, at + length <= bytes.count else {
            at += 1
            return "\u{FFFD}"
        }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for offset in 1..<length { value = value << 6 | UInt32(bytes[at + offset] & 0x3F) }
        at += length
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }
}
