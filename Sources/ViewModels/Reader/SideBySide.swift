import Terminal

/// Two blocks of lines beside each other.
enum SideBySide {
    private static let gap = 3

    /// Each block wrapped in its half of the width.
    static func lines(_ left: [RichLine], _ right: [RichLine], width: Int) -> [RichLine] {
        let half = max(8, (width - gap) / 2)
        let (left, right) = (rows(left, half), rows(right, half))
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
