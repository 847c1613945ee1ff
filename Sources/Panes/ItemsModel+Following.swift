import Platform
import Shell
import Triage
package import Wire

// While an evaluation runs: the next look, what ended since the last one, and how long it may still take.
extension ItemsModel {
    /// Which items ended between two looks, and whether anything changed at all.
    mutating func note(_ changes: RowChanges) {
        let moved = changes.moved
        justEnded = Set(moved.filter { $0.item.status.isTerminal }.map(\.item.id))
        unchangedPolls = moved.isEmpty ? unchangedPolls + 1 : 0
    }

    /// Quiet looks after which the list is asked for all the same, for what no count tells; a long one seldom.
    private var mostQuiet: Int { rows.count > 2_000 ? 64 : 8 }

    /// The evaluation's own counts tell whether the list, which may be long, has news.
    mutating func look(at evaluation: Evaluation) -> [EffectRequest] {
        self.evaluation = evaluation
        guard isFollowing, !phase.isLoading else { return [] }
        let counts = evaluation.counts
        let isQuiet = counts == loadedWith && counts.total > 0 && !evaluation.status.isTerminal
        guard isQuiet, unchangedPolls == 0 || !unchangedPolls.isMultiple(of: mostQuiet) else {
            return load(isForced: true, isLook: true)
        }
        unchangedPolls += 1
        return followUp()
    }

    /// Of the time that is followed at most a tenth goes into loading, unless that takes minutes.
    private var pause: Double { max(min(30, 5 * Double(1 << min(unchangedPolls, 3))), min(300, 10 * loadTook)) }

    /// While something runs and is followed: the next look, 5 s later, up to 30 s when nothing changes.
    func followUp(atLeast seconds: Double = 0) -> [EffectRequest] {
        guard isFollowing, !evaluation.status.isTerminal else { return [] }
        return [EffectRequest(.followItems, .wait(max(pause, min(seconds, 600))))]
    }

    /// Seconds until the evaluation ends, if it goes on as it went so far; nil where that cannot be told yet.
    package func timeLeft(now: Timestamp) -> Double? {
        guard !evaluation.status.isTerminal, let start = evaluation.startedAt, counts.finished >= 3, now > start else {
            return nil
        }
        let total = max(counts.total, evaluation.datasetSize ?? 0)
        let rest = total - counts.finished
        guard !rest.isClamped else { return nil }
        return (now - start) / counts.finished.value * max(0, rest.value)
    }

    mutating func toggleFollow() -> Reaction {
        guard !evaluation.status.isTerminal else {
            return .say("The evaluation has ended: nothing to follow", .warning)
        }
        isFollowing.toggle()
        guard isFollowing else {
            return Reaction([EffectRequest(.followItems, .cancel)], say: Message("no longer following"))
        }
        return Reaction(load(isForced: true), say: Message("following"))
    }
}
