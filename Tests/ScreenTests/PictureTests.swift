import Foundation
import Testing

/// The picture of the README is the program's own screen.
@Suite(.enabled(if: Browser.hasDemo, "trawl demo is not there yet")) struct PictureTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: ".github/trawl.svg")

    /// Out of date? Run this test with RECORD_SNAPSHOTS=1, and look at the picture before it is committed.
    @Test func theReadMeShowsTheScreenAsItIs() throws {
        let session = try Browser.demo(width: 100, height: 30)
        for key in ["j", "j", "j", "\r", "e"] { try session.press(key) }
        let picture = ScreenPicture(screen: session.screen).svg
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try FileManager.default.createDirectory(
                at: Self.file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try picture.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: Self.file, encoding: .utf8) == picture, "the picture is out of date")
    }
}
