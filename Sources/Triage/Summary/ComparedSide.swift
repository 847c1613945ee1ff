package import Platform
package import Wire

/// One of the two sides of a comparison: an evaluation, or the items of one model in it.
package struct ComparedSide: Hashable, Sendable {
    package let evaluation: Evaluation
    /// The model whose items these are; of all of them, where the evaluation has one.
    package let model: String?

    package init(_ evaluation: Evaluation, model: String? = nil) {
        self.evaluation = evaluation
        self.model = model ?? evaluation.model
    }

    package var date: Timestamp? { evaluation.began }

    /// `nightly, openai/gpt-5, 2026-11-30`: what tells it from the other one. Hostile: show through `Sanitize`.
    package var words: String {
        [evaluation.name, model, date.map { "\($0.day) (\(Timestamp.zone))" }].compactMap(\.self).joined(
            separator: ", ")
    }
}
