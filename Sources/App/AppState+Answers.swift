import Panes
import Platform
import Reader
import RichText
import Shell
import Terminal
import Trajectory
import Wire

extension AppState {
    /// An answer goes to the pane that asked, or to the program. Only current answers come here (`Slots`).
    mutating func take(_ answer: EffectResult, for slot: EffectSlot) -> Reaction {
        settle(slot, by: answer)
        noteFreshness(answer, for: slot)
        // The look at an evaluation whose items are followed tells of its end as well.
        var told = Reaction.done
        if slot == .followItems, case .evaluation = answer { told = takeEvaluation(answer) }
        guard let reaction = stack.receive(answer, for: slot) else { return takeOwn(answer, for: slot) }
        return told + reaction + pass(on: answer, for: slot)
    }

    /// What other panes learn from what one of them asked for.
    private mutating func pass(on answer: EffectResult, for slot: EffectSlot) -> Reaction {
        switch slot {
        case .evaluations: return arrived() + leaveGone(answer)
        case .items, .followItems, .marks, .arrange, .describe:
            publishItemsToSearches()
            if let glance = stack[SummaryPane.self], items?.table !== glance.figures?.table { refreshGlance() }
            return arrived()
        case .survey:
            noteMarkedRefusals()
            return .done
        case .sweep: return noteRefusals()
        default: return .done
        }
    }

    /// What the program itself asked for.
    private mutating func takeOwn(_ answer: EffectResult, for slot: EffectSlot) -> Reaction {
        switch slot {
        case .item: return takeEvaluation(answer)
        case .glance:
            guard case .summarised(let figures) = answer else { return .done }
            return take(figures)
        case .analytics: return takeAnalytics(answer)
        case .classNames:
            guard case .classNames(let names) = answer else { return takeOutcome(answer) }
            take(classNames: names)
            return .done
        case .itemFiles:
            guard case .itemFiles(let item, let files) = answer else { return Reaction(outcome: answer) }
            return show(item, files)
        case .watch: return takeWatch(answer)
        case .followWatch: return pollWatch()
        case .keys:
            listsContinuations = !pending.isEmpty
            return .done
        case .completion:
            if case .fileNames(let names) = answer { take(fileNames: names) }
            return .done
        case .rest: return prefetchNext()
        case .prefetch: return continuePrefetch(answer)
        case .countdown: return countDown()
        case .download: return takeDownload(answer)
        case .connection: return takeConnection(answer)
        case .action: return takeOutcome(answer)
        case .leaving: return leaving == nil ? .done : .ask(.leaving, .wait(1))
        case .traces:
            if case .lines(let title, let lines) = answer { return .lines(title, lines) }
            guard case .raw(let value, let title) = answer else { return takeOutcome(answer) }
            return .json(title, JSONLines.render(value))
        default: return .done
        }
    }

    /// A slot is free once its last answer is here.
    private mutating func settle(_ slot: EffectSlot, by answer: EffectResult) {
        switch answer {
        case .rows(_, _, let isLast, let provenance): if isLast, !provenance.isRefreshing { slots.finish(slot) }
        case .evaluations(_, let provenance): if !provenance.isRefreshing { slots.finish(slot) }
        // Of a load that breaks off the error still comes.
        case .document(let document, _): if document.progress.isWhole { slots.finish(slot) }
        case .documentGrew: if reader?.model.loading?.progress.isWhole != false { slots.finish(slot) }
        case .matched(_, _, let isLast), .swept(_, _, let isLast): if isLast { slots.finish(slot) }
        case .worldTrajectories(_, let isLast): if isLast { slots.finish(slot) }
        case .grouped(let grouped): if grouped.progress == nil { slots.finish(slot) }
        case .summarised(let figures): if figures.isWhole { slots.finish(slot) }
        case .progress, .foundSoFar, .lastError, .age, .matchedInSubagents: break
        default: slots.finish(slot)
        }
        if case .failed = answer {} else { retry = nil }
    }

    /// After a list came: on towards the starting point.
    private mutating func arrived() -> Reaction {
        guard startingPoint != nil else { return .done }
        queued += continueToStartingPoint()
        return .done
    }

    private mutating func takeEvaluation(_ answer: EffectResult) -> Reaction {
        switch answer {
        case .evaluation(let evaluation):
            evaluations.replace(evaluation)
            if case .evaluation(let id, _, _) = startingPoint, items == nil, evaluation.id.text.hasPrefix(id.text) {
                queued += go(to: .items(evaluation))
                return arrived()
            }
            return itemsPane?.list.evaluation.id == evaluation.id ? follow(evaluation) : .done
        case .failed(let error):
            // Where items are open their own request says what is wrong.
            guard startingPoint != nil else { return .done }
            startingPoint = nil
            return Reaction(say: Message(error))
        default: return .done
        }
    }

    /// The evaluation that is open, anew; where it has ended while it was followed, the user is told.
    private mutating func follow(_ evaluation: Evaluation) -> Reaction {
        let wasRunning = itemsPane?.list.evaluation.status.isTerminal == false
        itemsPane?.list.evaluation = evaluation
        guard wasRunning, evaluation.status.isTerminal, itemsPane?.list.isFollowing == true else { return .done }
        let rate = evaluation.counts.passRate.map { _ in ", \(evaluation.counts.rateWords) scored passed" } ?? ""
        let text = "\(evaluation.name) has ended: \(evaluation.status.rawValue)\(rate)"
        let alerts = alert == .none ? [] : [EffectRequest(action: .alert(text, alert))]
        return Reaction(alerts, say: Message(text, .good))
    }

    /// What an action of the user came to.
    private mutating func takeOutcome(_ answer: EffectResult) -> Reaction {
        switch answer {
        case .evaluation(let evaluation): takeChanged(evaluation)
        case .job(let job): worlds.takeCancelled(job)
        default: Reaction(outcome: answer)
        }
    }

    /// The evaluation after it was retried or cancelled.
    private mutating func takeChanged(_ evaluation: Evaluation) -> Reaction {
        evaluations.replace(evaluation)
        let message = Message("\(evaluation.name): \(evaluation.status.rawValue)", .good)
        guard itemsPane?.list.evaluation.id == evaluation.id else { return Reaction(say: message) }
        itemsPane?.list.evaluation = evaluation
        return Reaction(itemsPane?.list.load(isForced: true) ?? [], say: message)
    }

    /// The count-down to the next try moves once a second, and ends by itself.
    private mutating func countDown() -> Reaction {
        guard let wait = retry, now < wait.until else {
            retry = nil
            return .done
        }
        return .ask(.countdown, .wait(min(1, max(0.05, wait.until - now))))
    }
}
