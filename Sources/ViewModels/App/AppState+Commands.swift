import Platform
import RichText
import Terminal
import Trajectory
import Triage
import Wire

extension AppState {
    /// A command goes to the pane that has the keys; what the pane does not know is for the program.
    mutating func perform(_ command: Command) -> Reaction {
        if let reaction = paneApply(command) { return reaction }
        if let reaction = move(command) { return reaction }
        return act(command)
    }

    private mutating func paneApply(_ command: Command) -> Reaction? {
        if command == .back, !isSelecting, let reaction = stopLoading() { return reaction }
        let context = context
        switch context {
        case .evaluations: return evaluations.apply(command)
        case .items: return items?.apply(command)
        case .detail:
            if let reaction = takeDetail(command) { return reaction }
            if command != .back || detail.selection != nil, detail.apply(command) { return .done }
            switch command {
            case .down, .up, .top, .bottom, .open, .back: return nil
            default: return items?.apply(command)
            }
        case .outline, .body, .selection:
            if command == .limit, trajectory?.find == nil, trajectory?.limit.isToMatches == false {
                openLimit()
                return .done
            }
            return trajectory?.apply(command, in: context)
        case .hits: return showsSweep ? sweep?.apply(command) : hits?.apply(command)
        case .worlds: return applyToWorlds(command)
        case .comparison: return applyToComparison(command)
        case .sides: return applyToSides(command)
        }
    }

    /// Esc leaves the selected lines before it stops what is still coming.
    private var isSelecting: Bool {
        isReading && trajectory?.selection != nil || context == .detail && detail.selection != nil
    }

    /// Esc stops a load first; what has come stays.
    private mutating func stopLoading() -> Reaction? {
        let slot: EffectSlot
        switch place {
        case .evaluations where evaluations.phase.isLoading:
            evaluations.stop()
            slot = .evaluations
        case .items where items?.phase.isLoading == true && items?.provenance.isRefreshing != true:
            items?.stop()
            slot = .items
        case .trajectory where trajectory?.phase.isLoading == true:
            trajectory?.stop()
            slot = .trajectory
        case .sides where sides?.phase.isLoading == true:
            sides?.stop()
            slot = .sides
        case .worlds where worlds.phase.isLoading && worlds.all.isEmpty:
            worlds.stop()
            slot = .worlds
        case .hits where showsSweep && sweep?.phase.isLoading == true:
            sweep?.stop()
            slot = .sweep
        case .hits where !showsSweep && hits?.phase.isLoading == true:
            hits?.stop()
            slot = .search
        default: return nil
        }
        guard slots.isBusy(slot) else { return nil }
        retry = nil
        // What was read ahead and is asked for now would go on behind.
        let ahead = slot == .trajectory ? stopReadingAhead() : []
        return Reaction([Request(slot, .cancel)] + ahead, say: Message("stopped; r asks again"))
    }

    // MARK: From pane to pane

    private mutating func move(_ command: Command) -> Reaction? {
        switch command {
        case .nextPane, .previousPane:
            if layout.list != nil && layout.lower != nil || place == .items || place == .trajectory {
                focusesLower.toggle()
            }
        case .open where context == .outline: focusesLower = true
        case .open where context == .detail: return items?.apply(.open)
        case .back: return goBack()
        case .evaluations: enter(.evaluations)
        case .items:
            guard items != nil else { return .say("No evaluation is open: Enter opens one", .warning) }
            enter(.items)
        case .hits:
            guard hits != nil || sweep != nil else {
                return .say("No search yet: s searches, R sweeps for refusals", .warning)
            }
            enter(.hits)
        case .worlds: return enterWorlds()
        case .search: return openSearch()
        case .refusals: return openSweep()
        case .nextMatch, .previousMatch: return walkHits(command)
        case .trajectory:
            guard trajectory != nil else { return .say("No trajectory is open: Enter on an item opens it", .warning) }
            enter(.trajectory)
        case .nextSample, .previousSample: return walk(command)
        default: return nil
        }
        return .done
    }

