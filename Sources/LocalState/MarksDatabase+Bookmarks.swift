import GRDB
import Platform
import Triage

/// Bookmarks of trajectories.
extension MarksDatabase {
    static let bookmarkTable = """
        CREATE TABLE IF NOT EXISTS bookmark (
            server TEXT NOT NULL, workspace TEXT NOT NULL, evaluation TEXT NOT NULL, session TEXT NOT NULL,
            step INTEGER NOT NULL, name TEXT NOT NULL,
            PRIMARY KEY (server, workspace, evaluation, session, step)) WITHOUT ROWID;
        """

    func bookmarks(of place: TrajectoryKey, in scope: Scope) async throws -> [Bookmark] {
        try await read { database in
            let rows = try Row.fetchAll(
                database, sql: "SELECT step, name FROM bookmark WHERE \(Self.isPlace) ORDER BY step",
                arguments: StatementArguments(Self.values(place, scope)))
            return rows.map { Bookmark(step: $0[0], name: $0[1]) }
        }
    }

    func store(_ bookmark: Bookmark, of place: TrajectoryKey, in scope: Scope) async throws {
        try await write { try Self.write(bookmark, place, scope, $0) }
    }

    static func write(_ bookmark: Bookmark, _ place: TrajectoryKey, _ scope: Scope, _ database: Database) throws {
        let values = values(place, scope) + [bookmark.step, bookmark.name]
        try database.execute(
            sql: """
                INSERT INTO bookmark VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET name = excluded.name
                """,
            arguments: StatementArguments(values))
    }

    func removeBookmark(at step: Int, of place: TrajectoryKey, in scope: Scope) async throws {
        try await write { database in
            try database.execute(
                sql: "DELETE FROM bookmark WHERE \(Self.isPlace) AND step = ?",
                arguments: StatementArguments(Self.values(place, scope) + [step]))
        }
    }

    private static let isPlace = "server = ? AND workspace = ? AND evaluation = ? AND session = ?"

    private static func values(_ place: TrajectoryKey, _ scope: Scope) -> [any DatabaseValueConvertible] {
        [scope.server, scope.workspace, place.evaluation.text, place.session]
    }
}
