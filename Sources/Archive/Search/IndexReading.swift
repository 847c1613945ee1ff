import Platform
import Trajectory
import Wire

/// A document that was read for the index, or the reason why it could not be.
extension IndexStore {
    struct Reading: Sendable {
        var document: Int
        var task: String
        var messages: [IndexedMessage] = []
        var error: String?

        /// Reads a sample's document; all of its messages are in memory then.
        init(_ evaluation: ArchivedEvaluation, _ sample: Int, document: Int) {
            self.document = document
            task = evaluation.item(sample).taskName
            guard let location = evaluation.samples[sample].document else { return }
            do throws(PlatformError) {
                let read = ReadDocument.read(try location.load(), name: location.name)
                error = read.refusal
                messages = IndexedMessage.messages(of: read.steps)
            } catch {
                self.error = error.detail
            }
        }

        /// Bytes of text, roughly.
        var size: Int {
            messages.reduce(0) {
                $0 + $1.body.utf8.count + ($1.reasoning?.utf8.count ?? 0) + ($1.calls?.utf8.count ?? 0)
            }
        }
    }
}