    /// To the next or previous item of the list that the trajectory was opened from.
    private mutating func walk(_ command: Command) -> Reaction {
        if place == .trajectory, trajectory?.request?.replay != nil { return walkWorld(command) }
        if place == .trajectory, let open = trajectory?.item { items?.select(open.id) }
        guard let before = items?.selected?.id else { return .done }
        _ = items?.apply(command)
        guard let item = items?.selected, item.id != before else {
            return .say("No \(command == .nextSample ? "further" : "earlier") sample in the list", .warning)
        }
        keepsPattern = place == .trajectory
        return .go(.trajectory(item, at: item.status.isFailure ? .end : .start))
    }

    // MARK: Things that are done anywhere

    private mutating func act(_ command: Command) -> Reaction {
        switch command {
        case .find: openFind()
        case .commandLine: prompt = Prompt(.command)
        case .help: overlay = .text(TextPane(title: "Keys", lines: HelpLines.render(keymap, in: keyContexts)))
        case .zoom:
            wish.isZoomed.toggle()
        case .columns:
            wish.isColumns.toggle()
            if size.width < 100 { return .say("Side by side needs 100 columns", .warning) }
        case .filterStatus: place == .hits ? openHitFilterMenu() : openStatusMenu()
        case .mark: return mark()
        case .note: return note()
        case .glance: return openGlance()
        case .compare: return compare()
        case .undo: return undo()
        case .verdict1, .verdict2, .verdict3, .verdict4, .verdict5: return judge(command)
        case .nextUnseenFailure: return openNextUnseen()
        case .refresh: return refresh()
        case .raw: return showRaw()
        case .download: return openDownload()
        case .webLink: return showWebLink()
        case .openDownload: return openLastDownload()
        case .copyID: return copyID()
        case .copyText: return copyText()
        case .pager: return page()
        case .redraw: return .act(.redraw)
        case .suspend: return .act(.suspend)
        case .quit: return leave()
        default:
            let name = CommandTable.info(command)?.help ?? command.rawValue
            return .say("Not here: \(name)", .warning)
        }
        return .done
    }

    private mutating func refresh() -> Reaction {
        switch place {
        case .evaluations: return Reaction(evaluations.load(isForced: true))
        case .items: return Reaction(items?.load(isForced: true) ?? [])
        case .trajectory: return Reaction(trajectory?.fetch(isForced: true) ?? [])
        case .hits, .worlds, .comparison, .sides: return .done
        }
    }

    private mutating func openStatusMenu() {
        guard let items else { return }
        let shown = items.shownStatuses
        let choices = ItemStatus.known.filter { items.counts[$0] > 0 }.map { status in
            Menu.Choice(
                label: status.rawValue, detail: Figures.grouped(items.counts[status]),
                isOn: shown.contains(status.rawValue))
        }
        guard !choices.isEmpty else { return }
        overlay = .menu(Menu(title: "Status: Space chooses, Enter shows", purpose: .itemStatuses, choices: choices))
    }

    mutating func choose(_ menu: Menu) -> Reaction {
        switch menu.purpose {
        case .itemStatuses: items?.show(statuses: menu.chosen.map { ItemStatus(rawValue: $0) })
        case .jobFilter: return Reaction(worlds.show(JobFilter(words: menu.chosen)))
        case .hitFilter: hits?.show(menu.chosen)
        case .savedSearch: return search(menu.chosen.first ?? "")
        case .sortOrder:
            if let name = menu.chosen.first, let column = ItemColumn(rawValue: name) {
                items?.sort(by: ItemSort(ItemSort.Key(column)))
            }
        case .profile, .organization, .workspace: return connect(to: menu.chosen.first, menu.purpose)
        case .mark: return mark(with: menu.chosen.first ?? AppState.plainMark)
        case .comparing(let item, let choices): return compare(item, choices[menu.cursor.selected])
        case .bookmarks:
            let number = menu.chosen.first?.split(separator: " ").first.flatMap { Int($0) }
            if let number { trajectory?.reading.visit(step: number - 1) }
        }
        return .done
    }

