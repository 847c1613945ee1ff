package import App
import Panes
package import Platform
import Reader
package import Shell
import Synchronization
package import Terminal
package import Trajectory
package import Triage
package import Wire

/// Drives the state as the program does, with answers at hand instead of a platform: effects that it can answer are
/// answered at once, the others are kept for the test to look at.
package struct StateDriver {
    package private(set) var state: AppState
    /// Every effect so far, answered or not.
    package private(set) var effects: [Effect] = []
    package var answers: (PlatformWork) -> [EffectResult]
    /// What comes of work on a document that is here: nothing, unless a test says so.
    package var computed: (any ComputeWork) -> [EffectResult]
    /// False holds back what is reckoned behind the screen.
    package var reckons = true

    package static let start = Timestamp(seconds: 1_776_254_400)

    package init(
        size: Size = Size(width: 120, height: 40), at point: StartingPoint? = nil,
        scope: PlatformScope = PlatformScope(
            server: "test", organization: "org", workspace: "ws", capabilities: .hasWebPages),
        answers: @escaping (PlatformWork) -> [EffectResult] = { _ in [] },
        computed: @escaping (any ComputeWork) -> [EffectResult] = { _ in [] }
    ) {
        state = AppState(size: size, scope: scope, now: Self.start)
        self.answers = answers
        self.computed = computed
        perform(state.start(at: point))
    }

    /// Types a line behind `:`.
    package mutating func run(_ line: String) {
        press(":")
        type(line)
        press("<enter>")
    }

    package mutating func press(_ notation: String) {
        for key in KeyNotation.parse(notation) ?? [] { send(.key(key)) }
    }

    package mutating func type(_ text: String) {
        for character in text { send(.key(.character(character))) }
    }

    package mutating func send(_ event: Event) { perform(state.update(event)) }

    package mutating func configure(_ change: (inout AppState) -> Void) { change(&state) }

    package mutating func offer(organization: Bool, workspace: Bool) {
        perform(state.offer(organization: organization, workspace: workspace))
    }

    /// Answers the last effect in a slot.
    package mutating func answer(_ slot: EffectSlot, _ answer: EffectResult) {
        guard let effect = effects.last(where: { $0.ticket.slot == slot }) else { return }
        send(.answer(effect.ticket, answer))
    }

    /// Answers the last action of the user.
    package mutating func answerAction(_ answer: EffectResult) {
        guard let effect = effects.last(where: \.isAction) else { return }
        send(.answer(effect.ticket, answer))
    }

    package func works(in slot: EffectSlot) -> [Work] { effects.filter { $0.ticket.slot == slot }.map(\.work) }

    /// What a platform was asked for in a slot.
    package func asked(in slot: EffectSlot) -> [PlatformWork] { works(in: slot).compactMap(\.platform) }

    /// What was computed, of one kind.
    package func computed<Kind: ComputeWork>(_: Kind.Type) -> [Kind] {
        effects.compactMap { $0.work.computed(Kind.self) }
    }

    /// What the terminal was asked for; not the names of files, which every letter of a path asks for.
    package var terminal: [TerminalWork] {
        effects.compactMap { effect in
            switch effect.work {
            case .terminal(.fileNames): nil
            case .terminal(let work): work
            default: nil
            }
        }
    }

    /// What a platform was told to do.
    package var actions: [PlatformWork] { effects.filter(\.isAction).compactMap(\.work.platform) }

    /// What was stored of marks.
    package var stored: [MarksWork] {
        actions.compactMap { if case .marks(let work) = $0 { work } else { nil } }
    }

    /// What is only reckoned needs no platform, and no test has to answer it, unless it holds such answers back.
    private func reckoned(_ work: any ComputeWork) -> [EffectResult]? {
        switch work {
        case let work as SurveyWork: return work.results { try work.run($0) }
        case _ where !reckons: return nil
        case let work as FilterSortWork: return (try? work.run()).map { [.arranged($0)] }
        case let work as GroupWork: return (try? work.run()).map { [.grouped($0)] }
        case let work as SummaryWork: return (try? work.run()).map { [.summarised($0)] }
        case let work as SelectedTextWork: return work.results { try work.run($0) }
        default: return nil
        }
    }

    private func results(of work: Work) -> [EffectResult] {
        switch work {
        case .platform(let work): answers(work)
        case .compute(let computation): reckoned(computation.work) ?? computed(computation.work)
        case .terminal, .wait, .cancel: []
        }
    }

    private mutating func perform(_ new: [Effect]) {
        for effect in new {
            effects.append(effect)
            for answer in results(of: effect.work) { perform(state.update(.answer(effect.ticket, answer))) }
        }
    }
}

