package import Trajectory
package import Wire

extension TrajectoryDocument {
    /// Maps a file and looks at all of it. Throws the system's error where the file cannot be read.
    package static func open(path: String) throws(SystemError) -> TrajectoryDocument {
        let store = try ByteStore(mapping: path)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let document = TrajectoryDocument(store: store, expectedBytes: store.count, name: name)
        document.finish(interrupted: false)
        return document
    }
}
