package import Platform
package import Shell
package import Triage
import Wire

/// A watch over an evaluation: it tells when a running sample starts to match.
package struct WatchModel: Sendable {
    package var evaluation: Evaluation
    package let subject: WatchSubject
    package private(set) var state = WatchState()
    /// Samples that started to match since the watch began.
    package private(set) var heard: Set<ItemID> = []
    package private(set) var problem: PlatformError?
    private var quietLooks = 0

    package init(evaluation: Evaluation, subject: WatchSubject) {
        self.evaluation = evaluation
        self.subject = subject
    }

    /// In the status line.
    package var words: String {
        if problem != nil { return "watch \(subject.name): failed, tries again" }
        return "watching \(subject.name)" + (heard.isEmpty ? "" : ": \(NumberFormat.counted(heard.count, "item"))")
    }

    package func look() -> EffectRequest { EffectRequest(.watch, .watch(evaluation.id, subject, state)) }

    /// Takes what a look found; gives the samples that started to match.
    package mutating func take(_ found: WatchState) -> Set<ItemID> {
        let new = state.looks == 0 ? [] : found.matching.subtracting(state.matching)
        quietLooks = found.counts == state.counts ? quietLooks + 1 : 0
        state = found
        problem = nil
        heard.formUnion(new)
        return new
    }

    package mutating func fail(_ error: PlatformError) {
        problem = error
        quietLooks += 1
    }

    /// The next look: 5 s, up to 30 s while nothing changes.
    package var next: EffectRequest { EffectRequest(.followWatch, .wait(min(30, 5 * Double(1 << min(quietLooks, 3))))) }
}
