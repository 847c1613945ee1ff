import App
import Platform
import Terminal
import TestSupport
import Testing
import Trajectory
import Wire

@testable import Reader
@testable import Shell

@Suite("The line that is read stays")
struct ReaderPlaceTests {
    /// A long text of paragraphs, and a call with an output as long.
    private static func driver(size: Size = Size(width: 100, height: 30)) -> StateDriver {
        let lines = (1...120).map { "line \($0)" + (($0 % 7 == 0) ? String(repeating: " word", count: 60) : "") }
        let steps: [JSONValue] = (1...6).map { number in
            [
                "step_id": .int(number), "source": "agent",
                "message": .string(lines.map { "said \(number) \($0)" }.joined(separator: "\n")),
                "tool_calls": [["tool_call_id": "c", "function_name": "bash", "arguments": ["command": "ls"]]],
                "observation": [
                    "results": [["source_call_id": "c", "content": .string(lines.joined(separator: "\n"))]]
                ],
            ]
        }
        let value: JSONValue = [
            "schema_version": "ATIF-v1.7", "agent": ["name": "a", "version": "1"], "steps": .array(steps),
        ]
        let document = TrajectoryDocument.read(value.bytes, name: "test")
        var driver = StateDriver(size: size, answers: Sample.workspace(items: [Sample.item(0)], document: document))
        driver.press("<enter><enter>}}")
        return driver
    }

    /// The text of the first row below the header.
    private static func read(_ driver: StateDriver) -> String {
        let rows = driver.state.trajectory?.reading.visibleRows() ?? []
        return rows.dropFirst().first.map { $0.row.spans.map(\.text).joined() } ?? ""
    }

    @Test(
        "Wrapping, raw texts, hidden characters and kinds that are hidden change how the line is drawn, not which it is",
        arguments: ["W", ":wrap", ":raw", "zv", ":hide reasoning", ":hide system"])
    func stays(_ keys: String) {
        var driver = Self.driver()
        driver.press("jjjjjjjjjjjjjjjjjjjj")
        let before = Self.read(driver)
        #expect(before.contains("said 3 line"))
        for _ in 0..<2 {
            if keys.hasPrefix(":") { driver.run(String(keys.dropFirst())) } else { driver.press(keys) }
            #expect(driver.state.trajectory?.top.step == 2)
            #expect(Self.read(driver).prefix(16) == before.prefix(16))
        }
    }

    @Test("Through all densities and back, the same line is read")
    func density() {
        var driver = Self.driver()
        driver.press("jjjjjjjjjjjjjjjjjjjj")
        let before = driver.state.trajectory?.top
        driver.press("x")
        #expect(driver.state.trajectory?.current == 2)
        driver.press("xx")
        #expect(driver.state.trajectory?.top == before)
        driver.press("zxzxzx")
        #expect(driver.state.trajectory?.top == before)
    }

    @Test("A narrower screen and back")
    func resize() {
        var driver = Self.driver()
        driver.press("jjjjjjjjjjjjjjjjjjjjjjj")
        let (before, top) = (Self.read(driver), driver.state.trajectory?.top)
        driver.send(.resize(Size(width: 50, height: 20)))
        #expect(Self.read(driver).prefix(14) == before.prefix(14))
        driver.send(.resize(Size(width: 100, height: 30)))
        #expect(driver.state.trajectory?.top == top)
    }

    @Test("zR and zo unfold around the line; zc folds the part that is read and begins with it")
    func folds() {
        var driver = Self.driver()
        driver.press("<c-d><c-d><c-d>")
        let before = Self.read(driver)
        driver.press("zR")
        #expect(Self.read(driver) == before)
        #expect(driver.state.message?.text == "every part unfolded; x folds the long ones again")
        driver.press("zc")
        #expect(driver.state.trajectory?.currentPart == SectionKey(step: 2, kind: .message))
        #expect(Self.read(driver).contains("said 3 line 1"))
        driver.press("zo")
        #expect(driver.state.trajectory?.top.step == 2)
    }

