import Panes
package import Platform
import Reader
import RichText
package import Shell
import Terminal
import Triage

extension AppState {
    /// A command goes to the pane that has the keys; what the pane does not know is for the program.
    mutating func perform(_ command: Command) -> Reaction {
        if command != .note, command != .commandLine { judged = nil }
        if isReadOnly, stack.overlay == nil, command.writes { return readOnly(command.rawValue) }
        if command == .back, let reaction = stopLoading() { return reaction }
        if let reaction = stack.onTop({ $0.apply(command) }) { return reaction }
        if stack.overlay != nil {
            return Self.overAnything.contains(command)
                ? act(command) : .say("\(key: .back) closes this first", .warning)
        }
        return move(command) ?? act(command)
    }

    /// What works while something lies over the panes.
    private static let overAnything: Set<Command> = [.find, .commandLine, .redraw, .suspend]

    /// Esc stops a load first, unless it leaves what is selected or lies on top; what has come stays.
    private mutating func stopLoading() -> Reaction? {
        guard stack.overlay == nil, keyContexts.first != .selection, stack.main.canStop, let slot = stack.main.slot
        else { return nil }
        stack.onMain { $0.stop() }
        guard slots.isBusy(slot) else { return nil }
        retry = nil
        // What was read ahead and is asked for now would go on behind.
        let ahead = slot == .trajectory ? cancelPrefetch() : []
        return Reaction([EffectRequest(slot, .cancel)] + ahead, say: Message("Stopped; \(key: .refresh) reloads"))
    }

    // MARK: From pane to pane

    private mutating func move(_ command: Command) -> Reaction? {
        switch command {
        case .back: return goBack()
        case .evaluations: enter(EvaluationsModel.self)
        case .items: return enter([ItemsPane.self], orSay: "No evaluation is open: \(key: .open) opens one")
        case .hits:
            return enter(
                [HitsModel.self, SweepModel.self],
                orSay: "No search yet: \(key: .search) searches, \(key: .refusals) sweeps for refusals")
        case .trajectory:
            return enter([ReaderPane.self], orSay: "No trajectory is open: \(key: .open) on an item opens it")
        case .worlds: return enterWorlds()
        case .sessions: return enterSessions()
        case .search: return openSearch()
        case .refusals: return openSweep()
        case .nextMatch, .previousMatch: return goToAdjacentHit(command)
        case .nextItem, .previousItem: return walk(command)
        default: return nil
        }
        return .done
    }

    /// To the open pane of these types that was on the screen last.
    private mutating func enter(_ types: [any Pane.Type], orSay words: String) -> Reaction {
        guard let type = stack.last(of: types) else { return .say(words, .warning) }
        enter(type)
        return .done
    }

    /// To the next or previous item of the list that the trajectory was opened from.
    private mutating func walk(_ command: Command) -> Reaction {
        guard let reader, stack.isMain(ReaderPane.self) else { return notHere(command) }
        if reader.model.request?.replay != nil { return walkWorld(command) }
        if reader.model.item == nil { return walkSessions(command) }
        if let open = reader.model.item { itemsPane?.list.select(open.id) }
        guard let before = items?.selected?.id else { return .done }
        for _ in 0..<min(count ?? 1, items?.visible.count ?? 0) { _ = itemsPane?.list.apply(command) }
        guard let item = items?.selected, item.id != before else {
            return .say("No \(command == .nextItem ? "later" : "earlier") item in the list", .warning)
        }
        keepsPattern = true
        return .go(.trajectory(item, at: item.status.isFailure ? .failure : .start))
    }

    // MARK: Things that are done anywhere

