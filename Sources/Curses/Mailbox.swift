import CNCurses
import Synchronization

/// Something that wakes the loop: a descriptor that is readable while something waits.
package protocol WakeSource: Sendable {
    var descriptor: Int32 { get }
    var isEmpty: Bool { get }
}

/// How other threads speak to the loop: they post, the loop wakes up and takes everything at once, in order.
package final class Mailbox<Message: Sendable>: WakeSource {
    private let waiting = Mutex<[Message]>([])
    /// Readable while messages wait.
    package let descriptor: Int32

    package init() { descriptor = nc_event_open() }

    deinit { if descriptor >= 0 { nc_event_close(descriptor) } }

    /// Never blocks, from any thread.
    package func post(_ message: Message) {
        let wasEmpty = waiting.withLock { messages in
            messages.append(message)
            return messages.count == 1
        }
        // Later messages ride on the first one's wake-up.
        if wasEmpty { nc_event_post(descriptor) }
    }

    /// All that has been posted since the last call.
    package func drain() -> [Message] {
        // Cleared before taking: a message that comes in between is either taken now or wakes the loop again.
        nc_event_clear(descriptor)
        return waiting.withLock { messages in
            let taken = messages
            messages = []
            return taken
        }
    }

    package var isEmpty: Bool { waiting.withLock { $0.isEmpty } }
}
