import Shell
import Wire

/// What actions of the user came to. Each is shown, and long enough to be read: neither the keys that were typed in the same
/// breath nor what another action says takes it away.
struct Outcomes: Hashable, Sendable {
    private struct Said: Hashable {
        let message: Message
        let time: Timestamp
    }

    private var said: [Said] = []

    /// Seconds for which no key takes an outcome away.
    private static let readingTime = 1.0
    /// Older ones make room.
    private static let most = 8

    mutating func add(_ message: Message, at now: Timestamp) {
        said.removeAll { $0.message == message }
        said.append(Said(message: message, time: now))
        said = said.suffix(Self.most)
    }

    /// A key was pressed: what could be read since goes.
    mutating func passKey(at now: Timestamp) { said.removeAll { now - $0.time >= Self.readingTime } }

    /// Errors first, the latest of each kind before the others.
    var messages: [Message] {
        let all = said.reversed().map(\.message)
        return all.filter { $0.tone == .error } + all.filter { $0.tone != .error }
    }

    func hasError(since time: Timestamp) -> Bool { said.contains { $0.message.tone == .error && $0.time >= time } }
}
