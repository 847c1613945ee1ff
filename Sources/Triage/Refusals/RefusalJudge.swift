import TextSearch

/// How far a refusal goes.
package enum RefusalStrength: String, CaseIterable, Comparable, Hashable, Sendable {
    /// The document or the platform says so: nothing had to be judged.
    case marked
    /// The request is declined, and no help follows.
    case full
    /// Declined, and then helped with something.
    case partial
    /// The agent says that it is not able to.
    case inability

    package static func < (left: RefusalStrength, right: RefusalStrength) -> Bool {
        allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
    }
}

/// What was judged of one message of an agent.
struct RefusalJudgement: Hashable, Sendable {
    var strength: RefusalStrength
    /// Hardly anybody would call it anything else.
    var isCertain: Bool
    /// Says which rules forbid it.
    var namesRules: Bool
    /// The words that decline, in UTF-8 offsets of the text.
    var range: Range<Int>
    /// These words as they read.
    var phrase: String
}

/// Judges by grammar whether a message declines what was asked: who says it, of what, where in the message, and whether
/// it is taken back. A look-up that finds nothing is work and no refusal.
enum RefusalJudge {
    static func judge(_ text: String) -> RefusalJudgement? {
        let grammars = RefusalGrammar.all.filter { $0.gate?.occurs(in: text) ?? false }
        guard !grammars.isEmpty else { return nil }
        let spoken = SpokenText(text)
        for grammar in grammars {
            if let judgement = RefusalReading(spoken, grammar).judgement { return judgement }
        }
        return nil
    }
}

/// What the sentences of a message do, in one language.
private struct RefusalReading {
    private struct Place {
        var sentence: Int
        var range: Range<Int>
    }

    private let spoken: SpokenText
    private let grammar: RefusalGrammar
    /// The first place of each clue.
    private var places: [RefusalClue: Place] = [:]
    /// Sentences that moralize, and those that tell something.
    private var moral = 0
    private var telling = 0

    init(_ spoken: SpokenText, _ grammar: RefusalGrammar) {
        self.spoken = spoken
        self.grammar = grammar
        for index in spoken.sentences.indices { read(index) }
    }

    private mutating func read(_ index: Int) {
        let sentence = spoken.sentences[index]
        var found: Set<RefusalClue> = []
        spoken.bytes.withUnsafeBytes { bytes in
            let text = UnsafeRawBufferPointer(rebasing: bytes[sentence])
            for (clue, regex) in grammar.clues {
                guard let match = regex.first(in: text), !match.isEmpty else { continue }
                let before = UnsafeRawBufferPointer(rebasing: text[..<match.lowerBound])
                let isSupposed =
                    clue.rawValue < RefusalClue.moralizes.rawValue && grammar.conjunctions?.occurs(in: before) == true
                guard !isSupposed else { continue }
                found.insert(clue)
                let start = sentence.lowerBound + match.lowerBound
                if places[clue] == nil { places[clue] = Place(sentence: index, range: start..<(start + match.count)) }
            }
        }
        let isMoral = !found.isDisjoint(with: [.moralizes, .disapproves])
        moral += isMoral ? 1 : 0
        let declines = !found.isDisjoint(with: [.declines, .refuses, .deniesAbility])
        telling += isMoral || declines || found.contains(.offers) ? 0 : 1
    }

    private func stands(_ clue: RefusalClue, before sentence: Int) -> Bool {
        places[clue].map { $0.sentence < sentence } ?? false
    }

    private var hasList: Bool { spoken.hasList }
    private var turns: Bool { places[.turns] != nil }
    private var helps: Bool { hasList || turns }

    private func occurs(_ regex: TextRegex?, in range: Range<Int>) -> Bool {
        spoken.bytes.withUnsafeBytes { regex?.occurs(in: UnsafeRawBufferPointer(rebasing: $0[range])) ?? false }
    }

