/// Lines of a text pane that are selected: from where it began to where the cursor is.
package struct TextSelection: Hashable, Sendable {
    package var anchor: Int
    package var cursor: Int

    package var lines: ClosedRange<Int> { min(anchor, cursor)...max(anchor, cursor) }
}
