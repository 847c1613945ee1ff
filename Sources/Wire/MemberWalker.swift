/// Looks at the members of one object without decoding them: for telling what an element is, and for its first few fields.
package struct MemberWalker {
    /// One member: the key as it is written, and where its value is.
    package struct Member {
        let keyBytes: UnsafeRawBufferPointer
        package let kind: JSONKind
        /// The value; its end is that of the bytes, where the value is not complete.
        package let range: Range<Int>
        package let isComplete: Bool

        /// The key as it is written, escapes and all.
        package var key: String { String(decoding: keyBytes, as: UTF8.self) }

        /// Bytes of the key as it is written.
        package var keyLength: Int { keyBytes.count }

        /// Whether this is the key. A key with escapes in it equals nothing.
        package func has(_ key: StaticString) -> Bool {
            keyBytes.count == key.utf8CodeUnitCount
                && keyBytes.elementsEqual(UnsafeRawBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
        }
    }

    private let bytes: UnsafeRawBufferPointer
    private let limit: Int
    private var at: Int

    /// A walk through the object that begins at `range.lowerBound` and may end, or be cut off, at `range.upperBound`.
    package init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
        self.bytes = bytes
        limit = min(range.upperBound, bytes.count)
        at = range.lowerBound + 1
    }

    /// The next member, or nil behind the last one.
    package mutating func next() -> Member? {
        while at < limit, bytes[at] != JSONBytes.quote {
            if bytes[at] == UInt8(ascii: "}") || bytes[at] == UInt8(ascii: "]") { return nil }
            at += 1
        }
        let start = at + 1
        guard let end = JSONBytes.endOfString(bytes, start: start, position: start, limit: limit) else { return nil }
        at = end
        while at < limit, JSONBytes.isSpace(bytes[at]) || bytes[at] == UInt8(ascii: ":") { at += 1 }
        guard at < limit else { return nil }
        let value = at
        let valueEnd = JSONBytes.endOfValue(bytes, start: value, limit: limit)
        at = valueEnd ?? limit
        return Member(
            keyBytes: UnsafeRawBufferPointer(rebasing: bytes[start..<(end - 1)]),
            kind: JSONKind(firstByte: bytes[value]), range: value..<at, isComplete: valueEnd != nil)
    }

    /// The elements of the array that begins at `range.lowerBound`; the last one may be cut off.
    package static func elements(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> [Range<Int>] {
        var scanner = ElementScanner(origin: range.lowerBound, sequence: false)
        let text = UnsafeRawBufferPointer(rebasing: bytes[..<min(range.upperBound, bytes.count)])
        scanner.finish(text)
        return scanner.elements.ranges
    }
}
