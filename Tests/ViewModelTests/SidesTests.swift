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

@Suite("Two runs side by side")
struct SidesTests {
    private static func document(_ commands: [String]) -> TrajectoryDocument {
        let steps: [JSONValue] = commands.enumerated().map { index, command in
            [
                "step_id": .int(index + 1), "source": "agent", "message": .string("step \(index)"),
                "tool_calls": [
                    ["tool_call_id": "c", "function_name": "bash", "arguments": ["command": .string(command)]]
                ],
                "observation": ["results": [["source_call_id": "c", "content": .string("ran \(command)")]]],
            ]
        }
        let root: JSONValue = [
            "schema_version": "ATIF-v1.7", "agent": ["name": "a", "version": "1"], "steps": .array(steps),
        ]
        return TrajectoryDocument.read(root.bytes, name: "run")
    }

    private static let failed = document(["ls", "cat a", "make", "make install", "rm -r a", "ls"])
    private static let passed = document(["ls", "cat a", "sed -i s/a/b/ a", "make", "echo done", "ls"])

    private static func aligned() -> EffectResult {
        func sketches(_ document: TrajectoryDocument) -> [StepSketch] {
            (0..<document.stepCount).compactMap { document.sketch($0) }
        }
        return .aligned(
            AlignedRuns(
                left: failed, right: passed,
                alignment: TrajectoryAlignment(left: sketches(failed), right: sketches(passed))))
    }

    private static func matched(_ document: TrajectoryDocument, _ pattern: FindPattern) -> EffectResult {
        let found = (0..<document.stepCount).compactMap { index in
            document.step(index).map {
                StepMatches(index: index, count: StepText.count(pattern, in: $0, hiding: []).shown)
            }
        }
        return .matched(found.filter { $0.count > 0 }, scanned: document.stepCount, isLast: true)
    }

    private func item(_ number: Int, _ status: ItemStatus, task: String = "fix") -> EvaluationItem {
        var item = Sample.item(number, status: status)
        item.taskName = task
        return item
    }

    private func driver(
        _ items: [EvaluationItem]? = nil, size: Size = Size(width: 120, height: 40)
    ) -> StateDriver {
        let items = items ?? [item(0, .failed), item(1, .failed), item(2, .passed), item(3, .passed, task: "other")]
        let workspace = Sample.workspace(items: items, document: Self.failed)
        var driver = StateDriver(size: size) { work in
            if case .sides = work { [Self.aligned()] } else { workspace(work) }
        } computed: { work in
            (work as? MatchWork).map { [Self.matched($0.document.document, $0.pattern)] } ?? []
        }
        driver.press("<enter>")
        return driver
    }

    private func menu(_ driver: StateDriver) -> Menu? {
        if case .menu(let menu) = driver.state.overlay { menu } else { nil }
    }

    // MARK: The second run

    @Test("c offers the runs of the task, the one with the opposite outcome first; Enter takes it")
    func natural() throws {
        var driver = driver()
        driver.press("c")
        let labels = try #require(menu(driver)).choices.map(\.label)
        #expect(labels.prefix(2) == ["✔ passed  gpt", "✘ failed  claude"])
        #expect(labels.dropFirst(2) == ["gpt with claude", "another item", "the evaluation with another"])
        driver.press("<enter>")
        #expect(driver.state.place == .sides && driver.state.overlay == nil)
        #expect(driver.state.sides?.left.item.id == "item-0")
        #expect(driver.state.sides?.right.item.id == "item-2")
        #expect(driver.works(in: .sides).count == 1)
        driver.press("<esc>")
        #expect(driver.state.place == .items)
    }

    @Test("j, k and Tab choose another one, Esc chooses none")
    func another() {
        var driver = driver()
        driver.press("c<tab><enter>")
        #expect(driver.state.sides?.right.item.id == "item-1")
        driver.press("<esc>cjk<tab><s-tab>j<enter>")
        #expect(driver.state.sides?.right.item.id == "item-1")
        driver.press("<esc>c<esc>")
        #expect(driver.state.place == .items && driver.state.overlay == nil)
    }

    @Test("Any two runs: one is held, c on the other reads both; c on the same lets go")
    func held() {
        var driver = driver()
        driver.press("cG<up><enter>")
        #expect(driver.state.comparingRun?.id == "item-0")
        driver.press("jjjc")
        #expect(driver.state.sides?.left.item.id == "item-0")
        #expect(driver.state.sides?.right.item.id == "item-3")
        driver.press("<esc>cG<up><enter>c")
        #expect(driver.state.comparingRun == nil && driver.state.place == .items)
        #expect(driver.state.message?.text == "no longer comparing")
    }

