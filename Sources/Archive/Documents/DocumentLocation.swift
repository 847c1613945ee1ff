import Platform
import Trajectory
import Wire

/// Where the bytes of a document lie.
enum DocumentLocation: Sendable {
    case file(FileEntry)
    case entry(ZipEntry, ZipArchive)
    /// What was piped in, with a name for it.
    case given(String, ByteStore)
    /// One of the runs that a file holds.
    case run(RunFile, Int)

    /// The name within its folder or archive, for labels and for references between documents.
    var name: String {
        switch self {
        case .file(let file): file.name
        case .entry(let entry, _): entry.name
        case .given(let name, _): name
        case .run(let file, let run): file.location.name + "#\(run + 1)"
        }
    }

    /// The file that the document is, or that it stands in.
    var file: DocumentLocation { if case .run(let file, _) = self { file.location } else { self } }

    /// The same file as it is now.
    var now: DocumentLocation? {
        guard case .file(let file) = self else { return self }
        return fileEntry(file.path).map { DocumentLocation.file($0).named(file.name) }
    }

    /// The same document under another name.
    func named(_ name: String) -> DocumentLocation {
        switch self {
        case .file(var file):
            file.name = name
            return .file(file)
        case .entry(var entry, let archive):
            entry.name = name
            return .entry(entry, archive)
        case .given(_, let store): return .given(name, store)
        case .run: return self
        }
    }

    /// Bytes when unpacked.
    var size: Int {
        switch self {
        case .file(let file): file.size
        case .entry(let entry, _): entry.size
        case .given(_, let store): store.count
        case .run(let file, let run): file.list.runs[run].range.count
        }
    }

    /// Changes when the document changes: what is known about the one with this hash stays true.
    var fingerprint: StableHash {
        var hash = StableHash(name)
        hash.combine(size)
        switch self {
        case .file(let file): hash.combine(file.modified)
        case .entry(let entry, _): hash.combine(entry.crc)
        case .given(_, let store): store.withBytes { hash.combine(String(decoding: $0.prefix(1 << 16), as: UTF8.self)) }
        case .run(let file, let run):
            hash.combine(file.list.runs[run].range.lowerBound)
            // Runs stay what they are where others are added behind them.
            (try? file.contents(run))?.withBytes { hash.combine(words: $0) }
        }
        return hash
    }

    /// The whole document in memory: a file is mapped, an entry inflated. Throws `storage` where it cannot be had.
    func load() throws(PlatformError) -> ByteStore {
        switch self {
        case .file(let file): try contents(file.path)
        case .entry(let entry, let archive): try Packed.opened(archive.contents(entry), entry.name)
        case .given(_, let store): store
        case .run(let file, let run): try file.contents(run)
        }
    }

    /// At most the first `count` bytes.
    func head(_ count: Int) throws(PlatformError) -> [UInt8] {
        switch self {
        case .file(let file): try Archive.head(file.path, count)
        case .entry(let entry, let archive):
            try isPackedName(entry.name)
                ? load().bytes(0..<count) : archive.contents(entry, atMost: count).bytes(0..<count)
        case .given(_, let store): store.bytes(0..<count)
        case .run(let file, let run): try file.contents(run).bytes(0..<count)
        }
    }

    /// The document as it is stored: a file mapped, an entry inflated while it is read.
    func stream() throws(PlatformError) -> ByteStream {
        switch self {
        case .file(let file): return ByteStream(store: try contents(file.path), contentType: "application/json")
        case .given, .run: return ByteStream(store: try load(), contentType: "application/json")
        case .entry(let entry, _) where isPackedName(entry.name):
            return ByteStream(store: try load(), contentType: "application/json")
        case .entry(let entry, let archive):
            let reader = try archive.read(entry)
            return ByteStream(length: entry.size, contentType: "application/json") {
                try Task.checkCancellation()
                return try reader.next()
            }
        }
    }
}
