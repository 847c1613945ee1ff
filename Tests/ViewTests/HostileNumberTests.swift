import App
import Platform
import Shell
import Terminal
import TestSupport
import Testing
import Trajectory
import Triage
import Wire

@testable import Panes
@testable import Reader
@testable import Views

/// Every field of the API and of documents that holds a number or a time, with every hostile one in its place: read, added
/// up and drawn. What is wrong ends the program, so a test that ends has passed; the counts are printed.
@Suite("Numbers from outside")
struct HostileNumberTests {
    private static let time: JSONValue = "2026-04-15T12:00:00Z"

    private static let evaluation: JSONValue = [
        "id": "e", "name": "n", "job_status": "running", "requested_concurrency": 4, "effective_concurrency": 2,
        "dataset_size": 9, "task_timeout_sec": 60, "queued_at": time, "started_at": time, "completed_at": time,
        "created_at": time, "updated_at": time, "cancel_requested_at": time,
        "item_counts": [
            "passed": 1, "failed": 2, "queued": 3, "timed_out": 1, "infra_error": 1, "cancelled": 1, "odd": 1,
            "total": 9,
        ],
    ]

    private static let item: JSONValue = [
        "id": "i", "evaluation_id": "e", "position": 1, "item_status": "failed", "passed": false,
        "task_name_snapshot": "t", "session_id": "s", "queued_at": time, "started_at": time, "agent_finished_at": time,
        "verified_at": time, "completed_at": time, "lease_expires_at": time, "retry_count": 1, "max_retries": 2,
        "result_json": ["score": 1],
        "metadata_json": [
            "harbor": ["cost_usd": 1],
            "_dreadnode": [
                "agent_result": [
                    "generation_steps": 3, "total_tool_calls": 2, "total_tokens": 10, "input_tokens": 6,
                    "output_tokens": 4,
                    "duration_ms": 1000, "generation_errors": 1, "tool_errors": 1, "cost_usd": 0.5,
                ],
                "provision_failure": ["phase": "other", "elapsed_ms": 5],
            ],
        ],
    ]

    private static let job: JSONValue = [
        "id": "j", "kind": "trajectory_generation", "status": "running", "created_at": time, "started_at": time,
        "completed_at": time, "cancel_requested_at": time, "progress": 0.5, "result": ["count": 3],
    ]

    private static let trajectory: JSONValue = [
        "id": "t", "manifest_id": "m", "step_count": 3, "created_at": time, "success": true, "source_job_id": "j",
    ]

    private static let session: JSONValue = [
        "id": "s", "title": "t", "message_count": 3, "token_count": 4, "created_at": time,
    ]

    private static let analytics: JSONValue = [
        "pass_rate": 0.5, "passed_count": 1, "failed_count": 1, "error_count": 1, "total_samples": 3,
        "degraded_runtime_count": 1,
        "analytics_snapshot": ["runtime_durations_ms": ["p50_ms": 1, "p95_ms": 2, "max_ms": 3]],
    ]

    private static let search: JSONValue = [
        "total": 1, "has_more": true, "coverage": ["indexed": 1, "total": 2, "unreadable": 0],
        "matches": [["item_id": "i", "match_count": 3, "matched_in": "transcript", "session_id": "s", "snippet": "x"]],
    ]

    private static let messages: JSONValue = [
        "total": 1, "has_more": true,
        "matches": [["id": "m", "seq": 1, "role": "user", "content": "x", "step": 2, "created_at": time]],
    ]

    private static let documents: [JSONValue] = [
        [
            "schema_version": "ATIF-v1.1", "agent": ["name": "a", "version": "1"],
            "final_metrics": [
                "total_prompt_tokens": 10, "total_completion_tokens": 2, "total_cached_tokens": 1,
                "total_cost_usd": 0.5,
                "total_steps": 2,
            ],
            "steps": [step(1), ["step_id": 2, "source": "agent", "message": "m", "metrics": ["prompt_tokens": 1]]],
        ],
        [
            "messages": [
                ["role": "user", "content": "x", "timestamp": time, "seq": 1],
                [
                    "role": "assistant", "content": "y", "created_at": 1_775_816_679, "seq": 2, "cost_usd": 0.25,
                    "usage": [
                        "input_tokens": 9, "output_tokens": 2, "cache_read_input_tokens": 4,
                        "prompt_tokens_details": ["cached_tokens": 1],
                    ],
                ],
            ]
        ],
        [
            "info": ["model_stats": ["instance_cost": 0.5]], "trajectory_format": "mini-swe-agent-1",
            "messages": [
                ["role": "user", "content": "x"],
                ["role": "assistant", "content": "y", "extra": ["cost": 0.5, "timestamp": 1_775_816_679.5]],
            ],
        ],
    ]

    private static func step(_ number: Int) -> JSONValue {
        [
            "step_id": .int(number), "source": "agent", "message": "m", "timestamp": time, "llm_call_count": 1,
            "metrics": [
                "prompt_tokens": 10, "completion_tokens": 2, "cached_tokens": 1, "cost_usd": 0.25, "logprobs": [0.5],
            ],
            "tool_calls": [["tool_call_id": "c", "function_name": "bash", "arguments": ["command": "ls"]]],
            "observation": ["results": [["source_call_id": "c", "content": "x", "extra": ["exit_code": 0]]]],
        ]
    }

