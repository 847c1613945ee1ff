import App
import Terminal
import TestSupport
import Testing
import Trajectory
import Wire

@testable import Reader
@testable import Shell

@Suite("What of a trajectory is shown")
struct ReaderLooksTests {
    private static func step(_ number: Int, _ source: String, _ text: String, at time: String? = nil) -> JSONValue {
        [
            "step_id": .int(number), "source": .string(source), "message": .string(text),
            "timestamp": time.map(JSONValue.string) ?? .null,
        ]
    }

    private static func driver(_ steps: [JSONValue]) -> StateDriver {
        let value: JSONValue = [
            "schema_version": "ATIF-v1.7", "agent": ["name": "a", "version": "1"], "steps": .array(steps),
        ]
        let document = TrajectoryDocument.read(value.bytes, name: "test")
        let answers = Sample.workspace(items: [Sample.item(0)], document: document)
        var driver = StateDriver(
            answers: answers,
            computed: { work in
                // The count behind, answered at once.
                guard let work = work as? MatchWork else { return [] }
                let document = work.document.document
                let found = (0..<document.stepCount).compactMap { index in
                    document.step(index).map {
                        StepMatches(index: index, count: StepText.count(work.pattern, in: $0, hiding: []).shown)
                    }
                }
                return [.matched(found.filter { $0.count > 0 }, scanned: document.stepCount, isLast: true)]
            })
        driver.press("<enter><enter>")
        return driver
    }

    private static var talk: [JSONValue] {
        (1...60).map { number in
            let source = number == 1 ? "system" : number.isMultiple(of: 10) ? "user" : "agent"
            return step(number, source, number.isMultiple(of: 7) ? "the needle" : "hay \(number)")
        }
    }

    private static func run(_ line: String, in driver: inout StateDriver) {
        driver.press(":")
        driver.type(line)
        driver.press("<enter>")
    }

    private static func steps(_ driver: StateDriver) -> [Int] {
        guard let model = driver.state.trajectory else { return [] }
        return (0..<model.shownCount).compactMap { model.reading.step(atRow: $0) }
    }

    private static func visible(_ driver: StateDriver) -> String {
        (driver.state.trajectory?.reading.visibleRows() ?? []).map { $0.row.spans.map(\.text).joined() }.joined(
            separator: "\n")
    }

    @Test("& leaves the steps that match, in outline and body; Esc shows all again")
    func limit() {
        var driver = Self.driver(Self.talk)
        Self.run("context 0", in: &driver)
        driver.press("/")
        driver.type("needle")
        driver.press("<enter>&")
        #expect(Self.steps(driver) == [6, 13, 20, 27, 34, 41, 48, 55])
        #expect(driver.state.trajectory?.limitWords?.contains("52 of 60 steps hidden") == true)
        #expect(!Self.visible(driver).contains("hay"))
        driver.press("G")
        #expect(driver.state.trajectory?.current == 55)
        driver.press("}")
        #expect(driver.state.trajectory?.current == 55)
        driver.press("{{")
        #expect(driver.state.trajectory?.current == 41)
        driver.press("<esc>")
        #expect(Self.steps(driver).count == 60)
        #expect(driver.state.trajectory?.current == 41)
        #expect(driver.state.place == .trajectory)
    }

    @Test("Scrolling over what is shown goes through every shown step and back")
    func scrolling() {
        var driver = Self.driver(Self.talk)
        Self.run("hide agent", in: &driver)
        #expect(Self.steps(driver) == [0, 9, 19, 29, 39, 49, 59])
        var seen: Set<Int> = []
        for _ in 0..<60 {
            driver.press("j")
            seen.insert(driver.state.trajectory?.current ?? -1)
        }
        #expect(seen.isSubset(of: Set(Self.steps(driver))))
        #expect(driver.state.trajectory?.current == 59)
        for _ in 0..<60 { driver.press("k") }
        #expect(driver.state.trajectory?.top == BodyPosition())
    }

