import Platform
package import Wire

/// How the client behaves; tests replace the clock, the dice and the waiting.
package struct HTTPOptions: Sendable {
    package var retry = RetryPolicy()
    /// `trawl/<version>`.
    package var userAgent = "trawl"
    /// Bytes of a JSON answer that are read before it counts as too large.
    package var maximumJSON = 256 << 20
    /// Bytes of a list of items, which has no pages and is read while it arrives.
    package var maximumItems = ByteStore.usualLimit
    /// Told before each wait.
    package var onRetry: @Sendable (RetryNotice) -> Void = { _ in }
    /// Waits so many seconds; throws `CancellationError` when the task is cancelled.
    package var sleep: @Sendable (Double) async throws -> Void = { try await Task.sleep(for: .seconds($0)) }
    /// A number from 0 to 1 for the jitter.
    package var random: @Sendable () -> Double = { Double.random(in: 0...1) }
    package var now: @Sendable () -> Timestamp = { Timestamp.now }

    package init() {}

    /// Takes the limit that somebody chose. A document is kept as text, an answer as a tree, which takes more room.
    package mutating func keep(atMost limit: Int) {
        guard limit != ByteStore.usualLimit else { return }
        maximumItems = limit
        maximumJSON = limit / 4
    }
}
