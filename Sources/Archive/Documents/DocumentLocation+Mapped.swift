import Platform
import Synchronization
import Wire

extension DocumentLocation {
    /// The whole document for those who look at pieces of it: a file mapped and shared, an entry inflated, the last one
    /// kept for whoever asks next.
    func mapped() throws(PlatformError) -> ByteStore {
        switch self {
        case .file(let file):
            let stored = try SharedMappings.store(file.path)
            lastMapped.withLock { $0 = stored }
            guard Packed.isClosed(stored) else { return stored }
            return try kept { () throws(PlatformError) in try Packed.opened(stored, file.path) }
        case .run(let file, let run): return try file.contents(run)
        case .given(_, let store): return store
        case .entry: return try kept(load)
        }
    }

    private func kept(_ load: () throws(PlatformError) -> ByteStore) throws(PlatformError) -> ByteStore {
        let key = fingerprint
        if let kept = lastInflated.withLock({ $0?.key == key ? $0?.store : nil }) { return kept }
        let store = try load()
        lastInflated.withLock { $0 = (key, store) }
        return store
    }
}

/// Who reads run after run maps the file once.
private let lastMapped = Mutex<ByteStore?>(nil)
private let lastInflated = Mutex<(key: StableHash, store: ByteStore)?>(nil)
