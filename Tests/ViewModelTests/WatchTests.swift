import App
import Panes
import Platform
import Shell
import TestSupport
import Testing
import Trajectory
import Wire

@testable import Reader
@testable import Triage

@Suite("Watches, saved searches and the history of searches")
struct WatchTests {
    private func driver(_ status: JobStatus = .running) -> StateDriver {
        var driver = StateDriver(
            answers: Sample.workspace(
                items: (0..<5).map { Sample.item($0) }, status: status,
                document: Sample.document(steps: 5)))
        driver.press("<enter>")
        return driver
    }

    private func command(_ text: String, _ driver: inout StateDriver) {
        driver.press(":")
        driver.type(text)
        driver.press("<enter>")
    }

    private func state(_ matching: Set<ItemID>, looks: Int) -> WatchState {
        var state = WatchState()
        state.matching = matching
        state.counts = Dictionary(uniqueKeysWithValues: matching.map { ($0, 1) })
        state.looks = looks
        return state
    }

    @Test("What matched before is silent; what starts to match calls, once")
    func calls() {
        var driver = driver()
        command("watch permission denied", &driver)
        #expect(driver.asked(in: .watch).last == .watch("eval-1", .query("permission denied"), WatchState()))
        driver.answer(.watch, .watched(state(["item-1"], looks: 1)))
        #expect(driver.terminal.isEmpty)
        #expect(driver.works(in: .followWatch).last == .wait(5))
        driver.answer(.followWatch, .due)
        driver.answer(.watch, .watched(state(["item-1", "item-3"], looks: 2)))
        #expect(driver.terminal == [.alert("permission denied: task-3", .bell)])
        #expect(driver.state.watch?.words == "watching permission denied: 1 item")
        driver.answer(.followWatch, .due)
        driver.answer(.watch, .watched(state(["item-1", "item-3"], looks: 3)))
        #expect(driver.terminal.count == 1)
        #expect(driver.works(in: .followWatch).last == .wait(10))
        command("watch off", &driver)
        #expect(driver.state.watch == nil)
        #expect(driver.works(in: .followWatch).last == .cancel)
    }

    @Test("A failed look is told and tried again; where nothing runs there is nothing to watch")
    func failures() {
        var driver = driver()
        command("watch refusals", &driver)
        #expect(driver.asked(in: .watch).last == .watch("eval-1", .refusals(.standard), WatchState()))
        driver.answer(.watch, .failed(PlatformError(.status(500))))
        #expect(driver.state.watch?.words == "watch refusals: failed, tries again")
        #expect(driver.works(in: .followWatch).last == .wait(10))
        var ended = self.driver(.completed)
        command("watch refusals", &ended)
        #expect(ended.state.watch == nil)
        #expect(ended.state.message?.tone == .warning)
        command("watch /a(/", &driver)
        #expect(driver.state.message?.tone == .warning)
    }

    @Test("Only the agent's own words wake a watch for refusals")
    func ownWords() async throws {
        let platform = FakePlatform()
        func message(_ role: String, _ text: String) -> JSONValue {
            ["seq": 0, "role": .string(role), "content": .string(text)]
        }
        func document(_ source: String, _ text: String) -> [UInt8] {
            let value: JSONValue = [
                "schema_version": "ATIF-v1.7", "agent": ["name": "a", "version": "1"],
                "steps": [["step_id": 1, "source": .string(source), "message": .string(text)]],
            ]
            return value.bytes
        }
        // The fake platform looks for the whole text of a question: one phrase makes one question.
        let set = RefusalSet(name: "mine", phrases: ["\"I must decline\""])
        platform.edit { state in
            state.items["e1"] = [1, 2].map { number in
                var item = Sample.item(number)
                item.evaluationID = "e1"
                return item
            }
        }
        let watch = Watch(platform: platform, subject: .refusals(set))
        let first = try await watch.look("e1", after: WatchState())
        #expect(first.matching.isEmpty && first.looks == 1)
        platform.edit { state in
            let text = "\" I must decline \""
            state.messages["session-1"] = [message("assistant", text)]
            state.messages["session-2"] = [message("tool", text)]
            state.documents["session-1"] = [.atif: document("agent", "No: \"I must decline\".")]
            state.documents["session-2"] = [.atif: document("user", "Say \"I must decline\".")]
        }
        let second = try await watch.look("e1", after: first)
        #expect(second.matching == ["item-1"])
        #expect(Set(second.counts.keys) == ["item-1", "item-2"])
        let reads = platform.calls.filter { $0.hasPrefix("trajectory") }.count
        let third = try await watch.look("e1", after: second)
        #expect(third.matching == second.matching)
        #expect(platform.calls.filter { $0.hasPrefix("trajectory") }.count == reads)
    }

