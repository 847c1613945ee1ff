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

    private var decoder = KeyDecoder()
    private var buffer = [UInt8](repeating: 0, count: 16_384)

    var isClosed: Bool { descriptor < 0 }

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
