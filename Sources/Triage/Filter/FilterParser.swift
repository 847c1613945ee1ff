import Platform
import Wire

extension ItemFilter {
    /// Parses a filter. While somebody is typing, a field without a value (`status:`) asks nothing, and a quote, group or
    /// `or` may stand open; a filter that is taken as it is, in a script, says what is wrong with it.
    package init(parsing text: String, isTyping: Bool = false) throws(FilterError) {
        self.init(text: text, node: try FilterGrammar.parse(text, isTyping: isTyping))
    }

    /// What is wrong with a filter that is taken as it is; nil where nothing is.
    package static func problem(of text: String) -> FilterError? {
        do throws(FilterError) {
            _ = try ItemFilter(parsing: text)
            return nil
        } catch {
            return error
        }
    }

    /// The text of the filter with a clause more, or without it where it holds it.
    package func toggling(_ clause: String) -> String {
        let words = text.split(separator: " ").map(String.init)
        guard !words.contains(clause) else {
            return Self.unwrapped(words.filter { $0 != clause }.joined(separator: " "))
        }
        // Beside a clause an `or` would take it for a part of its right side.
        let hasChoice = FilterLexer.tokens(text).contains(.or)
        return text.isEmpty ? clause : hasChoice ? "(\(text)) \(clause)" : "\(text) \(clause)"
    }

    /// Without parentheses around all of it.
    private static func unwrapped(_ text: String) -> String {
        let tokens = FilterLexer.tokens(text)
        guard tokens.first == .open, tokens.last == .close, text.hasPrefix("("), text.hasSuffix(")"),
            !tokens.dropFirst().dropLast().contains(where: { $0 == .open || $0 == .close })
        else { return text }
        return String(text.dropFirst().dropLast())
    }

