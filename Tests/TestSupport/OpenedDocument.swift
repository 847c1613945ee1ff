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

    /// All trajectories of the file, each by itself; empty where it is a single one. They are read when they are asked for:
    /// of a file with very many, ask for one with `part`.
    package var parts: [TrajectoryDocument] { (0..<partCount).compactMap(part) }
}
