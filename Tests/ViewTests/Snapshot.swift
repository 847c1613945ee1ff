import Foundation
import Terminal
import Testing

@testable import App
@testable import TestSupport
@testable import Views

/// Screens as they were once looked at and found right: text, and below it how each row looks.
enum Snapshot {
    /// Beside the test targets, so that it is no source of any of them.
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Snapshots/ViewTests")

    /// A wide terminal, the usual one, and the smallest.
    static let sizes = [Size(width: 120, height: 40), Size(width: 80, height: 24), Size(width: 40, height: 10)]

    /// Set to write what is drawn now over what is kept.
    private static let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil

    /// A frame as text: its rows, then `row: columns look` for the rows that are not plain.
    static func text(_ buffer: CellBuffer) -> String {
        let rows = (0..<buffer.size.height).map { buffer.line($0) }
        let looks = (0..<buffer.size.height).compactMap { row in
            let look = buffer.attributesLine(row)
            return look.isEmpty ? nil : "\(row): \(look)"
        }
        return (rows + ["---"] + looks).joined(separator: "\n") + "\n"
    }
}

/// Holds a frame against the one kept under a name. A frame that is not kept yet is written, and the test fails so that
/// somebody looks at it.
func assertSnapshot(
    _ buffer: CellBuffer, named name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    try Snapshot.check(buffer, name, sourceLocation)
}

/// Holds the screen of a state, drawn without colours, against the one kept under a name and its size.
func assertScreen(
    _ state: AppState, named name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let size = state.size
    var buffer = CellBuffer(size: size)
    Views.draw(state, theme: .plain, into: &buffer)
    try assertSnapshot(buffer, named: "\(name)-\(size.width)x\(size.height)", sourceLocation: sourceLocation)
}

extension Snapshot {
    fileprivate static func check(_ buffer: CellBuffer, _ name: String, _ location: SourceLocation) throws {
        let file = folder.appending(path: "\(name).txt")
        let drawn = text(buffer)
        guard !isRecording, let kept = try? String(contentsOf: file, encoding: .utf8) else {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try drawn.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("\(name): written anew, look at it", sourceLocation: location)
            return
        }
        #expect(difference(kept, drawn) == nil, "\(name)", sourceLocation: location)
    }

    /// The first line in which two texts differ.
    private static func difference(_ kept: String, _ drawn: String) -> String? {
        let old = kept.split(separator: "\n", omittingEmptySubsequences: false)
        let new = drawn.split(separator: "\n", omittingEmptySubsequences: false)
        for line in 0..<max(old.count, new.count) {
            let before = line < old.count ? old[line] : "(no line)"
            let now = line < new.count ? new[line] : "(no line)"
            if before != now { return "line \(line + 1)\nkept  \(before)\ndrawn \(now)" }
        }
        return nil
    }
}
