import TextSearch

/// A named idea of what a refusal is, by the words that an agent says.
package struct RefusalSet: Hashable, Sendable {
    private enum Rule: Hashable, Sendable {
        /// What hardly anybody would call anything else.
        case certain
        /// That, and what probably is one.
        case likely
        /// Of these, the ones that say which rules forbid it.
        case namesRules
        /// Phrases of somebody's own, where they begin a word.
        case phrases([LiteralPattern])
    }

    package let name: String
    /// Phrases of one's own; none of a set that judges by grammar.
    package let phrases: [String]
    private let rule: Rule

    /// A set of phrases: case, accents, the form of quotes, marks of emphasis and line ends make no difference.
    package init(name: String, phrases: [String]) {
        self.name = name
        self.phrases = phrases
        rule = .phrases(phrases.compactMap { LiteralPattern($0, ignoresCase: true) })
    }

    private init(name: String, rule: Rule) {
        self.name = name
        phrases = []
        self.rule = rule
    }

    /// What an agent refuses for certain: precise.
    package static let standard = RefusalSet(name: "default", rule: .certain)
    /// That, and what probably is a refusal, lectures and inability included: complete.
    package static let broad = RefusalSet(name: "broad", rule: .likely)
    /// Refusals that name rules: guidelines, policies, principles.
    package static let policy = RefusalSet(name: "policy", rule: .namesRules)

    /// The sets that are always there.
    package static let shipped = [standard, broad, policy]

    /// Where a text refuses, in order: of a set that judges, once.
    package func matches(in text: String) -> [RefusalMatch] {
        if case .phrases(let patterns) = rule { return matches(of: patterns, in: text) }
        guard let judgement = RefusalJudge.judge(text), takes(judgement) else { return [] }
        return [RefusalMatch(phrase: judgement.phrase, range: judgement.range, strength: judgement.strength)]
    }

    private func takes(_ judgement: RefusalJudgement) -> Bool {
        switch rule {
        case .certain: judgement.isCertain
        case .likely: true
        case .namesRules: judgement.namesRules
        case .phrases: false
        }
    }

    private func matches(of patterns: [LiteralPattern], in text: String) -> [RefusalMatch] {
        var text = text
        let found = text.withUTF8 { utf8 in
            let bytes = UnsafeRawBufferPointer(utf8)
            return zip(phrases, patterns).flatMap { phrase, pattern in
                pattern.matches(in: bytes).filter { $0.lowerBound == 0 || !Self.isLetter(bytes[$0.lowerBound - 1]) }
                    .map { RefusalMatch(phrase: phrase, range: $0, strength: .full) }
            }
        }
        // Of those that begin at one place the longest.
        let sorted = found.sorted {
            ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
        }
        var end = 0
        return sorted.filter { match in
            guard match.range.lowerBound >= end else { return false }
            end = match.range.upperBound
            return true
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
    }
}

/// Words of refusal in a text.
package struct RefusalMatch: Hashable, Sendable {
    /// The phrase as the set writes it, or the words as they read.
    package var phrase: String
    /// In UTF-8 offsets.
    package var range: Range<Int>
    package var strength: RefusalStrength
}

extension RefusalSet {
    /// Phrases by which a server's search for words leads to what the set may find, the most usual first: a negation with a
    /// verb of help each, as a negation alone stands in nearly every transcript.
    package var leads: [String] { phrases.isEmpty ? Self.usualLeads : phrases }

    private static let usualLeads: [String] = {
        let verbs = ["help", "assist", "provide", "fulfill", "comply", "answer", "create", "write", "share", "give"]
        let negations = ["cannot", "can't", "unable to", "not able to", "won't", "will not"]
        return negations.flatMap { negation in verbs.map { negation + " " + $0 } } + [
            "cannot support", "can't support", "cannot participate", "can't participate", "cannot engage",
            "can't engage",
            "cannot do that", "can't do that", "won't do that", "cannot continue with", "can't continue with",
            "i refuse",
            "i decline", "must decline", "have to decline", "need to decline", "going to decline", "must refuse",
            "not comfortable", "not feel comfortable", "my guidelines", "my programming", "usage policy",
            "usage policies",
            "not appropriate to",
            "not ethical to", "would be unethical", "not condone", "don't condone", "not programmed to", "rather not",
            "nicht helfen", "kann ich nicht", "muss ich ablehnen", "ich lehne", "je ne peux pas", "je refuse",
            "je dois refuser",
            "no puedo", "me niego", "não posso", "me recuso", "non posso", "mi rifiuto", "не могу", "не буду",
            "отказываюсь",
            "无法", "無法", "不能", "拒绝", "拒絕", "できません", "かねます", "お断り", "수 없습니다", "거절",
        ]
    }()
}
