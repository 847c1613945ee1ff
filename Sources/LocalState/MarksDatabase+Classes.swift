import GRDB
package import Platform
package import Triage
import Wire

/// Which failure classes were met in which evaluation.
extension MarksDatabase {
    /// Made where it is first written to: an older version of trawl that shares the file does not mind it.
    private static let table = """
        CREATE TABLE IF NOT EXISTS sighting (
            server TEXT NOT NULL, workspace TEXT NOT NULL, evaluation TEXT NOT NULL, class TEXT NOT NULL,
            name TEXT NOT NULL, began REAL NOT NULL, count INTEGER NOT NULL,
            PRIMARY KEY (server, workspace, evaluation, class)) WITHOUT ROWID
        """

    /// Notes the classes of an evaluation, in place of what was noted of it before.
    package func store(_ sightings: [ClassSighting], of evaluation: EvaluationID, in scope: Scope) async throws {
        let known = try await self.sightings(in: scope).values.joined().filter { $0.evaluation == evaluation }
        guard Set(known) != Set(sightings) else { return }
        try await write { database in
            try database.execute(sql: Self.table)
            try database.execute(
                sql: "DELETE FROM sighting WHERE server = ? AND workspace = ? AND evaluation = ?",
                arguments: [scope.server, scope.workspace, evaluation.text])
            let insert = try database.cachedStatement(sql: "INSERT INTO sighting VALUES (?, ?, ?, ?, ?, ?, ?)")
            for one in sightings {
                try insert.execute(arguments: [
                    scope.server, scope.workspace, evaluation.text, one.failureClass, one.name, one.at.seconds,
                    one.count,
                ])
            }
        }
    }

    /// All that was noted in a workspace, by the id of the class.
    package func sightings(in scope: Scope) async throws -> [String: [ClassSighting]] {
        try await read { database in
            guard try database.tableExists("sighting") else { return [:] }
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT class, evaluation, name, began, count FROM sighting WHERE server = ? AND workspace = ?",
                arguments: [scope.server, scope.workspace])
            let all = rows.map { row in
                ClassSighting(
                    failureClass: row[0], evaluation: EvaluationID(row[1]), name: row[2],
                    at: Timestamp(seconds: row[3]), count: row[4])
            }
            return Dictionary(grouping: all, by: \.failureClass)
        }
    }
}
