package import Triage
import Wire

/// What one run leaves for the next, in the state folder.
package struct StateFile: Sendable {
    private let path: String

    package init(path: String) { self.path = path }

    /// A file that is absent or damaged leaves nothing.
    package func read() -> SavedState {
        guard let bytes = try? RegularFile.read(path, atMost: 16 << 20), let json = try? JSONParser.parse(bytes) else {
            return SavedState()
        }
        return SavedState(json)
    }

    /// Replaces the file in one step. Another run may have written since: the later one wins.
    package func write(_ resumption: SavedState) throws {
        try PrivateFile.replace(path, with: resumption.json.bytes, isConvenience: true)
    }
}
