import Platform
import Wire

/// Makes one condition of the pieces of a filter: words that all must hold, `or` between them, `not` and `-` before them,
/// parentheses around them.
struct FilterGrammar {
    private let tokens: [FilterToken]
    private let isTyping: Bool
    private var at = 0
    private var depth = 0
    /// Groups within each other.
    private static let mostDepth = 64

    /// While somebody is typing, what is not closed yet ends with the text, and a field without a value asks nothing.
    static func parse(_ text: String, isTyping: Bool) throws(FilterError) -> FilterNode {
        var grammar = FilterGrammar(tokens: FilterLexer.tokens(text), isTyping: isTyping)
        let node = try grammar.alternatives()
        guard grammar.at == grammar.tokens.count else {
            throw FilterError(message: "a ) without a (", word: ")")
        }
        return node
    }

    private init(tokens: [FilterToken], isTyping: Bool) {
        self.tokens = tokens
        self.isTyping = isTyping
    }

    private var token: FilterToken? { at < tokens.count ? tokens[at] : nil }

    private mutating func alternatives() throws(FilterError) -> FilterNode {
        var any = [try conditions()]
        while token == .or {
            at += 1
            guard any.last?.isEmpty == false else {
                throw FilterError(message: "or stands between two conditions", word: "or")
            }
            any.append(try conditions())
        }
        if any.count > 1, any.last?.isEmpty == true {
            guard isTyping else { throw FilterError(message: "or stands between two conditions", word: "or") }
            any.removeLast()
        }
        return any.count == 1 ? any[0] : .any(any)
    }

    private mutating func conditions() throws(FilterError) -> FilterNode {
        var all: [FilterNode] = []
        while let token, token != .or, token != .close {
            let node = try condition()
            if !node.isEmpty { all.append(node) }
        }
        return all.count == 1 ? all[0] : .all(all)
    }

    private mutating func condition() throws(FilterError) -> FilterNode {
        guard let token else { return .all([]) }
        at += 1
        switch token {
        case .word(let word): return try condition(word)
        case .not where isBefore: return .not(try condition())
        case .not: return try condition(FilterWord(values: [FilterWord.Value(text: "not", kind: .plain)], text: "not"))
        case .open: return try group()
        case .or, .close: return .all([])
        }
    }

    /// `not` turns round a condition or a group; before a bare word it is a word itself, as in `not found`.
    private var isBefore: Bool {
        switch token {
        case .open, .not: true
        case .word(let word): word.field != nil || word.bare?.kind != .plain || word.isNegated
        case .or, .close, nil: false
        }
    }

    private mutating func group() throws(FilterError) -> FilterNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.mostDepth else { throw FilterError(message: "too many ( within each other", word: "(") }
        let node = try alternatives()
        guard token == .close else {
            guard isTyping, token == nil else { throw FilterError(message: "a ( is not closed", word: "(") }
            return node
        }
        at += 1
        return node
    }

    private func condition(_ word: FilterWord) throws(FilterError) -> FilterNode {
        if word.isOpen, !isTyping { throw FilterError(message: "a quote is not closed", word: word.text) }
        guard let clause = try FilterClause(word) else {
            guard isTyping || word.field == nil else {
                throw FilterError(message: "\(word.field ?? ""): asks for nothing", word: word.text)
            }
            return .all([])
        }
        return word.isNegated ? .not(.clause(clause)) : .clause(clause)
    }
}

/// What a filter asks: conditions, and how they are joined.
indirect enum FilterNode: Sendable {
    case clause(FilterClause)
    case all([FilterNode])
    case any([FilterNode])
    case not(FilterNode)

    /// Asks nothing.
    var isEmpty: Bool {
        switch self {
        case .clause: false
        case .all(let nodes), .any(let nodes): nodes.allSatisfy(\.isEmpty)
        case .not(let node): node.isEmpty
        }
    }

    /// Every condition, with whether it must not hold.
    var clauses: [(clause: FilterClause, isNegated: Bool)] {
        switch self {
        case .clause(let clause): [(clause, false)]
        case .all(let nodes), .any(let nodes): nodes.flatMap(\.clauses)
        case .not(let node): node.clauses.map { ($0.clause, !$0.isNegated) }
        }
    }

    /// Its place in the order of what it costs.
    private var cost: Int { clauses.map(\.clause.test.cost).max() ?? 0 }

    /// Of places that run upwards those whose rows pass.
    func places(
        _ places: [Int], in table: ItemTable, now: Timestamp, facts: (ItemID) -> ItemAnnotations
    ) -> [Int] {
        switch self {
        case .clause(let clause): return clause.places(places, in: table, now: now, facts: facts)
        case .all(let nodes):
            // What costs little goes first, and leaves less to the rest.
            return nodes.sorted { $0.cost < $1.cost }.reduce(places) { left, node in
                node.places(left, in: table, now: now, facts: facts)
            }
        case .any(let nodes):
            var (rest, found) = (places, [Int]())
            for node in nodes {
                let held = node.places(rest, in: table, now: now, facts: facts)
                rest = Self.without(held, rest)
                found += held
            }
            return found.sorted()
        case .not(let node):
            return Self.without(node.places(places, in: table, now: now, facts: facts), places)
        }
    }

    /// Both run upwards.
    private static func without(_ some: [Int], _ places: [Int]) -> [Int] {
        var rest = some[...]
        return places.filter { place in
            guard rest.first == place else { return true }
            rest.removeFirst()
            return false
        }
    }
}
