import App
import Platform
import RichText
import Terminal
import TestSupport
import Testing
import Trajectory
import Triage
import Wire

@testable import Reader
@testable import Shell

@Suite("Loops, sums and bookmarks of a trajectory")
struct TrajectoryLoopTests {
    private static func calling(_ number: Int, _ command: String, copied: Bool = false) -> JSONValue {
        [
            "step_id": .int(number), "source": "agent", "message": "",
            "timestamp": .string("2026-04-15T12:00:\(number < 10 ? "0" : "")\(number)Z"),
            "is_copied_context": .bool(copied),
            "tool_calls": [["tool_call_id": "c", "function_name": "bash", "arguments": ["command": .string(command)]]],
            "observation": ["results": [["source_call_id": "c", "content": .string("output \(number)")]]],
            "metrics": ["prompt_tokens": .int(100 * number), "completion_tokens": 10, "cost_usd": 0.5],
        ]
    }

    private static func document(_ steps: [JSONValue], final: JSONValue = .null) -> TrajectoryDocument {
        let value: JSONValue = [
            "schema_version": "ATIF-v1.7", "agent": ["name": "a", "version": "1"], "steps": .array(steps),
            "final_metrics": final,
        ]
        return TrajectoryDocument.read(value.bytes, name: "test")
    }

    private static func driver(_ document: TrajectoryDocument, bookmarks: [Bookmark] = []) -> StateDriver {
        let answers = Sample.workspace(items: [Sample.item(0)], document: document)
        var driver = StateDriver(
            answers: { work in
                if case .marks(.loadBookmarks(let place)) = work {
                    [.bookmarks(place, bookmarks)]
                } else {
                    answers(work)
                }
            }, computed: StateDriver.counted)
        driver.press("<enter><enter>")
        return driver
    }

    /// Two steps, `make` fourteen times, two steps.
    private static var looping: TrajectoryDocument {
        let commands = ["ls", "cat x"] + [String](repeating: "make", count: 14) + ["ls", "ls"]
        return document(commands.enumerated().map { calling($0.offset + 1, $0.element) })
    }

    private func rows(_ driver: StateDriver) -> [Int] {
        guard let model = driver.state.trajectory else { return [] }
        return (0..<model.outlineCount).compactMap { model.reading.step(atOutlineRow: $0) }
    }

    @Test("A call that is made again and again takes one row of the outline until it is unfolded")
    func folding() {
        var driver = Self.driver(Self.looping)
        #expect(rows(driver) == [0, 1, 2, 16, 17])
        #expect(driver.state.trajectory?.reading.foldedLoop(at: 5) == 2..<16)
        driver.press("<tab>jj")
        #expect(driver.state.trajectory?.current == 2)
        driver.press("j")
        #expect(driver.state.trajectory?.current == 16)
        driver.press("kzo")
        #expect(rows(driver) == Array(0..<18))
        driver.press("zc")
        #expect(rows(driver) == [0, 1, 2, 16, 17])
        driver.press("<enter>")
        #expect(rows(driver).count == 18)
        driver.press("zM")
        #expect(rows(driver).count == 5)
        driver.press("zR")
        #expect(rows(driver).count == 18)
    }

    @Test("Jumps, finds and numbers land within a folded loop; the body has every step")
    func landing() {
        var driver = Self.driver(Self.looping)
        driver.press(":")
        driver.type("9")
        driver.press("<enter>")
        #expect(driver.state.trajectory?.current == 8)
        #expect(driver.state.trajectory?.outline.selected == 2)
        driver.press("}")
        #expect(driver.state.trajectory?.current == 9)
        driver.press("/")
        driver.type("output 12")
        driver.press("<enter>")
        #expect(driver.state.trajectory?.current == 11)
        driver.press("&")
        #expect(driver.state.trajectory?.shownCount == 3)
        #expect(driver.state.trajectory?.outlineCount == 3)
        driver.press("<esc>")
        #expect(rows(driver).count == 5)
        #expect(driver.state.trajectory?.shownCount == 18)
    }

    @Test("Steps that come anew, as the last ones of a growing document do, are no loop twice")
    func growing() {
        var loops = Loops()
        let outlines = (0..<8).compactMap { Self.looping.outline($0 + 2) }
        let steps = outlines.enumerated().map { SurveyedStep(index: $0.offset, $0.element) }
        for step in steps.prefix(6) { loops.add(step) }
        #expect(loops.ranges == [0..<6])
        for step in steps.suffix(4) { loops.add(step) }
        #expect(loops.ranges == [0..<8])
        #expect(loops.loop(at: 7) == 0..<8)
        #expect(loops.loop(at: 8) == nil)
    }

