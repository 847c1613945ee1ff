package import Foundation

/// Real trajectories, which stand beside the repository and are not part of it.
package enum FixtureFiles {
    /// The folder; it may be absent.
    package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/fixtures")

    package static var areHere: Bool { FileManager.default.fileExists(atPath: root.path(percentEncoded: false)) }

    /// Why tests that need them are skipped.
    package static let absence = "needs ../shared/fixtures beside the package"

    /// The paths of all JSON files under a folder of the fixtures, sorted.
    package static func paths(under folder: String = "") -> [String] {
        let start = folder.isEmpty ? root : root.appending(path: folder)
        let found = FileManager.default.enumerator(at: start, includingPropertiesForKeys: nil)
        let kinds: Set<String> = ["json", "jsonl", "traj"]
        return (found?.compactMap { $0 as? URL } ?? []).filter { kinds.contains($0.pathExtension) }
            .map { $0.path(percentEncoded: false) }.sorted()
    }

    /// The path from the folder of the fixtures on, for messages.
    package static func shortName(_ path: String) -> String {
        String(path.dropFirst(root.path(percentEncoded: false).count))
    }
}
