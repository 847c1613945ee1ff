/// What becomes of long strings while JSON is read: they need not be decoded whole to be looked at.
package struct Abridging: Sendable {
    /// Bytes, as they are written, up to which a string is left whole.
    private let longest: Int
    /// Bytes that are kept of a longer one, from its beginning and from its end.
    private let head: Int
    private let tail: Int
    /// What stands for the rest, given the string and the bytes that are left out; nil leaves the string whole after all.
    private let bridge: @Sendable (_ whole: EscapedText, _ hidden: Int) -> String?

    package init(
        longest: Int, head: Int, tail: Int,
        bridge: @escaping @Sendable (_ whole: EscapedText, _ hidden: Int) -> String?
    ) {
        self.longest = longest
        self.head = head
        self.tail = tail
        self.bridge = bridge
    }

    /// For outlines and flags: 4 KiB from either end.
    package static let outline = Abridging(longest: 1 << 13, head: 1 << 12, tail: 1 << 12) { _, _ in "…" }

    /// Nil where the string is to be left whole.
    func text(of slice: UnsafeRawBufferPointer) -> String? {
        guard slice.count > longest else { return nil }
        let whole = EscapedText(slice)
        let start = whole.boundary(head)
        let end = tail > 0 ? whole.boundary(slice.count - tail) : slice.count
        guard start < end, let bridge = bridge(whole, end - start) else { return nil }
        return whole.text(0..<start) + bridge + whole.text(end..<slice.count)
    }
}
