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
    /// Of a refusal sweep: how far they go, and who says so.
    var strength: RefusalStrength?
    var sources: [String] = []
    /// Where the matches are, as far as that is known.
    var matches: [MessageHit] = []
    private var refusals: [RefusalFinding] = []

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
        places = Self.different(refusals.findings.map(\.place.rawValue))
        strength = refusals.strength
        self.refusals = refusals.findings
        sources = Self.different(refusals.findings.map(\.source.rawValue))
    }

    private static func different(_ names: [String]) -> [String] {
        names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// With how much was looked into for the answer that the row is of; nil where that is not known yet.
    func json(_ coverage: Coverage?) -> JSONValue {
        var object = JSONObject([
            ("item_id", .string(itemID.text)), ("task", .optional(item?.taskName)),
            ("status", .optional(item?.status.rawValue)), ("model", .optional(item?.model)),
            ("matched_in", .string(matchedIn)), ("match_count", .int(count)), ("snippet", .string(snippet)),
            ("session_id", .optional(sessionID?.text)),
        ])
        if !phrases.isEmpty {
            object["phrases"] = .array(phrases.map(JSONValue.string))
            object["places"] = .array(places.map(JSONValue.string))
            object["strength"] = .optional(strength?.rawValue)
            object["sources"] = .array(sources.map(JSONValue.string))
        }
        object["matches"] = .array(matches.map(Self.json) + refusals.map(Self.json))
        if let coverage {
            object["coverage"] = coverage.json
            object["complete"] = .bool(coverage.isWhole)
        }
        return .object(object)
    }

    /// One match: its step, who speaks, and which part of what is said it stands in.
    private static func json(_ match: MessageHit) -> JSONValue {
        let place = match.part ?? (match.role == "tool" ? "result" : "message")
        return [
            "step": .optional(match.step), "seq": .int(match.seq),
            "speaker": .string(match.role == "assistant" ? "agent" : match.role), "place": .string(place),
            "agent": .optional(match.agent), "text": .string(match.content),
        ]
    }

    private static func json(_ finding: RefusalFinding) -> JSONValue {
        [
            "step": .optional(finding.step), "speaker": finding.step == nil ? .null : "agent",
            "place": .string(finding.place.rawValue), "phrase": .string(finding.phrase),
            "source": .string(finding.source.rawValue), "text": .string(finding.snippet),
        ]
    }

    /// The cells of a table's row.
    func cells(id: String) -> [String] {
        let text = phrases.isEmpty ? snippet : phrases.joined(separator: ", ") + ": " + snippet
        return [
            id, item?.status.rawValue ?? "", item?.taskName ?? "", item?.model ?? "", strength?.rawValue ?? matchedIn,
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

/// Prints the rows of a search: as they come where they are followed, else at the end, when it is known how much was
/// looked into: each row of JSON says so, and standard error where something is missing.
final class SearchPrinter: Sendable {
    private let out: Output
    let isJSON: Bool
    let limit: Int
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

    /// `soFar` is what was looked into by then, for a row that is printed at once.
    func add(_ row: SearchRow, _ soFar: Coverage? = nil) {
        rows.withLock { rows in
            guard rows.count < limit else { return }
            rows.append(row)
            guard streams else { return }
            if isJSON {
                out.json(row.json(soFar))
            } else if out.isLinear {
                table([row]).linear(rows.count).forEach(out.clean)
            } else {
                out.line(row.cells(id: out.id(row.itemID)).joined(separator: "  "))
            }
            out.flush()
        }
    }

    /// What was looked into for all rows.
    func finish(_ coverage: Coverage?) {
        defer { out.flush() }
        if let words = coverage?.words { out.warn(words) }
        if streams, !isJSON { return }
        guard !isJSON else {
            let rows = streams ? [] : rows.withLock { $0 }
            for row in rows { out.json(row.json(coverage)) }
            // No row says it: a line of its own does.
            if rows.isEmpty, let coverage, !coverage.isWhole {
                out.json(["coverage": coverage.json, "complete": false])
            }
            return
        }
        if count > 0 { table(rows.withLock { $0 }).print(to: out) }
    }

    private func table(_ rows: [SearchRow]) -> Table {
        var table = Table([
            .text("id"), .text("status"), .flexible("task"), .flexible("model"), .text("in"), .number("matches"),
            .flexible("text"),
        ])
        for row in rows { table.add(row.cells(id: out.id(row.itemID))) }
        return table
    }
}