extension Effect {
    fileprivate var isAction: Bool { if case .action = ticket.slot { true } else { false } }
}

extension Work {
    package var platform: PlatformWork? { if case .platform(let work) = self { work } else { nil } }

    package func computed<Kind: ComputeWork>(_: Kind.Type) -> Kind? {
        if case .compute(let computation) = self { computation.work as? Kind } else { nil }
    }
}

extension ComputeWork {
    /// All that comes of work that is done at once.
    package func results(_ run: (@escaping @Sendable (EffectResult) -> Void) throws -> Void) -> [EffectResult] {
        let found = Mutex<[EffectResult]>([])
        let report: @Sendable (EffectResult) -> Void = { answer in found.withLock { $0.append(answer) } }
        try? run(report)
        return found.withLock { $0 }
    }
}

/// Things to show.
package enum Sample {
    package static func evaluation(_ number: Int, status: JobStatus = .completed) -> Evaluation {
        Evaluation(id: EvaluationID("eval-\(number)"), name: "evaluation \(number)", status: status)
    }

    package static func item(_ number: Int, status: ItemStatus = .passed, error: String? = nil) -> EvaluationItem {
        var item = EvaluationItem(
            id: ItemID("item-\(number)"), evaluationID: "eval-1", position: number, status: status,
            taskName: "task-\(number)")
        item.error = error
        item.sessionID = SessionID("session-\(number)")
        item.model = number.isMultiple(of: 2) ? "gpt" : "claude"
        return item
    }

    /// A trajectory of so many agent steps, each with one call of bash and its result.
    package static func document(steps: Int, refusingAt refusal: Int? = nil) -> TrajectoryDocument {
        let steps: [JSONValue] = (1...steps).map { number in
            [
                "step_id": .int(number), "source": "agent",
                "message": .string(number == refusal ? "I cannot help with that." : "message \(number)"),
                "tool_calls": [
                    [
                        "tool_call_id": .string("c\(number)"), "function_name": "bash",
                        "arguments": ["command": .string("ls \(number)")],
                    ]
                ],
                "observation": [
                    "results": [
                        ["source_call_id": .string("c\(number)"), "content": .string("output \(number)\nsecond line")]
                    ]
                ],
            ]
        }
        let value: JSONValue = [
            "schema_version": "ATIF-v1.7", "agent": ["name": "a", "version": "1"], "steps": .array(steps),
        ]
        return TrajectoryDocument.read(value.bytes, name: "test")
    }

    /// Answers for a workspace of one evaluation with these items and this trajectory.
    package static func workspace(
        items: [EvaluationItem], status: JobStatus = .completed, document: TrajectoryDocument? = nil
    ) -> (PlatformWork) -> [EffectResult] {
        { work in
            switch work {
            case .evaluations(let query, _):
                [
                    .evaluations(
                        Page(items: [evaluation(1, status: status)], total: 1, page: query.page, pageSize: 50), .fresh)
                ]
            case .items: [.items(items, isFirst: true, isLast: true, .fresh)]
            case .trajectory: document.map { [.document($0, .trajectory(.atif))] } ?? []
            default: []
            }
        }
    }
}