    @Test("Hidden kinds come back one by one, or all at once")
    func hide() {
        var driver = Self.driver(Self.talk)
        Self.run("hide system", in: &driver)
        Self.run("hide user", in: &driver)
        #expect(Self.steps(driver).count == 53)
        Self.run("show system", in: &driver)
        #expect(Self.steps(driver).count == 54)
        Self.run("show", in: &driver)
        #expect(Self.steps(driver).count == 60)
        Self.run("hide nothing", in: &driver)
        #expect(driver.state.message?.tone == .warning)
        Self.run("hide agent", in: &driver)
        Self.run("hide user", in: &driver)
        Self.run("hide system", in: &driver)
        #expect(Self.steps(driver).isEmpty)
        driver.press("jkG{}")
        #expect(driver.state.trajectory?.reading.visibleRows().isEmpty == true)
        Self.run("show", in: &driver)
        #expect(Self.steps(driver).count == 60)
    }

    @Test("Tools and reasoning are hidden within their steps")
    func hideParts() {
        var driver = StateDriver(
            answers: Sample.workspace(items: [Sample.item(0)], document: Sample.document(steps: 3)))
        driver.press("<enter><enter>")
        #expect(Self.visible(driver).contains("second line"))
        Self.run("hide tools", in: &driver)
        #expect(!Self.visible(driver).contains("second line"))
        #expect(Self.visible(driver).contains("message 2"))
        #expect(driver.state.trajectory?.limitWords == "hidden: tools")
    }

    @Test(
        "What hides in a text stands out",
        arguments: [
            ("p\u{430}ypal", "⟨U+0430⟩"), ("a\u{a0}b", "⟨U+00A0⟩"), ("a\u{200b}b", "⟨U+200B⟩"),
            ("a\u{202e}b", "⟨U+202E⟩"),
            ("a\u{1b}[31mb", "␛"),
        ])
    func hidden(text: String, mark: String) {
        var driver = Self.driver([Self.step(1, "agent", text)])
        Self.run("hidden", in: &driver)
        let spans = (driver.state.trajectory?.reading.visibleRows() ?? []).flatMap(\.row.spans)
        let marked = spans.filter { $0.ink.slot == .hidden }.map(\.text).joined()
        #expect(marked.contains(mark))
    }

    @Test("The timeline needs times, and says for every step but the last how long it took, and for what")
    func timeline() throws {
        var driver = Self.driver([Self.step(1, "agent", "a"), Self.step(2, "agent", "b")])
        driver.press("t")
        #expect(driver.state.trajectory?.timeline == nil)
        driver = Self.driver([
            Self.step(1, "user", "a", at: "2026-04-15T12:00:00Z"),
            Self.call(2, at: "2026-04-15T12:00:30Z"),
            Self.step(3, "agent", "c", at: "2026-04-15T12:02:00Z"),
            Self.step(4, "user", "d", at: "2026-04-15T12:07:00Z"),
        ])
        driver.press("t")
        let timeline = try #require(driver.state.trajectory?.timeline)
        #expect(timeline.sums == [.model: 30, .toolsAndModel: 90, .waiting: 300])
        #expect(timeline.stretches(of: 1).map(\.seconds) == [90])
        #expect(timeline.stretches(of: 3).isEmpty)
        driver.press("t")
        #expect(driver.state.trajectory?.timeline == nil)
    }

    @Test("Where the document says when the tools were done, their time is told from that of the model")
    func answeredTimes() throws {
        let call: JSONValue = ["id": "c", "type": "function", "function": ["name": "bash", "arguments": "{}"]]
        let messages: JSONValue = [
            ["role": "user", "content": "go", "timestamp": "2026-04-15T12:00:00Z"],
            ["role": "assistant", "content": "", "tool_calls": [call], "timestamp": "2026-04-15T12:00:10Z"],
            ["role": "tool", "tool_call_id": "c", "content": "ok", "timestamp": "2026-04-15T12:00:40Z"],
            ["role": "assistant", "content": "done", "timestamp": "2026-04-15T12:01:00Z"],
        ]
        let document = TrajectoryDocument.read(messages.bytes, name: "chat")
        let steps = (0..<document.stepCount).compactMap { index in
            document.outline(index).map { SurveyedStep(index: index, $0) }
        }
        let timeline = try #require(Timeline(steps))
        #expect(timeline.sums == [.model: 30, .tools: 30])
        #expect(timeline.stretches(of: 1).map(\.use) == [.tools, .model])
    }

