/// Takes an error line apart into words that stay and values that are masked.
struct ErrorMask {
    private let line: Bytes
    private var at: Int
    private var tokens: [MaskToken] = []
    /// Pieces after which nothing more is compared or shown.
    private static let mostTokens = 600

    private init(_ line: Bytes) {
        self.line = line
        at = line.startIndex
    }

    static func tokens(of line: Bytes) -> [MaskToken] {
        var mask = ErrorMask(line)
        mask.tokens.reserveCapacity(32)
        while mask.at < line.endIndex, mask.tokens.count < mostTokens { mask.step() }
        return mask.tokens
    }

    private static let quotes = ByteSet("'\"`")
    private static let breaks = ByteSet(" \t,;()[]{}<>|=\"`!?*")
    private static let loose = ByteSet(".:-_#&+~^")

    private mutating func step() {
        let byte = line[at]
        if Self.quotes.contains(byte), !isWord(at - 1), let end = closingQuote(byte) {
            quoted(line[(at + 1)..<end])
            at = end + 1
        } else if byte == UInt8(ascii: "{"), let end = closingBrace(at) {
            tokens.append(.mask(.string, line[at...end]))
            at = end + 1
        } else if byte == UInt8(ascii: "@"), at + 1 < line.endIndex, Self.quotes.contains(line[at + 1]) {
            filler(to: at + 1)
        } else if isLeader(at) {
            filler(to: line[at...].prefix { $0 == Self.dot }.endIndex)
        } else if Self.breaks.contains(byte) || byte == UInt8(ascii: "'") || isPunctuation {
            filler(to: at + 1)
        } else {
            chunk()
        }
    }

    /// `:`, `-` and the like before a break.
    private var isPunctuation: Bool {
        Self.loose.contains(line[at]) && (at + 1 >= line.endIndex || Self.breaks.contains(line[at + 1]))
    }

    private static let dot = UInt8(ascii: ".")

    /// Three dots and more lead from a name to its value, or stand for what was left out.
    private func isLeader(_ start: Int) -> Bool {
        start + 2 < line.endIndex && line[start...(start + 2)].allSatisfy { $0 == Self.dot }
    }

    private func isWord(_ index: Int) -> Bool { line.indices.contains(index) && line[index].isWord }

    /// Where the quoted text ends: a closing quote that no word goes on after. `\'` does not close.
    private func closingQuote(_ closing: UInt8) -> Int? {
        var index = at + 1
        while index < line.endIndex {
            if line[index] == UInt8(ascii: "\\") {
                index += 2
            } else if line[index] == closing, !isWord(index + 1) {
                return index
            } else {
                index += 1
            }
        }
        // Compilers write `name'.
        return closing == UInt8(ascii: "`") ? line[(at + 1)...].firstIndex(of: UInt8(ascii: "'")) : nil
    }

    private static let longestBraces = 60

    /// Where a short group in braces ends that holds no texts: `{gpu: true}`, `{...}`.
    private func closingBrace(_ start: Int) -> Int? {
        let group = line[(start + 1)...].prefix(Self.longestBraces)
        guard let end = group.firstIndex(of: UInt8(ascii: "}")),
            !group[..<end].contains(where: { Self.quotes.contains($0) || $0 == UInt8(ascii: "{") })
        else { return nil }
        return end
    }

    /// Where a value ends that a word begins: `HTB{...}`, `sk-****abcd`.
    private func valueEnd(_ end: Int) -> Int? {
        guard end < line.endIndex else { return nil }
        if line[end] == UInt8(ascii: "{") { return closingBrace(end).map { $0 + 1 } }
        let stars = line[end...].prefix { $0 == UInt8(ascii: "*") }
        return stars.count > 1 ? line[stars.endIndex...].prefix { $0.isWord }.endIndex : nil
    }

    /// A quoted text is a value, unless a dictionary's key says that it is the message or the name of the error.
    private mutating func quoted(_ text: Bytes) {
        switch keyBefore() {
        case .some(let key) where Self.messageKeys.contains(key) && text.contains(UInt8(ascii: " ")):
            tokens += ErrorMask.tokens(of: text)
        case nil where isAfterCode && text.contains(UInt8(ascii: " ")): tokens += ErrorMask.tokens(of: text)
        case nil where isRequest(text):
            filler(to: text.startIndex)
            tokens += ErrorMask.tokens(of: text)
        case .some(let key) where Self.nameKeys.contains(key) && MaskRules.isName(text): tokens.append(.word(text))
        default:
            tokens.append(.mask(.string, line[(text.startIndex - 1)...min(text.endIndex, line.endIndex - 1)]))
            lastQuoted = text
        }
    }

