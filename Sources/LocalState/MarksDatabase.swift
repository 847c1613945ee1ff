import Foundation
import GRDB
package import Platform
package import Triage
import Wire

/// Marks, notes, bookmarks, what was read, and the names of failure classes, in one SQLite file for every server.
///
/// Several programs may write at once: readers are not held up (WAL), writers wait for each other, and a change touches
/// only the fields that it is about.
package final class MarksDatabase: Sendable {
    /// Of the file's tables. A file of a later version is left alone.
    static let version = 2
    /// Microseconds that a writer rests before it tries again, and how often it tries while another one writes: about
    /// ten seconds in all. The rests are short and of different lengths: one that waits in steps of its own beside
    /// somebody who writes all the time misses each moment in which the file is free.
    private static let rest: ClosedRange<UInt32> = 1_000...5_000
    private static let tries = 3_300

    /// Which evaluation's marks: those of one workspace on one server.
    package struct Scope: Hashable, Sendable {
        package var server: String
        /// `organization/workspace`.
        package var workspace: String

        package init(server: String, workspace: String) {
            self.server = server
            self.workspace = workspace
        }

        package init(_ scope: PlatformScope) {
            self.init(server: scope.server, workspace: "\(scope.organization)/\(scope.workspace)")
        }
    }

    private let queue: DatabaseQueue

    /// Opens the file, and makes it where it is absent.
    package init(path: String) throws {
        try PrivateFile.claim(path)
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .callback(Self.waits)
        queue = try Self.patiently {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.write { try Self.prepare($0) }
            return queue
        }
    }

    /// Waits a little; false when it has been long enough.
    @Sendable private static func waits(after tries: Int) -> Bool {
        usleep(UInt32.random(in: rest))
        return tries < Self.tries
    }

    /// Opening waits as writing does: SQLite does not, where two programs make the same file at once.
    private static func patiently<T>(_ open: () throws -> T) throws -> T {
        let end = ContinuousClock.now + .seconds(10)
        while true {
            do { return try open() } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                guard ContinuousClock.now < end, waits(after: 0) else { throw error }
            }
        }
    }

    private static func prepare(_ database: Database) throws {
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard found <= version else {
            throw PlatformError(.storage, detail: "the marks were written by a later version of trawl")
        }
        guard found < version else { return }
        try database.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS fact (
                    server TEXT NOT NULL, workspace TEXT NOT NULL, evaluation TEXT NOT NULL, item TEXT NOT NULL,
                    mark TEXT, note TEXT, seen INTEGER NOT NULL DEFAULT 0,
                    PRIMARY KEY (server, workspace, evaluation, item)) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS class_name (class TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
                \(bookmarkTable)
                PRAGMA user_version = \(version);
                """)
    }

    // MARK: Items

    package func facts(of evaluation: EvaluationID, in scope: Scope) async throws -> [ItemID: ItemAnnotations] {
        try await queue.read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT item, mark, note, seen FROM fact WHERE server = ? AND workspace = ? AND evaluation = ?",
                arguments: [scope.server, scope.workspace, evaluation.text])
            var facts: [ItemID: ItemAnnotations] = [:]
            while let row = try rows.next() {
                facts[ItemID(row[0])] = ItemAnnotations(mark: row[1], note: row[2], seen: row[3])
            }
            return facts
        }
    }

    /// Writes changes, all of them or none.
    package func store(
        _ changes: [ItemID: AnnotationChange], of evaluation: EvaluationID, in scope: Scope
    ) async throws {
        try await queue.write { database in
            for (item, change) in changes {
                try Self.write(change, to: Place(scope: scope, evaluation: evaluation.text, item: item.text), database)
            }
        }
    }

    struct Place: Sendable {
        var scope: Scope
        var evaluation: String
        var item: String

        var values: [String] { [scope.server, scope.workspace, evaluation, item] }
    }

    static func write(_ change: AnnotationChange, to place: Place, _ database: Database) throws {
        var fields: [(name: String, value: (any DatabaseValueConvertible)?)] = []
        if case .set(let mark) = change.mark { fields.append(("mark", mark)) }
        if case .set(let note) = change.note { fields.append(("note", note)) }
        if case .set(let seen) = change.seen { fields.append(("seen", seen)) }
        guard !fields.isEmpty else { return }
        let names = fields.map(\.name)
        let values = place.values + fields.map { $0.value?.databaseValue ?? .null } as [any DatabaseValueConvertible]
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO fact (server, workspace, evaluation, item, \(names.joined(separator: ", ")))
                VALUES (?, ?, ?, ?\(String(repeating: ", ?", count: names.count)))
                ON CONFLICT DO UPDATE SET \(names.map { "\($0) = excluded.\($0)" }.joined(separator: ", "))
                """)
        try statement.execute(arguments: StatementArguments(values))
        // A row that says nothing any more goes.
        try database.cachedStatement(
            sql: """
                DELETE FROM fact WHERE server = ? AND workspace = ? AND evaluation = ? AND item = ?
                AND mark IS NULL AND note IS NULL AND seen = 0
                """
        ).execute(arguments: StatementArguments(place.values))
    }

    // MARK: Classes

    /// The names of failure classes, by the id of their signature.
    package func classNames() async throws -> [String: String] {
        try await queue.read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT class, name FROM class_name")
            return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// Names a class; nil takes its name away.
    package func name(class id: String, _ name: String?) async throws {
        try await queue.write { try Self.name(id, name, $0) }
    }

    static func name(_ id: String, _ name: String?, _ database: Database) throws {
        guard let name else {
            return try database.execute(sql: "DELETE FROM class_name WHERE class = ?", arguments: [id])
        }
        try database.execute(
            sql: "INSERT INTO class_name VALUES (?, ?) ON CONFLICT DO UPDATE SET name = excluded.name",
            arguments: [id, name])
    }

    // MARK: All of it

    func read<T: Sendable>(_ work: @escaping @Sendable (Database) throws -> T) async throws -> T {
        try await queue.read(work)
    }

    func write<T: Sendable>(_ work: @escaping @Sendable (Database) throws -> T) async throws -> T {
        try await queue.write(work)
    }
}
