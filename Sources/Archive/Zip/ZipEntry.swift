/// What one entry of an archive says of itself. Names are labels: nothing is ever written under them.
struct ZipEntry: Sendable {
    /// Place in the central directory: the entry's identity, as names may repeat.
    var index: Int
    var name: String
    var size: Int
    var compressedSize: Int
    var crc: UInt32
    /// Why the entry is not read; nil where it is.
    var refusal: String?

    var isFolder: Bool { name.hasSuffix("/") }
}
