/// Reads a text once and writes down what it says.
struct TextFolder {
    private(set) var text = FoldedText()
    private let source: UnsafeRawBufferPointer
    private let folding: Folding
    private var at = 0
    /// The last character that was written, with where it began in both texts: a mark behind it belongs to it.
    private var last: (scalar: Unicode.Scalar, folded: Int, original: Int)?

    init(_ source: UnsafeRawBufferPointer, _ folding: Folding) {
        self.source = source
        self.folding = folding
        text.bytes.reserveCapacity(source.count + source.count / 16 + 8)
    }

    private var isProse: Bool { folding.layout == .prose }

    mutating func run() {
        if isProse { at = quoteEnd(from: 0) }
        while at < source.count {
            let start = at
            at = runEnd(from: at)
            if at > start { copy(start..<at) }
            guard at < source.count else { break }
            switch source[at] {
            case 0x09, 0x0A, 0x0D, 0x20: blanks()
            case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "`"): mark()
            default: letter()
            }
        }
    }

    // MARK: ASCII

    /// The end of what reads as it is written.
    private func runEnd(from start: Int) -> Int {
        var end = start
        while end < source.count {
            switch Kind(source[end]) {
            case .plain: end += 1
            case .blank:
                guard !isProse || source[end] == 0x20 && end > start && isWord(after: end) else { return end }
                end += 1
            case .mark:
                guard folding.layout == .literal else { return end }
                end += 1
            case .other: return end
            }
        }
        return end
    }

    private func isWord(after place: Int) -> Bool {
        place + 1 < source.count && Kind(source[place + 1]) != .blank
    }

    private enum Kind {
        case plain, blank, mark, other

        @inline(__always)
        init(_ byte: UInt8) {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): self = .plain
            case 0x09, 0x0A, 0x0D, 0x20: self = .blank
            case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "`"): self = .mark
            case 0x80...: self = .other
            default: self = .plain
            }
        }
    }

    private mutating func copy(_ range: Range<Int>) {
        begin(at: range.lowerBound)
        let start = text.bytes.count
        text.bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: source[range]))
        last = nil
        guard folding.ignoresCase else { return }
        text.bytes.withUnsafeMutableBufferPointer { bytes in
            for place in start..<bytes.count {
                let byte = bytes[place]
                bytes[place] = byte &- 0x41 < 26 ? byte | 0x20 : byte
            }
        }
        if folding == .words { noteHumps(range, start) }
    }

    /// A capital behind a small letter or a digit begins a word, and so does the last one before small letters.
    private mutating func noteHumps(_ range: Range<Int>, _ start: Int) {
        var before: UInt8 = range.lowerBound > 0 ? source[range.lowerBound - 1] : 0
        for place in range {
            let byte = source[place]
            defer { before = byte }
            guard byte &- 0x41 < 26, TextFolder.isLetter(before) else { continue }
            let isLast = place + 1 < source.count && source[place + 1] &- 0x61 < 26
            if before &- 0x41 >= 26 || isLast { text.humps.append(start + place - range.lowerBound) }
        }
    }

    /// Goes on as a run.
    private mutating func begin(at original: Int) {
        let folded = text.bytes.count
        if let piece = text.pieces.last {
            if piece.length == nil, folded - piece.folded == original - piece.original { return }
        } else if folded == original {
            return
        }
        add(FoldedText.Piece(folded: folded, original: original, length: nil))
    }

    /// What stands before the first piece is as it was written.
    private mutating func add(_ piece: FoldedText.Piece) {
        if text.pieces.isEmpty, piece.folded > 0 {
            text.pieces.append(FoldedText.Piece(folded: 0, original: 0, length: nil))
        }
        text.pieces.append(piece)
    }

    /// Writes what was made of a piece of the text as a whole.
    private mutating func put(_ bytes: some Sequence<UInt8>, of range: Range<Int>) {
        add(FoldedText.Piece(folded: text.bytes.count, original: range.lowerBound, length: range.count))
        text.bytes.append(contentsOf: bytes)
    }

    // MARK: Blanks and marks

    private mutating func blanks() {
        let start = at
        var lines = 0
        while at < source.count, Kind(source[at]) == .blank {
            let isLine = source[at] == 0x0A
            at += 1
            guard isLine else { continue }
            lines += 1
            at = quoteEnd(from: at)
        }
        if text.bytes.isEmpty || at == source.count && lines > 0 { return }
        put(CollectionOfOne(lines > 1 ? 0x0A : 0x20), of: start..<at)
        last = nil
    }

    /// Behind the marks of a quotation that a line begins with.
    private func quoteEnd(from start: Int) -> Int {
        var end = start
        var place = start
        while place < source.count, [0x20, 0x09, UInt8(ascii: ">")].contains(source[place]) {
            place += 1
            if source[place - 1] == UInt8(ascii: ">") { end = place }
        }
        return end
    }

    /// Leaves out what emphasizes and what sets code apart; what is an operator or part of a name stays.
    private mutating func mark() {
        let start = at
        while at < source.count, source[at] == source[start] { at += 1 }
        if isEmphasis(start..<at) {
            last = nil
        } else {
            let end = at
            at = start
            copy(start..<end)
            at = end
        }
    }

    private func isEmphasis(_ run: Range<Int>) -> Bool {
        let before = run.lowerBound > 0 ? source[run.lowerBound - 1] : 0x20
        let after = run.upperBound < source.count ? source[run.upperBound] : 0x20
        let opens = !TextFolder.isBlank(after)
        let closes = !TextFolder.isBlank(before)
        let isInside = TextFolder.isLetter(before) && TextFolder.isLetter(after)
        // The n of an escaped line end, in JSON within JSON, is no letter: the marks keep it from the word behind.
        if isInside, run.lowerBound > 1, source[run.lowerBound - 2] == UInt8(ascii: "\\") { return false }
        switch source[run.lowerBound] {
        case UInt8(ascii: "*"):
            return run.count <= 3 && (opens || closes) && (!isInside || run.count == 2 && isPaired(run))
        case UInt8(ascii: "_"): return run.count <= 3 && (opens || closes) && !isInside
        case UInt8(ascii: "~"): return run.count == 2 && opens != closes
        default: return run.count <= 2
        }
    }

    /// Marks inside a word are a pair with those around it (`can**not**`); alone they are an operator (`x**2`).
    private func isPaired(_ run: Range<Int>) -> Bool {
        var (start, end) = (run.lowerBound, run.upperBound)
        while start > 0, !Self.isBlank(source[start - 1]) { start -= 1 }
        while end < source.count, !Self.isBlank(source[end]) { end += 1 }
        while end > run.upperBound, Kind(source[end - 1]) == .plain, !Self.isLetter(source[end - 1]) { end -= 1 }
        let mark = UInt8(ascii: "*")
        let opens = start + 1 < run.lowerBound && source[start] == mark && source[start + 1] == mark
        let closes = end - 1 > run.upperBound && source[end - 1] == mark && source[end - 2] == mark
        return opens || closes
    }

    private static func isBlank(_ byte: UInt8) -> Bool { Kind(byte) == .blank }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
    }

    // MARK: Other letters

    private mutating func letter() {
        let start = at
        let scalar = UTF8Walk.scalar(in: source, &at)
        if let latin = LookAlike.latin(scalar, start..<at, in: source) {
            let letter = UInt8(latin.value)
            return write(latin, [folding.ignoresCase ? letter | 0x20 : letter], start)
        }
        switch ScalarReading(scalar, ignoresCase: folding.ignoresCase) {
        case .blank:
            if isProse, text.bytes.last == 0x20 { return join(start..<at) }
            put(CollectionOfOne(0x20), of: start..<at)
            last = nil
        case .nothing: join(start..<at)
        case .itself: write(scalar, source[start..<at], start)
        case .letters(let bytes): write(Self.scalar(bytes) ?? scalar, bytes, start)
        }
    }

    private static func scalar(_ bytes: [UInt8]) -> Unicode.Scalar? {
        let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
        return scalars.count == 1 ? scalars.first : nil
    }

    private mutating func write(_ scalar: Unicode.Scalar, _ bytes: some Collection<UInt8>, _ start: Int) {
        if let last, let joined = ScalarJoin.joined(last.scalar, scalar) {
            text.bytes.removeLast(text.bytes.count - last.folded)
            while let piece = text.pieces.last, piece.folded >= last.folded { text.pieces.removeLast() }
            put(String(joined).utf8, of: last.original..<at)
            self.last = (joined, last.folded, last.original)
            return
        }
        let folded = text.bytes.count
        if bytes.count == at - start {
            begin(at: start)
            text.bytes.append(contentsOf: bytes)
        } else {
            put(bytes, of: start..<at)
        }
        last = (scalar, folded, start)
    }

    /// What has no reading of its own belongs to the character before it.
    private mutating func join(_ range: Range<Int>) {
        guard let end = text.bytes.indices.last else { return }
        var begin = end
        while begin > 0, text.bytes[begin] & 0xC0 == 0x80 { begin -= 1 }
        if let piece = text.pieces.last, piece.length != nil {
            text.pieces[text.pieces.count - 1].length = range.upperBound - piece.original
            return
        }
        let original = text.original(begin..<(end + 1)).lowerBound
        guard original + (end + 1 - begin) == range.lowerBound else { return }
        add(FoldedText.Piece(folded: begin, original: original, length: range.upperBound - original))
    }
}

extension FoldedText {
    package init(_ text: UnsafeRawBufferPointer, _ folding: Folding) {
        var folder = TextFolder(text, folding)
        folder.run()
        self = folder.text
    }
}