    /// `GET /index.html HTTP/1.1`, as servers log it: what was done is part of the message.
    private func isRequest(_ text: Bytes) -> Bool {
        text.contains(" HTTP/") && text.prefix(while: \.isUpper).count > 2
    }

    private var lastQuoted: Bytes?
    private static let messageKeys: Set<String> = ["message", "detail", "msg", "error", "reason", "description"]
    private static let nameKeys: Set<String> = [
        "code", "type", "reason", "error", "error_code", "error_type", "status",
    ]

    /// The key of a dictionary, in lower case, when its `:` has just passed.
    private func keyBefore() -> String? {
        guard case .filler(let between)? = tokens.last, tokens.count > 1,
            case .mask(.string, _) = tokens[tokens.count - 2],
            between.allSatisfy({ Self.assignment.contains($0) }),
            between.contains(where: { $0 != UInt8(ascii: " ") })
        else { return nil }
        return lastQuoted?.lowerText
    }

    private static let assignment = ByteSet(" :=")

    /// After a number that opened a parenthesis: databases write `(2006, 'server has gone away')`.
    private var isAfterCode: Bool {
        guard tokens.count > 2, case .filler(let comma) = tokens[tokens.count - 1], comma.first == UInt8(ascii: ","),
            case .filler(let bracket) = tokens[tokens.count - 3], bracket.last == UInt8(ascii: "(")
        else { return false }
        if case .mask(.number, _) = tokens[tokens.count - 2] { return true }
        return false
    }

    /// Takes what is left before `end` as punctuation.
    private mutating func filler(to end: Int) {
        if case .filler(let before)? = tokens.last, before.endIndex == at {
            tokens[tokens.count - 1] = .filler(line[before.startIndex..<end])
        } else if at < end {
            tokens.append(.filler(line[at..<end]))
        }
        at = end
    }

    private static let placeEnds = ByteSet("'\"`)>]}")
    private static let trailing = ByteSet(".:,'-")

    /// A run up to the next break, without the punctuation that ends it.
    private mutating func chunk() {
        var end = at
        while end < line.endIndex, !Self.breaks.contains(line[end]), !isLeader(end) { end += 1 }
        if end + 2 < line.endIndex || line[at] == UInt8(ascii: "/"), isPlace(line[at..<end]) {
            while end < line.endIndex, !line[end].isBlank, !Self.placeEnds.contains(line[end]) { end += 1 }
        }
        if let valueEnd = valueEnd(end) { return mask(.string, to: valueEnd) }
        var last = end
        while last > at + 1, Self.trailing.contains(line[last - 1]) { last -= 1 }
        word(line[at..<last])
        if at < end { filler(to: end) }
    }

    private mutating func mask(_ kind: MaskKind, to end: Int) {
        tokens.append(.mask(kind, line[at..<end]))
        at = end
    }

    private mutating func word(_ text: Bytes) {
        let end = text.endIndex
        let isCall = end + 1 < line.endIndex && line[end] == UInt8(ascii: "(") && line[end + 1] == UInt8(ascii: ")")
        if isAssigned {
            mask(.identifier, to: end)
        } else if isCall, text.first?.isUpper != true || text.contains(Self.dot) {
            mask(.identifier, to: end)
        } else if let date = MaskPlaces.date(line, text) {
            mask(.time, to: date)
        } else if let (kind, end) = MaskRules.unit(after: text, in: line) {
            mask(kind, to: end)
        } else if let label = MaskRules.label(text) {
            word(label)
            filler(to: label.endIndex + 1)
            word(line[at..<end])
        } else {
            at = end
            tokens.append(MaskRules.token(text, before: context(), next: { nextWord() }))
        }
    }

    /// Behind `container=`: what was chosen. A reason, a code or the like is what happened.
    private var isAssigned: Bool {
        guard case .filler(let sign)? = tokens.last, sign.count == 1, sign.first == UInt8(ascii: "="),
            tokens.count > 1, case .word(let key) = tokens[tokens.count - 2]
        else { return false }
        let name = key.lowerText
        return !Self.telling.contains { name.hasSuffix($0) }
    }

    private static let telling = ["reason", "code", "status", "error", "type", "kind", "errno", "state", "signal"]

    /// A URL, or an absolute path: their `?`, `=` and `,` belong to them.
    private func isPlace(_ text: Bytes) -> Bool { text.first == UInt8(ascii: "/") || text.contains("://") }

    /// The last word, lower-cased, when only punctuation stands between it and here; empty at the start of the line.
    private func context() -> MaskContext {
        for token in tokens.reversed() {
            switch token {
            case .word(let word): return .after(word)
            case .mask: return .value
            case .filler: continue
            }
        }
        return .start
    }

    private func nextWord() -> Bytes {
        line[min(at, line.endIndex)...].drop { !$0.isLetter && !$0.isDigit }.prefix(while: \.isLetter)
    }
}
