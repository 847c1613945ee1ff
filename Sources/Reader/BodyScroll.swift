/// A row of the body: the step, and the row within it. The first row of a step is its header.
package struct BodyPosition: Hashable, Comparable, Sendable {
    package var step: Int
    package var row: Int

    package init(step: Int = 0, row: Int = 0) {
        self.step = step
        self.row = row
    }

    package static func < (left: BodyPosition, right: BodyPosition) -> Bool {
        (left.step, left.row) < (right.step, right.row)
    }
}

/// Arithmetic over the rows of all steps, laying out only the steps that it walks over. The header of the top step stays
/// on the first line, whatever row of it is at the top.
package struct BodyScroll {
    private let stepCount: Int
    private let height: Int
    private let rows: (Int) -> Int

    /// `rows` gives the number of rows of a step.
    package init(stepCount: Int, height: Int, rows: @escaping (Int) -> Int) {
        self.stepCount = stepCount
        self.height = max(1, height)
        self.rows = rows
    }

    /// The lowest position that still fills the pane: the end of the document stands on its last line.
    package var last: BodyPosition {
        guard stepCount > 0 else { return BodyPosition() }
        var left = height
        for step in stride(from: stepCount - 1, through: 0, by: -1) {
            let count = rows(step)
            if count >= left { return BodyPosition(step: step, row: count - left) }
            left -= count
        }
        return BodyPosition()
    }

    /// A position within the document, not below `last`.
    package func clamped(_ position: BodyPosition) -> BodyPosition {
        guard stepCount > 0 else { return BodyPosition() }
        var position = position
        position.step = min(max(0, position.step), stepCount - 1)
        position.row = min(max(0, position.row), max(0, rows(position.step) - 1))
        // Only near the end can a position lie below the last one: far from it, the end need not be laid out.
        return stepCount - position.step > height ? position : min(position, last)
    }

    /// So many rows further down, or up where negative.
    package func moved(_ position: BodyPosition, by count: Int) -> BodyPosition {
        clamped(walked(position, by: count))
    }

    /// The same for a row of the document, wherever on the screen it is.
    package func walked(_ position: BodyPosition, by count: Int) -> BodyPosition {
        guard stepCount > 0 else { return BodyPosition() }
        var position = position
        var left = count
        while left > 0 {
            let below = rows(position.step) - 1 - position.row
            if left <= below {
                position.row += left
                left = 0
            } else if position.step + 1 < stepCount {
                left -= below + 1
                position = BodyPosition(step: position.step + 1, row: 0)
            } else {
                position.row += below
                left = 0
            }
        }
        while left < 0 {
            if position.row >= -left {
                position.row += left
                left = 0
            } else if position.step > 0 {
                left += position.row + 1
                position = BodyPosition(step: position.step - 1, row: max(0, rows(position.step - 1) - 1))
            } else {
                return BodyPosition()
            }
        }
        return position
    }
}
