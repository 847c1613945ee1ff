import Foundation
import TerminalHarness
import Testing

/// A worlds job from its form to its trajectory, and a bundle from its key to the disk, on the real program.
@Suite(.enabled(if: Browser.hasDemo, "trawl demo is not there yet")) struct WorldsScreenTests {
    @Test func aJobIsWrittenFollowedAndRead() throws {
        let session = try Browser.demo(width: 100, height: 30)
        try session.press("w")
        #expect(session.lines[1].contains("Worlds jobs"))
        try session.press("a")
        #expect(session.screenText.contains("New worlds job"))
        // Count: 101 is one too many, and is kept when it is refused.
        try session.press("\t\t01\r")
        #expect(session.screenText.contains("must be from 1 to 100"))
        #expect(session.screenText.contains("101"))
        try session.press("\u{7f}\u{7f}\u{7f}2\r")
        #expect(session.screenText.contains("\"count\": 2"))
        try session.press("\r")
        #expect(session.lines[3].contains("queued") || session.lines[3].contains("running"))
        try session.wait(for: "the job to complete") { $0.line(3).contains("completed") }
        try session.press("\r")
        #expect(session.screenText.contains("trajectory_batch"))
        let trajectories = session.lines.filter { $0.contains("random-42") || $0.contains("random-43") }
        #expect(trajectories.count == 2)
        try session.press("\r")
        #expect(session.lines[0].contains("step 1"))
        #expect(session.screenText.contains("Goal: Domain Admins"))
        try session.press("L")
        #expect(session.lines[0].contains("random-43"))
    }

    @Test func aCancelledJobEnds() throws {
        let session = try Browser.demo(width: 100, height: 30)
        // The manifests are here when the form is idle.
        for keys in ["w", "a", "\r", "\r"] { try session.press(keys) }
        try session.press("Xcancel\r")
        try session.wait(for: "the job to be cancelled") { $0.line(3).contains("cancelled") }
        #expect(session.lines[3].contains("⊘"))
    }

    @Test func aBundleIsDownloadedBehind() throws {
        let home = Browser.home()
        let folder = try #require(home["HOME"])
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let session = try Browser.demo(width: 120, height: 30, environment: home)
        try session.press("G:download ~/all.zip openai\r")
        try session.wait(for: "the end of the download") { $0.line(29).contains("items") }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("all") }
        #expect(files == ["all.zip"])
        try session.press(":download ~/all.zip\r")
        try session.wait(for: "the refusal") { $0.line(29).contains("exists") }
        #expect(session.lines[29].contains(":download!"))
    }
}
