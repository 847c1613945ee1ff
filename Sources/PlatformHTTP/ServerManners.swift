import Platform
import Synchronization
import Wire

/// What the answers of one server have taught all that ask it: its clock, until when it wants to be left alone, and how
/// long its pages are.
package final class ServerManners: Sendable {
    private struct State {
        /// Seconds that its clock is ahead of ours.
        var ahead = 0.0
        var pause: Timestamp?
        var pageSizes: [String: Int] = [:]
    }

    /// Clocks that differ by less are the same: an answer takes its time, and dates have no fractions.
    private static let tolerance = 5.0

    private let state = Mutex(State())

    package init() {}

    /// Learns from a `Date` header.
    func read(date: String?, at now: Timestamp) {
        guard let date = date.flatMap(RetryAfter.date) else { return }
        state.withLock { $0.ahead = abs(date - now) < Self.tolerance ? 0 : date - now }
    }

    /// The time by the server's clock.
    func now(_ options: HTTPOptions) -> Timestamp { options.now() + state.withLock { $0.ahead } }

    /// Nobody asks before then.
    func pause(until end: Timestamp) { state.withLock { $0.pause = max($0.pause ?? end, end) } }

    /// Waits until requests are welcome again.
    func wait(_ options: HTTPOptions) async throws {
        guard let end = state.withLock({ $0.pause }) else { return }
        let seconds = end - options.now()
        if seconds > 0 { try await options.sleep(seconds) }
        resume(from: end)
    }

    /// That end has come.
    func resume(from end: Timestamp) { state.withLock { if $0.pause == end { $0.pause = nil } } }

    /// How many rows a page of a list may have, as far as is known.
    subscript(pageSize list: String) -> Int? {
        get { state.withLock { $0.pageSizes[list] } }
        set { state.withLock { $0.pageSizes[list] = newValue } }
    }
}
