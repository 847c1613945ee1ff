package import Panes
import Platform
import Reader
import Shell
import Trajectory
import Triage
import Wire

// The search over every sample, and the sweep for refusals.
extension AppState {
    /// Opens the hits pane with its line ready to type in.
    mutating func openSearch() -> Reaction {
        guard let evaluation = evaluationInView else { return .say("No evaluation to search", .warning) }
        let effects = prepareItems(of: evaluation)
        if hits?.evaluation.id != evaluation.id { hits = HitsModel(evaluation: evaluation) }
        let chosen = items?.searchScope
        if stack.isMain(ItemsPane.self) { hits?.search(in: chosen) }
        let isRemote = scope.isRemote
        hits?.takesTurns = isRemote
        publishItemsToSearches()
        enter(HitsModel.self)
        prompt = Prompt(.find(.query), text: hits?.query ?? "")
        queued += effects
        return scope.capabilities.contains(.indexes) ? .ask(.searchIndex, .prepareSearch(evaluation.id)) : .done
    }

    /// Opens the sweep, and begins it where it has not been made.
    mutating func openSweep() -> Reaction {
        openSweep(refusals)
    }

    /// `:refusals SET`: with another set of phrases.
    mutating func openSweep(named name: String) -> Reaction {
        guard let set = refusalSets.first(where: { $0.name == name }) else {
            return .say(
                "No set of phrases \(name); there are \(refusalSets.map(\.name).joined(separator: ", "))", .warning)
        }
        return openSweep(set)
    }

    private mutating func openSweep(_ set: RefusalSet) -> Reaction {
        guard let evaluation = evaluationInView else { return .say("No evaluation to sweep", .warning) }
        queued += prepareItems(of: evaluation)
        defer { enter(SweepModel.self) }
        return Reaction(beginSweep(of: evaluation, set))
    }

    mutating func beginSweep(of evaluation: Evaluation, _ set: RefusalSet) -> [EffectRequest] {
        if sweep?.evaluation.id == evaluation.id, sweep?.set == set, sweep?.phase != .idle { return [] }
        sweep = SweepModel(
            evaluation: evaluation, set: set, marked: markedRefusals[evaluation.id] ?? [:],
            readsAll: scope.capabilities.contains(.isSettled))
        let all = items?.rows.map(\.item) ?? []
        return sweep?.start(all) ?? []
    }

    /// The items of an evaluation are asked for where they are not here: hits are named by them.
    mutating func prepareItems(of evaluation: Evaluation) -> [Effect] {
        itemsPane?.list.evaluation.id == evaluation.id ? [] : effects(loadItems(of: evaluation))
    }

    /// Begins anew with the items of an evaluation.
    mutating func loadItems(of evaluation: Evaluation) -> [EffectRequest] {
        if let items { lists[items.evaluation.id] = items.memory }
        var model = ItemsModel(evaluation: evaluation)
        model.enrichesFromDocuments = scope.capabilities.contains(.describes)
        model.now = now
        model.classNames = classNames
        if let memory = lists[evaluation.id] { model.recall(memory) }
        let requests = model.load(isForced: false)
        itemsPane = ItemsPane(model)
        guard !knowsClassNames else { return requests }
        knowsClassNames = true
        return requests + [EffectRequest(.classNames, .marks(.loadClassNames))]
    }

    /// Tells the hits what is known of their samples.
    mutating func publishItemsToSearches() {
        guard let items else { return }
        let isSearched = hits?.evaluation.id == items.evaluation.id
        let isSwept = sweep?.evaluation.id == items.evaluation.id
        guard isSearched || isSwept else { return }
        let known = Dictionary(items.rows.map { ($0.item.id, $0.item) }, uniquingKeysWith: { first, _ in first })
        if isSearched {
            hits?.evaluation = items.evaluation
            hits?.known = known
            hits?.gather()
        }
        if isSwept { sweep?.known = known }
    }

    /// What the survey of an opened trajectory found marked as a refusal counts in the sweep: on a server no phrase may
    /// lead there.
    mutating func noteMarkedRefusals() {
        guard let model = trajectory, let item = model.item, let document = model.document, model.around.isEmpty,
            model.surveyed.count == model.stepCount
        else { return }
        let steps = model.landmarks.filter { $0.flags.contains(.refusal) }.compactMap { document.step($0.index) }
        let turns = model.surveyed.filter { $0.source == .agent }.map(\.index)
        let found = steps.flatMap { step in
            refusals.findings(in: step, place: RefusalPosition(of: step.number - 1, among: turns)).filter(
                \.isStructured)
        }
        guard !found.isEmpty else { return }
        markedRefusals[item.evaluationID, default: [:]][item.id] = found
        if sweep?.evaluation.id == item.evaluationID { sweep?.note(marked: found, in: item.id) }
    }

    /// A sweep that has ended gives the items their counts.
    mutating func noteRefusals() -> Reaction {
        guard let sweep, sweep.phase == .ready, items?.evaluation.id == sweep.evaluation.id else { return .done }
        itemsPane?.list.note(refusals: sweep.counts)
        return .say("\(NumberFormat.counted(sweep.refused, "item")) with refusals", .good)
    }

    /// A trajectory is read that the hits led to.
    private var isReadingHits: Bool { stack.isMain(ReaderPane.self) && stack.below is HitsModel }

    /// Where one is among the hits, while one of them is read.
    package var hitPlace: HitPosition? {
        guard isReadingHits, var place = hits?.place else { return nil }
        place.match = reader?.model.find?.number
        place.matches = reader?.model.find?.total
        return place
    }

    /// Past the last match of a sample, the next sample of the hits; before its first, the one before.
    mutating func goToAdjacentHit(_ command: Command) -> Reaction {
        let forward = command == .nextMatch
        guard isReadingHits, hits?.goToSample(forward: forward) == true, let hit = hits?.selectedHit else {
            guard stack.isMain(ReaderPane.self), let round = reader?.model.goRound(forward: forward) else {
                return .say("No further match", .warning)
            }
            return round
        }
        guard let item = hits?.known[hit.itemID] else {
            return .ask(.hitItem, .item(hit.itemID, hits?.evaluation.id ?? ""))
        }
        let isBack = command == .previousMatch
        return hits?.open(item, hit, atLast: isBack) ?? .done
    }
}
