import App
import Platform
import Terminal
import TestSupport
import Testing
import Trajectory
import Triage
import Wire

@testable import Reader
@testable import Shell
@testable import Views

/// Every field of the API and of documents that holds a text, with every hostile one in its place, drawn in every pane: no
/// cell holds what a terminal would obey or hide.
@Suite("Texts from outside")
struct HostileTextTests {
    private static let texts = HostileTexts.all

    /// Texts where the template says so, each field another one, beginning with that of a number.
    private static func filled(_ template: JSONValue, from first: Int, keeping kept: Set<String> = ["id"]) -> JSONValue
    {
        var next = first
        func fill(_ value: JSONValue) -> JSONValue {
            switch value {
            case .string("text"):
                defer { next += 1 }
                return .string(texts[next % texts.count])
            case .array(let elements): return .array(elements.map(fill))
            case .object(var object):
                for member in object.members where !kept.contains(member.key) {
                    object[member.key] = fill(member.value)
                }
                return .object(object)
            default: return value
            }
        }
        return fill(template)
    }

    private static func numbered(_ template: JSONValue, _ number: Int) -> JSONValue {
        guard case .object(var object) = filled(template, from: number) else { return template }
        object["id"] = .string("row-\(number)")
        return .object(object)
    }

    private static let evaluation: JSONValue = [
        "id": "e", "name": "text", "job_status": "text", "model": "text", "project_id": "text", "dataset": "text",
        "error": "text", "created_at": "text", "started_at": "text", "created_by": "text", "task_names": ["text"],
        "item_counts": ["passed": 1, "total": 2], "dataset_size": 2,
    ]

    private static let item: JSONValue = [
        "id": "i", "evaluation_id": "e", "position": 1, "item_status": "text", "task_name_snapshot": "text",
        "session_id": "text", "error": "text", "error_message": "text", "model": "text", "queued_at": "text",
        "result_json": ["score": "text", "note": "text"],
        "metadata_json": [
            "harbor": ["cost_usd": "text", "reason": "text"],
            "_dreadnode": [
                "agent_result": ["stop_reason": "text", "total_tokens": 10, "error": "text"],
                "provision_failure": ["phase": "text", "message": "text"],
            ],
        ],
    ]

    private static let job: JSONValue = [
        "id": "j", "kind": "text", "status": "text", "created_at": "text", "error": "text", "message": "text",
        "name": "text", "result": ["note": "text"],
    ]

    private static let step: JSONValue = [
        "step_id": 1, "source": "agent", "message": "text", "reasoning_content": "text", "timestamp": "text",
        "model_name": "text",
        "tool_calls": [
            ["tool_call_id": "c", "function_name": "text", "arguments": ["command": "text", "path": "text"]],
            ["tool_call_id": "d", "function_name": "bash", "arguments": ["command": "text"]],
        ],
        "observation": [
            "results": [["source_call_id": "c", "content": "text"], ["source_call_id": "d", "content": "text"]]
        ],
    ]

    /// Draws what the state shows; every cell has to be clean.
    private static func draw(_ driver: StateDriver, _ what: String) {
        var buffer = CellBuffer(size: driver.state.size)
        Views.draw(driver.state, theme: .plain, into: &buffer)
        for y in 0..<buffer.size.height {
            let dirty = buffer.row(y).first { cell in
                cell.width > 0
                    && (Unicode.Scalar(cell.scalar)?.isHidden ?? true || cell.marks.contains(where: \.isHidden))
            }
            if let dirty { Issue.record("\(what), row \(y): \(dirty.text.debugDescription)") }
        }
    }

    /// Goes through a list, a page at a time.
    private static func page(_ driver: inout StateDriver, rows: Int, _ what: String) {
        for _ in 0...(rows / 20) {
            draw(driver, what)
            driver.press("<c-d>")
        }
    }

    @Test func thereAreEnoughOfThem() {
        #expect(Self.texts.count >= 500)
        #expect(Set(Self.texts).count > Self.texts.count * 9 / 10)
    }

