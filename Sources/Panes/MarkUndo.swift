import Platform
import Triage

/// A change of marks, notes or "seen", and how it is taken back.
struct MarkUndo: Hashable, Sendable {
    /// What was done, for the message.
    var what: String
    var back: [ItemID: FactsChange]
}
