import Panes
import Platform
import RichText
import Shell
import Terminal
import Triage
import Wire

// The evaluation at a glance.
extension AppState {
    /// Opens the overlay; the platform's analytics come behind, for what has ended.
    mutating func openGlance() -> Reaction {
        guard let evaluation = evaluationInView else { return .say("No evaluation to look at", .warning) }
        queued += prepareItems(of: evaluation)
        stack.lay(GlancePane(evaluation))
        refreshGlance()
        guard evaluation.status.isTerminal, analytics[evaluation.id] == nil else { return .done }
        return .ask(.analytics, .analytics(evaluation.id))
    }

    /// Reckons anew from what has come since, behind the screen.
    mutating func refreshGlance() {
        guard let items, stack[GlancePane.self]?.evaluation == items.evaluation.id else { return }
        if !items.rows.isEmpty || !items.phase.isLoading {
            queued += effects([Request(.glance, items.glanceWork)])
        }
        showGlance()
    }

    /// Takes the figures.
    mutating func take(_ figures: GlanceFigures) -> Reaction {
        stack[GlancePane.self]?.take(figures)
        showGlance()
        return .done
    }

    private mutating func showGlance() {
        guard let items, let id = stack[GlancePane.self]?.evaluation, id == items.evaluation.id else { return }
        let (answer, names, width) = (analytics[id], classNames, size.width - 4)
        stack[GlancePane.self]?.show(items, analytics: answer, names: names, width: width)
    }

    /// Analytics that cannot be had are missed by nobody: everything but them is reckoned here.
    mutating func takeAnalytics(_ answer: Answer) -> Reaction {
        if case .analytics(let value) = answer, let glance = stack[GlancePane.self] {
            analytics[glance.evaluation] = value
        }
        showGlance()
        return .done
    }
}