    @Test("The menu leads to comparing the evaluation, as in the list of evaluations")
    func evaluation() {
        var driver = driver()
        driver.press("cG<enter>")
        #expect(driver.state.comparing?.id == "eval-1")
    }

    @Test(":compare takes the beginning of an id, and says what it cannot find")
    func named() {
        var driver = driver()
        driver.press(":")
        driver.type("compare session-2")
        driver.press("<enter>")
        #expect(driver.state.sides?.right.item.id == "item-2")
        driver.press("<esc>:")
        driver.type("compare nothing")
        driver.press("<enter>")
        #expect(driver.state.message?.text == "No item begins with nothing")
        driver.press(":")
        driver.type("compare item")
        driver.press("<enter>")
        #expect(driver.state.message?.text == "4 items begin with item")
    }

    @Test("A run without a session is not opened")
    func unreadable() {
        var gone = item(0, .infraError)
        gone.sessionID = nil
        var driver = driver([gone, item(1, .passed)])
        driver.press("c<enter>")
        #expect(driver.state.place == .items)
        #expect(driver.state.message?.text == "The infra error run has no session: nothing to read")
    }

    @Test("From the trajectory c compares the run that is read")
    func fromTheReader() {
        var driver = driver()
        driver.press("<enter>c<enter>")
        #expect(driver.state.place == .sides)
        driver.press("<esc>")
        #expect(driver.state.place == .trajectory)
    }

    // MARK: Reading

    private func opened(size: Size = Size(width: 120, height: 40)) -> StateDriver {
        var driver = driver(size: size)
        driver.press("c<enter>")
        return driver
    }

    @Test("It begins where the runs part; ]d and [d go from difference to difference")
    func differences() throws {
        var driver = opened()
        let alignment = try #require(driver.state.sides?.alignment)
        #expect(alignment.rows.prefix(4).map(\.change) == [.same, .same, .onlyRight, .same])
        #expect(alignment.rows.count == 7 && alignment.differences == 3)
        #expect(driver.state.sides?.line?.row == alignment.divergence)
        driver.press("]d")
        let second = try #require(driver.state.sides?.line?.row)
        #expect(alignment.rows[second].change != .same && second > alignment.divergence ?? 0)
        driver.press("[d")
        #expect(driver.state.sides?.line?.row == alignment.divergence)
        driver.press("[d")
        #expect(driver.state.message?.text == "No difference before")
        driver.press("n")
        #expect(driver.state.sides?.line?.row == second)
    }

    @Test("Enter opens the step in the reader of the run that has the keys; Esc comes back to the row")
    func enter() throws {
        var driver = opened()
        driver.press("gj<enter>")
        #expect(driver.state.place == .trajectory)
        #expect(driver.state.trajectory?.item?.id == "item-0")
        #expect(driver.state.trajectory?.current == 1)
        driver.press("<esc>")
        #expect(driver.state.place == .sides && driver.state.sides?.cursor.selected == 1)
        driver.press("<tab><enter>")
        #expect(driver.state.trajectory?.item?.id == "item-2")
        driver.press("<esc><esc>")
        #expect(driver.state.place == .items)
    }

    @Test("A step that the run does not have is opened in the other one")
    func onlyOneSide() throws {
        var driver = opened()
        let selected = try #require(driver.state.sides?.selected)
        #expect(selected.left == nil)
        driver.press("<enter>")
        #expect(driver.state.trajectory?.item?.id == "item-2")
        #expect(driver.state.trajectory?.current == selected.right)
    }

    @Test("& leaves only what differs, and keeps the row")
    func onlyDifferences() throws {
        var driver = opened()
        let row = driver.state.sides?.line?.row
        driver.press("&")
        let lines = try #require(driver.state.sides?.lines)
        #expect(lines.count == driver.state.sides?.alignment?.differences)
        #expect(driver.state.sides?.line?.row == row)
        driver.press("&")
        #expect(driver.state.sides?.lines.count == driver.state.sides?.alignment?.rows.count)
    }