    @Test func evaluations() {
        let rows = Self.texts.indices.compactMap { Evaluation(Self.numbered(Self.evaluation, $0)) }
        #expect(rows.count == Self.texts.count)
        var driver = StateDriver { work in
            guard case .evaluations(let query, _) = work else { return [] }
            return [.evaluations(Page(items: rows, total: rows.count, page: query.page, pageSize: 50), .fresh)]
        }
        Self.page(&driver, rows: rows.count, "evaluations")
    }

    @Test func itemsAndTheirDetails() {
        let rows = Self.texts.indices.compactMap { EvaluationItem(Self.numbered(Self.item, $0)) }
        #expect(rows.count == Self.texts.count)
        var driver = StateDriver(answers: Sample.workspace(items: rows, status: .running))
        driver.press("<enter>")
        Self.page(&driver, rows: rows.count, "items")
        for key in ["i", "<esc>", "e", "e", "<esc>", "o", "F", "<esc>", "g"] {
            driver.press(key)
            Self.draw(driver, "items, \(key)")
        }
        for number in stride(from: 0, to: rows.count, by: 12) {
            driver.press("<enter>")
            Self.draw(driver, "item \(number)")
            driver.press("<esc>")
            // What is asked, offered and shown of an item.
            for keys in ["m", "a", "I", "?", ":compare ", ":note ", ":mark ", ":select task:", ":columns "] {
                driver.press(keys)
                Self.draw(driver, "item \(number), \(keys)")
                if keys == "a" { driver.press("<esc>") }
                for _ in 0..<3 where driver.state.prompt != nil || driver.state.overlay != nil { driver.press("<esc>") }
                #expect(driver.state.items != nil, "still in the list")
            }
            driver.press(String(repeating: "j", count: 12))
        }
    }

    @Test func sessions() {
        let template: JSONValue = [
            "id": "s", "title": "text", "agent": "text", "model": "text", "labels": ["team": ["text", "text"]],
            "origin": "text", "updated_at": "text",
        ]
        let rows = Self.texts.indices.compactMap { Session(Self.numbered(template, $0)) }
        var driver = StateDriver { work in
            guard case .sessions(let query) = work else { return [] }
            let page = rows.dropFirst((query.page - 1) * query.pageSize).prefix(query.pageSize)
            return [
                .sessions(Page(items: Array(page), total: rows.count, page: query.page, pageSize: query.pageSize))
            ]
        }
        driver.run("sessions")
        Self.page(&driver, rows: rows.count, "sessions")
    }

    @Test func worlds() {
        let rows = Self.texts.indices.compactMap { WorldJob(Self.numbered(Self.job, $0)) }
        var driver = StateDriver { work in
            guard case .worldJobs(let query) = work else { return [] }
            return [.jobs(Page(items: rows, total: rows.count, page: query.page, pageSize: 50))]
        }
        driver.press("w")
        Self.page(&driver, rows: rows.count, "jobs")
        driver.press("<enter>")
        Self.draw(driver, "job")
    }

    // MARK: Answers about other things

    @Test func hits() {
        let item = Sample.item(1)
        let found = Self.texts.indices.compactMap { number in
            SearchHit(
                Self.filled(
                    [
                        "item_id": .string(item.id.text), "match_count": 2, "matched_in": "text", "session_id": "text",
                        "snippet": "text",
                    ], from: number, keeping: ["item_id"]))
        }
        #expect(found.count == Self.texts.count)
        let workspace = Sample.workspace(items: (1...found.count).map { Sample.item($0) })
        var driver = StateDriver { work in
            guard case .search = work else { return workspace(work) }
            let hits = found.enumerated().map { number, hit in
                SearchHit(
                    itemID: Sample.item(number + 1).id, matchCount: 2, matchedIn: hit.matchedIn,
                    sessionID: hit.sessionID, snippet: hit.snippet)
            }
            return [.found(SearchResult(hits: hits))]
        }
        driver.press("<enter>s")
        driver.type("word")
        driver.press("<enter>")
        #expect(driver.state.hits != nil)
        Self.page(&driver, rows: found.count, "hits")
    }

