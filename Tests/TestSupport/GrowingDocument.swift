package import Trajectory
import Wire

/// A document that comes in parts.
package final class GrowingDocument {
    package let document: TrajectoryDocument
    private let bytes: [UInt8]
    private var sent = 0

    /// Nil where there is no room for it.
    package init?(_ whole: TrajectoryDocument) {
        bytes = whole.store.bytes(0..<whole.store.count)
        guard let store = ByteStore(capacity: bytes.count + 1) else { return nil }
        document = TrajectoryDocument(store: store, expectedBytes: bytes.count, name: "growing")
    }

    /// Brings in so much of it, from 0 to 1.
    package func advance(to share: Double) {
        let end = min(bytes.count, Int(Double(bytes.count) * share))
        guard end > sent else { return }
        _ = document.store.append(Array(bytes[sent..<end]))
        sent = end
        document.advance()
        if end == bytes.count { document.finish(interrupted: false) }
    }
}
