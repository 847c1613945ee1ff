package import Platform

/// One side of a comparison: the items of an evaluation, or of one model in it.
package struct ComparedItems: Hashable, Sendable {
    package var evaluation: EvaluationID
    package var model: String?

    package init(_ evaluation: EvaluationID, model: String? = nil) {
        self.evaluation = evaluation
        self.model = model
    }
}
