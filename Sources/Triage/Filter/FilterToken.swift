/// A piece of a filter: a word, or what joins words.
enum FilterToken: Hashable {
    case word(FilterWord)
    case or, not, open, close
}

/// A condition as it was typed, with its quotes resolved.
struct FilterWord: Hashable {
    /// One of the values of a field, or what is looked for.
    struct Value: Hashable {
        enum Kind { case plain, quoted, expression }

        var text: String
        var kind: Kind
    }

    var isNegated = false
    /// What stands before the first unquoted `:`, `<`, `>` or `=`; nil for a bare word.
    var field: String?
    /// The values between unquoted commas.
    var values: [Value] = []
    /// The word as typed.
    var text = ""
    /// A quote was not closed: it ends with the filter.
    var isOpen = false

    /// What is looked for where the word is no condition of a field.
    var bare: Value? { values.first }
}

/// Takes a filter apart. Blanks part words, but for those in quotes and in `/expressions/`.
struct FilterLexer {
    private let text: [Character]
    private var at = 0
    private var depth = 0

    static func tokens(_ text: String) -> [FilterToken] {
        var lexer = FilterLexer(text: Array(text))
        var tokens: [FilterToken] = []
        while let token = lexer.next() { tokens.append(token) }
        return tokens
    }

    private init(text: [Character]) { self.text = text }

    private var character: Character? { at < text.count ? text[at] : nil }

    private mutating func next() -> FilterToken? {
        while character?.isWhitespace == true { at += 1 }
        guard let character else { return nil }
        switch character {
        case "(":
            at += 1
            depth += 1
            return .open
        case ")":
            at += 1
            depth = max(0, depth - 1)
            return .close
        case "-" where at + 1 < text.count && text[at + 1] == "(", "!" where at + 1 < text.count && text[at + 1] == "(":
            at += 1
            return .not
        default: return word()
        }
    }

    private mutating func word() -> FilterToken {
        let start = at
        var word = FilterWord()
        if character == "-" {
            word.isNegated = true
            at += 1
        }
        word.field = field()
        // `!status:failed` is what many hands write; `!important` is a word.
        if word.field == nil, character == "!" {
            at += 1
            word.field = field()
            word.isNegated = word.field != nil
            if word.field == nil { at = start }
        }
        repeat { value(of: &word) } while word.field != nil && take(",")
        word.values.removeAll { $0.text.isEmpty }
        word.text = String(text[start..<at])
        return Self.joining(word) ?? .word(word)
    }

    /// The field's name, where one stands here, and the `:` after it. `https://` is none.
    private mutating func field() -> String? {
        let name = text[at...].prefix { $0.isLetter || $0 == "_" }
        let after = text[name.endIndex...]
        guard !name.isEmpty, let sign = after.first, ":<>=".contains(sign), !after.starts(with: "://") else {
            return nil
        }
        at = sign == ":" ? name.endIndex + 1 : name.endIndex
        return String(name).lowercased()
    }

    private mutating func take(_ wanted: Character) -> Bool {
        guard character == wanted else { return false }
        at += 1
        return true
    }

    private mutating func value(of word: inout FilterWord) {
        if let end = expressionEnd {
            word.values.append(FilterWord.Value(text: String(text[(at + 1)..<end]), kind: .expression))
            at = end + 1
            return
        }
        var value = FilterWord.Value(text: "", kind: .plain)
        var brackets = 0
        while let character, !character.isWhitespace, !(character == "," && word.field != nil) {
            if character == "(" { brackets += 1 }
            // `foo(bar)` closes what it opened; what is left closes a group.
            if character == ")", brackets == 0, depth > 0 { break }
            if character == ")" { brackets -= 1 }
            at += 1
            guard character == "\"" else {
                value.text.append(character)
                continue
            }
            value.kind = .quoted
            while let inner = self.character, inner != "\"" {
                value.text.append(inner)
                at += 1
            }
            word.isOpen = !take("\"")
        }
        word.values.append(value)
    }

    /// Where an expression that begins here is closed: `/flag.*got/`, and not `/etc/passwd`.
    private var expressionEnd: Int? {
        guard character == "/" else { return nil }
        var end = at + 1
        while end < text.count {
            if text[end] == "\\" {
                end += 2
                continue
            }
            if text[end] == "/", end > at + 1, isEnd(end + 1) { return end }
            end += 1
        }
        return nil
    }

    private func isEnd(_ place: Int) -> Bool {
        place >= text.count || text[place].isWhitespace || text[place] == "," || text[place] == ")"
    }

    /// `or`, `and`, `not` between words, in any case; in quotes they are words.
    private static func joining(_ word: FilterWord) -> FilterToken? {
        guard word.field == nil, !word.isNegated, word.bare?.kind == .plain else { return nil }
        switch word.text {
        case "or", "OR", "Or", "||": return .or
        case "not", "NOT", "Not", "!": return .not
        default: return nil
        }
    }
}
