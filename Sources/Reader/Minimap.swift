import Shell
package import Terminal
import Trajectory
import Triage

/// The whole run in a strip of cells: where errors, refusals, matches and bookmarks lie, and where one is.
package enum Minimap {
    /// What one cell stands for: the most telling thing among its steps.
    private enum Mark: Int, Comparable {
        case none, subagent, match, error, refusal, bookmark

        static func < (left: Mark, right: Mark) -> Bool { left.rawValue < right.rawValue }

        var sign: (String, ThemeSlot) {
            switch self {
            case .none: ("─", .rule)
            case .subagent: ("↳", .link)
            case .match: ("•", .match)
            case .error: ("!", .stepError)
            case .refusal: ("⊗", .refusal)
            case .bookmark: ("◆", .marked)
            }
        }
    }

    /// So many cells from the first step to the last. Empty where nothing in the run stands out.
    package static func spans(_ reading: ReadingState, width: Int) -> [Span] {
        let count = reading.stepCount
        guard width > 0, count > 1 else { return [] }
        var cells = [Mark](repeating: .none, count: width)
        func put(_ mark: Mark, _ step: Int) {
            guard step < count else { return }
            let cell = step * width / count
            cells[cell] = max(cells[cell], mark)
        }
        for step in reading.landmarks {
            if step.flags.contains(.refusal) { put(.refusal, step.index) }
            if step.flags.contains(.error) { put(.error, step.index) }
            if step.flags.contains(.subagent) { put(.subagent, step.index) }
        }
        for step in (reading.find?.counts ?? [:]).keys { put(.match, step) }
        for step in reading.bookmarks { put(.bookmark, step) }
        guard cells.contains(where: { $0 != .none }) else { return [] }
        return draw(cells, here: reading.current * width / count)
    }

    private static func draw(_ cells: [Mark], here: Int) -> [Span] {
        cells.enumerated().map { index, mark in
            let (sign, slot) = mark.sign
            return index == here
                ? Span(mark == .none ? "█" : sign, mark == .none ? .strong : .matchCurrent) : Span(sign, slot)
        }
    }
}
