import GRDB
import Platform
import Triage
package import Wire

/// Marks as JSON Lines: what `trawl marks export` writes and `trawl marks import` reads.
extension MarksDatabase {
    /// A line that cannot be taken, and why.
    package struct LineError: Error, Hashable, Sendable, CustomStringConvertible {
        /// 1-based.
        package var line: Int
        package var message: String

        package var description: String { "line \(line): \(message)" }
    }

    /// Every mark, every bookmark, then every name of a class, one value a line.
    package func export() async throws -> [JSONValue] {
        try await read { database in
            let facts = try Row.fetchAll(
                database,
                sql: """
                    SELECT server, workspace, evaluation, item, mark, note, seen FROM fact
                    ORDER BY server, workspace, evaluation, item
                    """)
            let names = try Row.fetchAll(database, sql: "SELECT class, name FROM class_name ORDER BY class")
            let bookmarks = try Row.fetchAll(
                database,
                sql: """
                    SELECT server, workspace, evaluation, session, step, name FROM bookmark
                    ORDER BY server, workspace, evaluation, session, step
                    """)
            return facts.map(Self.line) + bookmarks.map(Self.bookmarkLine)
                + names.map { ["class": .string($0[0]), "name": .string($0[1])] }
        }
    }

    private static func line(_ row: Row) -> JSONValue {
        [
            "server": .string(row[0]), "workspace": .string(row[1]), "evaluation": .string(row[2]),
            "item": .string(row[3]), "mark": .optional(row[4] as String?), "note": .optional(row[5] as String?),
            "seen": .bool(row[6]),
        ]
    }

    private static func bookmarkLine(_ row: Row) -> JSONValue {
        [
            "server": .string(row[0]), "workspace": .string(row[1]), "evaluation": .string(row[2]),
            "session": .string(row[3]), "step": .int((row[4] as Int) + 1), "name": .string(row[5]),
        ]
    }

    /// Takes lines in, all or none; gives how many. What a line says wins over what is here; what it does not say, or
    /// says to be null, stays.
    @discardableResult
    package func `import`(_ lines: [JSONValue]) async throws -> Int {
        let changes = try lines.enumerated().map { try Self.change($0.element, line: $0.offset + 1) }
        try await write { database in
            for change in changes { try change.write(database) }
        }
        return changes.count
    }

    private enum Change {
        case fact(Place, AnnotationChange)
        case bookmark(Bookmark, TrajectoryKey, Scope)
        case name(String, String)

        func write(_ database: Database) throws {
            switch self {
            case .fact(let place, let change): try MarksDatabase.write(change, to: place, database)
            case .bookmark(let bookmark, let place, let scope):
                try MarksDatabase.write(bookmark, place, scope, database)
            case .name(let id, let name): try MarksDatabase.name(id, name, database)
            }
        }
    }

    private static func bookmark(_ json: JSONValue) -> Change? {
        guard let session = json["session"]?.string, let step = json["step"]?.int, step > 0,
            let server = json["server"]?.string, let workspace = json["workspace"]?.string,
            let evaluation = json["evaluation"]?.string
        else { return nil }
        return .bookmark(
            Bookmark(step: step - 1, name: json["name"]?.string ?? ""),
            TrajectoryKey(evaluation: EvaluationID(evaluation), session: session),
            Scope(server: server, workspace: workspace))
    }

    private static func change(_ json: JSONValue, line: Int) throws -> Change {
        if let id = json["class"]?.string, let name = json["name"]?.string { return .name(id, name) }
        if let bookmark = bookmark(json) { return bookmark }
        guard let server = json["server"]?.string, let workspace = json["workspace"]?.string,
            let evaluation = json["evaluation"]?.string, let item = json["item"]?.string
        else {
            throw LineError(
                line: line, message: "neither a mark (server, workspace, evaluation, item) nor a class (class, name)")
        }
        var change = AnnotationChange()
        if let mark = json["mark"]?.string { change.mark = .set(mark) }
        if let note = json["note"]?.string { change.note = .set(note) }
        if json["seen"]?.bool == true { change.seen = .set(true) }
        let scope = Scope(server: server, workspace: workspace)
        return .fact(Place(scope: scope, evaluation: evaluation, item: item), change)
    }
}
