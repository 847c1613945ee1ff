import Platform

/// Why a filter cannot be understood.
package struct FilterError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A sentence for the user.
    package var message: String
    /// The word of the filter that it is about.
    package var word: String
    /// What was perhaps meant.
    package var suggestion: String?

    package init(message: String, word: String, suggestion: String? = nil) {
        self.message = message
        self.word = word
        self.suggestion = suggestion
    }

    package var description: String {
        suggestion.map { "\(message); did you mean \($0)?" } ?? message
    }
}

extension ItemFilter {
    /// Parses a filter. A field without a value (`status:`), as it stands while somebody is typing, asks nothing.
    package init(parsing text: String) throws(FilterError) {
        var clauses: [FilterClause] = []
        for token in FilterToken.split(text) {
            if let clause = try FilterClause(token) { clauses.append(clause) }
        }
        self.init(text: text, clauses: clauses)
    }

    /// What could stand where the last word of `text` is being typed, as whole words: fields, then values.
    package static func completions(for text: String) -> [String] {
        let start = text.lastIndex(of: " ").map { text.index(after: $0) } ?? text.startIndex
        var word = text[start...]
        let sign = word.hasPrefix("-") ? "-" : ""
        word = word.dropFirst(sign.count)
        guard let colon = word.firstIndex(of: ":") else {
            return ItemField.all.map { sign + $0.name + ":" }.filter { $0.hasPrefix(sign + word) }
        }
        guard let field = ItemField.named(String(word[..<colon])) else { return [] }
        let list = word[word.index(after: colon)...]
        let done = list.lastIndex(of: ",").map { list[...$0] } ?? ""
        let begun = list.dropFirst(done.count)
        return field.values.filter { $0.hasPrefix(begun) }.map { "\(sign)\(field.name):\(done)\($0)" }
    }
}

/// A word of a filter with its quotes resolved.
struct FilterToken: Hashable {
    var isNegated = false
    /// What stands before the first unquoted `:`, `<`, `>` or `=`; nil for a bare word.
    var field: String?
    /// The values between unquoted commas.
    var values: [String] = []
    /// The word as typed.
    var text = ""

    /// Splits at blanks outside quotes. An open quote ends with the text.
    static func split(_ text: String) -> [FilterToken] {
        var words: [String] = []
        var word = ""
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character.isWhitespace, !isQuoted {
                words.append(word)
                word = ""
            } else {
                word.append(character)
            }
        }
        words.append(word)
        return words.filter { !$0.isEmpty && $0 != "-" }.map { FilterToken($0) }
    }

    init(_ word: String) {
        text = word
        var rest = Substring(word)
        if rest.hasPrefix("-") {
            isNegated = true
            rest = rest.dropFirst()
        }
        let name = rest.prefix { $0.isLetter || $0 == "_" }
        let after = rest.dropFirst(name.count)
        if !name.isEmpty, let sign = after.first, ":<>=".contains(sign), !after.hasPrefix("://") {
            field = name.lowercased()
            rest = sign == ":" ? after.dropFirst() : after
            values = Self.values(rest, isList: true)
        } else {
            values = Self.values(rest, isList: false)
        }
    }

    /// Takes the quotes away; commas outside quotes part the values of a field.
    private static func values(_ text: Substring, isList: Bool) -> [String] {
        var values = [""]
        var isQuoted = false
        for character in text {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where isList && !isQuoted: values.append("")
            default: values[values.count - 1].append(character)
            }
        }
        return values.filter { !$0.isEmpty }
    }
}

extension FilterClause {
    /// The condition that a word asks for; nil where it asks nothing yet.
    init?(_ token: FilterToken) throws(FilterError) {
        guard let name = token.field else {
            guard let word = token.values.first else { return nil }
            self.init(word: SearchWord(word), isNegated: token.isNegated)
            return
        }
        guard let field = ItemField.named(name) else {
            // `TypeError:` is a word of an error, and no field that somebody misspelt.
            guard !token.values.isEmpty else {
                self.init(word: SearchWord(token.text))
                return
            }
            throw FilterError(
                message: "no field \(name)", word: token.text,
                suggestion: Spelling.closest(to: name, among: ItemField.all.map(\.name)).map { "\($0):" })
        }
        guard !token.values.isEmpty else { return nil }
        try self.init(field, token)
        isNegated = token.isNegated
    }

