import Platform
import RichText
import Terminal
import Triage
import Wire

// The evaluation at a glance.
extension AppState {
    /// Opens the overlay; the platform's analytics come behind, for what has ended.
    mutating func openGlance() -> Reaction {
        let evaluation = place == .evaluations ? evaluations.selected : items?.evaluation
        guard let evaluation else { return .say("No evaluation to look at", .warning) }
        queued += prepareItems(of: evaluation)
        closeGlance()
        glance = evaluation.id
        overlay = .text(TextPane(title: GlanceLines.title(evaluation), lines: []))
        refreshGlance()
        guard evaluation.status.isTerminal, analytics[evaluation.id] == nil else { return .done }
        return .ask(.analytics, .analytics(evaluation.id))
    }

    /// Reckons anew from what has come since, behind the screen.
    mutating func refreshGlance() {
        guard let glance, let items, items.evaluation.id == glance, glanceIsOpen else { return closeGlance() }
        guard !items.rows.isEmpty || !items.phase.isLoading else { return showGlance() }
        queued += effects([Request(.glance, items.glanceWork)])
        showGlance()
    }

    private var glanceIsOpen: Bool {
        guard let items, case .text(let pane) = overlay else { return false }
        return pane.title == GlanceLines.title(items.evaluation)
    }

    private mutating func closeGlance() {
        glance = nil
        glanceFigures = nil
    }

    /// Takes the figures.
    mutating func take(_ figures: GlanceFigures) -> Reaction {
        glanceFigures = figures
        showGlance()
        return .done
    }

    private mutating func showGlance() {
        guard let glance, let items, glanceIsOpen, case .text(var pane) = overlay else { return closeGlance() }
        let wait = items.rows.isEmpty ? "Loading…" : "Summing up \(Figures.grouped(items.rows.count)) items…"
        let lines =
            glanceFigures.map {
                GlanceLines($0, of: items.evaluation, names: classNames, width: size.width - 4)
                    .lines(analytics: analytics[glance])
            } ?? [RichLine([Span(wait, .dim)])]
        pane.show(lines, fromTop: false)
        overlay = .text(pane)
    }

    /// Analytics that cannot be had are missed by nobody: everything but them is reckoned here.
    mutating func takeAnalytics(_ answer: Answer) -> Reaction {
        if case .analytics(let value) = answer, let glance { analytics[glance] = value }
        showGlance()
        return .done
    }
}
