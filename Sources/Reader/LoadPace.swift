import Wire

/// How fast a document comes, by what came in the last seconds, and for how long nothing has come.
package struct LoadPace: Hashable, Sendable {
    private struct Sample: Hashable, Sendable {
        var time: Timestamp
        var bytes: Int
    }

    /// The oldest first; the newest is when something came last.
    private var samples: [Sample]

    /// Seconds that the rate is reckoned over, and after which silence is told.
    private static let window = 4.0
    package static let patience = 3.0

    /// Something was asked for.
    init(asked time: Timestamp) { samples = [Sample(time: time, bytes: 0)] }

    /// So many bytes are here now.
    mutating func note(_ bytes: Int, at time: Timestamp) {
        // It was asked for anew, and comes from its beginning.
        if let last = samples.last, bytes < last.bytes { samples = [Sample(time: time, bytes: bytes)] }
        guard let last = samples.last, bytes > last.bytes, time >= last.time else { return }
        // How long the server thought before the first bytes says nothing about how fast they come.
        if last.bytes == 0 { samples = [] }
        samples.append(Sample(time: time, bytes: bytes))
        // One sample from before the window stays, for the rate over all of it.
        let old = samples.firstIndex { time - $0.time < Self.window } ?? samples.count
        if old > 1 { samples.removeFirst(old - 1) }
    }

    /// Bytes a second; nil while that cannot be told.
    func rate(at now: Timestamp) -> Double? {
        guard let first = samples.first, let last = samples.last, now - first.time > 0.5, last.bytes > first.bytes
        else { return nil }
        return Double(last.bytes - first.bytes) / (now - first.time)
    }

    /// Seconds without a byte; nil while that is nothing to speak of.
    func silence(at now: Timestamp) -> Double? {
        samples.last.flatMap { now - $0.time >= Self.patience ? now - $0.time : nil }
    }
}