    @Test("Rows and steps of an outline with folds lead to each other")
    func foldedRows() {
        let rows = FoldedRows([2..<5, 5..<9, 20..<23])
        let steps = [0, 1, 2, 5] + Array(9...20) + [23, 24]
        for (row, step) in steps.enumerated() {
            #expect(rows.step(atRow: row) == step)
            #expect(rows.row(ofStep: step) == row)
        }
        #expect(rows.row(ofStep: 7) == 3)
        #expect(rows.hiddenSteps == 7)
    }

    @Test("What was spent grows from step to step, without what was copied")
    func spending() {
        let steps = [Self.calling(1, "a", copied: true), Self.calling(2, "b"), Self.calling(3, "c")]
        var driver = Self.driver(Self.document(steps))
        #expect(driver.state.trajectory?.spent == [])
        driver.press("}")
        #expect(driver.state.trajectory?.spent == ["210 tok", "$0.50", "1.0s"])
        driver.press("}")
        #expect(driver.state.trajectory?.spent == ["520 tok", "$1.00", "2.0s"])
        #expect(driver.state.trajectory?.reading.contextShare(of: 150) == 0.5)
    }

    @Test("Sums of thousands of steps are those of adding them all up")
    func manySums() {
        let steps = (0..<1_000).map { index -> SurveyedStep in
            var outline = StepOutline(number: index + 1, source: .agent, preview: "", size: 1)
            outline.metrics = Metrics(promptTokens: Quantity(index), completionTokens: 1)
            return SurveyedStep(index: index, outline)
        }
        var totals = RunningTotals()
        for step in steps { totals.add(step) }
        // The last steps of a document that grows come anew: from anywhere, the sums are the same.
        for first in [1_000, 999, 513, 512, 511, 0] {
            totals.forget(from: first, steps)
            for step in steps[first...] { totals.add(step) }
            for step in [0, 1, 255, 256, 257, 999] {
                #expect(totals.sums(upTo: step, steps).tokens == Quantity((0...step).reduce(0) { $0 + $1 + 1 }))
            }
        }
    }

    @Test("Final metrics that the steps do not bear out are told below the last step and in :about")
    func disagreement() {
        // More than the steps have was used by what is no step, such as summaries: no problem of the document.
        let final: JSONValue = ["total_prompt_tokens": 99, "total_completion_tokens": 20]
        var driver = Self.driver(Self.document([Self.calling(1, "a"), Self.calling(2, "b")], final: final))
        let rows = driver.state.trajectory?.reading.rows(of: 1).rows.map { $0.spans.map(\.text).joined() } ?? []
        #expect(rows.contains { $0.contains("final metrics say 99 prompt tokens, the steps sum to 300") })
        driver.press(":")
        driver.type("about")
        driver.press("<enter>")
        guard case .text(let pane) = driver.state.overlay else {
            Issue.record("nothing is told")
            return
        }
        let text = pane.lines.map(\.text).joined(separator: "\n")
        #expect(text.contains("300 tokens  final: 99"))
        #expect(text.contains("final metrics say 99"))
    }

    @Test("Bookmarks of earlier runs are there, have names, and are chosen from a list")
    func bookmarks() {
        var driver = Self.driver(
            Self.looping, bookmarks: [Bookmark(step: 4, name: "here it breaks"), Bookmark(step: 99)])
        #expect(driver.state.trajectory?.bookmarks == [4, 99])
        driver.press("'")
        #expect(driver.state.trajectory?.current == 4)
        #expect(driver.state.message?.text == "bookmark 1 of 1: here it breaks")
        driver.press("}")
        driver.press(":")
        driver.type("bookmark second look")
        driver.press("<enter>")
        let place = TrajectoryKey(evaluation: "eval-1", session: "session-0")
        #expect(driver.stored.last == .storeBookmark(Bookmark(step: 5, name: "second look"), place))
        driver.press(":")
        driver.type("bookmarks")
        driver.press("<enter>")
        guard case .menu(let menu) = driver.state.overlay else {
            Issue.record("no list")
            return
        }
        #expect(menu.choices.map(\.label) == ["5  here it breaks", "6  second look"])
        driver.press("k<enter>")
        #expect(driver.state.trajectory?.current == 4)
        driver.press("B")
        #expect(driver.stored.last == .removeBookmark(step: 4, place))
    }

    @Test("Matches in context that was copied are lit and counted apart")
    func copied() {
        let steps = [Self.calling(1, "needle", copied: true), Self.calling(2, "hay"), Self.calling(3, "needle")]
        var driver = Self.driver(Self.document(steps))
        driver.press("/")
        driver.type("needle")
        #expect(driver.state.trajectory?.find?.counts == [2: 1])
        #expect(driver.state.trajectory?.find?.copied == 1)
        #expect(driver.state.trajectory?.reading.rows(of: 0).matchRows.count == 1)
        let dimmed = driver.state.trajectory?.reading.rows(of: 0).rows.dropFirst().flatMap(\.spans) ?? []
        #expect(dimmed.allSatisfy { [.dim, .match].contains($0.ink.slot) || $0.text.allSatisfy { $0 == " " } })
    }
}