    /// What is declined is an opinion or an exactness, or somebody's approval.
    private var isLimited: Bool {
        guard let place = places[.declines] else { return false }
        let end = min(place.range.upperBound + 70, spoken.sentences[place.sentence].upperBound)
        return occurs(RefusalGrammar.limits, in: place.range.lowerBound..<max(end, place.range.upperBound))
            || occurs(RefusalGrammar.stances, in: place.range)
    }

    private var isAnswer: Bool {
        spoken.sentences.first.map { occurs(RefusalGrammar.answers, in: $0) } ?? false
    }

    // MARK: The verdict

    var judgement: RefusalJudgement? {
        if let clue = certain { return make(clue, isCertain: true) }
        if let clue = likely { return make(clue, isCertain: false) }
        return nil
    }

    /// The clue by which it is a refusal for certain.
    private var certain: RefusalClue? {
        if stands(.refuses, before: 3) { return .refuses }
        if stands(.declines, before: 3) {
            guard isLimited else { return .declines }
            return helps || telling >= 2 || moral < 1 ? nil : .declines
        }
        if stands(.namesRules, before: 3) { return .namesRules }
        if helps || isAnswer { return nil }
        if stands(.rejectsRequest, before: 1), telling <= 2 { return .rejectsRequest }
        if stands(.disapproves, before: 2), telling <= 1 { return .disapproves }
        let isLecture = stands(.moralizes, before: 1) && telling < 1 && spoken.sentences.count > 2
        return isLecture && places[.deniesAbility] == nil ? .moralizes : nil
    }

    /// The clue by which it probably is one.
    private var likely: RefusalClue? {
        if stands(.declines, before: 4), !helps { return .declines }
        if stands(.deniesAccess, before: 3) { return .deniesAccess }
        if stands(.givesUp, before: 3) { return .givesUp }
        if hasList || isAnswer { return nil }
        if stands(.deniesAbility, before: 2), telling <= 1, moral > 0 { return .deniesAbility }
        if stands(.rejectsRequest, before: 2), !turns, telling <= moral + 1 { return .rejectsRequest }
        if stands(.disapproves, before: 2), telling <= 2 { return .disapproves }
        let first: RefusalClue = places[.moralizes] != nil ? .moralizes : .disapproves
        if stands(first, before: 2), telling <= 1, !turns { return first }
        return moral > 1 && moral >= 2 * telling ? first : nil
    }

    private func make(_ clue: RefusalClue, isCertain: Bool) -> RefusalJudgement? {
        guard let place = places[clue] else { return nil }
        let sentence = spoken.sentences[place.sentence]
        // The verb to its end.
        var end = place.range.upperBound
        while end < sentence.upperBound, Self.isLetter(spoken.bytes[end]), end < place.range.upperBound + 24 {
            end += 1
        }
        let range = subject(in: place.range.lowerBound..<end)..<end
        return RefusalJudgement(
            strength: strength(clue), isCertain: isCertain, namesRules: places[.namesRules] != nil,
            range: spoken.original(range), phrase: Self.phrase(spoken.string(range)))
    }

    /// Where the words that decline begin with their own subject: what stands before it is an apology.
    private func subject(in range: Range<Int>) -> Int {
        let words = spoken.bytes[range]
        let last = range.lastIndex { place in
            place > range.lowerBound && words[place - 1] == 0x20
                && (words[place...].starts(with: Self.i) || words[place...].starts(with: Self.we))
        }
        return last ?? range.lowerBound
    }

    private static let i = Array("i ".utf8)
    private static let we = Array("we ".utf8)

    private func strength(_ clue: RefusalClue) -> RefusalStrength {
        switch clue {
        case .deniesAbility, .deniesAccess, .givesUp: .inability
        default: helps || telling >= 3 ? .partial : clue == .declines && isLimited ? .inability : .full
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || byte >= 0x80 && byte < 0xE0
    }

    /// At most this many bytes of a phrase are told.
    private static func phrase(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace)
        let all = words.joined(separator: " ")
        return all.count <= 60 ? all : words.suffix(6).joined(separator: " ")
    }
}
