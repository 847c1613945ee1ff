#if canImport(Glibc)
    import Glibc
#endif

/// Byte ranges of JSON values, in the order received.
///
/// A hostile text may hold tens of millions of tiny values: of scalars only the first `maximumScalars` are kept, and the
/// rest is counted.
package struct ElementList: Hashable, Sendable {
    /// Scalars that one list keeps.
    package static let maximumScalars = 1 << 16

    package private(set) var ranges: [Range<Int>] = []
    /// Scalars that were seen and not kept.
    package private(set) var omitted = 0
    private var scalars = 0

    package init() {}

    mutating func append(_ range: Range<Int>, isContainer: Bool) {
        if !isContainer {
            guard scalars < Self.maximumScalars else { return omitted += 1 }
            scalars += 1
        }
        ranges.append(range)
    }

    /// Hands the ranges over and forgets them, so that they are kept once.
    package mutating func take() -> [Range<Int>] {
        defer { ranges.removeAll(keepingCapacity: true) }
        return ranges
    }
}

/// Finds the values of a JSON text, or of JSON Lines, while the bytes arrive: where every top-level value is, which members
/// the first object has, and where the elements of the first array, or of the members that are arrays, begin and end.
///
/// Nothing is decoded, and no byte is looked at twice; the same text gives the same result however it is cut into chunks.
/// What is broken is survived: brackets are counted and not matched, a line that is no JSON is one `invalid` value, and in
/// JSON Lines a torn line costs that line alone.
package struct ElementScanner: Sendable {
    /// One member of the first object.
    package struct Member: Hashable, Sendable {
        /// The key, unescaped; of a key over 128 bytes the beginning.
        package var key: String
        package var kind: JSONKind
        /// First byte of the value.
        package var start: Int
        /// Behind the last byte of the value; nil while it is arriving.
        package var end: Int?
        /// The elements that are complete, where the value is an array.
        package var elements = ElementList()
    }

    /// Members that are kept; an object with more is a table and not a document.
    package static let maximumMembers = 1 << 14

    /// Top-level values that are complete.
    package var values = ElementList()
    /// Members of the first object, where the first container is one.
    package internal(set) var members: [Member] = []
    /// Elements of the first container, where it is an array.
    package var elements = ElementList()
    /// First byte of the first top-level container; its kind is `rootKind`.
    package internal(set) var rootStart: Int?
    package internal(set) var rootKind = JSONKind.invalid
    /// Behind the last byte of the first top-level container; nil while it is arriving.
    package internal(set) var rootEnd: Int?
    /// First byte of the top-level value that is arriving.
    package internal(set) var openValue: Int?
    /// First byte of the element that is arriving, in the first array or in a member that is an array.
    package internal(set) var openElement: Int?
    /// Top-level values that were cut off: by the end of their line, or by the end of the text.
    package internal(set) var tornValues: [Int] = []
    /// Bytes that were looked at.
    package internal(set) var position: Int

    /// Where the text begins: offsets are those of the buffer all the same.
    let origin: Int
    /// Whether other values may follow the first.
    let readsSequence: Bool
    var level = Level.top
    var token = Token.none
    var tokenStart = 0
    /// The key whose value comes next.
    var key: String?
    var expectsValue = false
    var lines = LineRule()

    enum Level: Sendable { case top, object, array, member, done }
    enum Token: Sendable {
        case none, key, string, scalar, junk, container(Nesting)

        /// Whether only a bracket or a quote ends it, so that a torn one would swallow the lines that follow.
        var spansLines: Bool {
            switch self {
            case .container, .string: true
            case .none, .key, .scalar, .junk: false
            }
        }
    }

    /// A scanner of the text that begins at `origin`. Without `sequence` it stops behind the first value.
    package init(origin: Int = 0, sequence: Bool = true) {
        self.origin = origin
        position = origin
        readsSequence = sequence
    }

    /// Whether the one value was read wholly; never true for a sequence, which may always go on.
    package var isDone: Bool { level == .done }

    /// The last member with this key, as JSON readers take it.
    package func member(_ key: String) -> Member? { members.last { $0.key == key } }

    /// Hands over the elements of a member that are complete and were not taken before.
    package mutating func takeElements(of member: Int) -> [Range<Int>] { members[member].elements.take() }

    /// Looks at the bytes that are new. `bytes` are all bytes of the text so far, from offset 0 on; at most `budget` of
    /// them are looked at, so that a caller can hold a lock for a short time.
    package mutating func scan(_ bytes: UnsafeRawBufferPointer, budget: Int = .max) {
        let end = budget < bytes.count - position ? position + budget : bytes.count
        while position < end, level != .done {
            guard lines.isLines, let open = openValue, token.spansLines else {
                advance(bytes, limit: end)
                continue
            }
            let limit = lines.limit(bytes, from: position, end: end)
            if position < limit { advance(bytes, limit: limit) }
            if position == limit, limit < end, openValue == open { close(bytes, start: open, end: position) }
        }
    }

    /// What is known of an element that begins somewhere.
    package enum Known: Sendable {
        case no
        /// So many bytes, which need no looking at.
        case bytes(Int)
        /// More bytes have to come before it can be told.
        case later
    }

    /// The same for one value, of which elements are known: those of the first array, or of the member `key`. `known` is
    /// asked where one begins.
    package mutating func scan(
        _ bytes: UnsafeRawBufferPointer, skipping key: String, _ known: (Int) -> Known
    ) {
        while position < bytes.count, level != .done {
            if isBeforeElement(bytes, of: key) {
                switch known(position) {
                case .no: break
                case .later: return
                case .bytes(let count):
                    let range = position..<position + count
                    if level == .array {
                        elements.append(range, isContainer: true)
                    } else {
                        members[members.count - 1].elements.append(range, isContainer: true)
                    }
                    position = range.upperBound
                    continue
                }
            }
            advance(bytes, limit: bytes.count)
        }
    }

    private func isBeforeElement(_ bytes: UnsafeRawBufferPointer, of key: String) -> Bool {
        guard case .none = token, bytes[position] == UInt8(ascii: "{") else { return false }
        return level == .array || level == .member && members.last?.key == key
    }

    /// Says that no more bytes come: a number at the very end is complete, and what is still open is cut off here. The
    /// element that was arriving becomes the last one of its list.
    package mutating func finish(_ bytes: UnsafeRawBufferPointer) {
        scan(bytes)
        switch token {
        case .scalar, .junk: complete(bytes, end: position)
        case .none, .key, .string, .container: break
        }
        if let start = openValue { close(bytes, start: start, end: position) }
    }
}
