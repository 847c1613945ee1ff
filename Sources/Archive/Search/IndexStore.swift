import GRDB
import Platform
import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// A file to lock, made where it is absent; negative where that fails.
private func openLock(_ path: String) -> Int32 { open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600) }

/// The index of one archived evaluation on disk: which documents are in it, and the lock that lets one process build it.
///
/// A document counts as indexed only with all of its messages, which are written in one transaction: an interrupted
/// build goes on where it stopped, and nothing is half trusted.
final class IndexStore: Sendable {
    enum State: Int { case pending = 0, whole = 1, unreadable = 2 }

    let index: SearchIndex
    /// The lock's descriptor; nil for an index in memory, or where another process builds this one.
    private let lock: Int32?
    /// Whether this process is the one to build it.
    let isBuilder: Bool

    /// Opens the index `name` in a folder, or one in memory where the folder is nil or cannot be used.
    init(folder: String?, name: String) throws {
        if let folder, Self.make(folder) {
            let path = folder + "/" + name + ".sqlite"
            let descriptor = openLock(path + ".lock")
            isBuilder = descriptor < 0 || flock(descriptor, LOCK_EX | LOCK_NB) == 0
            lock = descriptor < 0 ? nil : descriptor
            index = try Self.openIndex(path, mayReplace: isBuilder)
        } else {
            lock = nil
            isBuilder = true
            index = try SearchIndex(path: nil)
        }
    }

    deinit { if let lock { close(lock) } }

    /// A damaged file is thrown away: everything in it can be made again.
    private static func openIndex(_ path: String, mayReplace: Bool) throws -> SearchIndex {
        do {
            return try SearchIndex(path: path)
        } catch {
            guard mayReplace else { return try SearchIndex(path: nil) }
            for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
            if let fresh = try? SearchIndex(path: path) { return fresh }
            return try SearchIndex(path: nil)
        }
    }

    /// Makes a folder that only its owner can look into, and those above it.
    private static func make(_ folder: String) -> Bool {
        var place = ""
        for part in folder.split(separator: "/", omittingEmptySubsequences: true) {
            place += (place.isEmpty && !folder.hasPrefix("/") ? "" : "/") + part
            mkdir(place, 0o700)
        }
        return access(folder, W_OK | X_OK) == 0
    }

    /// One document that an index knows.
    struct Entry: Sendable {
        var id: Int
        var key: String
        var state: State
        var error: String?
    }

    func entries() async throws -> [Entry] {
        try await index.database.read { database in
            try Row.fetchAll(database, sql: "SELECT id, key, state, error FROM document").map { row in
                Entry(id: row[0], key: row[1], state: State(rawValue: row[2]) ?? .pending, error: row[3])
            }
        }
    }

    /// Makes the index know exactly the given samples: what is gone leaves with its messages, what is new waits.
    func adopt(_ samples: [(key: String, task: String, error: String?)]) async throws {
        let known = Set(try await entries().map(\.key))
        let wanted = Set(samples.map(\.key))
        let added = samples.filter { !known.contains($0.key) }
        let gone = known.subtracting(wanted)
        guard !added.isEmpty || !gone.isEmpty else { return }
        try await index.database.write { database in
            for key in gone { try Self.drop(key, database) }
            let insert = try database.cachedStatement(sql: "INSERT OR IGNORE INTO document(key) VALUES (?)")
            for sample in added {
                try insert.execute(arguments: [sample.key])
                let id = Int(database.lastInsertedRowID)
                try SearchIndex.describe(id, task: sample.task, error: sample.error, in: database)
            }
        }
    }

    private static func drop(_ key: String, _ database: Database) throws {
        guard let id = try Int.fetchOne(database, sql: "SELECT id FROM document WHERE key = ?", arguments: [key]) else {
            return
        }
        try SearchIndex.remove(id, from: database)
        try database.execute(sql: "DELETE FROM fields WHERE rowid = ?", arguments: [id])
        try database.execute(sql: "DELETE FROM document WHERE id = ?", arguments: [id])
    }

    /// A document that was read, or the reason why it could not be.
    struct Reading: Sendable {
        var document: Int
        var task: String
        var messages: [IndexedMessage]
        var error: String?

        /// Bytes of text, roughly.
        var size: Int {
            messages.reduce(0) {
                $0 + $1.body.utf8.count + ($1.reasoning?.utf8.count ?? 0) + ($1.calls?.utf8.count ?? 0)
            }
        }
    }

    /// Writes whole documents in one transaction.
    func write(_ readings: [Reading]) async throws {
        try await index.database.write { database in
            let mark = try database.cachedStatement(sql: "UPDATE document SET state = ?, error = ? WHERE id = ?")
            for reading in readings {
                try SearchIndex.add(reading.messages, of: reading.document, to: database)
                let state: State = reading.error == nil ? .whole : .unreadable
                try mark.execute(arguments: [state.rawValue, reading.error, reading.document])
                if let error = reading.error {
                    try SearchIndex.describe(reading.document, task: reading.task, error: error, in: database)
                }
            }
        }
    }
}
