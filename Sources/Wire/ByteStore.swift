import CProcess
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// The bytes of one document, kept once and never moved: a file mapped from disk, or a body that grows while it arrives.
///
/// One writer appends; any number of readers look at `0..<count` without a lock, since bytes that are there never move
/// or change. A growing store reserves address space, which counts as nothing until it is made writable, piece by piece,
/// as bytes arrive.
package final class ByteStore: @unchecked Sendable {
    /// Bytes of a body or a document that are kept, where nobody chose another limit.
    package static let usualLimit = 1 << 30
    /// Address space that is made writable at once.
    private static let piece = 16 << 20
    /// The least that is worth a store.
    private static let least = 1 << 16

    /// Bytes that are prepared for at most, and never more than a quarter of what is here: not all of it may be needed.
    private static let preparation = 4 << 20
    private static let page = Int(sysconf(Int32(_SC_PAGESIZE)))

    private let base: UnsafeMutableRawPointer
    private let capacity: Int
    private let filled: Atomic<Int>
    /// Bytes that can be written.
    private let writable: Atomic<Int>
    /// Memory up to here was taken before bytes came.
    private let prepared = Atomic(0)
    /// Of a mapped file: its number with those who watch for it to become shorter.
    private let watch: Int32?
    /// The store whose bytes these are.
    private let whole: ByteStore?

    /// A store that grows up to `capacity` bytes, or as far as the system has address space: `append` tells when it is full.
    /// Nil where there is next to none.
    package init?(capacity: Int = ByteStore.usualLimit) {
        var size = max(capacity, 1)
        while true {
            let region = mmap(nil, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
            if let region, region != MAP_FAILED {
                base = region
                break
            }
            guard size > Self.least else { return nil }
            size /= 2
        }
        self.capacity = size
        filled = Atomic(0)
        writable = Atomic(0)
        (watch, whole) = (nil, nil)
    }

    /// A store for a body of which nobody knows how long it is. It takes no more than its share of the address space that
    /// this process may have: others want to live.
    package static func growing(atMost limit: Int) -> ByteStore? {
        var allowed = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &allowed) == 0 else {
            return ByteStore(capacity: limit)
        }
        return ByteStore(capacity: min(limit, max(Int(clamping: allowed.rlim_cur) / 8, least)))
    }

    /// Makes room to write up to `end`; false where the system has no memory for it.
    private func open(upTo end: Int) -> Bool {
        let done = writable.load(ordering: .relaxed)
        guard end > done else { return true }
        let page = Self.page
        let wanted = min((max(end, done + Self.piece) + page - 1) / page * page, (capacity + page - 1) / page * page)
        guard mprotect(base + done, wanted - done, PROT_READ | PROT_WRITE) == 0 else { return false }
        writable.store(wanted, ordering: .releasing)
        return true
    }

    /// A file, mapped and not copied. Throws the system's error number.
    package init(mapping path: String) throws(SystemError) {
        let (descriptor, status) = try SystemPath.openFile(path)
        defer { close(descriptor) }
        let size = Int(status.st_size)
        guard let region = mmap(nil, max(size, 1), PROT_READ, MAP_PRIVATE, descriptor, 0), region != MAP_FAILED else {
            throw SystemError(code: errno, path: path)
        }
        base = region
        capacity = max(size, 1)
        filled = Atomic(size)
        writable = Atomic(size)
        watch = process_mapping_watch(region, max(size, 1))
        whole = nil
    }

    /// Some of the bytes that another store holds, without a copy of them.
    package init(_ range: Range<Int>, of store: ByteStore) {
        let range = range.clamped(to: 0..<store.count)
        base = store.base + range.lowerBound
        capacity = range.count
        filled = Atomic(range.count)
        writable = Atomic(range.count)
        (watch, whole) = (nil, store)
    }

    /// A store that holds these bytes.
    package convenience init(_ bytes: [UInt8]) {
        self.init(anonymous: bytes.count)
        append(bytes)
    }

    private init(anonymous size: Int) {
        let flags = MAP_PRIVATE | MAP_ANONYMOUS
        let region = mmap(nil, max(size, 1), PROT_READ | PROT_WRITE, flags, -1, 0)
        guard let region, region != MAP_FAILED else { preconditionFailure("out of memory: \(size) bytes") }
        base = region
        capacity = max(size, 1)
        filled = Atomic(0)
        writable = Atomic(max(size, 1))
        (watch, whole) = (nil, nil)
    }

    deinit {
        guard whole == nil else { return }
        if let watch { process_mapping_forget(watch) }
        munmap(base, capacity)
    }

    /// The bytes are those of a file: pages that are given back are read again when they are wanted.
    package var isMapped: Bool { whole?.isMapped ?? (watch != nil) }

    /// The file became shorter while it was read: what is missing reads as zeros.
    package var isTorn: Bool {
        whole?.isTorn ?? watch.map { process_mapping_is_torn($0) } ?? false
    }

    /// Bytes that are here.
    package var count: Int { filled.load(ordering: .acquiring) }

    /// Appends bytes; false, with nothing appended, where the reserved space is full. One writer at a time.
    @discardableResult
    package func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let used = filled.load(ordering: .relaxed)
        guard bytes.count <= capacity - used, open(upTo: used + bytes.count) else { return false }
        if let source = bytes.baseAddress { memcpy(base + used, source, bytes.count) }
        filled.store(used + bytes.count, ordering: .releasing)
        return true
    }

    /// Appends bytes; false, with nothing appended, where the reserved space is full.
    @discardableResult
    package func append(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBytes { append($0) } }

    /// Takes memory for the bytes that come next, many pages in one call, where a large body goes on: a writer that stops
    /// at every page spends more time on that than on the bytes. One caller at a time, which may be another than the writer.
    package func prepare() {
        let used = count
        let done = max(prepared.load(ordering: .relaxed), used / Self.page * Self.page)
        let ahead = min(Self.preparation, used / 4 / Self.page * Self.page)
        let end = min(used / Self.page * Self.page + ahead, writable.load(ordering: .acquiring) / Self.page * Self.page)
        guard used > Self.preparation / 4, end - done >= ahead / 4 else { return }
        madvise(base + done, end - done, MADV_POPULATE_WRITE)
        prepared.store(end, ordering: .relaxed)
    }

    /// Reads bytes without copying. The range is clamped to what is here; the pointer must not leave the closure.
    package func withBytes<T, E>(_ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws(E) -> T) throws(E) -> T {
        let whole = range.clamped(to: 0..<count)
        return try body(UnsafeRawBufferPointer(start: base + whole.lowerBound, count: whole.count))
    }

    /// Reads all bytes that are here, without copying.
    package func withBytes<T, E>(_ body: (UnsafeRawBufferPointer) throws(E) -> T) throws(E) -> T {
        try withBytes(0..<count, body)
    }

    /// Gives the memory of bytes that no one will read again back to the system, whole pages of it. Offsets stay as they
    /// are; in a store that grows the bytes read as zeros from now on.
    package func discard(_ range: Range<Int>) {
        if let whole {
            let start = base - whole.base
            let own = range.clamped(to: 0..<count)
            return whole.discard(own.lowerBound + start..<own.upperBound + start)
        }
        let page = Self.page
        let whole = range.clamped(to: 0..<count)
        let first = (whole.lowerBound + page - 1) / page * page
        let end = whole.upperBound / page * page
        if first < end { madvise(base + first, end - first, MADV_DONTNEED) }
    }

    /// A copy of a range, clamped to what is here.
    package func bytes(_ range: Range<Int>) -> [UInt8] { withBytes(range) { Array($0) } }
}
