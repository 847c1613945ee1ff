import TextSearch

/// What a sentence may do, of all that is told of a refusal.
enum RefusalClue: Int, CaseIterable, Hashable, Sendable {
    /// A negation directly before a verb of speech or help: `I can't assist`.
    case declines
    /// A verb of refusing: `I must decline`.
    case refuses
    /// Names rules that forbid it: `against my guidelines`.
    case namesRules
    /// Says that the request itself is wrong: `it is not appropriate to ask`.
    case rejectsRequest
    /// Says that something is wrong.
    case disapproves
    /// Denies an ability that is not help: opinions, feelings, knowledge of the future.
    case deniesAbility
    /// Has no access to what is personal.
    case deniesAccess
    /// Cannot carry out the task that was set.
    case givesUp
    /// Speaks of what is right, or of harm.
    case moralizes
    /// Offers something else, or somebody else.
    case offers
    /// Turns to helping: `however, I can`.
    case turns
}

/// How one language declines: for each clue an expression over sentences as they read (`FoldedText`).
struct RefusalGrammar: Sendable {
    /// What must stand somewhere in a text that declines: others are passed over at once.
    let gate: TextRegex?
    let clues: [(clue: RefusalClue, regex: TextRegex)]
    /// Words after which a clause tells of what does not hold: `if I cannot help`.
    let conjunctions: TextRegex?

    init(gate: String, conjunctions: String, _ clues: [(RefusalClue, String)]) {
        self.gate = try? TextRegex("(?i)" + gate)
        self.conjunctions = try? TextRegex("(?i)(?:^|[ ,(])(?:\(conjunctions)) ?$")
        self.clues = clues.compactMap { clue, source in
            (try? TextRegex("(?i)" + source)).map { (clue, $0) }
        }
    }

    static let all = [english] + others
}
