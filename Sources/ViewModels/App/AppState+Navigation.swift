import Platform
import Trajectory
import Triage

extension AppState {
    mutating func go(to destination: Destination) -> [Effect] {
        switch destination {
        case .items(let evaluation): return openItems(of: evaluation)
        case .trajectory(let item, let target): return openTrajectory(of: item, at: target)
        case .detail(let item, let lit): return openDetail(of: item, lit)
        case .worldTrajectory(let trajectory): return openWorldTrajectory(trajectory)
        case .back: return perform(goBack())
        }
    }

    mutating func enter(_ place: Place) {
        guard place != self.place else { return }
        trail.removeAll { $0 == place }
        trail.append(self.place)
        self.place = place
        focusesLower = place == .trajectory
        wish.isZoomed = false
    }

    /// Back to where one came from; the list above where there is no such place.
    mutating func goBack() -> Reaction {
        if wish.isZoomed {
            wish.isZoomed = false
            return .done
        }
        // The detail of a hit is read in the list of the items, and led to from the hits.
        let isOfHit = place == .items && focusesLower && trail.last == .hits
        if place == .items, focusesLower, !isOfHit {
            focusesLower = false
            return .done
        }
        let parent: Place? =
            switch place {
            case .evaluations: nil
            case .items: isOfHit ? .hits : .evaluations
            case .trajectory:
                trail.last { [.hits, .items, .worlds, .comparison, .sides].contains($0) }
                    ?? (items == nil ? .evaluations : .items)
            case .hits: .items
            case .worlds: trail.last ?? .evaluations
            case .comparison: trail.last { $0 != .trajectory && $0 != .sides } ?? .evaluations
            case .sides: trail.last ?? .items
            }
        guard let parent else { return .say("q quits") }
        trail.removeAll { $0 == parent || $0 == place }
        place = parent
        focusesLower = false
        wish.isZoomed = false
        return .done
    }

    private mutating func openItems(of evaluation: Evaluation) -> [Effect] {
        enter(.items)
        if items?.evaluation.id == evaluation.id, items?.rows.isEmpty == false {
            items?.evaluation = evaluation
            // What has ended does not change; what runs is shown at once and asked for anew behind.
            return evaluation.status.isTerminal ? [] : effects(items?.load(isForced: false) ?? [])
        }
        return effects([Request(.followItems, .cancel)] + loadItems(of: evaluation))
    }

    private mutating func openDetail(of item: EvaluationItem, _ lit: FindPattern?) -> [Effect] {
        enter(.items)
        if items?.select(item.id) != true {
            items?.filter("")
            items?.select(item.id)
        }
        focusesLower = true
        showDetail(item)
        layOut()
        detail.light(lit)
        return []
    }

    private mutating func openTrajectory(of item: EvaluationItem, at target: StepTarget) -> [Effect] {
        enter(.trajectory)
        focusesLower = true
        let requests = change(item, FactsChange(seen: .set(true)), what: "\(item.taskName) seen")
        if let open = trajectory, open.item?.id == item.id, open.phase == .ready, open.item?.status == item.status {
            let aim = target == .start || target == .end ? [] : trajectory?.aim(at: target) ?? []
            return effects(requests + aim)
        }
        let request = request(for: item)
        var model = TrajectoryModel(item: item, title: item.taskName, request: request, target: target)
        if let before = trajectory { model.inherit(from: before, withPattern: keepsPattern) }
        model.note(now)
        keepsPattern = false
        let late = trajectory?.letGoOfAll() ?? []
        let load = model.fetch()
        trajectory = model
        layOut()
        return effects(
            late + stopReadingAhead(butFor: request) + requests + load
        )
    }

    // MARK: The way to a starting point

    /// Reads a session that no list led to; the evaluations are behind it.
    mutating func openSession(_ id: SessionID, at step: Int?) -> [Effect] {
        startingPoint = nil
        enter(.trajectory)
        let request = TrajectoryRequest(evaluation: "", item: "", session: id, isSettled: false)
        var model = TrajectoryModel(
            item: nil, title: "session \(id.short)", request: request, target: step.map(StepTarget.step) ?? .start)
        let late = trajectory?.letGoOfAll() ?? []
        let load = model.fetch()
        trajectory = model
        layOut()
        return effects(late + evaluations.load(isForced: false) + load)
    }

    /// Takes the next step towards the starting point as soon as the list that it needs is here.
    mutating func approach() -> [Effect] {
        guard let point = startingPoint else { return [] }
        switch point {
        case .session: return []
        case .onlyOne: return approachOnlyOne()
        case .evaluation(_, let item, let step): return approachItem(item, step: step)
        }
    }

    private mutating func approachOnlyOne() -> [Effect] {
        if place == .evaluations {
            guard evaluations.phase == .ready else { return [] }
            guard evaluations.all.count == 1, let only = evaluations.all.first else {
                startingPoint = nil
                return []
            }
            return openItems(of: only)
        }
        guard let items, items.phase == .ready else { return [] }
        startingPoint = nil
        guard items.rows.count == 1, let item = items.selected, item.sessionID != nil else { return [] }
        return openTrajectory(of: item, at: .start)
    }

    private mutating func approachItem(_ prefix: String?, step: Int?) -> [Effect] {
        guard let prefix else {
            // The list of evaluations may be here before the one that was asked for is.
            if items != nil { startingPoint = nil }
            return []
        }
        guard let items, items.phase == .ready || !items.rows.isEmpty else { return [] }
        let found = items.rows.filter {
            $0.item.id.text.hasPrefix(prefix) || $0.item.sessionID?.text.hasPrefix(prefix) == true
        }
        if found.isEmpty, items.phase != .ready { return [] }
        startingPoint = nil
        guard found.count == 1, let item = found.first?.item else {
            let many = found.isEmpty ? "No item begins with \(prefix)" : "\(found.count) items begin with \(prefix)"
            message = Message(many, .warning)
            return []
        }
        self.items?.select(item.id)
        return openTrajectory(of: item, at: step.map(StepTarget.step) ?? .start)
    }
}
