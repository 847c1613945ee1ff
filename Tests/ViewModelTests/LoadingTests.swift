import App
import Platform
import TestSupport
import Testing
import Trajectory
import Wire

@testable import Reader
@testable import Shell

/// What is said while a trajectory comes, and what stays when it breaks off.
@Suite("A trajectory that comes")
struct LoadingTests {
    private static let bytes = Array(
        ("{\"schema_version\":\"ATIF-v1.7\",\"agent\":{\"name\":\"a\"},\"steps\":["
            + (1...40).map { "{\"step_id\":\($0),\"source\":\"agent\",\"message\":\"message \($0)\"}" }
            .joined(separator: ",") + "]}").utf8)

    private static func growing(_ share: Double, of expected: Int? = bytes.count) throws -> TrajectoryDocument {
        let store = try #require(ByteStore(capacity: bytes.count))
        _ = store.append(Array(bytes.prefix(Int(Double(bytes.count) * share))))
        let document = TrajectoryDocument(store: store, expectedBytes: expected, name: "t")
        document.advance()
        return document
    }

    private static func driver() -> StateDriver {
        var driver = StateDriver(answers: Sample.workspace(items: [Sample.item(0)]))
        driver.press("<enter><enter>")
        return driver
    }

    private static func wait(_ seconds: Double, _ driver: inout StateDriver) {
        driver.send(.clock(driver.state.now + seconds))
        driver.answer(.loadTimer, .due)
    }

    @Test("The rate and the time left are told, and when nothing comes any more")
    func pace() throws {
        var driver = Self.driver()
        #expect(driver.state.trajectory?.loadWords(at: driver.state.now) == "loading…")
        Self.wait(4, &driver)
        let nothing = driver.state.trajectory?.loadWords(at: driver.state.now) ?? ""
        #expect(KeyNames.standard.resolve(nothing) == "No data for 4.0s; Esc stops")
        let document = try Self.growing(0.25)
        driver.answer(.trajectory, .document(document, .trajectory(.atif)))
        for _ in 0..<5 {
            Self.wait(1, &driver)
            _ = document.store.append([UInt8](repeating: 0x20, count: 50))
            document.advance()
            driver.answer(.trajectory, .documentGrew)
        }
        let words = try #require(driver.state.trajectory?.loadWords(at: driver.state.now))
        #expect(words.contains("B/s") && words.contains(" left"), "\(words)")
        Self.wait(5, &driver)
        let silent = KeyNames.standard.resolve(
            try #require(driver.state.trajectory?.loadWords(at: driver.state.now)))
        #expect(silent.hasSuffix("nothing for 5.0s; Esc stops"), "\(silent)")
        driver.press("<esc>")
        #expect(driver.state.trajectory?.progress.loss?.hasPrefix("incomplete: ") == true)
        #expect(driver.works(in: .loadTimer).last == .cancel)
    }

    @Test("Fetched again, what was read stays until there is more, also when that breaks off too")
    func again() throws {
        var driver = Self.driver()
        let first = try Self.growing(0.5)
        driver.answer(.trajectory, .document(first, .trajectory(.atif)))
        first.finish(interrupted: true)
        driver.answer(.trajectory, .failed(PlatformError(.interrupted, detail: "closed")))
        let steps = try #require(driver.state.trajectory?.stepCount)
        #expect(steps > 10)
        #expect(driver.state.trajectory?.progress.loss?.hasPrefix("incomplete: ") == true)
        driver.press("Gr")
        let second = try Self.growing(0.1)
        driver.answer(.trajectory, .document(second, .trajectory(.atif)))
        #expect(driver.state.trajectory?.stepCount == steps)
        #expect(driver.state.trajectory?.current == steps - 1)
        second.finish(interrupted: true)
        driver.answer(.trajectory, .failed(PlatformError(.interrupted, detail: "closed")))
        #expect(driver.state.trajectory?.stepCount == steps)
        #expect(driver.state.trajectory?.current == steps - 1)
        driver.press("r")
        let third = try Self.growing(1)
        third.finish(interrupted: false)
        driver.answer(.trajectory, .document(third, .trajectory(.atif)))
        #expect(driver.state.trajectory?.stepCount == 40)
        #expect(driver.state.trajectory?.current == steps - 1)
        #expect(driver.state.trajectory?.progress.loss == nil)
    }

    @Test("Keys that are pressed while it is fetched again lose no place")
    func againWithKeys() throws {
        var driver = Self.driver()
        let whole = try Self.growing(1)
        whole.finish(interrupted: false)
        driver.answer(.trajectory, .document(whole, .trajectory(.atif)))
        driver.press("Gr")
        let second = try Self.growing(0.1)
        driver.answer(.trajectory, .document(second, .trajectory(.atif)))
        driver.press("k")
        let place = driver.state.trajectory?.current
        _ = second.store.append(Array(Self.bytes[second.store.count...]))
        second.finish(interrupted: false)
        driver.answer(.trajectory, .documentGrew)
        #expect(driver.state.trajectory?.document === second)
        #expect(driver.state.trajectory?.current == place && place ?? 0 > 30)
    }

    @Test("Asked for anew, what comes is not taken for silence")
    func paceAnew() {
        var pace = LoadPace(asked: Timestamp(seconds: 0))
        pace.note(5_000, at: Timestamp(seconds: 1))
        pace.note(100, at: Timestamp(seconds: 60))
        #expect(pace.silence(at: Timestamp(seconds: 61)) == nil)
    }

    @Test("What ends in the middle without a word of the server is incomplete, too")
    func cutOff() throws {
        var driver = Self.driver()
        let document = try Self.growing(0.5, of: nil)
        document.finish(interrupted: false)
        driver.answer(.trajectory, .document(document, .trajectory(.atif)))
        #expect(driver.state.trajectory?.progress.loss == "incomplete: it ends in the middle")
    }

    @Test("Keys that begin a sequence elsewhere take the next key with them here")
    func sequences() {
        var driver = StateDriver(answers: Sample.workspace(items: [Sample.item(0)]))
        driver.press("<enter>]d")
        #expect(driver.state.prompt == nil)
        #expect(driver.state.message?.text.contains("does nothing here") == true)
        driver.press("d")
        #expect(driver.state.prompt != nil)
    }
}
