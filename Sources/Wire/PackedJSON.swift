/// JSON that is seldom looked at, kept as its text: a tree of it takes several times the room.
package struct PackedJSON: Hashable, Sendable {
    private enum Text: Sendable {
        case own([UInt8])
        /// Where a file has it: no memory of this program.
        case part(ByteStore, start: Int, count: Int)
    }

    private let text: Text

    package init(_ value: JSONValue) { text = .own(value.bytes) }

    /// Text that somebody received; what is wrong in it is seen when it is read.
    package init(bytes: UnsafeRawBufferPointer) { text = .own(Array(bytes)) }

    /// Text that stands in a file. Of a file that becomes shorter nothing is left.
    package init(_ range: Range<Int>, of file: ByteStore) {
        text = .part(file, start: range.lowerBound, count: range.count)
    }

    private func withBytes<T>(_ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        switch text {
        case .own(let bytes): try bytes.withUnsafeBytes(body)
        case .part(let file, let start, let count): try file.withBytes(start..<start + count, body)
        }
    }

    /// Read anew each time: keep it where it is asked for often. Of damaged text as much as can be read.
    package var value: JSONValue { (try? withBytes { try JSONParser.parse($0, repairing: true) }) ?? .null }

    package static func == (left: PackedJSON, right: PackedJSON) -> Bool {
        left.withBytes { one in right.withBytes { one.elementsEqual($0) } }
    }

    package func hash(into hasher: inout Hasher) { withBytes { hasher.combine(bytes: $0) } }
}
