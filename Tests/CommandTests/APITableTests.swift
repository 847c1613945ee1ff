import Platform
import RichText
import Shell
import Testing
import Triage
import Wire

@testable import Panes
@testable import trawl

/// What the pages of the API name, each by the screen and by scripts: the table is printed, and no cell of it is empty.
/// Every field is sent with a text of its own and looked for where the table says that it is.
@Suite("What the API names, on the screen and in scripts")
struct APITableTests {
    private struct Row {
        var name: String
        var screen: String?
        var script: String?
    }

    private func table(_ page: String, _ rows: [Row]) {
        print(page)
        for row in rows { print("  \(row.name)  |  \(row.screen ?? "-")  |  \(row.script ?? "-")") }
        for row in rows { #expect(row.screen != nil && row.script != nil, "\(page): \(row.name)") }
    }

    private static let id = "2489e9ad-2ee2-8e00-8ec9-32d5f6918"

    /// The fields of an item as the page's example has them, each with a value that no other one has.
    private let item: [(field: String, sent: JSONValue, shown: String)] = [
        ("agent_finished_at", "2026-04-15T12:13:00Z", "12:13"), ("agent_sandbox_id", .string(id + "1c1"), id + "1c1"),
        ("completed_at", "2026-04-15T12:15:00Z", "12:15"), ("env_sandbox_id", .string(id + "1c2"), id + "1c2"),
        ("error", "said error", "said error"), ("evaluation_id", .string(id + "1c3"), id + "1c3"),
        ("id", .string(id + "1c4"), id + "1c4"), ("item_status", "infra_error", "infra"),
        ("lease_expires_at", "2026-04-15T12:17:00Z", "12:17"), ("max_retries", 7, "of 7"),
        ("metadata_json", ["said": "metadata"], "metadata"), ("model", "said model", "said model"),
        ("passed", false, "no"), ("position", 41, "41"), ("queued_at", "2026-04-15T12:11:00Z", "12:11"),
        ("result_json", ["said": "result"], "result"), ("retry_count", 3, "3 of"), ("run_id", "said run", "said run"),
        ("session_id", .string(id + "1c5"), id + "1c5"), ("started_at", "2026-04-15T12:12:00Z", "12:12"),
        ("task_name_snapshot", "said task", "said task"), ("verified_at", "2026-04-15T12:14:00Z", "12:14"),
        ("worker_id", "said worker", "said worker"),
    ]

    @Test("Items: every field stands in the detail, and in a script's row under the platform's own name")
    func items() throws {
        let sent = JSONValue.object(JSONObject(item.map { ($0.field, $0.sent) }))
        let decoded = try #require(EvaluationItem(sent))
        let detail = ItemDetail.lines(decoded, facts: .none, now: Timestamp(seconds: 1_776_300_000))
        let status = StatusStyle(decoded.status).word
        let text = (detail.map(\.text) + [status]).joined(separator: "\n")
        let row = Rows.json(ItemRow(decoded), .none, now: Timestamp(seconds: 1_776_300_000))
        table(
            "GET .../evaluation/{id}/items",
            item.map { field, value, shown in
                Row(
                    name: field, screen: text.contains(shown) ? "detail of the item" : nil,
                    script: row["raw"]?[field] == value ? "items --json, raw.\(field)" : nil)
            })
    }

    @Test("Search: every field of a hit and of the answer is decoded, and asked for by a word")
    func search() throws {
        let sent: JSONValue = [
            "has_more": true, "total": 9,
            "matches": [
                [
                    "item_id": .string(Self.id + "1c4"), "match_count": 5, "matched_in": "said place",
                    "session_id": .string(Self.id + "1c5"), "snippet": "said snippet",
                ]
            ],
        ]
        let hit = try #require(sent["matches"]?.array?.first.flatMap { SearchHit($0) })
        let fields = RowFields.names(of: "search")
        let known: [(String, Bool)] = [
            ("item_id", hit.itemID.text == Self.id + "1c4"), ("match_count", hit.matchCount == 5),
            ("matched_in", hit.matchedIn == "said place"), ("session_id", hit.sessionID?.text == Self.id + "1c5"),
            ("snippet", hit.snippet == "said snippet"),
        ]
        table(
            "GET .../evaluation/{id}/items/search",
            known.map { name, isKnown in
                Row(
                    name: "matches[].\(name)", screen: isKnown ? "row of the hits" : nil,
                    script: fields.contains(name) ? "search --json, \(name)" : nil)
            } + [
                Row(name: "q", screen: "search", script: "search EVALUATION QUERY"),
                Row(
                    name: "has_more, total", screen: "count over the hits",
                    script: fields.contains("coverage") ? "search --json, coverage" : nil),
            ])
    }

    @Test("Worlds: every member of a request is a field of the form and an option of the command")
    func worlds() throws {
        let members = [
            "agent_model", "agent_name", "agent_policy", "capability_name", "count", "goal", "manifest_id", "max_steps",
            "mode", "name", "only_successful", "project_id", "runtime_id", "seed", "strategy", "threads",
        ]
        let form = Set(WorldField.allCases.map(\.rawValue))
        let help = try ProgramRun(["worlds", "create", "--help"]).output
        table(
            "POST .../worlds/trajectories",
            members.map { member in
                let option = member == "manifest_id" ? "manifest" : member.replacing("_", with: "-")
                let isAsked = help.contains("--" + option)
                return Row(
                    name: member, screen: form.contains(member) ? "form of a job" : nil,
                    script: isAsked ? "worlds create --\(option)" : nil)
            })
    }

    @Test("Worlds: every field of the job that is answered stands in its detail and in a script's row")
    func worldJob() throws {
        let fields: [(name: String, sent: JSONValue, shown: String)] = [
            ("cancel_requested_at", "2026-04-15T12:11:00Z", "12:11"), ("completed_at", "2026-04-15T12:12:00Z", "12:12"),
            ("created_at", "2026-04-15T12:13:00Z", "12:13"), ("created_by", "said maker", "said maker"),
            ("created_by_user", ["username": "said user"], "said user"), ("error", "said error", "said error"),
            ("id", .string(Self.id + "1c1"), Self.id + "1c1"), ("kind", "said kind", "said kind"),
            ("organization_id", .string(Self.id + "1c2"), Self.id + "1c2"), ("progress", 0.41, "41%"),
            ("project_id", .string(Self.id + "1c3"), Self.id + "1c3"), ("resource_id", "said made", "said made"),
            ("resource_type", "said type", "said type"), ("result", ["said": "result"], "result"),
            ("started_at", "2026-04-15T12:14:00Z", "12:14"), ("status", "said status", "said status"),
            ("workspace_id", .string(Self.id + "1c4"), Self.id + "1c4"),
        ]
        let sent = JSONValue.object(JSONObject(fields.map { ($0.name, $0.sent) }))
        let job = try #require(WorldJob(sent))
        let text = WorldJobLines.render(job).map(\.text).joined(separator: "\n")
        let row = Rows.json(job)
        table(
            "POST .../worlds/trajectories: the job",
            fields.map { name, value, shown in
                Row(
                    name: name, screen: text.contains(shown) ? "detail of the job" : nil,
                    script: row["raw"]?[name] == value ? "worlds jobs --json, raw.\(name)" : nil)
            })
    }
}
