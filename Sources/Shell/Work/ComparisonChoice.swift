package import Platform

/// What a run can be compared with.
package enum ComparisonChoice: Hashable, Sendable {
    /// Another run of the task.
    case run(EvaluationItem)
    /// All runs of the task that passed, beside this one.
    case passed([EvaluationItem])
    /// Two models in the evaluation, over all its tasks.
    case models(String, String)
    /// A run that is found by hand: `c` on it.
    case later
    /// The evaluation of the run, with another one.
    case evaluation
}
