import CNCurses
import Glibc
import Terminal

/// Reads stdin as keys.
struct InputReader {
    /// stdin; negative, so that it is no longer waited for, once it has ended.
    private(set) var descriptor = STDIN_FILENO
    /// Bytes read since the program began.
    private(set) var consumed: UInt64 = 0
    /// When what is open in the decoder counts as finished.
    private(set) var deadline: UInt64?

    /// Until when the terminal may say what its background is; nil where it was not asked, or has said so.
    private var groundDeadline: UInt64?

    private var decoder = KeyDecoder()
    private var buffer = [UInt8](repeating: 0, count: 16_384)

    var isClosed: Bool { descriptor < 0 }

    /// The terminal is asked for its background: what it answers within a time is no key.
    mutating func awaitGround() {
        decoder.awaitsGround = true
        groundDeadline = nc_monotonic() + Self.groundPatience
    }

    /// Nanoseconds for which an answer is waited for: over the slowest of links.
    private static let groundPatience: UInt64 = 5_000_000_000

    /// What the terminal said its background is: told once.
    mutating func takeGround() -> Ground? {
        guard let deadline = groundDeadline else { return nil }
        let ground = decoder.ground
        if ground != nil || nc_monotonic() > deadline {
            decoder.awaitsGround = false
            groundDeadline = nil
        }
        return ground
    }

    /// Whether an answer is still to come that was asked for just now: who ends the program meanwhile should not find it in
    /// the shell.
    func owesGround(now: UInt64) -> Int64? {
        guard let deadline = groundDeadline, decoder.ground == nil else { return nil }
        let end = deadline - Self.groundPatience + Self.leavingPatience
        return end > now ? Int64(end - now) : nil
    }

    /// Nanoseconds after the question for which a program that ends waits for the answer.
    private static let leavingPatience: UInt64 = 150_000_000

    /// The keys that are there. Call when stdin is readable, else it blocks.
    mutating func read() -> [Key] {
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        if count < 0, errno == EINTR || errno == EAGAIN { return [] }
        guard count > 0 else {
            descriptor = -1
            return []
        }
        consumed += UInt64(count)
        let keys = decoder.feed(buffer[..<count])
        deadline = decoder.patience.map { nc_monotonic() + $0 }
        return keys
    }

    /// The keys that no further byte will change, once their time is over.
    mutating func expired(now: UInt64) -> [Key] {
        guard let deadline, deadline <= now else { return [] }
        self.deadline = nil
        return decoder.flush()
    }
}
