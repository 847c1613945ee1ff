import Platform
import Trajectory
import Wire

/// A document that was read for the index, or the reason why it could not be.
struct IndexReading: Sendable {
    var document: Int
    var task: String
    var messages: [IndexedMessage] = []
    var error: String?

    /// Reads a sample's document; all of its messages are in memory then. Throws where the task is cancelled meanwhile.
    init(_ evaluation: ArchivedEvaluation, _ sample: Int, document: Int) throws(CancellationError) {
        self.document = document
        task = evaluation.item(sample).taskName
        guard let location = evaluation.samples[sample].document else { return }
        let store: ByteStore
        do throws(PlatformError) {
            store = try location.load()
        } catch {
            self.error = error.detail
            return
        }
        let read = try ReadDocument.read(store, name: location.name)
        error = read.refusal
        messages = IndexedMessage.messages(of: read.steps)
    }

    /// Bytes of text, roughly.
    var size: Int {
        messages.reduce(0) {
            $0 + $1.body.utf8.count + ($1.reasoning?.utf8.count ?? 0) + ($1.calls?.utf8.count ?? 0)
        }
    }
}