    private mutating func act(_ command: Command) -> Reaction {
        switch command {
        case .find: return openFind()
        case .commandLine: prompt = Prompt(.command)
        case .switchPlace: return offerPlaces()
        case .help: stack.lay(CommandMenu(keymap, own: ownCommands, hints: stack.main.hints, contexts: keyContexts))
        case .zoom: wish.isZoomed.toggle()
        case .columns:
            wish.isColumns.toggle()
            if size.width < 100 { return .say("Side by side needs 100 columns", .warning) }
        case .mark: return mark()
        case .note: return note()
        case .glance: return openGlance()
        case .result:
            guard let item = subject.item else { return .say("No item is selected", .warning) }
            return .ask(.itemFiles, .itemFiles(item))
        case .compare: return compare()
        case .undo: return undo()
        case .verdict1, .verdict2, .verdict3, .verdict4, .verdict5: return judge(command)
        case .nextUnseenFailure: return openNextUnseen()
        case .refresh: return stack.onMain { $0.refresh() } ?? .done
        case .raw: return showRaw()
        case .download: return openDownload()
        case .webLink: return showWebLink()
        case .openDownload: return openLastDownload()
        case .copyID: return copyID()
        case .copyText: return subject.text?.taken(.copy) ?? .say("Nothing to copy here", .warning)
        case .pager: return subject.text?.taken(.page) ?? .say("Nothing to view here", .warning)
        case .redraw: return .act(.redraw)
        case .suspend: return .act(.suspend)
        case .quit: return leave()
        default: return notHere(command)
        }
        return .done
    }

    /// What is refused where nothing may be changed.
    func readOnly(_ name: String) -> Reaction { .say("Read-only: \(name) would change something", .warning) }

    /// What a pane lacks.
    func notHere(_ command: Command) -> Reaction {
        .say("\(command.rawValue) does not work in this pane; \(key: .help) lists what does", .warning)
    }

    mutating func choose(_ menu: Menu) -> Reaction {
        switch menu.purpose {
        case .itemStatuses: itemsPane?.list.show(statuses: menu.chosen.map { ItemStatus(rawValue: $0) })
        case .jobFilter: return Reaction(worlds.show(JobFilter(words: menu.chosen)))
        case .hitFilter: hits?.show(menu.chosen)
        case .savedSearch: return search(menu.chosen.first ?? "")
        case .sortOrder:
            if let name = menu.chosen.first, let column = ItemColumn(rawValue: name) {
                itemsPane?.list.sort(by: ItemSort(ItemSort.Key(column)))
            }
        case .place(let wishes): return connect(wishes[menu.cursor.selected])
        case .profile, .organization, .workspace: return connect(to: menu.chosen.first, menu.purpose)
        case .mark: return mark(with: menu.chosen.first ?? AppState.plainMark)
        case .comparing(let item, let choices): return compare(item, choices[menu.cursor.selected])
        case .bookmarks:
            let number = menu.chosen.first?.split(separator: " ").first.flatMap { Int($0) }
            if let number { reader?.model.reading.visit(step: number - 1) }
        }
        return .done
    }

    // MARK: What the cursor is on

    /// What every command acts on that takes something away, marks, opens or links.
    package var subject: Subject { stack.main.subject }

    /// The evaluation that the subject is of; nil where none is on the screen.
    var evaluationInView: Evaluation? { subject.evaluation.flatMap { evaluation($0) } }

    /// What is known of an evaluation, the newest first. Items of files name none: they are of the one that is open.
    package func evaluation(_ id: EvaluationID) -> Evaluation? {
        if let open = items?.evaluation, open.id == id || id.text.isEmpty { return open }
        return evaluations.all.first { $0.id == id }
            ?? [hits?.evaluation, sweep?.evaluation, comparison?.before, comparison?.after].compactMap(\.self)
            .first { $0.id == id }
    }

    private func copyID() -> Reaction {
        subject.id.map { .act(.copy($0.text, what: $0.name)) } ?? .done
    }

    private func showRaw() -> Reaction {
        switch subject.json {
        case .behind(let ask): return ask()
        case .here(let read):
            guard let (value, name) = read() else { break }
            return .json("JSON of \(Sanitize.line(name))", JSONLines.render(value))
        case nil: break
        }
        return .say("Nothing to show raw here", .warning)
    }
}
