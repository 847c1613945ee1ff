import Platform
package import Shell
import Terminal
import Triage

extension TrajectoryDiffModel {
    package mutating func apply(_ command: Command) -> Reaction? {
        seeking = nil
        switch command {
        // Half pages scroll what is shown in full, whole pages the list.
        case .halfPageDown, .halfPageUp:
            scrollDetail(by: (command == .halfPageDown ? 1 : -1) * max(1, detailRoom / 2))
            return .done
        case .nextMatch where find != nil, .previousMatch where find != nil:
            return goToMatch(forward: command == .nextMatch)
        case .nextDifference, .nextMatch: return goToDifference(forward: true)
        case .previousDifference, .previousMatch: return goToDifference(forward: false)
        case .nextPane, .previousPane:
            switchSide()
            return .done
        case .open: return open()
        case .limit:
            onlyDifferences.toggle()
            arrange()
            return .say(onlyDifferences ? "only what differs; \(key: .limit) shows all" : "all steps")
        case .density:
            density = density == .full ? .brief : .full
            detailTop = 0
            showDifference()
            return .say(density.words)
        case .nextItem, .previousItem: return otherPartner(forward: command == .nextItem)
        default: break
        }
        let before = cursor.selected
        guard cursor.apply(command, count: lines.count, height: size.listHeight) else { return nil }
        if cursor.selected != before {
            detailTop = 0
            showDifference()
        }
        return .done
    }

    private mutating func goToDifference(forward: Bool) -> Reaction {
        guard let alignment, let line else { return .done }
        guard let row = alignment.difference(from: line.row, forward: forward) else {
            return .say(forward ? "No further difference" : "No difference before", .warning)
        }
        select(row: row)
        return .done
    }

    /// To the other run; where each has a line of its own, to its line.
    private mutating func switchSide() {
        let side = side
        focus = side.other
        guard let line, line.side != nil else { return }
        let own = SideLine(row: line.row, side: side.other)
        for place in [cursor.selected - 1, cursor.selected + 1] where lines.indices.contains(place) {
            if lines[place] == own { cursor.select(place, count: lines.count, height: size.listHeight) }
        }
    }

    /// Opens the step in the reader of its run; where that run has none, in the other's.
    private func open() -> Reaction {
        guard let selected else { return .done }
        let side = selected.step(side) == nil ? side.other : side
        guard let step = selected.step(side) else { return .done }
        return .go(.trajectory(self[side].item, at: .step(step + 1)))
    }

    private mutating func otherPartner(forward: Bool) -> Reaction {
        guard partners.count > 1 else {
            return .say("The task has no further run here; \(key: .compare) chooses another", .warning)
        }
        let at = partners.firstIndex { $0.id == right.item.id } ?? -1
        let next = (at + (forward ? 1 : partners.count - 1) + (at < 0 && !forward ? 1 : 0)) % partners.count
        guard let run = DiffTrajectory(partners[next]) else { return .done }
        let requests = replaceRight(by: run)
        return Reaction(requests, say: Message("run \(next + 1) of \(partners.count) of this task"))
    }

    // MARK: The detail

    mutating func scrollDetail(by count: Int) {
        detailTop += count
        clampDetail()
    }

    mutating func clampDetail() {
        detailTop = min(max(0, detailTop), max(0, detail.count - 1 - detailRoom))
    }

    /// Scrolls to the first row that differs, where it would be out of sight.
    mutating func showDifference() {
        guard let first = detail.dropFirst().firstIndex(where: \.differs), first > detailRoom else { return }
        detailTop = first - 3
        clampDetail()
    }
}