    private init(word: SearchWord, isNegated: Bool = false) {
        self.init(isNegated: isNegated, highlight: word.text, test: .word(word))
    }

    private init(_ field: ItemField, _ token: FilterToken) throws(FilterError) {
        switch field.kind {
        case .text(let read):
            let words = token.values.map { SearchWord($0) }
            self.init(
                highlight: token.values.first,
                test: .text(field.name, read) { text in words.contains { $0.matches(text) } })
        case .local(let read):
            let words = token.values.map { SearchWord($0) }
            self.init(
                isLocal: true, highlight: token.values.first,
                test: .each { _, facts, _ in read(facts).map { text in words.contains { $0.matches(text) } } ?? false })
        case .word(let read, let known):
            let words = try Self.words(token, field, known, isOpen: true)
            self.init(test: .text(field.name, read) { words.contains($0) })
        case .number(let unit, let read):
            let bounds = try Self.bounds(token, field, unit)
            self.init(
                isLocal: field.isLocal,
                test: .each { row, facts, now in read(row, facts, now).map(bounds.contains) ?? false })
        case .condition(let conditions):
            let names = try Self.words(token, field, conditions.map(\.name), isOpen: false)
            let wanted = conditions.filter { names.contains($0.name) }
            self.init(
                isLocal: wanted.contains(where: \.isLocal),
                test: .each { row, facts, _ in wanted.contains { $0.holds(row, facts) } })
        }
    }

    private static func bounds(
        _ token: FilterToken, _ field: ItemField, _ unit: FilterUnit
    ) throws(FilterError) -> FilterBounds {
        if token.values.count == 1, let bounds = FilterBounds(token.values[0], unit: unit) { return bounds }
        throw FilterError(
            message: "\(field.name) takes a number such as \(field.name):>\(unit == .seconds ? "10m" : "100")",
            word: token.text)
    }

    private static func words(
        _ token: FilterToken, _ field: ItemField, _ known: [String], isOpen: Bool
    ) throws(FilterError) -> [String] {
        try token.values.map { value throws(FilterError) in
            let word = value.lowercased().replacing("-", with: "_")
            return try Self.known(word, among: known, field: field, token: token, isOpen: isOpen)
        }
    }

    /// A value that the field knows. A word close to a known one is taken for a slip; an open field lets any other pass,
    /// since a server may have statuses that we do not know.
    private static func known(
        _ value: String, among known: [String], field: ItemField, token: FilterToken, isOpen: Bool
    ) throws(FilterError) -> String {
        if known.contains(value) { return value }
        let closest = Spelling.closest(to: value, among: known)
        if isOpen, closest == nil { return value }
        throw FilterError(
            message: "\(field.name): knows no \(value)", word: token.text,
            suggestion: closest ?? (known.count <= 12 ? known.joined(separator: ", ") : nil))
    }
}

/// Guesses what a misspelt word was meant to be.
package enum Spelling {
    /// The nearest of the candidates: a prefix, or at most a third of the letters wrong; nil where none is near.
    package static func closest(to word: String, among candidates: [String]) -> String? {
        if let prefixed = candidates.first(where: { $0.hasPrefix(word) }), word.count >= 2 { return prefixed }
        let scored = candidates.map { (candidate: $0, distance: distance(Array(word.utf8), Array($0.utf8))) }
        guard let best = scored.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= max(1, min(word.count, best.candidate.count) / 3) ? best.candidate : nil
    }

    /// Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other.
    static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var before: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var line = [row + 1]
            for column in right.indices {
                let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
                var best = min(replaced, last[column + 1] + 1, line[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, before[column - 1] + 1)
                }
                line.append(best)
            }
            before = last
            last = line
        }
        return last[right.count]
    }
}