    private static func timeline(_ times: [String?], _ ending: Timeline.Ending? = nil) -> Timeline? {
        let steps: [JSONValue] = times.enumerated().map { at, time in
            call(at + 1, at: time ?? "never")
        }
        let value: JSONValue = ["schema_version": "ATIF-v1.7", "agent": ["name": "a"], "steps": .array(steps)]
        let document = TrajectoryDocument.read(value.bytes, name: "t")
        let surveyed = (0..<document.stepCount).compactMap { index in
            document.outline(index).map { SurveyedStep(index: index, $0) }
        }
        return Timeline(surveyed, ending: ending)
    }

    @Test("The last step takes until the run was over, which tells what timed out; long steps stand out")
    func timelineEnd() throws {
        let times = (0..<10).map { "2026-04-15T12:00:0\($0)Z" }
        let plain = try #require(Self.timeline(times))
        #expect(plain.stretches(of: 9).isEmpty && plain.longSteps.isEmpty)
        let end = Timeline.Ending(time: try #require(Timestamp("2026-04-15T12:15:09Z")), word: "timed out")
        let whole = try #require(Self.timeline(times, end))
        #expect(whole.stretches(of: 9).map(\.seconds) == [900])
        #expect(whole.longSteps == [9] && whole.isLong(9) && !whole.isLong(8))
        // An end before the last step is no end.
        let early = Timeline.Ending(time: try #require(Timestamp("2026-04-15T12:00:03Z")), word: nil)
        #expect(Self.timeline(times, early)?.ending == nil)
    }

    @Test("Clocks that go back and missing times take no time and are told; without two times there is no timeline")
    func timelineGaps() throws {
        let timeline = try #require(
            Self.timeline(["2026-04-15T12:00:10Z", "2026-04-15T12:00:00Z", nil, "2026-04-15T12:00:40Z"]))
        #expect((0..<4).allSatisfy { timeline.stretches(of: $0).isEmpty })
        #expect(timeline.setBack(after: 0) == 10 && timeline.setBack(after: 1) == nil)
        #expect(Self.timeline([nil, nil]) == nil)
        #expect(Self.timeline(["2026-04-15T12:00:10Z", nil]) == nil)
    }

    private static func call(_ number: Int, at time: String) -> JSONValue {
        [
            "step_id": .int(number), "source": "agent", "message": "", "timestamp": .string(time),
            "tool_calls": [["tool_call_id": "c", "function_name": "bash", "arguments": ["command": "make"]]],
            "observation": ["results": [["source_call_id": "c", "content": "ok"]]],
        ]
    }

    @Test("A step of megabytes is decoded behind; until then a line says so, and keys go on")
    func heavy() throws {
        let large = String(repeating: "x", count: 3 << 20)
        var driver = Self.driver([
            Self.step(1, "agent", "a"), Self.step(2, "agent", large), Self.step(3, "agent", "end"),
        ])
        #expect(Self.visible(driver).contains("decoding 3.1 MB…"))
        let work = try #require(driver.computed(DecodeWork.self).last)
        let index = work.step
        #expect(index == 1)
        driver.press("G")
        #expect(Self.visible(driver).contains("end"))
        let step = try #require(StepAbridger.step(index, of: work.document.document))
        #expect(step.message.plainText.utf8.count < 1 << 20)
        driver.answer(.decode, .decoded(step, index))
        driver.press("g}")
        #expect(Self.visible(driver).contains("xxxx"))
        #expect(!Self.visible(driver).contains("decoding"))
        #expect(driver.works(in: .decode).count == 1)
    }
}
