import Platform
import Terminal
import Trajectory
import Triage
import ViewModels
import Wire

/// Drives the state as the program does, with answers at hand instead of a platform: effects that it can answer are
/// answered at once, the others are kept for the test to look at.
package struct StateDriver {
    package private(set) var state: AppState
    /// Every effect so far, answered or not.
    package private(set) var effects: [Effect] = []
    package var answers: (Work) -> [Answer]
    /// False holds back what is reckoned behind the screen.
    package var reckons = true

    package static let start = Timestamp(seconds: 1_776_254_400)

    package init(
        size: Size = Size(width: 120, height: 40), at point: StartingPoint? = nil,
        scope: PlatformScope = PlatformScope(server: "test", organization: "org", workspace: "ws", isLocal: false),
        answers: @escaping (Work) -> [Answer] = { _ in [] }
    ) {
        state = AppState(size: size, scope: scope, now: Self.start)
        self.answers = answers
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
    package mutating func answer(_ slot: EffectSlot, _ answer: Answer) {
        guard let effect = effects.last(where: { $0.ticket.slot == slot }) else { return }
        send(.answer(effect.ticket, answer))
    }

    package func works(in slot: EffectSlot) -> [Work] { effects.filter { $0.ticket.slot == slot }.map(\.work) }

    /// What is only reckoned needs no platform, and no test has to answer it, unless it holds such answers back.
    private func reckoned(_ work: Work) -> [Answer]? {
        guard reckons else { return nil }
        return switch work {
        case .arrange(let work): (try? work.run()).map { [.arranged($0)] }
        case .group(let work): (try? work.run()).map { [.grouped($0)] }
        case .summarise(let work): (try? work.run()).map { [.summarised($0)] }
        case .selectedText(let reference, let lines, let use):
            (try? lines.answer(reference.document, use)).map { [$0] }
        default: nil
        }
    }

    private mutating func perform(_ new: [Effect]) {
        for effect in new {
            effects.append(effect)
            for answer in reckoned(effect.work) ?? answers(effect.work) {
                perform(state.update(.answer(effect.ticket, answer)))
            }
        }
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
    ) -> (Work) -> [Answer] {
        { work in
            switch work {
            case .evaluations(let query, _):
                [
                    .evaluations(
                        Page(items: [evaluation(1, status: status)], total: 1, page: query.page, pageSize: 50), .fresh)
                ]
            case .items: [.items(items, isFirst: true, isLast: true, .fresh)]
            case .trajectory: document.map { [.document($0, .trajectory(.atif))] } ?? []
            case .survey(let reference, let from):
                [
                    .surveyed(
                        (from..<reference.document.stepCount).compactMap { index in
                            reference.document.outline(index).map {
                                SurveyedStep(index: index, $0)
                            }
                        }, next: reference.document.stepCount)
                ]
            default: []
            }
        }
    }
}
