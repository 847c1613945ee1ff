import Foundation
import TerminalHarness
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

    /// Screens to look at, by what is typed.
    private static let screens = [
        "evaluations": "", "items": "jjj\r", "classes": "jjj\re", "reader": "jjj\r\r", "timeline": "jjj\r\rt",
        "summary": "jjji", "hits": "jjj\rsflag\r", "refusals": "jjj\rR", "help": "jjj\r?", "worlds": "w",
    ]

    /// `.ci/pictures FOLDER` draws them.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["TRAWL_PICTURES"] != nil, "for .ci/pictures"))
    func theScreensToLookAt() throws {
        let folder = URL(filePath: ProcessInfo.processInfo.environment["TRAWL_PICTURES"] ?? "")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, keys) in Self.screens {
            for (theme, width, height) in [("dark", 120, 40), ("dark", 80, 24), ("light", 120, 40), ("light", 80, 24)] {
                let session = try TerminalSession(
                    command: Browser.path, arguments: ["demo", "--theme", theme], width: width, height: height,
                    environment: Browser.home())
                try session.waitIdle()
                for key in keys { try session.press(String(key)) }
                let picture = ScreenPicture(screen: session.screen, isLight: theme == "light").svg
                let file = folder.appending(path: "\(name)-\(theme)-\(width)x\(height).svg")
                try picture.write(to: file, atomically: true, encoding: .utf8)
            }
        }
    }
}
