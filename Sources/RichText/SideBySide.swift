import Terminal

/// Two blocks of lines beside each other.
package enum SideBySide {
    private static let gap = 3

    /// Columns of the left block, where it has so many hundredths of what there is.
    package static func left(of width: Int, share: Int = 50) -> Int { max(8, (width - gap) * share / 100) }

    /// Each block wrapped in its part of the width; the left one has `share` hundredths of it.
    package static func lines(_ left: [RichLine], _ right: [RichLine], width: Int, share: Int = 50) -> [RichLine] {
        let half = Self.left(of: width, share: share)
        let (left, right) = (rows(left, half), rows(right, max(8, width - gap - half)))
        return (0..<max(left.count, right.count)).map { index in
            let first = index < left.count ? left[index] : []
            let used = first.reduce(0) { $0 + TextWidth.width($1.text) }
            let pad = Span(String(repeating: " ", count: max(0, half - used) + gap))
            return RichLine(first + (index < right.count ? [pad] + right[index] : []))
        }
    }

    private static func rows(_ lines: [RichLine], _ width: Int) -> [[Span]] {
        lines.flatMap { $0.rows(width: width, isWrapping: true) }
    }
}