    @Test("Where nothing can be folded or unfolded, it is said")
    func nothing() {
        let document = Sample.document(steps: 2)
        var driver = StateDriver(answers: Sample.workspace(items: [Sample.item(0)], document: document))
        driver.press("<enter><enter>zc")
        #expect(driver.state.message?.text == "Nothing here is long enough to fold")
        driver.press("zo")
        #expect(driver.state.message?.text == "Nothing is folded here")
    }

    @Test("A jump says which of how many it came to")
    func jumps() {
        let document = Sample.document(steps: 30)
        var driver = StateDriver(answers: Sample.workspace(items: [Sample.item(0)], document: document))
        driver.press("<enter><enter>]t]t")
        #expect(driver.state.message?.text == "tool call 3 of 30")
        driver.press("[t")
        #expect(driver.state.message?.text == "tool call 2 of 30")
        driver.press("]e")
        #expect(driver.state.message?.text == "No further error")
    }

    @Test("First and last error are places of their own, and a failed item opens where the settings say")
    func errors() {
        let steps = (1...60).map { number in
            let result: JSONValue = ["source_call_id": "c", "content": "x", "is_error": true]
            let results: [JSONValue] = [12, 30, 38].contains(number) ? [result] : []
            return [
                "step_id": .int(number), "source": "agent", "message": .string("step \(number)"),
                "tool_calls": [["tool_call_id": "c", "function_name": "bash", "arguments": [:]]],
                "observation": ["results": .array(results)],
            ] as JSONValue
        }
        let value: JSONValue = [
            "schema_version": "ATIF-v1.7", "agent": ["name": "a", "version": "1"], "steps": .array(steps),
        ]
        let document = TrajectoryDocument.read(value.bytes, name: "test")
        var failed = Sample.item(0)
        failed.status = .failed
        for (target, step) in [(StepTarget.OfFailure.lastError, 38), (.firstError, 12), (.end, 60)] {
            var driver = StateDriver(answers: Sample.workspace(items: [failed], document: document))
            driver.configure { $0.failureTarget = target }
            driver.press("<enter><enter>")
            #expect(driver.state.trajectory?.current == step - 1, "\(target)")
            driver.press("[E")
            #expect(driver.state.trajectory?.current == 11)
            #expect(driver.state.message?.text == "first error: step 12 of 60")
            driver.press("]E")
            #expect(driver.state.trajectory?.current == 37)
        }
    }

    @Test("> goes through the sub-agents that one step called")
    func subagents() {
        func inner(_ name: String) -> JSONValue {
            [
                "schema_version": "ATIF-v1.7", "trajectory_id": .string(name), "agent": ["name": "a", "version": "1"],
                "steps": [["step_id": 1, "source": "agent", "message": .string("I am \(name)")]],
            ]
        }
        let references: JSONValue = [["trajectory_id": "one"], ["trajectory_id": "two"]]
        let value: JSONValue = [
            "schema_version": "ATIF-v1.7", "agent": ["name": "a", "version": "1"],
            "steps": [
                [
                    "step_id": 1, "source": "system", "message": "m",
                    "observation": ["results": [["subagent_trajectory_ref": references]]],
                ]
            ],
            "subagent_trajectories": [inner("one"), inner("two")],
        ]
        let document = TrajectoryDocument.read(value.bytes, name: "test")
        var driver = StateDriver(answers: Sample.workspace(items: [Sample.item(0)], document: document))
        driver.press("<enter><enter>")
        for (name, number) in [("one", 1), ("two", 2), ("one", 1)] {
            driver.press(">")
            #expect(Self.read(driver) == "  I am \(name)")
            #expect(driver.state.message?.text.hasPrefix("sub-agent \(number) of 2") == true)
            driver.press("<esc>")
        }
    }
}
