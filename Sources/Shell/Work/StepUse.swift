/// What the text of a step is wanted for.
package enum StepUse: Hashable, Sendable {
    case copy, page, edit
    /// Its raw JSON, to be looked at.
    case raw
}
