/// A piece of an error text.
enum MaskToken: Hashable {
    /// A word that belongs to the message.
    case word(String)
    /// Something that differs from one failure to the next.
    case mask(MaskKind)
    /// Punctuation and blanks: shown, not compared.
    case filler(String)
}

/// What a piece of an error text was before it was masked.
enum MaskKind: String {
    case number = "<n>"
    case hexadecimal = "<hex>"
    case identifier = "<id>"
    case path = "<path>"
    case address = "<addr>"
    case url = "<url>"
    case string = "<str>"
    case time = "<time>"
    case duration = "<duration>"
    case size = "<size>"
}

/// Takes an error line apart into words that stay and values that are masked.
struct ErrorMask {
    private let line: [Character]
    private var at = 0
    private var tokens: [MaskToken] = []

    private init(_ line: String) { self.line = Array(line) }

    static func tokens(of line: String) -> [MaskToken] {
        var mask = ErrorMask(line)
        while mask.at < mask.line.count { mask.step() }
        return mask.tokens
    }

    private static let quotes: [Character: Character] = ["'": "'", "\"": "\"", "`": "`", "“": "”", "‘": "’", "«": "»"]
    private static let breaks: Set<Character> = Set(" \t,;()[]{}<>|=\"`“”«»!?*")

    private mutating func step() {
        let character = line[at]
        if let closing = Self.quotes[character], !isWord(at - 1), let end = closingQuote(closing) {
            quoted(at + 1..<end)
            at = end + 1
        } else if Self.breaks.contains(character) || character == "'" || isPunctuation {
            filler(character)
            at += 1
        } else {
            chunk()
        }
    }

    /// `:`, `-` and the like before a break.
    private var isPunctuation: Bool {
        ".:-_#&+~^".contains(line[at]) && (at + 1 >= line.count || Self.breaks.contains(line[at + 1]))
    }

    private func isWord(_ index: Int) -> Bool {
        line.indices.contains(index) && (line[index].isAlphabetic || line[index].isDigit || line[index] == "_")
    }

    /// Where the quoted text ends: a closing quote that no word goes on after. `\'` does not close.
    private func closingQuote(_ closing: Character) -> Int? {
        var index = at + 1
        while index < line.count {
            if line[index] == "\\" {
                index += 2
            } else if line[index] == closing, !isWord(index + 1) {
                return index
            } else {
                index += 1
            }
        }
        // Compilers write `name'.
        return closing == "`" ? line[(at + 1)...].firstIndex(of: "'") : nil
    }

    /// A quoted text is a value, unless a dictionary's key says that it is the message or the name of the error.
    private mutating func quoted(_ range: Range<Int>) {
        let text = String(line[range])
        switch keyBefore() {
        case .some(let key) where Self.messageKeys.contains(key) && text.contains(" "):
            tokens += ErrorMask.tokens(of: text)
        case .some(let key) where Self.nameKeys.contains(key) && MaskRules.isName(text): tokens.append(.word(text))
        default:
            tokens.append(.mask(.string))
            lastQuoted = text.lowercased()
        }
    }

    private var lastQuoted: String?
    private static let messageKeys: Set<String> = ["message", "detail", "msg", "error", "reason", "description"]
    private static let nameKeys: Set<String> = [
        "code", "type", "reason", "error", "error_code", "error_type", "status",
    ]

    /// The key of a dictionary when its `:` has just passed.
    private func keyBefore() -> String? {
        var passedColon = false
        for token in tokens.reversed() {
            switch token {
            case .filler(let text) where text.allSatisfy({ $0 == " " || $0 == ":" || $0 == "=" }):
                passedColon = passedColon || text.contains { $0 != " " }
            case .mask(.string): return passedColon ? lastQuoted : nil
            default: return nil
            }
        }
        return nil
    }

    private mutating func filler(_ character: Character) {
        if case .filler(let text)? = tokens.last {
            tokens[tokens.count - 1] = .filler(text + String(character))
        } else {
            tokens.append(.filler(String(character)))
        }
    }

    /// A run up to the next break, without the punctuation that ends it.
    private mutating func chunk() {
        var end = at
        while end < line.count, !Self.breaks.contains(line[end]) { end += 1 }
        if end + 2 < line.count || line[at] == "/", isPlace(at..<end) {
            while end < line.count, !line[end].isWhitespace, !"'\"`)>]}".contains(line[end]) { end += 1 }
        }
        var last = end
        while last > at + 1, ".:,'-".contains(line[last - 1]) { last -= 1 }
        let text = String(line[at..<last])
        let isCall = last + 1 < line.count && line[last] == "(" && line[last + 1] == ")"
        at = last
        if isCall, text.first?.isUppercase != true || text.contains(".") {
            tokens.append(.mask(.identifier))
        } else if let kind = MaskRules.unit(after: text, in: line, at: &at) {
            tokens.append(.mask(kind))
        } else {
            tokens.append(MaskRules.token(text, before: context(), next: nextWord()))
        }
        while at < end {
            filler(line[at])
            at += 1
        }
    }

    /// A URL, or an absolute path: their `?`, `=` and `,` belong to them.
    private func isPlace(_ range: Range<Int>) -> Bool {
        line[range.lowerBound] == "/" || String(line[range]).contains("://")
    }

    /// The last word, lower-cased, when only punctuation stands between it and here; empty at the start of the line.
    private func context() -> String? {
        for token in tokens.reversed() {
            switch token {
            case .word(let word): return word.lowercased()
            case .mask: return nil
            case .filler: continue
            }
        }
        return ""
    }

    private func nextWord() -> String {
        let rest = line[min(at, line.count)...].drop { !$0.isAlphabetic && !$0.isDigit }
        return String(rest.prefix { $0.isAlphabetic })
    }
}
