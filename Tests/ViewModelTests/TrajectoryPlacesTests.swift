import App
import Shell
import Terminal
import TestSupport
import Testing
import Trajectory
import Wire

@testable import Reader

@Suite("Places in a trajectory")
struct TrajectoryPlacesTests {
    private static func driver(_ text: JSONValue, size: Size = Size(width: 120, height: 40)) -> StateDriver {
        driver(text.bytes, size: size)
    }

    private static func driver(_ bytes: [UInt8], size: Size = Size(width: 120, height: 40)) -> StateDriver {
        let document = TrajectoryDocument.read(bytes, name: "test")
        var driver = StateDriver(size: size, answers: Sample.workspace(items: [Sample.item(0)], document: document))
        driver.press("<enter><enter>")
        return driver
    }

    private static func trajectory(_ id: String, steps: [JSONValue], inner: [JSONValue] = []) -> JSONValue {
        [
            "schema_version": "ATIF-v1.7", "trajectory_id": .string(id), "agent": ["name": "a", "version": "1"],
            "steps": .array(steps), "subagent_trajectories": .array(inner),
        ]
    }

    private static func step(_ number: Int, _ text: String, at time: String? = nil) -> JSONValue {
        [
            "step_id": .int(number), "source": "agent", "message": .string(text),
            "timestamp": time.map(JSONValue.string) ?? .null,
        ]
    }

    private static func calling(_ number: Int, _ reference: JSONValue) -> JSONValue {
        [
            "step_id": .int(number), "source": "agent", "message": "I delegate.",
            "tool_calls": [["tool_call_id": "c", "function_name": "task", "arguments": [:]]],
            "observation": [
                "results": [["source_call_id": "c", "subagent_trajectory_ref": .array([reference])]]
            ],
        ]
    }

    /// A document whose second step calls a sub-agent, which calls one of its own.
    private static var nested: JSONValue {
        let innermost = trajectory("innermost", steps: [step(1, "deep down")])
        let inner = trajectory(
            "inner", steps: [step(1, "hello"), calling(2, ["trajectory_id": "innermost"])], inner: [innermost])
        let steps = (1...30).map { number in
            number == 2 ? calling(2, ["trajectory_id": "inner"]) : step(number, "outer \(number)")
        }
        return trajectory("outer", steps: steps, inner: [inner])
    }

    private static func visible(_ driver: StateDriver) -> String {
        (driver.state.trajectory?.reading.visibleRows() ?? []).map { $0.row.spans.map(\.text).joined() }.joined(
            separator: "\n")
    }

    @Test("Enter on a reference reads the sub-agent's trajectory, Esc comes back to the same place, at any depth")
    func subagents() {
        var driver = Self.driver(Self.nested)
        driver.press("}jj")
        let left = driver.state.trajectory?.top
        driver.press("<enter>")
        #expect(driver.state.trajectory?.crumbs == ["task-0", "inner"])
        #expect(driver.state.trajectory?.stepCount == 2)
        #expect(Self.visible(driver).contains("hello"))
        driver.press("]s>")
        #expect(driver.state.trajectory?.crumbs == ["task-0", "inner", "innermost"])
        #expect(Self.visible(driver).contains("deep down"))
        driver.press("<esc>")
        #expect(driver.state.trajectory?.crumbs == ["task-0", "inner"])
        driver.press("<esc>")
        #expect(driver.state.trajectory?.crumbs == ["task-0"])
        #expect(driver.state.trajectory?.stepCount == 30)
        #expect(driver.state.trajectory?.top == left)
        #expect(driver.state.place == .trajectory)
        driver.press("<esc>")
        #expect(driver.state.place == .items)
    }

    @Test("> opens what is on the screen also from the step before")
    func subagentOnScreen() {
        var driver = Self.driver(Self.nested)
        driver.press(">")
        #expect(driver.state.trajectory?.crumbs == ["task-0", "inner"])
        driver.press("<esc>")
        Self.goTo(20, in: &driver)
        driver.press(">")
        #expect(driver.state.message?.text.hasPrefix("No sub-agent in this step") == true)
    }

    private static func goTo(_ step: Int, in driver: inout StateDriver) {
        driver.press(":")
        driver.type("\(step)")
        driver.press("<enter>")
    }

    @Test("A find of the outer trajectory is looked for in the inner one, and in force again after it")
    func findAcrossLevels() {
        var driver = Self.driver(Self.nested)
        driver.press("/")
        driver.type("delegate")
        driver.press("<enter>>")
        #expect(driver.state.trajectory?.find?.pattern.text == "delegate")
        #expect(driver.state.trajectory?.find?.place == nil)
        driver.press("<esc>")
        #expect(driver.state.trajectory?.find?.place != nil)
    }

    @Test("A reference that leads nowhere is told, with its path")
    func dangling() {
        var driver = Self.driver(
            Self.trajectory("t", steps: [Self.calling(1, ["trajectory_path": "sub/x.json"])]))
        driver.press(">")
        #expect(driver.state.trajectory?.crumbs == ["task-0"])
        #expect(driver.state.message?.text.contains("sub/x.json") == true)
        #expect(Self.visible(driver).contains("sub/x.json (another file)"))
    }