    @Test("A search is saved in the hits, listed, and asked by its name; both outlast the run")
    func saved() {
        var driver = driver()
        driver.press("s")
        driver.type("\"no such file\"")
        driver.press("<enter>")
        command("save missing", &driver)
        driver.press("s^U")
        driver.type("other")
        driver.press("<enter>")
        command("search missing", &driver)
        #expect(driver.state.hits?.query == "\"no such file\"")
        #expect(driver.asked(in: .search).last == .search("eval-1", "\"no such file\"", isForced: false))
        command("search just words", &driver)
        #expect(driver.state.hits?.query == "just words")
        command("searches", &driver)
        driver.press("<enter>")
        #expect(driver.state.hits?.query == "\"no such file\"")

        let kept = SavedState(driver.state.resumption(after: SavedState(), keepsPlace: false).json)
        var next = self.driver()
        next.configure { _ = $0.resume(kept, keepsPlace: false) }
        next.press("s<up>")
        #expect(next.state.prompt?.input.text == "other")
        next.press("<esc><esc>")
        command("search missing", &next)
        #expect(next.state.hits?.query.contains("file") == true)
        // Another server has a history of its own, and the same saved searches.
        var elsewhere = StateDriver(
            scope: PlatformScope(server: "else", organization: "o", workspace: "w"),
            answers: Sample.workspace(items: [Sample.item(1)]))
        elsewhere.configure { _ = $0.resume(kept, keepsPlace: false) }
        elsewhere.press("<enter>s<up>")
        #expect(elsewhere.state.prompt?.input.text == "")
    }

    @Test("What a server's search says is shown as not told apart until it is read")
    func unclassified() {
        var driver = driver(.completed)
        driver.press("R")
        let finding = RefusalFinding(
            step: 2, phrase: "I must decline", snippet: "…", strength: .full, source: .words, place: .final)
        let hints = [1, 2].map { ItemRefusals(item: ItemID("item-\($0)"), findings: [], hint: "I must decline") }
        driver.answer(.sweep, .swept(hints, RefusalSweep.Progress(), isLast: false))
        #expect(driver.state.sweep?.unclassified == 2 && driver.state.sweep?.refused == 0)
        driver.answer(
            .sweep, .swept([ItemRefusals(item: "item-1", findings: [finding])], RefusalSweep.Progress(), isLast: false))
        #expect(driver.state.sweep?.unclassified == 1 && driver.state.sweep?.refused == 1)
        driver.press("<esc>")
        #expect(driver.state.sweep?.results.count == 2)
        #expect(driver.state.sweep?.byModel.reduce(0) { $0 + $1.count } == 1)
    }

    @Test("A refusal that a document marks itself counts once its trajectory was opened")
    func marked() {
        let value: JSONValue = [
            "schema_version": "ATIF-v1.7", "agent": ["name": "a", "version": "1"],
            "steps": [
                ["step_id": 1, "source": "user", "message": "go"],
                ["step_id": 2, "source": "agent", "message": "…", "extra": ["stop_reason": "refusal"]],
            ],
        ]
        let document = TrajectoryDocument.read(value.bytes, name: "test")
        let isMarked = document.step(1)?.flags.contains(.refusal) == true
        #expect(isMarked)
        var driver = StateDriver(
            answers: Sample.workspace(items: (0..<3).map { Sample.item($0) }, document: document))
        driver.press("<enter>j<enter>")
        #expect(driver.state.place == .trajectory)
        driver.press("<esc>R")
        driver.answer(.sweep, .swept([], RefusalSweep.Progress(), isLast: true))
        #expect(driver.state.sweep?.results.map(\.item) == ["item-1"])
        #expect(driver.state.sweep?.results.first?.findings.map(\.place) == [.only])
    }
}
