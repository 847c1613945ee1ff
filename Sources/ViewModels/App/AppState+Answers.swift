import Platform
import RichText
import Terminal
import Wire

extension AppState {
    /// An answer goes to the pane that waits for it. Only current answers come here (`Slots`).
    mutating func take(_ answer: Answer, for slot: EffectSlot) -> Reaction {
        settle(slot, by: answer)
        noteFreshness(answer, for: slot)
        switch slot {
        case .evaluations:
            return Reaction(evaluations.apply(answer)) + arrived()
        case .describe where answer.isFailure: return .done
        case .items, .followItems, .marks, .arrange, .describe:
            let requests = itemsPane?.list.apply(answer) ?? []
            knowItems()
            if let glance = stack[GlancePane.self], itemsPane?.list.table !== glance.figures?.table { refreshGlance() }
            return Reaction(requests) + arrived()
        case .followEvaluations: return Reaction(evaluations.load(isForced: true))
        case .item: return takeEvaluation(answer)
        case .group, .lastErrors: return takeGroups(answer)
        case .glance:
            guard case .summarised(let figures) = answer else { return .done }
            return take(figures)
        case .analytics: return takeAnalytics(answer)
        case .comparison:
            comparison?.apply(answer)
            return .done
        case .sides, .sidesDecode:
            sides?.apply(answer)
            return Reaction(sides?.findAgain() ?? [])
        case .sidesMatch(let side):
            sides?.take(matches: answer, of: side)
            return .done
        case .classNames:
            guard case .classNames(let names) = answer else { return takeOutcome(answer) }
            take(classNames: names)
            return .done
        case .trajectory, .survey, .match, .locate, .decode:
            let reaction = takeOfTrajectory(answer)
            if slot == .survey { noteMarkedRefusals() }
            return reaction
        case .place: return Reaction(reader?.model.take(place: answer) ?? [])
        // Where no files are kept nothing is said about them.
        case .media: return Reaction(answer.isFailure ? [] : reader?.model.apply(answer) ?? [])
        case .bookmarks: return answer.isFailure ? takeOutcome(answer) : Reaction(reader?.model.apply(answer) ?? [])
        case .stepText: return takeStepText(answer)
        case .file: return reader?.model.take(followed: answer) ?? .done
        case .chain:
            reader?.model.take(chain: answer)
            return .done
        case .search, .messageSearch: return Reaction(hits?.apply(answer) ?? [])
        case .debounce: return Reaction(hits?.ask() ?? [])
        case .followSearch: return Reaction(hits?.ask(isForced: true) ?? [])
        case .watch: return takeWatch(answer)
        case .followWatch: return lookAgain()
        case .hitItem: return takeHitItem(answer)
        case .sweep: return takeSweep(answer)
        case .keys: return resolvePending()
        case .detail:
            itemsPane?.rest()
            return .done
        case .rest: return readAhead()
        case .prefetch: return readFurtherAhead(answer)
        case .prepare, .searchIndex, .loadClock: return .done
        case .countdown: return countDown()
        case .download: return takeDownload(answer)
        case .connection: return takeConnection(answer)
        case .action: return takeOutcome(answer)
        case .leaving: return leaving == nil ? .done : .ask(.leaving, .wait(1))
        case .traces:
            guard case .raw(let value, let title) = answer else { return takeOutcome(answer) }
            return .lines(title, JSONLines.render(value))
        case .worlds, .followWorlds, .worldTrajectories, .manifests, .createWorld:
            return takeWorlds(answer, for: slot)
        }
    }

    /// A slot is free once its last answer is here.
    private mutating func settle(_ slot: EffectSlot, by answer: Answer) {
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
        case .progress, .foundSoFar, .lastError, .age, .matchedInside: break
        default: slots.finish(slot)
        }
        if case .failed = answer {} else { retry = nil }
    }

    /// After a list came: on towards the starting point.
    private mutating func arrived() -> Reaction {
        guard startingPoint != nil else { return .done }
        queued += approach()
        return .done
    }

    private mutating func takeEvaluation(_ answer: Answer) -> Reaction {
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
        let rate = evaluation.counts.passRate.map { ", \(Figures.percent($0)) passed" } ?? ""
        let text = "\(evaluation.name) has ended: \(evaluation.status.rawValue)\(rate)"
        let alerts = alert == .none ? [] : [Request(action: .alert(text, alert))]
        return Reaction(alerts, say: Message(text, .good))
    }

    /// What an action of the user came to.
    private mutating func takeOutcome(_ answer: Answer) -> Reaction {
        switch answer {
        case .evaluation(let evaluation): takeChanged(evaluation)
        case .job(let job): takeCancelled(job)
        case .done(let text): .say(text, .good)
        case .ended(let message): Reaction(say: message)
        // What went wrong with a file is said with its name.
        case .failed(let error) where error.kind == .storage && !error.detail.isEmpty:
            .say(Sanitize.line(error.detail), .error)
        case .failed(let error): Reaction(say: Message(error, isOnce: true))
        default: .done
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
