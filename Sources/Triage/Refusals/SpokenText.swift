import TextSearch

/// What an agent said, as sentences: without program text, and without what it quotes.
struct SpokenText {
    /// As it reads.
    private(set) var bytes: [UInt8]
    private let folded: FoldedText
    /// Where each byte stands in the folded text.
    private var places: [Int] = []
    /// Offsets in `bytes`, in order.
    private(set) var sentences: [Range<Int>] = []
    /// Bytes beyond this are not judged: who declines, does so early.
    private static let longest = 6_000

    init(_ text: String) {
        let head =
            text.utf8.count <= Self.longest ? text : String(decoding: text.utf8.prefix(Self.longest), as: UTF8.self)
        folded = FoldedText(head, .words)
        bytes = folded.bytes
        blankCode()
        joinLines()
        blankQuotes()
        closeBlanks()
        split()
    }

    /// Where in the text itself a range stands, in UTF-8 offsets.
    func original(_ range: Range<Int>) -> Range<Int> {
        guard !range.isEmpty else { return 0..<0 }
        return folded.original(places[range.lowerBound]..<(places[range.upperBound - 1] + 1))
    }

    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    // MARK: What does not count

    private mutating func blank(_ range: Range<Int>) {
        for place in range where bytes[place] != 0x0A { bytes[place] = 0x20 }
    }

    /// Between fences of three backticks.
    private mutating func blankCode() {
        var open: Int?
        for line in lines() {
            let isFence = bytes[line].drop { $0 == 0x20 }.starts(with: Array("```".utf8))
            if isFence, open == nil {
                open = line.lowerBound
            } else if isFence, let start = open {
                blank(start..<line.upperBound)
                open = nil
            }
        }
        if let open { blank(open..<bytes.count) }
    }

    private func lines() -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        for place in bytes.indices where bytes[place] == 0x0A {
            lines.append(start..<place)
            start = place + 1
        }
        return lines + [start..<bytes.count]
    }

    /// Lines of one paragraph are one; what follows a mark of a list begins anew.
    private mutating func joinLines() {
        for line in lines() {
            var start = line.lowerBound
            while start < line.upperBound, bytes[start] == 0x20 || bytes[start] == UInt8(ascii: ">") {
                bytes[start] = 0x20
                start += 1
            }
            guard line.lowerBound > 0, start < line.upperBound, !Self.isListed(bytes[start..<line.upperBound]),
                line.lowerBound > 1, bytes[line.lowerBound - 2] != 0x0A
            else { continue }
            bytes[line.lowerBound - 1] = 0x20
        }
    }

    /// Begins with `-`, `*`, a bullet, or a number with a dot.
    private static func isListed(_ line: ArraySlice<UInt8>) -> Bool {
        let digits = line.prefix { (0x30...0x39).contains($0) }
        let rest = line.dropFirst(digits.count)
        guard let mark = rest.first else { return false }
        if !digits.isEmpty { return mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")") }
        return (mark == UInt8(ascii: "-") || mark == UInt8(ascii: "*")) && rest.dropFirst().first == 0x20
            || line.starts(with: Array("•".utf8))
    }

    /// Whether the text counts something up, or shows program text of its own.
    var hasList: Bool {
        sentences.contains { Self.isListed(bytes[$0]) }
    }

    /// What stands between quotes, of three words at least, unless all of it does.
    private mutating func blankQuotes() {
        let quote = UInt8(ascii: "\"")
        let spoken = bytes.indices.filter { bytes[$0] > 0x20 }
        if let first = spoken.first, let last = spoken.last, bytes[first] == quote, bytes[last] == quote { return }
        var open: Int?
        for place in bytes.indices {
            if bytes[place] == 0x0A { open = nil }
            guard bytes[place] == quote else { continue }
            guard let start = open else {
                open = place
                continue
            }
            if bytes[start..<place].count(where: { $0 == 0x20 }) > 1 { blank(start..<(place + 1)) }
            open = nil
        }
    }

    /// One blank stands for several.
    private mutating func closeBlanks() {
        var closed: [UInt8] = []
        for (place, byte) in bytes.enumerated() {
            let isBlank = byte == 0x20 || byte == 0x09 || byte == 0x0D
            if isBlank, closed.last == 0x20 || closed.last == 0x0A { continue }
            closed.append(isBlank ? 0x20 : byte)
            places.append(place)
        }
        bytes = closed
    }

    // MARK: Sentences

    private mutating func split() {
        var start = 0
        var place = 0
        while place < bytes.count {
            let end = sentenceEnd(at: place)
            if end > 0 {
                add(start..<(place + end))
                start = place + end
            }
            place += max(1, end)
        }
        add(start..<bytes.count)
    }

    /// Bytes of the mark that ends a sentence here; 0 where none does.
    private func sentenceEnd(at place: Int) -> Int {
        switch bytes[place] {
        case 0x0A: return 1
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
            // Not behind the number of a list.
            let isNumber = place > 0 && (0x30...0x39).contains(bytes[place - 1])
            return !isNumber && (place + 1 == bytes.count || bytes[place + 1] <= 0x20 || bytes[place + 1] >= 0x80)
                ? 1 : 0
        case 0xE3: return bytes[place...].starts(with: Array("。".utf8)) ? 3 : 0
        default: return 0
        }
    }

    private mutating func add(_ range: Range<Int>) {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, bytes[start] <= 0x20 { start += 1 }
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        if start < end { sentences.append(start..<end) }
    }
}
