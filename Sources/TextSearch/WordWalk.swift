/// Goes through the words of a folded text, as the index of an archive cuts them: letters and digits that stand together.
struct WordWalk {
    private let bytes: UnsafeRawBufferPointer
    private let humps: [Int]
    private var at: Int
    private var hump = 0
    /// Where the last word stands.
    private(set) var range = 0..<0

    /// `humps` as in `FoldedText`.
    init(_ bytes: UnsafeRawBufferPointer, humps: [Int] = [], from start: Int = 0) {
        self.bytes = bytes
        self.humps = humps
        at = start
    }

    /// The first bytes of words that are of interest: the others are passed over without a look.
    struct Beginnings: Hashable, Sendable {
        private var isOne = [Bool](repeating: false, count: 256)

        init(_ words: [[UInt8]]) { for word in words { isOne[Int(word.first ?? 0)] = true } }

        func contains(_ byte: UInt8) -> Bool { isOne[Int(byte)] }
    }

    /// The last word, as the index has it before it takes its stem.
    var word: [UInt8] { Array(bytes[range]) }

    func starts(with beginning: [UInt8]) -> Bool {
        range.count >= beginning.count && bytes[range].starts(with: beginning)
    }

    /// Goes to the next word, or to the next one that is of interest or has parts; false at the end.
    mutating func next(_ beginnings: Beginnings? = nil) -> Bool {
        while at < bytes.count {
            let start = at
            guard take() else { continue }
            var end = at
            while at < bytes.count, take() { end = at }
            range = start..<end
            if beginnings?.contains(bytes[start]) ?? true || hasParts() { return true }
        }
        return false
    }

    private mutating func hasParts() -> Bool {
        while hump < humps.count, humps[hump] < range.lowerBound { hump += 1 }
        return hump < humps.count && humps[hump] < range.upperBound
    }

    /// The parts of the last word where it is written with capitals inside (`getHTTPResponse`); none for any other.
    mutating func parts() -> [Range<Int>] {
        guard hasParts() else { return [] }
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        for border in humps[hump...] {
            guard border < range.upperBound else { break }
            parts.append(start..<border)
            start = border
        }
        return parts + [start..<range.upperBound]
    }

    /// Passes one character; false where it is none of a word.
    private mutating func take() -> Bool {
        let byte = bytes[at]
        guard byte >= 0x80 else {
            at += 1
            return (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
        }
        return UTF8Walk.scalar(in: bytes, &at).isToken
    }
}

extension Unicode.Scalar {
    /// A letter or a digit: what words are made of.
    var isToken: Bool {
        // Most letters that are met are of these, and looking one up takes time.
        if (0x430...0x44F).contains(value) || (0x4E00...0x9FFF).contains(value) { return true }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .privateUse:
            return true
        default: return false
        }
    }
}

extension FoldedText {
    /// The text as an index of words takes it: what it says, and behind it the parts of names that are written with
    /// capitals inside, so that `HTTPResponse` finds `getHTTPResponseCode`.
    package static func indexed(_ text: String) -> String {
        var folded = FoldedText(text, .words)
        guard !folded.humps.isEmpty else { return folded.string }
        var parts: [UInt8] = []
        folded.bytes.withUnsafeBytes { bytes in
            var walk = WordWalk(bytes, humps: folded.humps)
            let none = WordWalk.Beginnings([])
            while walk.next(none) {
                for part in walk.parts() {
                    parts.append(0x20)
                    parts += bytes[part]
                }
                parts.append(0x0A)
            }
        }
        folded.bytes.append(0x0A)
        folded.bytes += parts
        return folded.string
    }
}