    /// Draws what the state shows.
    private static func draw(_ driver: StateDriver) {
        var buffer = CellBuffer(size: driver.state.size)
        Views.draw(driver.state, theme: .plain, into: &buffer)
    }

    /// Rows of one kind, each with another hostile value at one place: together they are added up too.
    private static func rows<Row>(_ template: JSONValue, _ place: [HostileNumbers.Step], _ read: (JSONValue) -> Row?)
        -> [Row]
    {
        HostileNumbers.values.enumerated().compactMap { index, value in
            var row = HostileNumbers.replacing(place, in: template, by: value)
            if case .object(var object) = row, place != [.key("id")] {
                object["id"] = .string("row-\(index)")
                row = .object(object)
            }
            return read(row)
        }
    }

    private static func tell(_ what: String, _ places: Int) {
        print("numbers: \(what): \(places) fields x \(HostileNumbers.values.count) values")
    }

    @Test("Evaluations")
    func evaluations() {
        let places = HostileNumbers.places(in: Self.evaluation)
        for place in places {
            let rows = Self.rows(Self.evaluation, place, Evaluation.init)
            for row in rows { _ = (row.json, row.duration(now: StateDriver.start), row.counts.passRate) }
            var driver = StateDriver { work in
                guard case .evaluations(let query, _) = work else { return [] }
                return [.evaluations(Page(items: rows, total: rows.count, page: query.page, pageSize: 50), .fresh)]
            }
            Self.draw(driver)
            for key in ["G", "<enter>", "i"] {
                driver.press(key)
                Self.draw(driver)
            }
        }
        Self.tell("evaluations", places.count)
        #expect(places.count > 15)
    }

    @Test("Items, what they sum to and the platform's figures beside it")
    func items() {
        let places = HostileNumbers.places(in: Self.item)
        for place in places {
            let rows = Self.rows(Self.item, place, EvaluationItem.init)
            for row in rows { _ = (row.json, row.report) }
            var driver = StateDriver(answers: Sample.workspace(items: rows, status: .running))
            driver.press("<enter>")
            for key in ["G", "<enter>", "<esc>", "i", "<esc>", "e", "e", "<esc>", "o", "o", "f"] {
                driver.press(key)
                Self.draw(driver)
            }
        }
        Self.tell("items", places.count)
        #expect(places.count > 20)
    }

    @Test("Worlds")
    func worlds() {
        let places = HostileNumbers.places(in: Self.job)
        for place in places {
            let rows = Self.rows(Self.job, place, WorldJob.init)
            var driver = StateDriver { work in
                guard case .worldJobs(let query) = work else { return [] }
                return [.jobs(Page(items: rows, total: rows.count, page: query.page, pageSize: 50))]
            }
            driver.press("w")
            Self.draw(driver)
            driver.press("<enter>")
            Self.draw(driver)
        }
        let others = HostileNumbers.places(in: Self.trajectory)
        for place in others { for row in Self.rows(Self.trajectory, place, WorldTrajectory.init) { _ = row.json } }
        Self.tell("world jobs and trajectories", places.count + others.count)
    }

    @Test("Pages, searches, sessions, analytics")
    func answers() {
        var count = 0
        func each(_ template: JSONValue, _ read: (JSONValue) -> Void) {
            for place in HostileNumbers.places(in: template) {
                count += 1
                for value in HostileNumbers.values { read(HostileNumbers.replacing(place, in: template, by: value)) }
            }
        }
        each(Self.search) { _ = SearchResult($0).json }
        each(Self.messages) { _ = MessageSearchResult($0).json }
        each(Self.session) { _ = Session($0)?.json }
        each(Self.analytics) { json in
            var driver = StateDriver(
                answers: { work in
                    if case .analytics = work { return [.analytics(json)] }
                    return Sample.workspace(items: [Sample.item(1)])(work)
                })
            driver.press("<enter>i")
            Self.draw(driver)
        }
        Self.tell("searches, sessions, analytics", count)
    }

    @Test("Documents: steps, sums, the timeline, what is said about them")
    func documents() {
        var count = 0
        for template in Self.documents {
            for place in HostileNumbers.places(in: template) {
                count += 1
                for value in HostileNumbers.values {
                    let json = HostileNumbers.replacing(place, in: template, by: value)
                    let document = TrajectoryDocument.read(json.bytes, name: "d")
                    _ = (document.validate(), document.totals, document.disagreement, document.finalMetrics)
                    var driver = StateDriver(answers: Sample.workspace(items: [Sample.item(1)], document: document))
                    driver.press("<enter><enter>")
                    for key in ["G", "t"] {
                        driver.press(key)
                        Self.draw(driver)
                    }
                    driver.run("about")
                    Self.draw(driver)
                }
            }
        }
        Self.tell("documents", count)
        #expect(count > 20)
    }
}
