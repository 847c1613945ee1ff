/// Reads a regular expression: `. [a-z] [^a-z] \d \w \s \b ^ $ ( ) (?: ) | * + ? {m,n}`, lazy ones with `?` behind.
struct RegexParser {
    private let text: [Character]
    fileprivate let ignoresCase: Bool
    private var at = 0
    private var depth = 0

    private static let deepest = 100
    private static let mostRepeats = 1_000

    static func parse(_ text: String, ignoresCase: Bool) throws(RegexError) -> RegexSyntax {
        var parser = RegexParser(text: Array(text), ignoresCase: ignoresCase)
        let syntax = try parser.choice()
        if parser.at < parser.text.count { throw RegexError("a ) without its (") }
        return syntax
    }

    private init(text: [Character], ignoresCase: Bool) {
        self.text = text
        self.ignoresCase = ignoresCase
    }

    fileprivate var next: Character? { at < text.count ? text[at] : nil }

    fileprivate mutating func take() -> Character? {
        defer { at += 1 }
        return next
    }

    fileprivate mutating func takes(_ character: Character) -> Bool {
        guard next == character else { return false }
        at += 1
        return true
    }

    private mutating func choice() throws(RegexError) -> RegexSyntax {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.deepest else { throw RegexError("too many groups within groups") }
        var branches = [try sequence()]
        while takes("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(RegexError) -> RegexSyntax {
        var parts: [RegexSyntax] = []
        while let character = next, character != "|", character != ")" {
            let part = try quantified(try atom())
            if case .sequence(let inner) = part { parts += inner } else { parts.append(part) }
        }
        return parts.isEmpty ? .empty : parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func atom() throws(RegexError) -> RegexSyntax {
        switch take() {
        case "(": return try group()
        case "[": return try RegexClass.parse(&self)
        case ".": return Self.anyCharacter
        case "^": return .assertion(.start)
        case "$": return .assertion(.end)
        case "\\": return try escape()
        case "*", "+", "?": throw RegexError("nothing to repeat")
        case let character?: return literal(character)
        case nil: return .empty
        }
    }

    private mutating func group() throws(RegexError) -> RegexSyntax {
        if takes("?") {
            guard takes(":") else { throw RegexError("of (? only (?: is understood, and (?i) in front") }
        }
        let inner = try choice()
        guard takes(")") else { throw RegexError("a ( without its )") }
        // A group is one thing for what repeats it.
        if case .sequence = inner { return .choice([inner]) }
        return inner
    }

    private mutating func quantified(_ atom: RegexSyntax) throws(RegexError) -> RegexSyntax {
        var atom = atom
        while true {
            let (least, most): (Int, Int?)
            if takes("*") {
                (least, most) = (0, nil)
            } else if takes("+") {
                (least, most) = (1, nil)
            } else if takes("?") {
                (least, most) = (0, 1)
            } else if let bounds = try bounds() {
                (least, most) = bounds
            } else {
                return atom
            }
            if case .assertion = atom { throw RegexError("nothing to repeat") }
            atom = .repeated(atom, least: least, most: most, isGreedy: !takes("?"))
        }
    }

    /// `{3}`, `{3,}`, `{3,5}`; a brace that is none of these stands for itself.
    private mutating func bounds() throws(RegexError) -> (Int, Int?)? {
        guard next == "{", let close = text[at...].firstIndex(of: "}") else { return nil }
        let fields = String(text[(at + 1)..<close]).split(separator: ",", omittingEmptySubsequences: false)
        guard (1...2).contains(fields.count), let least = Int(fields[0]), least >= 0 else { return nil }
        let most = fields.count == 1 ? least : fields[1].isEmpty ? nil : Int(fields[1])
        if fields.count == 2, !fields[1].isEmpty, most == nil { return nil }
        guard least <= most ?? least, max(least, most ?? 0) <= Self.mostRepeats else {
            throw RegexError("{\(String(text[(at + 1)..<close]))} makes no sense")
        }
        at = close + 1
        return (least, most)
    }

    private mutating func escape() throws(RegexError) -> RegexSyntax {
        guard let character = take() else { throw RegexError("ends in a backslash") }
        switch character {
        case "b": return .assertion(.wordBorder)
        case "B": return .assertion(.noWordBorder)
        case "n": throw RegexError("a match lies within one line")
        default: break
        }
        if let (set, isNegated) = Self.named(character) { return isNegated ? Self.characters(but: set) : .bytes(set) }
        if character == "t" { return .bytes(ByteSet([0x09])) }
        guard !character.isLetter && !character.isNumber else { throw RegexError("\\\(character) is not understood") }
        return literal(character)
    }

    /// `\d`, `\w`, `\s` and their opposites.
    static func named(_ character: Character) -> (ByteSet, isNegated: Bool)? {
        switch character {
        case "d", "D": (.digits, character == "D")
        case "w", "W": (.word, character == "W")
        case "s", "S": (.blanks, character == "S")
        default: nil
        }
    }

    /// A character as it reads: nothing for a mark of no width.
    func literal(_ character: Character) -> RegexSyntax {
        let bytes = Self.reading(String(character), ignoresCase).map { byte in
            let set = ByteSet([byte])
            return RegexSyntax.bytes(ignoresCase ? set.ignoringCase : set)
        }
        if bytes.isEmpty { return .empty }
        // A letter of several bytes is one thing for what repeats it.
        return bytes.count == 1 ? bytes[0] : .choice([.sequence(bytes)])
    }

    static func reading(_ text: String, _ ignoresCase: Bool) -> [UInt8] {
        FoldedText(text, Folding(ignoresCase: ignoresCase, layout: .literal)).bytes
    }

    /// One character out of an ASCII set, or out of all others.
    func one(of set: ByteSet) -> RegexSyntax { .bytes(ignoresCase ? set.ignoringCase : set) }

    static let anyCharacter = characters(but: ByteSet())

    /// Any character but these ASCII ones, as its UTF-8 bytes: a match never ends within a character.
    static func characters(but set: ByteSet) -> RegexSyntax {
        let tail = RegexSyntax.bytes(ByteSet(0x80...0xBF))
        return .choice([
            .bytes(set.otherASCII),
            .sequence([.bytes(ByteSet(0xC2...0xDF)), tail]),
            .sequence([.bytes(ByteSet(0xE0...0xEF)), tail, tail]),
            .sequence([.bytes(ByteSet(0xF0...0xF4)), tail, tail, tail]),
        ])
    }
}

/// Reads `[...]`.
private enum RegexClass {
    /// Letters beyond ASCII that a range may stand for.
    private static let widest = 512

    static func parse(_ parser: inout RegexParser) throws(RegexError) -> RegexSyntax {
        let isNegated = parser.takes("^")
        var set = ByteSet()
        var letters: [Unicode.Scalar] = []
        var isFirst = true
        while let character = parser.take() {
            if character == "]", !isFirst { return try made(set, letters, isNegated, parser) }
            isFirst = false
            if character == "\\", let name = parser.next, let (members, isOther) = RegexParser.named(name) {
                _ = parser.take()
                guard !isOther else { throw RegexError("\\\(name) within [ ] is not understood") }
                set.formUnion(members)
                continue
            }
            let low = try scalar(character, &parser)
            var high = low
            if parser.next == "-" {
                _ = parser.take()
                if parser.next == "]" || parser.next == nil {
                    set.insert(UInt8(ascii: "-"))
                } else if let end = parser.take() {
                    high = try scalar(end, &parser)
                }
            }
            try add(low, high, &set, &letters)
        }
        throw RegexError("a [ without its ]")
    }

    private static func scalar(_ character: Character, _ parser: inout RegexParser) throws(RegexError) -> Unicode.Scalar
    {
        var character = character
        if character == "\\" {
            guard let escaped = parser.take() else { throw RegexError("ends in a backslash") }
            character = escaped == "t" ? "\t" : escaped
        }
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else {
            throw RegexError("\(character) is more than one character within [ ]")
        }
        return scalar
    }

    private static func add(
        _ low: Unicode.Scalar, _ high: Unicode.Scalar, _ set: inout ByteSet, _ letters: inout [Unicode.Scalar]
    ) throws(RegexError) {
        guard low.value <= high.value else { throw RegexError("the range \(low)-\(high) is the wrong way round") }
        if low.value <= 0x7F {
            for value in low.value...min(high.value, 0x7F) where value != 0x0A { set.insert(UInt8(value)) }
        }
        guard high.value > 0x7F else { return }
        let range = max(low.value, 0x80)...high.value
        guard range.count <= widest else { throw RegexError("the range \(low)-\(high) is too wide") }
        letters += range.compactMap { Unicode.Scalar($0) }
    }

    private static func made(
        _ set: ByteSet, _ letters: [Unicode.Scalar], _ isNegated: Bool, _ parser: RegexParser
    ) throws(RegexError) -> RegexSyntax {
        if isNegated {
            guard letters.isEmpty else { throw RegexError("[^ ] takes ASCII characters only") }
            return RegexParser.characters(but: parser.ignoresCase ? set.ignoringCase : set)
        }
        var set = set
        var others: [RegexSyntax] = []
        for reading in Set(letters.map { RegexParser.reading(String($0), parser.ignoresCase) }) where !reading.isEmpty {
            if reading.count == 1 {
                set.insert(reading[0])
            } else {
                others.append(.sequence(reading.map { .bytes(ByteSet([$0])) }))
            }
        }
        return others.isEmpty ? parser.one(of: set) : .choice([parser.one(of: set)] + others)
    }
}

/// What is wrong with a regular expression, in a few words.
package struct RegexError: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String

    init(_ description: String) { self.description = description }
}
