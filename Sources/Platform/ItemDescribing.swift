/// A platform that lists items before it knows more of them than their names: files and bundles, in which model, outcome
/// and steps stand in the documents themselves.
package protocol ItemDescribing: Sendable {
    /// Reads the documents of so many items of which little is known yet: of `wanted` first, then of the next ones. What was
    /// read is known to `items` and `item` from then on. Answers how many are left.
    func describe(
        _ wanted: [ItemID], of evaluation: EvaluationID, atMost: Int
    ) async throws -> (items: [EvaluationItem], left: Int)
}

extension Platform {
    /// The same for any platform: nothing, where items come with all that is known.
    package func described(
        _ wanted: [ItemID], of evaluation: EvaluationID, atMost: Int
    ) async throws -> (items: [EvaluationItem], left: Int) {
        guard let describing = self as? any ItemDescribing else { return ([], 0) }
        return try await describing.describe(wanted, of: evaluation, atMost: atMost)
    }
}
