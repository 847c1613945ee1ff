import App
import Platform
import RichText
import Terminal
import TestSupport
import Testing
import Triage
import Wire

@testable import Effects
@testable import Panes
@testable import Reader
@testable import Shell

@Suite("Work on many items, behind the screen")
struct BehindTheScreenTests {
    private static let many = ItemsModel.mostAtOnce + 1

    private func opened(_ items: [EvaluationItem]) -> StateDriver {
        var driver = StateDriver(answers: Sample.workspace(items: items))
        driver.press("<enter>")
        driver.reckons = false
        return driver
    }

    private func large() -> StateDriver {
        opened(
            (0..<Self.many).map { Sample.item($0, status: $0.isMultiple(of: 3) ? .failed : .passed, error: "e\($0)") })
    }

    private func arranged(_ driver: StateDriver, _ number: Int) throws -> EffectResult {
        let work = driver.computed(FilterSortWork.self)[number]
        return .arranged(try work.run())
    }

    @Test("A long list stays as it is until it is arranged, and the selection on its item")
    func arranging() throws {
        var driver = large()
        driver.press("jjj!")
        #expect(driver.state.items?.isArranging == true)
        #expect(driver.state.items?.visible.count == Self.many)
        #expect(driver.state.items?.selected?.id == "item-3")
        driver.answer(.arrange, try arranged(driver, 0))
        #expect(driver.state.items?.isArranging == false)
        #expect(driver.state.items?.visible.count == (Self.many + 2) / 3)
        #expect(driver.state.items?.selected?.id == "item-3")
        #expect(driver.state.items?.cursor.selected == 1)
    }

    @Test("An arrangement that nobody wants any more is dropped")
    func late() throws {
        var driver = large()
        driver.press("!")
        let first = try #require(driver.effects.last { $0.ticket.slot == .arrange })
        let old = try arranged(driver, 0)
        driver.press("!")
        // Nothing is asked any more, so the list is whole at once.
        driver.send(.answer(first.ticket, old))
        #expect(driver.state.items?.visible.count == Self.many)
        #expect(driver.state.items?.isArranging == false)
    }

    @Test("Rows that come while a long list is filtered take its place together with what the filter leaves of them")
    func refreshed() throws {
        var driver = large()
        driver.press("!")
        driver.answer(.arrange, try arranged(driver, 0))
        let before = driver.state.items?.selected?.id
        driver.answers = Sample.workspace(items: (0..<Self.many).map { Sample.item($0 + 1, status: .failed) })
        driver.press("r")
        #expect(driver.state.items?.rows.first?.item.id == "item-0")
        #expect(driver.state.items?.selected?.id == before)
        driver.answer(.arrange, try arranged(driver, 1))
        #expect(driver.state.items?.rows.first?.item.id == "item-1")
        #expect(driver.state.items?.visible.count == Self.many)
    }

    @Test("Groups are reckoned behind, say so, and are dropped when one went back")
    func grouping() throws {
        var driver = opened((0..<9).map { Sample.item($0, status: .failed, error: "no file \($0)") })
        driver.press("e")
        #expect(driver.state.items?.classes?.isComing == true)
        let work = try #require(driver.computed(GroupWork.self).last)
        let grouped = try work.run()
        driver.answer(.group, .progress(Progress(label: "grouping", done: 4, total: 9)))
        #expect(driver.state.items?.classes?.progress?.done == 4)
        let ticket = try #require(driver.effects.last { $0.ticket.slot == .group }?.ticket)
        driver.press("<esc>")
        driver.send(.answer(ticket, .grouped(grouped)))
        #expect(driver.state.items?.classes == nil)
        driver.press("e")
        driver.answer(.group, .grouped(grouped))
        #expect(driver.state.items?.classes?.classes.map(\.count) == [9])
        #expect(driver.state.message?.text.hasPrefix("1 class of failures") == true)
    }

    @Test("The detail shows the class that is selected, and then the group")
    func detail() {
        var items = (0..<3).map { Sample.item($0, status: .failed, error: "no file \($0)") }
        items.append(Sample.item(9, status: .timedOut, error: "too slow"))
        var driver = StateDriver(answers: Sample.workspace(items: items))
        driver.press("<enter>e")
        func text(_ driver: StateDriver) -> String { driver.state.detail.lines.map(\.text).joined(separator: "\n") }
        #expect(text(driver).contains("no file 0"))
        #expect(text(driver).contains("3 of 4 failures"))
        #expect(text(driver).contains("claude, gpt") || text(driver).contains("gpt, claude"))
        driver.press("j")
        #expect(text(driver).contains("too slow"))
        driver.press("e")
        #expect(text(driver).contains("This group"))
    }

    @Test("Failures that say nothing are told by the last error of their trajectories, and so does the row")
    func lastErrors() throws {
        let items = (0..<4).map { Sample.item($0, status: .failed) } + [Sample.item(9, status: .failed, error: "known")]
        var driver = StateDriver(answers: Sample.workspace(items: items))
        driver.press("<enter>e")
        #expect(driver.state.items?.classes?.classes.map(\.count) == [4, 1])
        guard case .lastErrors(let asked) = driver.asked(in: .lastErrors).last else { throw CancellationError() }
        #expect(asked.map(\.id) == ["item-0", "item-1", "item-2", "item-3"])
        #expect(driver.state.items?.classes?.reading?.total == 4)
        for number in 0..<3 {
            let text = "ValueError: bad \(number)"
            driver.answer(.lastErrors, .lastError(LastErrors.Found(item: ItemID("item-\(number)"), text: text)))
        }
        driver.answer(.lastErrors, .lastError(LastErrors.Found(item: "item-3", text: nil)))
        driver.answer(.lastErrors, .lastErrorsRead)
        let classes = try #require(driver.state.items?.classes?.classes)
        #expect(classes.map(\.count) == [3, 1, 1])
        #expect(classes.first?.signature.source == .trajectory)
        #expect(classes.first?.example == "ValueError: bad 0")
        // What was read is not read again.
        #expect(driver.state.items?.classes?.unread == 0)
        #expect(driver.state.items?.classes?.reading == nil)
    }

    @Test("The last failed result of a trajectory is found, and read once")
    func reading() async throws {
        let document: JSONValue = [
            "schema_version": "ATIF-v1.7", "agent": ["name": "a", "version": "1"],
            "steps": [
                [
                    "step_id": 1, "source": "agent", "message": "",
                    "tool_calls": [["tool_call_id": "c", "function_name": "bash", "arguments": ["command": "x"]]],
                    "observation": [
                        "results": [
                            [
                                "source_call_id": "c", "content": "OSError: disk is full",
                                "extra": ["tool_result_is_error": true],
                            ]
                        ]
                    ],
                ],
                ["step_id": 2, "source": "agent", "message": "I give up."],
            ],
        ]
        let platform = FakePlatform.sample()
        platform.edit { $0.documents["s2"] = [.atif: document.bytes] }
        let reads = CachedPlatform(platform: platform, cache: ResponseCache())
        let items = try await reads.allItems(of: "e1").filter { $0.id != "i1" }
        for _ in 0..<2 {
            let found = Recorder<LastErrors.Found>()
            try await reads.lastErrors(of: items) { found.append($0) }
            #expect(found.values.first { $0.item == "i2" }?.text == "OSError: disk is full")
            #expect(found.values.count == items.count)
        }
        #expect(platform.calls.count { $0.hasPrefix("trajectory s2") } == 1)
    }
}
