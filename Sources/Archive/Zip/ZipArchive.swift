import CZip
import Platform
import Synchronization
import Wire

/// A ZIP file, read where it lies: entries are inflated on demand, in pieces, and never extracted to disk.
///
/// The library's handle serves one thread at a time; the lock is held for one piece, never for a whole entry.
final class ZipArchive: Sendable {
    let path: String
    let entries: [ZipEntry]
    let hasUniqueNames: Bool
    /// Names and check sums of all entries: two archives with the same content have the same one.
    let fingerprint: StableHash
    private let handle: Mutex<ZipHandle>

    /// Opens an archive and lists it. Throws `storage` where it is not a ZIP or cannot be read.
    init(path: String, limits: ZipLimits = ZipLimits()) throws(PlatformError) {
        let archive = try ZipHandle(path: path)
        let entries = limits.judge(archive.list(), fileSize: fileSize(path))
        self.path = path
        self.entries = entries
        hasUniqueNames = Set(entries.map(\.name)).count == entries.count
        fingerprint = entries.reduce(into: StableHash("zip")) { hash, entry in
            hash.combine(entry.name)
            hash.combine(entry.crc)
            hash.combine(entry.size)
        }
        handle = Mutex(archive)
    }

    /// Begins to inflate an entry. Throws `storage` for entries that are refused, with the reason.
    func read(_ entry: ZipEntry) throws(PlatformError) -> ZipEntryReader {
        if let refusal = entry.refusal { throw PlatformError(.storage, detail: refusal, resource: entry.name) }
        let file = try handle.withLock { (handle) throws(PlatformError) in try handle.open(entry) }
        return ZipEntryReader(archive: self, entry: entry, file: file)
    }

    /// A whole entry in memory.
    func contents(_ entry: ZipEntry, atMost limit: Int = .max) throws(PlatformError) -> ByteStore {
        let reader = try read(entry)
        guard let store = ByteStore(capacity: max(min(entry.size, limit), 1)) else {
            throw PlatformError(.storage, detail: "no memory for \(entry.size) bytes", resource: entry.name)
        }
        while store.count < limit, let piece = try reader.next(limit: min(limit - store.count, ZipEntryReader.piece)) {
            guard store.append(piece) else {
                throw PlatformError(.storage, detail: "no memory for \(entry.size) bytes", resource: entry.name)
            }
        }
        return store
    }

    fileprivate func read(_ file: ZipFile, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        handle.withLock { Int($0.zip.fread(file.pointer, buffer.baseAddress, UInt64(buffer.count))) }
    }

    fileprivate func close(_ file: ZipFile) {
        handle.withLock { _ = $0.zip.fclose(file.pointer) }
    }
}

/// One entry as it is inflated, piece by piece. Not for two tasks at once.
final class ZipEntryReader: @unchecked Sendable {
    static let piece = 1 << 18
    private let archive: ZipArchive
    private let entry: ZipEntry
    private let file: ZipFile
    private var position = 0
    private var isAtEnd = false

    fileprivate init(archive: ZipArchive, entry: ZipEntry, file: ZipFile) {
        self.archive = archive
        self.entry = entry
        self.file = file
    }

    deinit { archive.close(file) }

    /// The next bytes, or nil at the end. Throws where the data is damaged or longer than the archive said.
    func next(limit: Int = ZipEntryReader.piece) throws(PlatformError) -> [UInt8]? {
        guard !isAtEnd else { return nil }
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: min(limit, Self.piece)) { buffer, filled in
            count = archive.read(file, into: UnsafeMutableRawBufferPointer(buffer))
            filled = max(count, 0)
        }
        guard count >= 0 else { throw damaged("damaged data") }
        position += count
        guard position <= entry.size else { throw damaged("more data than the archive says") }
        if count == 0 {
            isAtEnd = true
            guard position == entry.size else { throw damaged("less data than the archive says") }
            return nil
        }
        return bytes
    }

    private func damaged(_ reason: String) -> PlatformError {
        isAtEnd = true
        return PlatformError(.storage, detail: "\(reason) after \(position) bytes", resource: entry.name)
    }
}

/// An open entry of the library. Only used under the lock of the archive that opened it.
private struct ZipFile: @unchecked Sendable {
    let pointer: OpaquePointer
}

/// The library's archive.
private struct ZipHandle: ~Copyable, @unchecked Sendable {
    let zip: czip
    private let archive: OpaquePointer

    init(path: String) throws(PlatformError) {
        let zip = try Library.zip
        var code: Int32 = 0
        guard let archive = SystemPath.with(path, { zip.open($0, ZIP_RDONLY, &code) }) else {
            throw PlatformError(.storage, detail: Self.text(code, zip), resource: path)
        }
        self.zip = zip
        self.archive = archive
    }

    deinit { zip.discard(archive) }

    func list() -> [ZipEntry] {
        let count = Int(zip.get_num_entries(archive, 0))
        return (0..<max(count, 0)).map { entry($0) }
    }

    func open(_ entry: ZipEntry) throws(PlatformError) -> ZipFile {
        guard let file = zip.fopen_index(archive, UInt64(entry.index), 0) else {
            let reason = zip.reason(archive)
            throw PlatformError(.storage, detail: reason, resource: entry.name)
        }
        return ZipFile(pointer: file)
    }

    private func entry(_ index: Int) -> ZipEntry {
        var status = zip_stat_t()
        zip.stat_init(&status)
        guard zip.stat_index(archive, UInt64(index), 0, &status) == 0 else {
            return ZipEntry(
                index: index, name: "entry-\(index)", size: 0, compressedSize: 0, crc: 0, refusal: "unreadable entry")
        }
        let name = status.name.map { String(cString: $0) } ?? "entry-\(index)"
        var entry = ZipEntry(
            index: index, name: name, size: Int(clamping: status.size), compressedSize: Int(clamping: status.comp_size),
            crc: status.crc)
        entry.refusal = refusal(index: index, status)
        return entry
    }

    private func refusal(index: Int, _ status: zip_stat_t) -> String? {
        if status.encryption_method != UInt16(ZIP_EM_NONE) { return "encrypted entry" }
        if zip.compression_method_supported(Int32(status.comp_method), 0) == 0 {
            return "unknown compression method \(status.comp_method)"
        }
        return isLink(index) ? "symbolic link, not followed" : nil
    }

    /// Whether the entry was a symbolic link on the Unix system that made the archive.
    private func isLink(_ index: Int) -> Bool {
        var system: UInt8 = 0
        var attributes: UInt32 = 0
        guard zip.file_get_external_attributes(archive, UInt64(index), 0, &system, &attributes) == 0 else {
            return false
        }
        return system == UInt8(ZIP_OPSYS_UNIX) && (attributes >> 16) & 0o170000 == 0o120000
    }

    private static func text(_ code: Int32, _ zip: czip) -> String {
        var error = zip_error_t()
        zip.error_init_with_code(&error, code)
        defer { zip.error_fini(&error) }
        return "not a readable ZIP archive: " + words(zip.error_strerror(&error))
    }
}
