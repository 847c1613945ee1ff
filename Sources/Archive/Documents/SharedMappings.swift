import Platform
import Synchronization
import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// Very large documents that somebody reads now, by file and state: who reads the same one shares its pages.
enum SharedMappings {
    private struct Identity: Hashable {
        var device: UInt64
        var file: UInt64
        var size: Int
        var modified: [Int]

        init(_ status: stat) {
            (device, file, size) = (UInt64(status.st_dev), UInt64(status.st_ino), Int(status.st_size))
            modified = [Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec)]
        }
    }

    private struct Holder {
        weak var store: ByteStore?
    }

    private static let now = Mutex<[Identity: Holder]>([:])

    /// The file of a path, as it is now.
    static func store(_ path: String) throws(PlatformError) -> ByteStore {
        let (descriptor, status) = try opened(path)
        close(descriptor)
        return try store(path, status)
    }

    /// The file of a path, which has this state; mapped unless it is already.
    static func store(_ path: String, _ status: stat) throws(PlatformError) -> ByteStore {
        let identity = Identity(status)
        let known = now.withLock { mappings in
            mappings = mappings.filter { $0.value.store != nil }
            return mappings[identity]?.store
        }
        if let known, !known.isTorn { return known }
        let store = try mapped(path)
        now.withLock { $0[identity] = Holder(store: store) }
        return store
    }
}
