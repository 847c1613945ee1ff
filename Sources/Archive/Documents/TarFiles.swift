import CArchive
import Platform
import Wire

/// Tar archives, compressed or not, read into memory.
enum TarFiles {
    /// Bytes that tell a tar archive.
    static let headSize = 512

    static func isTar(_ head: [UInt8]) -> Bool { head.count >= 262 && head[257..<262].elementsEqual("ustar".utf8) }

    /// What is no document and larger than this says nothing of runs.
    private static let mostBeside = 4 << 20

    /// The files of a tar archive, compressed or not, in the order of their names; nil for what is none.
    static func files(_ path: String) throws(PlatformError) -> [DocumentLocation]? {
        guard isTar(try head(path, headSize)) else { return nil }
        var found: [DocumentLocation] = []
        var total = 0
        try Packed.read(mapped(path), path, "tar", isTar: true) { library, archive throws(PlatformError) in
            var entry: OpaquePointer?
            while library.read_next_header(archive, &entry) == ARCHIVE_OK, let entry {
                guard library.entry_filetype(entry) == S_IFREG, let raw = library.entry_pathname(entry) else {
                    continue
                }
                let name = String(SystemPath.shown(String(cString: raw)).drop { $0 == "." || $0 == "/" })
                let size = max(0, Int(library.entry_size(entry)))
                let isLeft = nameRefusal(name) != nil && size > mostBeside
                if !isLeft { total += size }
                guard size <= ByteStore.usualLimit, total <= ByteStore.usualLimit,
                    let store = ByteStore(capacity: max(isLeft ? 0 : size, 1)),
                    isLeft || Packed.pour(library, archive, into: store)
                else { throw Packed.full(path, "tar") }
                found.append(.given(name, try Packed.opened(store, path)))
            }
        }
        return found.sorted { $0.name < $1.name }
    }
}
