import Panes
import Platform
import RichText
import Shell
import Terminal
import Triage
import Wire

// The evaluation at a glance.
extension AppState {
    /// All that is known of an item, over the panes: how it was judged first, what lies beside it last.
    func show(_ item: EvaluationItem, _ files: [ItemFile]) -> Reaction {
        let facts = items?.facts(of: item.id) ?? ItemAnnotations()
        let lines = ItemDetail.lines(item, facts: facts, now: now, width: size.width - 4)
        return .lines(Sanitize.line(item.taskName), lines + ItemDetail.lines(files))
    }

    /// Opens the overlay; the platform's analytics come behind, for what has ended.
    mutating func openGlance() -> Reaction {
        guard let evaluation = evaluationInView else { return .say("No evaluation to look at", .warning) }
        queued += prepareItems(of: evaluation)
        stack.lay(SummaryPane(evaluation))
        refreshGlance()
        guard evaluation.status.isTerminal, analytics[evaluation.id] == nil else { return .done }
        return .ask(.analytics, .analytics(evaluation.id))
    }

    /// Reckons anew from what has come since, behind the screen.
    mutating func refreshGlance() {
        guard let items, stack[SummaryPane.self]?.evaluation == items.evaluation.id else { return }
        if !items.rows.isEmpty || !items.phase.isLoading {
            queued += effects([EffectRequest(.glance, items.glanceWork)])
        }
        showGlance()
    }

    /// Takes the figures.
    mutating func take(_ figures: SummaryData) -> Reaction {
        stack[SummaryPane.self]?.take(figures)
        showGlance()
        return .done
    }

    private mutating func showGlance() {
        guard let items, let id = stack[SummaryPane.self]?.evaluation, id == items.evaluation.id else { return }
        let (answer, names, width) = (analytics[id], classNames, size.width - 4)
        stack[SummaryPane.self]?.show(items, analytics: answer, names: names, width: width)
    }

    /// Analytics that cannot be had are missed by nobody: everything but them is reckoned here.
    mutating func takeAnalytics(_ answer: EffectResult) -> Reaction {
        if case .analytics(let value) = answer, let glance = stack[SummaryPane.self] {
            analytics[glance.evaluation] = value
        }
        showGlance()
        return .done
    }
}
