import Platform
import Synchronization
import Triage
import Wire

/// One sample that a search found.
struct SearchRow: Hashable, Sendable {
    var itemID: ItemID
    var item: EvaluationItem?
    var sessionID: SessionID?
    var matchedIn: String
    var count: Int
    var snippet: String
    /// Of a refusal sweep: the phrases, and where in the run they stand.
    var phrases: [String] = []
    var places: [String] = []

    init(_ hit: SearchHit, _ item: EvaluationItem?) {
        itemID = hit.itemID
        self.item = item
        sessionID = hit.sessionID ?? item?.sessionID
        matchedIn = hit.matchedIn
        count = hit.matchCount
        snippet = Markup.removed(from: hit.snippet ?? "")
    }

    init(_ refusals: ItemRefusals, _ item: EvaluationItem?) {
        itemID = refusals.item
        self.item = item
        sessionID = item?.sessionID
        matchedIn = "refusal"
        count = refusals.findings.count
        snippet = refusals.findings.first?.snippet ?? ""
        phrases = refusals.phrases
        places = refusals.findings.map(\.place.rawValue).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    var json: JSONValue {
        var object = JSONObject([
            ("item_id", .string(itemID.text)), ("task", .optional(item?.taskName)),
            ("status", .optional(item?.status.rawValue)), ("model", .optional(item?.model)),
            ("matched_in", .string(matchedIn)), ("match_count", .int(count)), ("snippet", .string(snippet)),
            ("session_id", .optional(sessionID?.text)),
        ])
        if !phrases.isEmpty {
            object["phrases"] = .array(phrases.map(JSONValue.string))
            object["places"] = .array(places.map(JSONValue.string))
        }
        return .object(object)
    }

    /// The cells of a table's row.
    func cells(id: String) -> [String] {
        let text = phrases.isEmpty ? snippet : phrases.joined(separator: ", ") + ": " + snippet
        return [
            id, item?.status.rawValue ?? "", item?.taskName ?? "", item?.model ?? "", matchedIn,
            String(count), text,
        ]
    }
}

/// The tags that a server may light its matches with (Platform.docc/Search: not documented).
enum Markup {
    private static let tags = ["<b>", "</b>", "<mark>", "</mark>", "<em>", "</em>", "<strong>", "</strong>"]

    static func removed(from text: String) -> String {
        guard text.contains("<") else { return text }
        return tags.reduce(text) { $0.replacing($1, with: "") }
    }
}

/// Prints the rows of a search: as they come where they are followed or JSON, as one table at the end else.
final class SearchPrinter: Sendable {
    private let out: Output
    private let isJSON: Bool
    private let limit: Int
    private let streams: Bool
    private let rows = Mutex<[SearchRow]>([])

    init(out: Output, isJSON: Bool, limit: Int, streams: Bool) {
        self.out = out
        self.isJSON = isJSON
        self.limit = limit
        self.streams = streams
    }

    var count: Int { rows.withLock { $0.count } }
    var isFull: Bool { count >= limit }

    func add(_ row: SearchRow) {
        rows.withLock { rows in
            guard rows.count < limit else { return }
            rows.append(row)
            if isJSON {
                out.json(row.json)
            } else if streams {
                out.line(row.cells(id: out.id(row.itemID)).joined(separator: "  "))
            }
            if streams { out.flush() }
        }
    }

    func finish() {
        defer { out.flush() }
        guard !isJSON, !streams else { return }
        var table = Table([
            .text("id"), .text("status"), .flexible("task"), .flexible("model"), .text("in"), .number("matches"),
            .flexible("text"),
        ])
        for row in rows.withLock({ $0 }) { table.add(row.cells(id: out.id(row.itemID))) }
        if count > 0 { table.print(to: out) }
    }
}
