import Panes
import Platform
import Shell
import Terminal
import TextSearch
import Triage
import Wire

// `:watch`: the terminal calls when a running sample starts to match.
extension AppState {
    /// `:watch refusals`, `:watch QUERY`, `:watch off`, and `:watch` alone to be told what is watched.
    mutating func watch(_ text: String) -> Reaction {
        switch text {
        case "": return .say(watch?.words ?? "Nothing is watched: :watch refusals, or :watch QUERY", .plain)
        case "off", "stop":
            watch = nil
            return Reaction(
                [EffectRequest(.watch, .cancel), EffectRequest(.followWatch, .cancel)], say: Message("no watch"))
        default: break
        }
        guard let evaluation = evaluationInView else { return .say("No evaluation to watch", .warning) }
        guard !evaluation.status.isTerminal else {
            return .say("\(evaluation.name) has ended: nothing to watch", .warning)
        }
        let query = savedSearches[text] ?? text
        if let problem = TranscriptQuery(query).complaint { return .say(problem, .warning) }
        let model = WatchModel(
            evaluation: evaluation, subject: text == "refusals" ? .refusals(refusals) : .query(query))
        watch = model
        return Reaction(
            [EffectRequest(.followWatch, .cancel), model.look()], say: Message("watching \(model.subject.name)"))
    }

    mutating func takeWatch(_ answer: EffectResult) -> Reaction {
        guard var model = watch else { return .done }
        defer { watch = model }
        switch answer {
        case .watched(let state):
            let isFirst = model.state.looks == 0
            let new = model.take(state)
            let follow = Reaction(followWatch(model))
            if isFirst { return follow + .say(firstWords(state, model)) }
            return new.isEmpty ? follow : follow + call(about: new, model)
        case .failed(let error):
            model.fail(error)
            return error.kind == .unsupported
                ? .say(ErrorText(error).sentence, .error) : Reaction(followWatch(model))
        default: return .done
        }
    }

    /// The time for another look has come.
    func pollWatch() -> Reaction { watch.map { Reaction([$0.look()]) } ?? .done }

    private func followWatch(_ model: WatchModel) -> [EffectRequest] {
        let isOpen = itemsPane?.list.evaluation.id == model.evaluation.id
        let status =
            isOpen ? itemsPane?.list.evaluation.status : evaluations.all.first { $0.id == model.evaluation.id }?.status
        return (status ?? model.evaluation.status).isTerminal ? [] : [model.next]
    }

    private func firstWords(_ state: WatchState, _ model: WatchModel) -> String {
        let cut = state.isCut ? " (the server sends no more than these)" : ""
        return
            "watching \(model.subject.name): \(NumberFormat.counted(state.counts.count, "item")) matched before\(cut)"
    }

    /// Calls, and says which samples it is about.
    private func call(about new: Set<ItemID>, _ model: WatchModel) -> Reaction {
        let names = new.sorted { $0.text < $1.text }.map { id in
            itemsPane?.list.rows.first { $0.item.id == id }?.item.taskName ?? id.short
        }
        let rest = names.count > 2 ? " and \(names.count - 2) more" : ""
        let text = "\(model.subject.name): \(names.prefix(2).joined(separator: ", "))\(rest)"
        return Reaction(
            [EffectRequest(action: .alert(text, alert == .none ? .bell : alert))], say: Message(text, .warning))
    }
}
