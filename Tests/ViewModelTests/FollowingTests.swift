import App
import Platform
import Terminal
import TestSupport
import Testing
import Trajectory

@testable import App
@testable import Panes
@testable import Reader
@testable import Shell

/// A trajectory that is read while its item runs, and a file that grows.
@Suite("Following a trajectory")
struct FollowingTests {
    private static func running(_ steps: Int, status: ItemStatus = .agentRunning) -> (PlatformWork) -> [EffectResult] {
        let item = Sample.item(0, status: status)
        let answers = Sample.workspace(items: [item], status: .running, document: Sample.document(steps: steps))
        return { work in if case .item = work { [.item(item)] } else { answers(work) } }
    }

    private static func driver(_ steps: Int, keys: String) -> StateDriver {
        var driver = StateDriver(answers: running(Int(steps)), computed: StateDriver.counted)
        driver.press("<enter><enter>")
        driver.press(keys)
        return driver
    }

    /// Without where the item stands in its list.
    private static func news(_ driver: StateDriver) -> String {
        driver.state.news.map(\.text).joined().replacing("1 of 1 · all seen  ", with: "")
    }

    @Test("New steps come below; place, folds, find and what was marked stay, and what came is counted")
    func staysInPlace() throws {
        var driver = Self.driver(20, keys: "F/message 3<enter>}}zcb")
        let before = try #require(driver.state.trajectory)
        #expect(driver.works(in: .followTrajectory).last == .wait(5))
        driver.answers = Self.running(32)
        driver.answer(.followTrajectory, .due)
        let after = try #require(driver.state.trajectory)
        #expect(after.stepCount == 32)
        #expect(after.current == before.current && after.reading.top == before.reading.top)
        #expect(after.reading.choices == before.reading.choices)
        #expect(after.reading.bookmarks == before.reading.bookmarks)
        #expect(after.surveyed.count == 32)
        #expect(after.find?.counts.count == 4, "3 and 30 to 32")
        #expect(Self.news(driver) == "12 new  following  ")
        driver.press("G")
        #expect(Self.news(driver) == "following  ")
    }

    @Test("Who reads the end stays there; looks that bring nothing come further apart")
    func staysAtEnd() throws {
        var driver = Self.driver(20, keys: "GF")
        driver.answers = Self.running(25)
        driver.answer(.followTrajectory, .due)
        #expect(driver.state.trajectory?.current == 24)
        #expect(driver.state.trajectory?.reading.isAtEnd == true)
        for pause in [5.0, 10, 20, 30, 30] {
            #expect(driver.works(in: .followTrajectory).last == .wait(pause))
            driver.answer(.followTrajectory, .due)
        }
    }

    @Test("When the item ends its last steps are fetched, and nobody looks any more; F again stops before")
    func ends() throws {
        var driver = Self.driver(20, keys: "F")
        driver.answers = Self.running(21, status: .passed)
        driver.answer(.followTrajectory, .due)
        #expect(driver.state.trajectory?.stepCount == 21)
        #expect(driver.state.message?.text == "The item has ended: passed")
        #expect(driver.works(in: .followTrajectory).count == 1)
        driver.press("F")
        #expect(driver.state.message?.text == "The item has ended: nothing to follow")

        var stopped = Self.driver(20, keys: "FF")
        #expect(stopped.works(in: .followTrajectory).last == .cancel)
        #expect(Self.news(stopped) == "")
        stopped.press("j")
        #expect(stopped.works(in: .followTrajectory).last == .cancel)
    }

    @Test("A file that is written again is read on; rewritten or cut, it is shown as it is now")
    func file() throws {
        let scope = PlatformScope(
            server: "archive", organization: "a", workspace: "b", capabilities: .files)
        var driver = StateDriver(scope: scope, answers: Self.running(20, status: .passed))
        driver.press("<enter><enter>}}}")
        driver.answers = Self.running(23, status: .passed)
        driver.answer(.fileChange, .due)
        #expect(driver.state.trajectory?.stepCount == 23)
        #expect(driver.state.trajectory?.current == 3)
        #expect(Self.news(driver) == "3 new  ")
        driver.answers = Self.running(2, status: .passed)
        driver.answer(.fileChange, .due)
        #expect(driver.state.trajectory?.stepCount == 2)
        #expect(driver.state.trajectory?.current == 1)
        #expect(Self.news(driver) == "rewritten  ")
        driver.press("k")
        #expect(Self.news(driver) == "")
        // Who asks to follow what is followed already stops nothing; who asks again does.
        driver.press("F")
        #expect(driver.works(in: .fileChange).last != .cancel)
        driver.press("F")
        #expect(driver.works(in: .fileChange).last == .cancel)
    }

    @Test("A document whose first steps are others is no continuation")
    func another() {
        let state = ReadingState(ReadingSource(of: Sample.document(steps: 5)))
        #expect(state.goesOn(in: Sample.document(steps: 6)))
        #expect(!state.goesOn(in: Sample.document(steps: 6, refusingAt: 1)))
        #expect(!state.goesOn(in: Sample.document(steps: 4)))
    }
}

extension ReadingSource {
    fileprivate init(of document: TrajectoryDocument) {
        self.init(
            reference: DocumentReference(document), request: nil, name: "", file: nil, bookmarks: nil, item: nil)
    }
}
