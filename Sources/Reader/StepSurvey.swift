import Shell
import Trajectory

/// What the survey of a document's steps told so far: what stands out, loops, what was spent.
struct StepSurvey: Equatable {
    /// The steps that were looked at, from the first on.
    private(set) var steps: [SurveyedStep] = []
    /// Those that stand out.
    private(set) var landmarks: [SurveyedStep] = []
    /// Runs of steps that ask for the same.
    private(set) var loops = Loops()
    private(set) var totals = RunningTotals()
    /// It goes on when more of the document has come: what arrives has the processor first.
    var waits = false

    /// Steps from one on are looked at anew: more was written to them, or behind them.
    mutating func forget(from first: Int) {
        guard first < steps.count else { return }
        totals.forget(from: first, steps)
        steps.removeSubrange(first...)
        loops.forget(from: first)
        while let last = landmarks.last, last.index >= first { landmarks.removeLast() }
    }

    /// Takes the next steps; the last ones may come anew.
    mutating func add(_ new: [SurveyedStep]) {
        forget(from: new.first?.index ?? steps.count)
        steps += new
        for step in new {
            totals.add(step)
            loops.add(step)
        }
        landmarks += new.filter { !$0.flags.isDisjoint(with: [.error, .refusal, .subagent]) }
    }
}
