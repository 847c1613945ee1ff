package import Platform
package import Shell
package import Terminal
import Trajectory
package import Wire

/// One trajectory: the outline of its steps, and below it what they say.
package struct ReaderPane: Pane {
    package var model: TrajectoryModel
    /// The body has the keys.
    package private(set) var focusesBody = true

    package init(_ model: TrajectoryModel) { self.model = model }

    // MARK: Place

    package var shape: PaneShape {
        PaneShape(share: 30, focusesLower: focusesBody, mostRows: model.settledRows)
    }

    package mutating func resize(_ layout: ScreenLayout) {
        model.reading.frame.keys = layout.keys
        model.resize(
            PaneSize(
                listHeight: max(1, layout.listRows), bodyHeight: max(1, layout.lowerRows),
                bodyWidth: layout.lowerWidth - 2))
    }

    package mutating func enter(isBack: Bool) { focusesBody = !isBack }

    /// It is gone back from to what it was opened in.
    package func returns(to pane: any Pane) -> Bool { !pane.isBottom }

    // MARK: Keys

    private var context: Context { focusesBody ? .body : .outline }

    package var contexts: [Context] { model.selection == nil ? [context] : [.selection, context] }

    package mutating func apply(_ command: Command) -> Reaction? {
        switch command {
        case .nextPane, .previousPane:
            focusesBody.toggle()
            return .done
        case .raw where model.stepCount == 0 && model.document != nil: return model.reading.rawDocument
        case .limit where model.find == nil && !model.limit.isToMatches: return .go(.find(limits: true))
        case .follow: return model.toggleFollow()
        default: break
        }
        defer { model.noteKey() }
        if let reaction = model.apply(command, in: context) { return reaction }
        guard command == .open, !focusesBody else { return nil }
        focusesBody = true
        return .done
    }

    package var standing: AnyHashable? {
        let reading = model.reading
        return [reading.outline, reading.top, reading.currentStep, reading.selection, reading.choices.pan]
            as [AnyHashable]
    }

    package mutating func receive(_ answer: EffectResult, for slot: EffectSlot) -> Reaction? {
        switch slot {
        case .trajectory, .survey, .match, .locate, .decode: return take(answer)
        case .place: return Reaction(model.take(place: answer))
        // Where no files are kept nothing is said about them.
        case .media: return Reaction(answer.isFailure ? [] : model.apply(answer))
        case .bookmarks: return answer.isFailure ? Reaction(outcome: answer) : Reaction(model.apply(answer))
        case .stepText: return take(text: answer)
        case .file: return model.take(followed: answer)
        case .chain: model.take(chain: answer)
        case .fileChange: return Reaction(answer.isFailure ? [] : model.fetchChanged())
        case .followTrajectory: return Reaction(model.look())
        case .followItem: return model.take(looked: answer)
        case .loadTimer: break
        default: return nil
        }
        return .done
    }

    private mutating func take(_ answer: EffectResult) -> Reaction {
        let requests = model.apply(answer)
        guard case .failed(let error) = answer, model.stepCount > 0 else { return Reaction(requests) }
        // What has come is still on the screen: its title says what is missing, this line why.
        let isOfFile = error.kind == .storage && !error.detail.isEmpty
        return Reaction(
            requests, say: Message(isOfFile ? Sanitize.line(error.detail) : ErrorText(error).sentence, .error))
    }

    /// A large step was decoded for something that the user wants of it.
    private func take(text answer: EffectResult) -> Reaction {
        switch answer {
        case .stepText(let text, let name, .copy): .act(.copy(text, what: name))
        case .stepText(let text, let name, .page): .act(.page(text, name: name))
        case .stepText(let text, let name, _): .act(.edit(text, name: name))
        case .rawLines(let lines, let title): .json("JSON of \(title)", lines)
        case .ended(let message): Reaction(say: message)
        case .failed(let error): .say(ErrorText(error).sentence, .error)
        default: .done
        }
    }

    package var hints: [Hint] {
        if model.selection != nil { return TextPane.selectionHints }
        if model.timeline != nil {
            return [Hint(.timeline, "outline"), Hint(.nextSlowStep, "slow step"), Hint(.find, "find")] + passing
        }
        if model.find != nil {
            return [
                Hint(.nextMatch, "next"), Hint(.previousMatch, "previous"), Hint(.limit, "matches only"),
                Hint(.find, "find"),
            ] + passing
        }
        let follow = model.tail == nil && model.item?.status.isTerminal == false ? [Hint(.follow, "follow")] : []
        let move = focusesBody ? [Hint.page] : [Hint(.open, "read step"), Hint(.foldAll, "fold loops")]
        let errors = model.reading.isSurveyed && model.reading.errors.isEmpty ? [] : [Hint(.nextError, "error")]
        return follow + move + errors + [Hint(.find, "find")] + passing + [
            Hint(.density, "detail"), Hint(.timeline, "timeline"), Hint(.bookmark, "bookmark"), Hint(.raw, "JSON"),
            Hint(.copyText, "copy"), Hint(.select, "select"), Hint(.refusals, "refusals"), Hint(.search, "search"),
            Hint(.pager, "pager"),
        ]
    }

    /// What is done with the item that is read, and the way to the next one.
    private var passing: [Hint] {
        let item =
            model.item == nil
            ? [] : [.verdict, Hint(.note, "note"), Hint(.nextItem, "next item"), Hint(.compare, "compare")]
        return item + [Hint(.nextPane, focusesBody ? "outline" : "text")]
    }

    // MARK: What the cursor is on

    package var subject: Subject {
        var subject = Subject(model.selection == nil ? .step : .lines, of: model.item?.evaluationID)
        subject.items = model.item.map { [$0] } ?? []
        subject.session = model.item?.sessionID ?? model.request.flatMap { $0.session.text.isEmpty ? nil : $0.session }
        subject.id = model.idToTake
        let reading = model.reading
        if reading.isHeavy {
            subject.text = .behind { reading.textInBackground($0) ?? .done }
            subject.json = .behind { reading.textInBackground(.raw) ?? .done }
        } else {
            let part = focusesBody
            subject.text = .here { (part ? reading.partText : nil) ?? reading.stepText }
            subject.json = .here { reading.rawStep.map { ($0, "step \(reading.current + 1)") } }
        }
        return subject
    }

    package func requests(in scope: PlatformScope) -> [String] {
        model.request.map { [CurlLine.trajectory($0, model.load.origin, scope: scope)] } ?? []
    }

    package mutating func go(toRow row: Int) -> Reaction? { model.reading.go(toStep: row + 1) }

    /// An item that was judged here is read again, where it failed.
    package mutating func select(_ item: EvaluationItem) -> Reaction? {
        item.id == model.item?.id ? nil : .go(.trajectory(item, at: .failure))
    }

    package mutating func noteMarked() { model.reading.noteMarked() }
    package mutating func undo() -> Reaction? { model.reading.undoBookmark() }

    // MARK: Loading

    package var slot: EffectSlot? { .trajectory }
    package var canStop: Bool { model.phase.isLoading && !model.refreshes }
    package mutating func stop() { model.stop() }
    package mutating func refresh() -> Reaction? { Reaction(model.fetch(isForced: true)) }

    package func loading(at now: Timestamp) -> String? {
        model.phase.isLoading && !model.refreshes ? model.loadWords(at: now) : nil
    }

    package var tellsLoss: Bool { model.progress.loss != nil }
    package mutating func tick(_ now: Timestamp) { model.note(now) }

    package mutating func wanted(_ slots: Slots, isShown: Bool) -> [EffectRequest] {
        watchLoad(slots, isShown: isShown) + model.wantedLook(slots, isShown: isShown)
            + (isShown && !slots.isBusy(.decode) ? model.reading.wanted() : [])
    }

    /// Whoever waits for a trajectory sees how fast it comes, or that nothing does.
    private mutating func watchLoad(_ slots: Slots, isShown: Bool) -> [EffectRequest] {
        guard isShown, model.phase.isLoading, !model.refreshes else {
            model.load.pace = nil
            return slots.isBusy(.loadTimer) ? [EffectRequest(.loadTimer, .cancel)] : []
        }
        model.notePace()
        return slots.isBusy(.loadTimer) ? [] : [EffectRequest(.loadTimer, .wait(1))]
    }

    package var anchor: ItemID? { model.phase == .ready ? model.item?.id : nil }

    // MARK: Finding

    package var findLine: FindLine? { FindLine(.pattern, text: model.find?.pattern.text ?? "") }
    package mutating func beginFind() { model.reading.beginFind() }
    package mutating func find(typed text: String) -> Reaction { Reaction(model.reading.find(text)) }
    package var findProblem: String? { model.findProblem }
    package mutating func revertFind(to text: String) -> Reaction { Reaction(model.reading.revertFind(to: text)) }

    package mutating func keepFind(_ text: String, limits: Bool) -> Reaction {
        let reaction = Reaction(model.reading.find(text))
        model.reading.keepFind()
        return limits && model.find != nil ? reaction + model.reading.toggleLimit() : reaction
    }

    // MARK: Words

    package var heading: [String] {
        model.crumbs + (model.stepCount > 0 ? ["step \(model.current + 1)"] : [])
    }

    package func news(at now: Timestamp) -> [Span] { model.followWords }
    package var selectionWords: String? { model.selectionWords }
}