    // MARK: Taking away

    /// The lines of the detail that are selected; nil where none are.
    private mutating func takeDetail(_ command: Command) -> Reaction? {
        guard let text = detail.selectedText else { return nil }
        switch command {
        case .copyText, .copyID:
            detail.endSelection()
            return .act(.copy(text.text, what: text.name))
        case .pager: return .act(.page(text.text, name: text.name))
        default: return nil
        }
    }

    private func copyID() -> Reaction {
        let id: (String, String)? =
            switch context {
            case .evaluations: evaluations.selected.map { ($0.id.text, "evaluation id") }
            case .items, .detail: items?.selected.map { ($0.id.text, "item id") }
            case .outline, .body, .selection:
                trajectory?.innerID.map { ($0, "sub-agent's id") }
                    ?? trajectory?.item?.sessionID.map { ($0.text, "session id") }
                    ?? trajectory?.item.map { ($0.id.text, "item id") }
                    ?? trajectory?.request?.replay.map { ($0.text, "trajectory id") }
            case .hits: (showsSweep ? sweep?.selected?.item : hits?.selectedHit?.itemID).map { ($0.text, "item id") }
            case .worlds: worlds.selected.map { ($0.id.text, "job id") }
            case .comparison: comparison?.selected.map { ($0.task, "task name") }
            case .sides: sides.flatMap { $0[$0.side].item.sessionID }.map { ($0.text, "session id") }
            }
        return id.map { .act(.copy($0.0, what: $0.1)) } ?? .done
    }

    private func copyText() -> Reaction {
        if isReading, let behind = trajectory?.reading.textBehind(.copy) { return behind }
        let part = context == .body ? trajectory?.partText : nil
        guard let text = part ?? currentText else { return .say("Nothing to copy here", .warning) }
        return .act(.copy(text.text, what: text.name))
    }

    private func page() -> Reaction {
        if isReading, let behind = trajectory?.reading.textBehind(.page) { return behind }
        guard let text = currentText else { return .say("Nothing to view here", .warning) }
        return .act(.page(text.text, name: text.name))
    }

    /// The text of what is selected, as it was received.
    private var currentText: (text: String, name: String)? {
        switch context {
        case .evaluations: evaluations.selected.map { ($0.json.serialized(pretty: true), "evaluation") }
        case .items, .detail: items?.selected.map { ($0.json.serialized(pretty: true), "item") }
        case .outline, .body, .selection:
            trajectory.flatMap { model in
                model.document?.step(model.current).map {
                    (StepTexts.text(of: $0), "step \($0.number)")
                }
            }
        case .worlds: worlds.selected.map { ($0.json.serialized(pretty: true), "worlds job") }
        case .sides: sidesText
        case .hits, .comparison: nil
        }
    }

    private var isReading: Bool { context == .outline || context == .body }

    private mutating func showRaw() -> Reaction {
        if isReading, let shown = showRawDocument() { return shown }
        if isReading, let behind = trajectory?.reading.textBehind(.raw) { return behind }
        let value: (JSONValue, String)? =
            switch context {
            case .evaluations: evaluations.selected.map { ($0.json, $0.name) }
            case .items, .detail: items?.selected.map { ($0.json, $0.taskName) }
            case .outline, .body, .selection:
                trajectory.flatMap { model in model.rawStep.map { ($0, "step \(model.current + 1)") } }
            case .worlds: worlds.selected.map { ($0.json, "job \($0.id.short)") }
            case .sides: sidesRaw
            case .hits, .comparison: nil
            }
        guard let value else { return .say("Nothing to show raw here", .warning) }
        overlay = .text(TextPane(title: "JSON of \(Sanitize.line(value.1))", lines: JSONLines.render(value.0)))
        return .done
    }
}
