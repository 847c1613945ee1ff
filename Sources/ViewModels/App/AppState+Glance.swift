import Platform
import Terminal
import Triage

// The evaluation at a glance.
extension AppState {
    /// Opens the overlay; the platform's analytics come behind, for what has ended.
    mutating func openGlance() -> Reaction {
        let evaluation = place == .evaluations ? evaluations.selected : items?.evaluation
        guard let evaluation else { return .say("No evaluation to look at", .warning) }
        queued += prepareItems(of: evaluation)
        glance = evaluation.id
        overlay = .text(TextPane(title: GlanceLines.title(evaluation), lines: []))
        refreshGlance()
        guard evaluation.status.isTerminal, analytics[evaluation.id] == nil else { return .done }
        return .ask(.analytics, .analytics(evaluation.id))
    }

    /// Shows what has come since.
    mutating func refreshGlance() {
        guard let glance, let items, items.evaluation.id == glance, case .text(var pane) = overlay,
            pane.title == GlanceLines.title(items.evaluation)
        else {
            self.glance = nil
            return
        }
        let lines =
            items.rows.isEmpty && items.phase.isLoading
            ? [RichLine([Span("Loading…", .dim)])]
            : GlanceLines(items, width: size.width - 4, now: now).lines(analytics: analytics[glance])
        pane.show(lines, fromTop: false)
        overlay = .text(pane)
    }

    /// Analytics that cannot be had are missed by nobody: everything but them is reckoned here.
    mutating func takeAnalytics(_ answer: Answer) -> Reaction {
        if case .analytics(let value) = answer, let glance { analytics[glance] = value }
        refreshGlance()
        return .done
    }
}
