/// Where a line of a text is in it.
package struct LineOrigin: Hashable, Sendable {
    /// UTF-8 bytes of the text, without the line's end.
    package var bytes: Range<Int>
    /// 0-based line of the text.
    package var line: Int
    /// Lines of the text that are shown as this one: many for a fold, none for a blank that is only drawn.
    package var count = 1

    package init(bytes: Range<Int>, line: Int, count: Int = 1) {
        self.bytes = bytes
        self.line = line
        self.count = count
    }
}