    @Test func figuresOfThePlatform() {
        for first in stride(from: 0, to: Self.texts.count, by: 24) {
            let analytics = Self.filled(
                [
                    "evaluation_id": "text", "status": "text", "pass_rate": "text", "duration_ms": "text",
                    "by_model": [["model": "text", "passed": 1, "total": 2]],
                    "results": ["passed": 1, "note": "text"], "models": ["text", "text"],
                    "errors": [["message": "text", "count": 3]], "usage": ["total_tokens": "text"],
                ], from: first)
            let workspace = Sample.workspace(items: [Sample.item(1)])
            var driver = StateDriver { work in
                guard case .analytics = work else { return workspace(work) }
                return [.analytics(analytics)]
            }
            driver.press("<enter>i")
            Self.draw(driver, "figures at \(first)")
            driver.press("<c-d>")
            Self.draw(driver, "figures at \(first), further down")
        }
    }

    @Test func manifestsAndOffers() {
        let manifests = Self.texts.indices.compactMap {
            WorldManifest(Self.numbered(["id": "m", "name": "text", "status": "text", "created_at": "text"], $0))
        }
        #expect(manifests.count == Self.texts.count)
        var driver = StateDriver { work in
            switch work {
            case .worldJobs(let query): [.jobs(Page(items: [], total: 0, page: query.page, pageSize: 50))]
            case .worldManifests: [.manifests(Page(items: manifests, total: manifests.count, page: 1, pageSize: 1_000))]
            default: []
            }
        }
        driver.press("wa<enter>")
        Self.page(&driver, rows: manifests.count, "manifests")
        let offers = Self.texts.indices.map {
            ConnectionOption(name: Self.texts[$0], detail: Self.texts[($0 + 5) % Self.texts.count])
        }
        for (line, answer) in [("profile", EffectResult.profiles(offers)), ("organization", .organizations(offers))] {
            var driver = StateDriver(scope: PlatformScope(server: Self.texts[3], organization: "o", workspace: "w"))
            driver.run(line)
            guard let asked = driver.effects.last else { continue }
            driver.answer(asked.ticket.slot, answer)
            Self.page(&driver, rows: offers.count, line)
        }
    }

    @Test func whatAServerSaysOfAFailure() {
        for (number, text) in Self.texts.enumerated() {
            let other = Self.texts[(number + 9) % Self.texts.count]
            let error = PlatformError(.status(422), detail: text, type: other)
            var driver = StateDriver { _ in [.failed(error)] }
            Self.draw(driver, "failure \(number)")
            driver.press("<enter>w")
            Self.draw(driver, "failure \(number), worlds")
        }
    }

    private static func read(_ document: TrajectoryDocument, _ what: String) {
        var driver = StateDriver(answers: Sample.workspace(items: [Sample.item(1)], document: document))
        driver.press("<enter><enter>")
        for _ in 0..<document.stepCount {
            draw(driver, what)
            driver.press("}")
        }
        for key in ["t", "<esc>", "x"] {
            driver.press(key)
            draw(driver, what)
        }
        driver.run("about")
        draw(driver, what)
    }

    @Test func documents() {
        for first in stride(from: 0, to: Self.texts.count, by: 64) {
            let steps = (0..<8).map { Self.filled(Self.step, from: first + 8 * $0) }
            let value: JSONValue = [
                "schema_version": "ATIF-v1.7", "session_id": .string(Self.texts[first]),
                "agent": ["name": .string(Self.texts[first]), "version": .string(Self.texts[first])],
                "steps": .array(steps),
            ]
            Self.read(TrajectoryDocument.read(value.bytes, name: Self.texts[first]), "document at \(first)")
        }
    }

    /// The bytes stand in the file as they are, and not as an escape.
    @Test func bytesThatAreNoText() {
        let head = Array(#"{"messages":[{"role":"user","content":""#.utf8)
        let tail = Array(#""},{"role":"assistant","content":"y"}]}"#.utf8)
        for bytes in HostileTexts.brokenBytes {
            Self.read(TrajectoryDocument.read(head + bytes + tail, name: "bytes"), "bytes \(bytes)")
        }
    }

    @Test func linesOfTenMegabytes() {
        for text in HostileTexts.long {
            let value: JSONValue = [
                "messages": [["role": "user", "content": "x"], ["role": "assistant", "content": .string(text)]]
            ]
            Self.read(TrajectoryDocument.read(value.bytes, name: "long"), "a long line")
        }
    }
}