    /// What could stand where the last word of `text` is being typed, as whole words: fields, then values.
    package static func completions(for text: String) -> [String] {
        let start = text.lastIndex(of: " ").map { text.index(after: $0) } ?? text.startIndex
        var word = text[start...]
        let sign = String(word.prefix { "(-".contains($0) })
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

extension FilterClause {
    /// The condition that a word asks for; nil where it asks nothing yet.
    init?(_ word: FilterWord) throws(FilterError) {
        guard let name = word.field else {
            guard let value = word.bare else { return nil }
            try self.init(bare: value, in: word)
            return
        }
        guard let field = ItemField.named(name) else {
            // `TypeError:` is a word of an error, and no field that somebody misspelt.
            guard !word.values.isEmpty else {
                try self.init(bare: FilterWord.Value(text: word.text, kind: .quoted), in: word)
                return
            }
            throw FilterError(
                message: "no field \(name)", word: word.text,
                suggestion: Spelling.closest(to: name, among: ItemField.all.map(\.name)).map { "\($0):" })
        }
        guard !word.values.isEmpty else { return nil }
        try self.init(field, word)
    }

    private init(bare value: FilterWord.Value, in word: FilterWord) throws(FilterError) {
        let pattern = try FilterPattern(value, in: word)
        if case .word(let searched) = pattern {
            self.init(test: .word(searched))
        } else {
            self.init(test: .pattern(pattern))
        }
    }

    private init(_ field: ItemField, _ word: FilterWord) throws(FilterError) {
        switch field.kind {
        case .text(let read):
            let patterns = try Self.patterns(word)
            self.init(
                test: .text(field.name, read) { text in patterns.contains { $0.matches(text) } })
        case .local(let read):
            let patterns = try Self.patterns(word)
            self.init(
                isLocal: true,
                test: .each { _, facts, _ in
                    read(facts).map { text in patterns.contains { $0.matches(text) } } ?? false
                })
        case .word(let read, let known):
            let words = try Self.words(word, field, known, isOpen: true)
            let unusual = word.values.first {
                $0.kind == .plain && !$0.text.contains("*") && !known.contains(Self.name($0))
            }
            self.init(
                remark: unusual.map { .unusual(field: field.name, value: Self.name($0), read: read) },
                test: .text(field.name, read) { text in words.contains { $0.matches(text) } })
        case .number(let unit, let read):
            let bounds = try Self.bounds(word, field, unit)
            self.init(
                isLocal: field.isLocal, asksForRefusals: field.name == "refusals",
                remark: field.isLocal ? nil : .unknown(field: field.name) { read($0, .none, $1) != nil },
                test: .each { row, facts, now in read(row, facts, now).map(bounds.contains) ?? false })
        case .moment(let isStart):
            let moment = try Self.moment(word, field)
            self.init(
                remark: .unknown(field: field.name) { row, _ in row.item.firstSeen != nil },
                test: .each { row, _, now in
                    guard let seen = row.item.firstSeen else { return false }
                    return isStart ? seen >= moment.start(now: now) : seen <= moment.end(now: now)
                })
        case .condition(let conditions):
            let names = try Self.names(word, field, conditions.map(\.name))
            let wanted = conditions.filter { names.contains($0.name) }
            self.init(
                isLocal: wanted.contains(where: \.isLocal), asksForRefusals: names.contains("refusal"),
                test: .each { row, facts, _ in wanted.contains { $0.holds(row, facts) } })
        }
    }

    private static func patterns(_ word: FilterWord) throws(FilterError) -> [FilterPattern] {
        try word.values.map { value throws(FilterError) in try FilterPattern(value, in: word) }
    }

    private static func moment(_ word: FilterWord, _ field: ItemField) throws(FilterError) -> FilterMoment {
        if word.values.count == 1, word.values[0].kind != .expression,
            let moment = FilterMoment(word.values[0].text)
        {
            return moment
        }
        throw FilterError(
            message: "\(field.name) takes an age or a day such as \(field.name):2d or \(field.name):2026-11-30",
            word: word.text)
    }

    private static func bounds(
        _ word: FilterWord, _ field: ItemField, _ unit: FilterUnit
    ) throws(FilterError) -> FilterBounds {
        if word.values.count == 1, word.values[0].kind != .expression,
            let bounds = FilterBounds(word.values[0].text, unit: unit)
        {
            return bounds
        }
        throw FilterError(
            message: "\(field.name) takes a number such as \(field.name):>\(unit.example)", word: word.text)
    }

    /// Words of which a text is one, or patterns that it matches.
    private static func words(
        _ word: FilterWord, _ field: ItemField, _ known: [String], isOpen: Bool
    ) throws(FilterError) -> [FilterPattern] {
        try word.values.map { value throws(FilterError) in
            let pattern = try FilterPattern(value, in: word)
            guard case .word = pattern else { return pattern }
            let name = try Self.known(name(value), among: known, field: field, word: word, isOpen: isOpen)
            return .glob(FilterGlob(name))
        }
    }

    private static func names(
        _ word: FilterWord, _ field: ItemField, _ known: [String]
    ) throws(FilterError) -> [String] {
        try word.values.map { value throws(FilterError) in
            try Self.known(name(value), among: known, field: field, word: word, isOpen: false)
        }
    }

    private static func name(_ value: FilterWord.Value) -> String {
        let name = value.text.lowercased().replacing("-", with: "_")
        return value.kind == .expression ? "/\(name)/" : name
    }

    /// A value that the field knows. A word close to a known one is taken for a slip; an open field lets any other pass,
    /// since a server may have statuses that we do not know.
    private static func known(
        _ value: String, among known: [String], field: ItemField, word: FilterWord, isOpen: Bool
    ) throws(FilterError) -> String {
        if known.contains(value) { return value }
        let closest = Spelling.closest(to: value, among: known)
        if isOpen, closest == nil { return value }
        throw FilterError(
            message: "\(field.name): knows no \(value)", word: word.text,
            suggestion: closest ?? (known.count <= 12 ? known.joined(separator: ", ") : nil))
    }
}

extension EvaluationItem {
    /// The first time that is known of it.
    fileprivate var firstSeen: Timestamp? { startedAt ?? queuedAt ?? completedAt }
}
