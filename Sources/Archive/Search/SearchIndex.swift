import GRDB
import Platform
import TextSearch

/// One message as it is indexed: what a reader of the transcript sees, and nothing else.
struct IndexedMessage: Sendable {
    var seq: Int
    var step: Int
    var role: String
    var body: String
    var reasoning: String?
    /// Names and arguments of the tool calls.
    var calls: String?
    /// The tools that it calls, in order.
    var tools: [String] = []
    var time: Double?
    var isCompacted = false
    /// The result of a tool that failed.
    var hasFailed = false
}

/// A full-text index of messages (SQLite FTS5), in a file or in memory, and small tables of what queries ask beside words.
/// Texts are kept as they are, and indexed as they read (`FoldedText`).
/// Documents are numbered by the caller; the row of a message is `document << 24 | seq`, so that a match tells both without
/// a look at the text.
final class SearchIndex: Sendable {
    /// Raised whenever rows would be made in another way: older indexes are thrown away.
    static let version = 6
    static let seqBits = 24

    let database: any DatabaseWriter

    /// Opens or makes an index. A file that is no index of this version is replaced.
    init(path: String?) throws {
        var configuration = Configuration()
        // Another process may be writing: its transactions are short.
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384") }
        if let path {
            database = try DatabasePool(path: path, configuration: configuration)
        } else {
            database = try DatabaseQueue(configuration: configuration)
        }
        try database.write { try Self.prepare($0) }
    }

    private static func prepare(_ database: Database) throws {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard version != Self.version else { return }
        for table in ["messages", "fields", "message", "field", "document", "fact", "tool"] {
            try database.execute(sql: "DROP TABLE IF EXISTS \(table)")
        }
        try database.execute(
            sql: """
                CREATE TABLE document (
                    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, state INTEGER NOT NULL DEFAULT 0, error TEXT);
                CREATE TABLE message (row INTEGER PRIMARY KEY, body TEXT NOT NULL, reasoning TEXT, calls TEXT, time REAL);
                CREATE VIRTUAL TABLE messages USING fts5(
                    body, reasoning, calls, content = 'message', content_rowid = 'row',
                    tokenize = 'porter unicode61 remove_diacritics 0');
                CREATE TABLE fact (
                    row INTEGER PRIMARY KEY, step INTEGER NOT NULL, role TEXT NOT NULL, failed INTEGER NOT NULL,
                    compacted INTEGER NOT NULL);
                CREATE TABLE tool (row INTEGER NOT NULL, name TEXT NOT NULL COLLATE NOCASE);
                CREATE INDEX tool_name ON tool(name, row);
                CREATE TABLE field (row INTEGER PRIMARY KEY, task TEXT NOT NULL, error TEXT);
                CREATE VIRTUAL TABLE fields USING fts5(
                    task, error, content = 'field', content_rowid = 'row',
                    tokenize = 'porter unicode61 remove_diacritics 0');
                INSERT INTO messages(messages, rank) VALUES ('hashsize', 16777216);
                PRAGMA user_version = \(Self.version);
                """)
    }

    static func rows(of document: Int) -> ClosedRange<Int> {
        (document << seqBits)...(document << seqBits | (1 << seqBits - 1))
    }

    /// Adds messages of a document.
    static func add(_ messages: [IndexedMessage], of document: Int, to database: Database) throws {
        let keep = try database.cachedStatement(sql: "INSERT INTO message VALUES (?, ?, ?, ?, ?)")
        let index = try database.cachedStatement(
            sql: "INSERT INTO messages(rowid, body, reasoning, calls) VALUES (?, ?, ?, ?)")
        let fact = try database.cachedStatement(sql: "INSERT OR REPLACE INTO fact VALUES (?, ?, ?, ?, ?)")
        let tool = try database.cachedStatement(sql: "INSERT INTO tool VALUES (?, ?)")
        for message in messages where message.seq < 1 << seqBits {
            let row = document << seqBits | message.seq
            try fact.execute(arguments: [row, message.step, message.role, message.hasFailed, message.isCompacted])
            for name in message.tools { try tool.execute(arguments: [row, name.storable]) }
            let texts = [message.body.storable, message.reasoning?.storable, message.calls?.storable]
            try keep.execute(arguments: [row, texts[0], texts[1], texts[2], message.time])
            try index.execute(arguments: [row] + StatementArguments(texts.map { $0.map(FoldedText.indexed) }))
        }
    }

    /// Takes all messages of a document out again.
    static func remove(_ document: Int, from database: Database) throws {
        let rows = rows(of: document)
        let kept = try Row.fetchAll(
            database, sql: "SELECT row, body, reasoning, calls FROM message WHERE row BETWEEN ? AND ?",
            arguments: [rows.lowerBound, rows.upperBound])
        for row in kept {
            try forget(row, in: "messages", columns: ["body", "reasoning", "calls"], database)
        }
        for (table, key) in [("message", "row"), ("fact", "row"), ("tool", "row")] {
            try database.execute(
                sql: "DELETE FROM \(table) WHERE \(key) BETWEEN ? AND ?",
                arguments: [rows.lowerBound, rows.upperBound])
        }
    }

    /// Takes a row out of an index, which must be told what it was made of: the row, and its texts as they are kept.
    private static func forget(_ row: Row, in table: String, columns: [String], _ database: Database) throws {
        let marks = columns.map { _ in ", ?" }.joined()
        let texts = columns.indices.map { (row[$0 + 1] as String?).map(FoldedText.indexed) }
        let number: Int = row[0]
        try database.cachedStatement(
            sql:
                "INSERT INTO \(table)(\(table), rowid, \(columns.joined(separator: ", "))) VALUES ('delete', ?\(marks))"
        ).execute(arguments: [number] + StatementArguments(texts))
    }

    /// Sets what is known of a sample beside its messages.
    static func describe(_ document: Int, task: String, error: String?, in database: Database) throws {
        try forgetFields(of: document, database)
        let texts = [task.storable, error?.storable]
        try database.cachedStatement(sql: "INSERT INTO field VALUES (?, ?, ?)")
            .execute(arguments: [document, texts[0], texts[1]])
        try database.cachedStatement(sql: "INSERT INTO fields(rowid, task, error) VALUES (?, ?, ?)")
            .execute(arguments: [document] + StatementArguments(texts.map { $0.map(FoldedText.indexed) }))
    }

    /// Takes out what is known of a sample beside its messages.
    static func forgetFields(of document: Int, _ database: Database) throws {
        let kept = try Row.fetchOne(
            database, sql: "SELECT row, task, error FROM field WHERE row = ?", arguments: [document])
        guard let kept else { return }
        try forget(kept, in: "fields", columns: ["task", "error"], database)
        try database.execute(sql: "DELETE FROM field WHERE row = ?", arguments: [document])
    }
}

extension String {
    /// SQLite ends a text at its first NUL.
    fileprivate var storable: String { utf8.contains(0) ? replacing("\0", with: " ") : self }
}
