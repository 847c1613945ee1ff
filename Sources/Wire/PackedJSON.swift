/// JSON that is seldom looked at, kept as its text: a tree of it takes several times the room.
package struct PackedJSON: Hashable, Sendable {
    private let bytes: [UInt8]

    package init(_ value: JSONValue) { bytes = value.bytes }

    /// Text that somebody received; what is wrong in it is seen when it is read.
    package init(bytes: UnsafeRawBufferPointer) { self.bytes = Array(bytes) }

    /// Read anew each time: keep it where it is asked for often. Of damaged text as much as can be read.
    package var value: JSONValue { (try? JSONParser.parse(bytes, repairing: true)) ?? .null }
}
