import Synchronization

/// Tells some 20 times a second that something has grown. What came last is told of, too, where nothing follows it for a
/// while.
final class ProgressThrottle: Sendable {
    private struct State {
        var told = ContinuousClock.now
        var late: Task<Void, Never>?
    }

    private static let pause = Duration.milliseconds(50)

    private let state = Mutex(State())
    private let tell: @Sendable () -> Void

    /// The beginning has been told of.
    init(_ tell: @escaping @Sendable () -> Void) { self.tell = tell }

    deinit { stop() }

    func grew() {
        let isDue = state.withLock { state in
            guard state.late == nil else { return false }
            let wait = Self.pause - state.told.duration(to: .now)
            guard wait > .zero else {
                state.told = .now
                return true
            }
            state.late = Task { [weak self] in
                do { try await Task.sleep(for: wait) } catch { return }
                self?.tellLate()
            }
            return false
        }
        if isDue { tell() }
    }

    private func tellLate() {
        state.withLock { state in
            state.told = .now
            state.late = nil
        }
        tell()
    }

    /// Nothing more is told.
    func stop() { state.withLock { $0.late?.cancel() } }
}
