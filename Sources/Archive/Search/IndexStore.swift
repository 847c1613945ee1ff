import GRDB
import Platform
import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// The index of one archived evaluation on disk: which documents are in it, and the lock that lets one process build it.
///
/// A document counts as indexed only with all of its messages, which are written in one transaction: an interrupted
/// build goes on where it stopped, and nothing is half trusted.
final class IndexStore: Sendable {
    enum State: Int { case pending = 0, whole = 1, unreadable = 2 }

    let index: SearchIndex
    /// The lock's descriptor; nil for an index in memory.
    private let lock: Int32?

    /// Opens the index `name` in a folder, or one in memory where the folder is nil or cannot be used. With `anew`, what
    /// is there is thrown away: everything in an index can be made again.
    init(folder: String?, name: String, anew: Bool = false) throws {
        guard let path = folder.map({ $0 + "/" + name + ".sqlite" }), (try? PrivateFile.claim(path)) != nil else {
            lock = nil
            index = try SearchIndex(path: nil)
            return
        }
        lock = try? RegularFile.open(path + ".lock", flags: O_RDWR | O_CREAT)
        if anew {
            Self.remove(path)
            try PrivateFile.claim(path)
        }
        index = try Self.open(path)
    }

    deinit { if let lock { close(lock) } }

    private static func open(_ path: String) throws -> SearchIndex {
        do {
            return try SearchIndex(path: path)
        } catch let error as DatabaseError where error.isDamage {
            remove(path)
            return try SearchIndex(path: path)
        }
    }

    private static func remove(_ path: String) {
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
    }

    /// Whether this process may change the index now: one at a time does. Released by `release`, or when it ends.
    func acquire() -> Bool { lock.map { flock($0, LOCK_EX | LOCK_NB) == 0 } ?? true }

    func release() { if let lock { flock(lock, LOCK_UN) } }

    /// False where a table of the index is damaged.
    func isSound() async -> Bool {
        let probes = ["document", "messages WHERE messages MATCH '\"a\"'", "fields WHERE fields MATCH '\"a\"'"]
        do {
            return try await index.database.read { database in
                for probe in probes { _ = try Row.fetchOne(database, sql: "SELECT * FROM \(probe) LIMIT 1") }
                return true
            }
        } catch let error as DatabaseError where error.isDamage {
            return false
        } catch {
            return true
        }
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
        try SearchIndex.forgetFields(of: id, database)
        try database.execute(sql: "DELETE FROM document WHERE id = ?", arguments: [id])
    }

    /// Writes whole documents in one transaction.
    func write(_ readings: [IndexReading]) async throws {
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

extension DatabaseError {
    /// The file is not what it should be, as opposed to busy, full or not allowed.
    var isDamage: Bool { [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(resultCode.primaryResultCode) }
}
