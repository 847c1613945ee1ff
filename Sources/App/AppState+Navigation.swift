import Panes
import Platform
import Reader
package import Shell
import Trajectory
import Triage

extension AppState {
    mutating func go(to destination: Destination) -> [Effect] {
        switch destination {
        case .items(let evaluation): return openItems(of: evaluation)
        case .trajectory(let item, let target): return openTrajectory(of: item, at: target)
        case .detail(let item, let lit): return openDetail(of: item, lit)
        case .worldTrajectory(let trajectory): return openWorldTrajectory(trajectory)
        case .session(let session): return open(session)
        case .sides(let left, let right): return perform(openSides(left, right, focus: .right))
        case .back: return perform(goBack())
        case .sweep: return effects(items.map { beginSweep(of: $0.evaluation, refusals) } ?? [])
        case .lines(let text): stack.lay(LinesPane(text))
        case .json(let text): stack.lay(JSONPane(text))
        case .menu(let menu): stack.lay(keymap.names.resolve(menu))
        case .close: stack.uncover()
        case .chosen(let menu):
            stack.uncover()
            return perform(choose(menu))
        case .prompt(let prompt): self.prompt = prompt
        case .run(let line):
            stack.uncover()
            guard line.last == " " else { return perform(run(line: line)) }
            var prompt = Prompt(.command, text: line)
            offer(&prompt)
            self.prompt = prompt
            return perform(askNames(for: prompt))
        case .find(let limits): return perform(openFind(limits: limits))
        }
        return []
    }

    /// Brings an open pane onto the screen.
    package mutating func enter(_ type: any Pane.Type) {
        if stack.enter(type) { wish.isZoomed = false }
    }

    /// One step back within the pane, then to where one came from; the list above where there is no such pane.
    mutating func goBack() -> Reaction {
        if wish.isZoomed {
            wish.isZoomed = false
            return .done
        }
        if stack.onMain({ $0.stepBack() }) { return .done }
        guard stack.back(orTo: [ItemsPane.self, EvaluationsModel.self]) else { return .say("\(key: .quit) quits") }
        return .done
    }

    private mutating func openItems(of evaluation: Evaluation) -> [Effect] {
        guard items?.evaluation.id == evaluation.id, items?.rows.isEmpty == false else {
            let requests = loadItems(of: evaluation)
            enter(ItemsPane.self)
            return effects([EffectRequest(.followItems, .cancel)] + requests)
        }
        enter(ItemsPane.self)
        itemsPane?.list.evaluation = evaluation
        // What has ended does not change; what runs is shown at once and asked for anew behind.
        return evaluation.status.isTerminal ? [] : effects(itemsPane?.list.load(isForced: false) ?? [])
    }

    private mutating func openDetail(of item: EvaluationItem, _ lit: FindPattern?) -> [Effect] {
        enter(ItemsPane.self)
        layOut()
        itemsPane?.open(item, lit: lit)
        layOut()
        itemsPane?.detail.light(lit)
        return []
    }

    private mutating func openTrajectory(of item: EvaluationItem, at wanted: StepTarget) -> [Effect] {
        let target = wanted == .failure ? failureTarget.target : wanted
        // The list that the trajectory's neighbours are in, and that marks go to, is the one of its evaluation.
        if let evaluation = evaluation(item.evaluationID) { queued += prepareItems(of: evaluation) }
        let requests = change(item, AnnotationChange(seen: .set(true)), what: "\(item.taskName) seen")
        if let open = trajectory, open.item?.id == item.id, open.phase == .ready, open.item?.status == item.status {
            enter(ReaderPane.self)
            let aim = target == .start || wanted == .failure ? [] : reader?.model.aim(at: target) ?? []
            return effects(requests + aim)
        }
        let request = request(for: item)
        var model = TrajectoryModel(item: item, title: item.taskName, request: request, target: target)
        if let before = reader?.model { model.inherit(from: before, withPattern: keepsPattern) }
        keepsPattern = false
        return effects(cancelPrefetch(except: request) + requests) + read(&model)
    }

    /// Shows another trajectory in the reader. What was asked for of the one before is none of its.
    mutating func read(_ model: inout TrajectoryModel) -> [Effect] {
        model.note(now)
        if scope.capabilities.contains(.keepsFiles) { model.followFile() }
        let late = reader?.model.letGoOfAll() ?? []
        let load = model.fetch()
        reader = ReaderPane(model)
        enter(ReaderPane.self)
        layOut()
        return effects(late + load)
    }

    // MARK: The way to a starting point

    /// Reads a session that no list led to; the evaluations are behind it.
    mutating func openSession(_ id: SessionID, at step: Int?) -> [Effect] {
        startingPoint = nil
        return effects(evaluations.load(isForced: false)) + read(id, "session \(id.short)", at: step)
    }

    /// Reads a session of the list.
    private mutating func open(_ session: Session) -> [Effect] {
        if trajectory?.request?.session == session.id, trajectory?.phase == .ready {
            enter(ReaderPane.self)
            return []
        }
        return read(session.id, session.title ?? "session \(session.id.short)", at: nil)
    }

    private mutating func read(_ id: SessionID, _ title: String, at step: Int?) -> [Effect] {
        let request = TrajectoryRequest(
            evaluation: "", item: "", session: id, form: form, includeCompacted: includesCompacted, isSettled: false)
        var model = TrajectoryModel(
            item: nil, title: title, request: request, target: step.map(StepTarget.step) ?? .start)
        if let before = reader?.model { model.inherit(from: before) }
        return read(&model)
    }

    /// Takes the next step towards the starting point as soon as the list that it needs is here.
    mutating func continueToStartingPoint() -> [Effect] {
        guard let point = startingPoint else { return [] }
        switch point {
        case .session: return []
        case .onlyOne: return approachOnlyOne()
        case .evaluation(_, let item, let step): return approachItem(item, step: step)
        }
    }

    private mutating func approachOnlyOne() -> [Effect] {
        if stack.isMain(EvaluationsModel.self) {
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
            say(Message(many, .warning))
            return []
        }
        itemsPane?.list.select(item.id)
        return openTrajectory(of: item, at: step.map(StepTarget.step) ?? .start)
    }
}
