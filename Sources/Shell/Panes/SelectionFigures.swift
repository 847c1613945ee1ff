import Wire

/// What selected lines come to.
package struct SelectionFigures: Hashable {
    package var lines = 0
    package var bytes = 0
    /// Lines among them that a fold stands for.
    package var folded = 0
    /// There is more than is laid out.
    package var isAtLeast = false

    package init() {}

    /// "1 line", "2,000 lines".
    package static func lines(_ count: Int) -> String { NumberFormat.counted(count, "line") }
}
