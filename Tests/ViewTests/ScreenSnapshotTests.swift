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

@Suite("Screens as they should look")
struct ScreenSnapshotTests {
    private func check(_ driver: StateDriver, _ name: String) throws {
        try assertScreen(driver.state, named: name)
    }

    private func workspace() -> (PlatformWork) -> [EffectResult] {
        let items = [
            Sample.item(0), Sample.item(1, status: .failed, error: "assertion failed: expected 3, got 4"),
            Sample.item(2, status: .timedOut), Sample.item(3, status: .infraError, error: "sandbox went away"),
            Sample.item(4, status: .agentRunning),
        ]
        return Sample.workspace(items: items, document: TrajectoryDocument.read(Self.run.bytes, name: "run"))
    }

    /// A run with something of everything that is drawn in its own way.
    private static let run: JSONValue = [
        "schema_version": "ATIF-v1.7", "agent": ["name": "solver", "version": "1", "model_name": "model-a"],
        "steps": [
            [
                "step_id": 1, "source": "user", "timestamp": "2026-04-15T11:59:50Z",
                "message": "# Task\n\nCount the *lines* of `log.txt`.\n\n- once\n- twice",
            ],
            [
                "step_id": 2, "source": "agent", "timestamp": "2026-04-15T12:00:00Z", "message": "I look at it.",
                "reasoning_content": "wc would do, or awk.",
                "tool_calls": [
                    ["tool_call_id": "a", "function_name": "bash", "arguments": ["command": "wc -l log.txt"]],
                    ["tool_call_id": "b", "function_name": "read", "arguments": ["path": "log.txt", "limit": 3]],
                ],
                "observation": [
                    "results": [
                        ["source_call_id": "b", "content": "a\nb\u{1b}[31mred\u{1b}[0m\nc"],
                        ["source_call_id": "a", "content": "{\"lines\": 14, \"ok\": true}"],
                    ]
                ],
                "metrics": ["prompt_tokens": 1200, "completion_tokens": 80, "cost_usd": 0.0123],
            ],
            [
                "step_id": 3, "source": "agent", "timestamp": "2026-04-15T12:01:30Z", "message": "",
                "tool_calls": [["tool_call_id": "c", "function_name": "bash", "arguments": ["command": "false"]]],
                "observation": [
                    "results": [
                        [
                            "source_call_id": "c",
                            "content": "Traceback (most recent call last):\n  File \"x.py\"\nValueError: no",
                            "extra": ["tool_result_is_error": true],
                        ]
                    ]
                ],
            ],
            [
                "step_id": 4, "source": "system", "message": "The context was compacted.",
                "timestamp": "2026-04-15T12:02:00Z",
                "extra": ["context_management": ["type": "compaction", "boundary": "replace"]],
            ],
            ["step_id": 5, "source": "agent", "message": "There are 14 lines."],
        ],
    ]

    @Test("Raw JSON with a cursor and a folded node")
    func json() throws {
        var driver = StateDriver(answers: workspace())
        driver.press("<enter><enter>J")
        driver.press("zMjj")
        try check(driver, "json")
    }

    @Test("The evaluations", arguments: Snapshot.sizes)
    func evaluations(size: Size) throws {
        try check(StateDriver(size: size, answers: workspace()), "evaluations")
    }

    @Test("The items, with the detail of one", arguments: Snapshot.sizes)
    func items(size: Size) throws {
        var driver = StateDriver(size: size, answers: workspace())
        driver.press("<enter>j")
        driver.answer(.detail, .due)
        try check(driver, "items")
    }

    @Test("Items of one model name it above the list, and have no column for it")
    func oneModel() throws {
        var items = (0..<3).map { Sample.item($0) }
        for place in items.indices { items[place].model = "model-a" }
        var driver = StateDriver(answers: Sample.workspace(items: items))
        driver.press("<enter>")
        try check(driver, "items-one-model")
    }

    @Test("A trajectory", arguments: Snapshot.sizes)
    func trajectory(size: Size) throws {
        var driver = StateDriver(size: size, answers: workspace())
        driver.press("<enter><enter>")
        try check(driver, "trajectory")
        driver.press("}}")
        try check(driver, "trajectory-error-step")
    }

    @Test("Lines that are selected", arguments: Snapshot.sizes)
    func selection(size: Size) throws {
        var driver = StateDriver(size: size, answers: workspace())
        driver.press("<enter><enter>}}Vjj")
        try check(driver, "selection")
    }

    @Test("The steps as bars of time", arguments: Snapshot.sizes)
    func timeline(size: Size) throws {
        var driver = StateDriver(size: size, answers: workspace())
        driver.press("<enter><enter><tab>t")
        try check(driver, "timeline")
    }

    @Test("The help of the trajectory", arguments: Snapshot.sizes)
    func help(size: Size) throws {
        var driver = StateDriver(size: size, answers: workspace())
        driver.press("<enter><enter>?")
        try check(driver, "help")
    }

    /// The run above, with another end.
    private static let otherRun: JSONValue = [
        "schema_version": "ATIF-v1.7", "agent": ["name": "solver", "version": "1", "model_name": "model-b"],
        "steps": .array(
            (run["steps"]?.array ?? []).prefix(2) + [
                [
                    "step_id": 3, "source": "agent", "timestamp": "2026-04-15T12:01:00Z", "message": "",
                    "tool_calls": [["tool_call_id": "c", "function_name": "bash", "arguments": ["command": "true"]]],
                    "observation": ["results": [["source_call_id": "c", "content": "all well"]]],
                ],
                ["step_id": 4, "source": "agent", "message": "There are 15 lines."],
            ]),
    ]

    @Test("Two runs side by side", arguments: Snapshot.sizes)
    func sides(size: Size) throws {
        var items = [Sample.item(0), Sample.item(1, status: .failed)]
        for index in items.indices { items[index].taskName = "count-lines" }
        let (old, new) = (
            TrajectoryDocument.read(Self.run.bytes, name: "a"), TrajectoryDocument.read(Self.otherRun.bytes, name: "b")
        )
        let workspace = Sample.workspace(items: items, document: old)
        var driver = StateDriver(size: size) { work in
            guard case .sides = work else { return workspace(work) }
            let sketches = [old, new].map { document in (0..<document.stepCount).compactMap { document.sketch($0) } }
            let alignment = TrajectoryAlignment(left: sketches[0], right: sketches[1])
            return [.aligned(AlignedRuns(left: old, right: new, alignment: alignment))]
        }
        driver.press("<enter>c")
        try check(driver, "sides-choice")
        driver.press("<enter>")
        try check(driver, "sides")
    }

    @Test("An error where the evaluations would be", arguments: Snapshot.sizes)
    func error(size: Size) throws {
        let answers: (PlatformWork) -> [EffectResult] = { work in
            if case .evaluations = work {
                [.failed(PlatformError(.unreachable, detail: "connection refused"))]
            } else {
                []
            }
        }
        try check(StateDriver(size: size, answers: answers), "error")
    }

    @Test("No evaluation at all", arguments: Snapshot.sizes)
    func empty(size: Size) throws {
        let answers: (PlatformWork) -> [EffectResult] = { work in
            guard case .evaluations(let query, _) = work else { return [] }
            return [.evaluations(Page(items: [], total: 0, page: query.page, pageSize: 50), .fresh)]
        }
        try check(StateDriver(size: size, answers: answers), "empty")
    }

    @Test("A list that is on its way", arguments: Snapshot.sizes)
    func loading(size: Size) throws {
        try check(StateDriver(size: size), "loading")
    }
}
