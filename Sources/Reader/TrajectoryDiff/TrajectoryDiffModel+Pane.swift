package import Platform
package import Shell
import Terminal
import Trajectory
import Triage
package import Wire

extension TrajectoryDiffModel: Pane {
    /// Two runs stand beside each other in both parts.
    package var shape: PaneShape { PaneShape(share: 50, hasColumns: false) }
    package var contexts: [Context] { [.sides] }
    package var standing: AnyHashable? { [cursor, detailTop] as [AnyHashable] }

    package mutating func resize(_ layout: ScreenLayout) {
        resize(
            SidesSize(
                width: layout.size.width, listHeight: max(1, layout.listRows - SidesSize.headRows),
                detailHeight: layout.lowerRows))
    }

    package mutating func receive(_ answer: EffectResult, for slot: EffectSlot) -> Reaction? {
        switch slot {
        case .sides, .sidesDecode:
            apply(answer)
            return Reaction(findAgain())
        case .sidesMatch(let side):
            take(matches: answer, of: side)
            return .done
        default: return nil
        }
    }

    package var hints: [Hint] {
        [
            Hint(.nextDifference, "next difference"), Hint(.open, "read"), Hint(.nextPane, "other item"),
            Hint(.limit, "only differences"), Hint(.nextItem, "next run"), Hint(.find, "find"), Hint(.raw, "JSON"),
            Hint(.back, "back"),
        ]
    }

    package var subject: Subject {
        let item = self[side].item
        var subject = Subject(.comparedStep, of: item.evaluationID)
        subject.items = [item]
        subject.session = item.sessionID
        subject.id = item.sessionID.map { ($0.text, "session id") }
        guard let index = selected?.step(side), let document = self[side].document else { return subject }
        subject.text = .here { document.step(index).map { (StepTexts.text(of: $0), "step \($0.number)") } }
        subject.json = .here { document.rawValue(index).map { ($0, "step \(index + 1)") } }
        return subject
    }

    package func requests(in scope: PlatformScope) -> [String] {
        DiffSide.allCases.map { CurlLine.trajectory(self[$0].request, nil, scope: scope) }
    }

    package var slot: EffectSlot? { .sides }
    package var canStop: Bool { phase.isLoading }
    package mutating func refresh() -> Reaction? { Reaction([reload()]) }

    package func loading(at now: Timestamp) -> String? {
        guard phase.isLoading else { return nil }
        let steps = progress.map { " \(NumberFormat.grouped($0.done)) of \(NumberFormat.grouped($0.total ?? 0)) steps" }
        return "comparing…\(steps ?? "")"
    }

    package mutating func wanted(_ slots: Slots, isShown: Bool) -> [EffectRequest] {
        isShown && !slots.isBusy(.sidesDecode) ? wanted() : []
    }

    package var findLine: FindLine? { FindLine(.pattern, text: find?.pattern.text ?? "") }

    package mutating func find(typed text: String) -> Reaction { Reaction(find(text)) }
    package mutating func revertFind(to text: String) -> Reaction { Reaction(revertFind(to: text)) }

    package mutating func keepFind(_ text: String, limits: Bool) -> Reaction {
        let requests: [EffectRequest] = find(text)
        keepFind()
        return Reaction(requests)
    }

    package var heading: [String] { [left.item.taskName, "side by side"] }
}