    @Test("On a narrow screen each side of what differs has a line; Tab goes from the one to the other")
    func narrow() throws {
        var driver = opened(size: Size(width: 80, height: 24))
        let model = try #require(driver.state.sides)
        let rows = try #require(model.alignment).rows
        let pairs = rows.count { $0.change == .action }
        #expect(model.lines.count == rows.count + pairs)
        let place = try #require(model.lines.firstIndex { rows[$0.row].change == .action })
        driver.press("g" + String(repeating: "j", count: place))
        #expect(driver.state.sides?.line?.side == .left)
        driver.press("<tab>")
        #expect(driver.state.sides?.line == SideLine(row: model.lines[place].row, side: .right))
        driver.press("<tab>")
        #expect(driver.state.sides?.line?.side == .left)
    }

    @Test("L puts the next run of the task on the right")
    func nextRun() {
        var driver = opened()
        driver.press("L")
        #expect(driver.state.sides?.right.item.id == "item-1")
        driver.press("L")
        #expect(driver.state.sides?.right.item.id == "item-2")
        #expect(driver.works(in: .sides).count == 3)
    }

    @Test("Esc stops a load and then goes back; what fails is said")
    func loading() {
        let items = [item(0, .failed), item(1, .passed)]
        var driver = StateDriver(answers: Sample.workspace(items: items))
        driver.press("<enter>c<enter>")
        driver.answer(.sides, .progress(Progress(label: "comparing", done: 2, total: 9)))
        #expect(driver.state.sides?.progress?.done == 2)
        driver.press("<esc>")
        #expect(driver.state.place == .sides && driver.works(in: .sides).last == .cancel)
        driver.press("r")
        driver.answer(.sides, .failed(PlatformError(.unreachable)))
        #expect(driver.state.sides?.phase == .failed(PlatformError(.unreachable)))
        driver.press("<esc>")
        #expect(driver.state.place == .items)
    }

    // MARK: The detail

    private func row(_ text: String) -> [Span] { [Span(text)] }

    @Test("Rows with one text stand beside each other, the others are marked")
    func detail() {
        let rows = SidesDetail.rows(
            [row("head 1"), row("same"), row("old"), row("end")], [row("head 2"), row("same"), row("end")])
        #expect(rows.map(\.differs) == [false, false, true, false])
        #expect(rows[2] == SidesDetailRow(left: row("old"), right: nil, differs: true))
        #expect(SidesDetail.rows([], [row("x")]) == [SidesDetailRow(left: nil, right: row("x"), differs: true)])
    }

    @Test("In one column the rows of the one stand above those of the other")
    func stacked() {
        let rows = SidesDetail.rows(
            [row("h"), row("a"), row("b"), row("same")], [row("h"), row("c"), row("d"), row("same")])
        let stacked = SidesDetail.stacked(rows).dropFirst().map { ($0.left ?? $0.right ?? []).map(\.text).joined() }
        #expect(stacked == ["a", "b", "c", "d", "same"])
    }

    // MARK: Finding

    @Test("/ looks in both runs as one types, says how often it stands in each, and n and N go from one to the next")
    func find() throws {
        var driver = driver()
        driver.press("c<enter>g/")
        driver.type("make")
        let find = try #require(driver.state.sides?.find)
        // The commands and what came of them, in each run.
        #expect(find[.left].total == 4 && find[.right].total == 2)
        #expect(find.words == "make: A 4, B 2")
        func steps() -> [Int?] { [driver.state.sides?.selected?.left, driver.state.sides?.selected?.right] }
        driver.press("<enter>")
        #expect(driver.state.sides?.selected.map { $0.left == 2 || $0.right == 3 } == true)
        let first = steps()
        driver.press("n")
        #expect(steps() != first)
        driver.press("N")
        #expect(steps() == first)
        driver.press("N")
        #expect(driver.state.message?.text == "Continued from the last match")
        let lit = driver.state.sides?.detail.contains { row in
            (row.left ?? []).contains { $0.ink.slot == .match } || (row.right ?? []).contains { $0.ink.slot == .match }
        }
        #expect(lit == true)
    }

    @Test("Esc gives a find up where it began, and a pattern that makes no sense is told")
    func giveUp() {
        var driver = driver()
        driver.press("c<enter>")
        let before = driver.state.sides?.line
        driver.press("/")
        driver.type("echo")
        #expect(driver.state.sides?.line != before)
        driver.press("<esc>")
        #expect(driver.state.sides?.find == nil && driver.state.sides?.line == before)
        driver.press("/")
        driver.type("/(/")
        #expect(driver.state.prompt?.problem != nil)
        driver.press("<enter>")
        // It stands to be put right; given up, what was in force before is.
        #expect(driver.state.prompt?.problem != nil)
        driver.press("<esc>")
        #expect(driver.state.sides?.find == nil)
    }
}