    @Test("The last step says where the run goes on")
    func continuation() {
        let document: JSONValue = [
            "schema_version": "ATIF-v1.7", "agent": ["name": "a", "version": "1"],
            "continued_trajectory_ref": "t.cont-1.json",
            "steps": .array([Self.step(1, "one"), Self.step(2, "two")]),
        ]
        let driver = Self.driver(document)
        let rows = driver.state.trajectory?.reading.rows(of: 1).rows ?? []
        #expect(rows.contains { $0.spans.map(\.text).joined().contains("continues in t.cont-1.json") })
        #expect(
            driver.state.trajectory?.reading.rows(of: 0).rows.contains {
                $0.spans.map(\.text).joined().contains("continues")
            }
                == false)
    }

    @Test("Several trajectories in one file are gone through part by part")
    func parts() {
        let parts = (1...3).map { part in
            Self.trajectory("p\(part)", steps: (1...4).map { Self.step($0, "part \(part) step \($0)") })
        }
        var driver = Self.driver(JSONValue.array(parts))
        #expect(driver.state.trajectory?.partWords == "part 1 of 3")
        driver.press("]p")
        #expect(driver.state.trajectory?.current == 4)
        #expect(driver.state.trajectory?.partWords == "part 2 of 3")
        #expect(Self.visible(driver).contains("─── part 2 of 3"))
        driver.press("}[p")
        #expect(driver.state.trajectory?.current == 4)
        driver.press("[p")
        #expect(driver.state.trajectory?.current == 0)
        driver.press("[p")
        #expect(driver.state.message?.text == "No earlier part")
    }

    @Test("Bookmarks are set, gone round, and removed")
    func bookmarks() {
        var driver = Self.driver(Self.nested)
        driver.press("'")
        #expect(driver.state.message?.text == "No bookmark; B sets one")
        driver.press("}}B}}}B")
        #expect(driver.state.trajectory?.bookmarks == [2, 5])
        driver.press("'")
        #expect(driver.state.trajectory?.current == 2)
        driver.press("'")
        #expect(driver.state.trajectory?.current == 5)
        driver.press("B")
        #expect(driver.state.trajectory?.bookmarks == [2])
    }

    @Test("Z takes back bookmarks that were set, removed or named, in the order in which they were changed")
    func undoneBookmarks() {
        var driver = Self.driver(Self.nested)
        driver.press("}}B")
        driver.press(":")
        driver.type("bookmark start")
        driver.press("<enter>}}}BB")
        #expect(driver.state.trajectory?.bookmarks == [2])
        driver.press("Z")
        #expect(driver.state.trajectory?.bookmarks == [2, 5])
        driver.press("ZZ")
        #expect(driver.state.trajectory?.bookmarks == [2])
        #expect(driver.state.trajectory?.bookmarkNames.isEmpty == true)
        driver.run("mark todo")
        driver.press("Z")
        #expect(driver.state.trajectory?.bookmarks == [2])
        #expect(driver.state.message?.text == "undone: task-0 marked todo")
        driver.press("Z")
        #expect(driver.state.trajectory?.bookmarks == [])
        driver.press("Z")
        #expect(driver.state.message?.text == "Nothing to undo here", "that it was seen is no step of its own")
    }

    @Test("^O goes back through jumps, alt-o forward again; scrolling is no jump")
    func jumps() {
        var driver = Self.driver(Self.nested)
        driver.press("jjj")
        driver.press(":")
        driver.type("12")
        driver.press("<enter>")
        driver.press("]s")
        #expect(driver.state.message?.text.hasPrefix("No further sub-agent") == true)
        driver.press("[s")
        #expect(driver.state.trajectory?.current == 1)
        driver.press("^O")
        #expect(driver.state.trajectory?.current == 11)
        driver.press("^O")
        let start = driver.state.trajectory?.top.step ?? -1
        #expect(start <= 1)
        driver.press("^O")
        #expect(driver.state.message?.text == "No place to go back to")
        driver.press("<a-o>")
        #expect(driver.state.trajectory?.current == 11)
        driver.press("<a-o>")
        #expect(driver.state.trajectory?.current == 1)
    }

    @Test("A time of day leads to the first step at or after it, over midnight too")
    func time() {
        let times = ["2026-04-15T22:00:00Z", "2026-04-15T23:30:00Z", "2026-04-16T00:10:05Z", "2026-04-16T01:00:00Z"]
        let steps = (1...40).map { Self.step($0, "step", at: $0 <= 4 ? times[$0 - 1] : "2026-04-16T02:00:00Z") }
        var driver = Self.driver(Self.trajectory("t", steps: steps))
        for (text, step) in [("23:00", 1), ("0:10", 2), ("00:10:06", 3), ("22:00", 0), ("1:30", 4)] {
            driver.press(":")
            driver.type("time \(text)")
            driver.press("<enter>")
            #expect(driver.state.trajectory?.current == step, "\(text)")
        }
        driver.press(":")
        driver.type("time 12:61")
        driver.press("<enter>")
        #expect(driver.state.message?.tone == .warning)
    }

    @Test("The map of the run has a cell for what stands out, and for where one is")
    func minimap() {
        var driver = Self.driver(Self.nested)
        driver.press("G")
        driver.press("B")
        guard let model = driver.state.trajectory else { return }
        let text = Minimap.spans(model.reading, width: 30).map(\.text).joined()
        #expect(text.count == 30)
        #expect(text.hasPrefix("─↳"))
        #expect(text.contains("◆"))
        #expect(Minimap.spans(model.reading, width: 0).isEmpty)
        let quiet = Self.driver(Self.trajectory("t", steps: [Self.step(1, "a"), Self.step(2, "b")]))
        #expect(quiet.state.trajectory.map { Minimap.spans($0.reading, width: 30).isEmpty } == true)
    }
}
