import Synchronization

/// A value that is set once by one side and waited for by one task on the other.
final class OneShot<Value: Sendable>: Sendable {
    private enum State {
        case empty
        case pendingHit(CheckedContinuation<Value, any Error>)
        case settled(Result<Value, any Error>)
    }

    private let state = Mutex(State.empty)

    /// Waits for the value. Does not look at task cancellation: whoever cancels settles with a `CancellationError`.
    var value: Value {
        get async throws {
            try await withCheckedThrowingContinuation { continuation in
                let settled: Result<Value, any Error>? = state.withLock { state in
                    if case .settled(let result) = state { return result }
                    state = .pendingHit(continuation)
                    return nil
                }
                if let settled { continuation.resume(with: settled) }
            }
        }
    }

    /// Sets the value; only the first call counts. True where it was that one.
    @discardableResult
    func settle(_ result: Result<Value, any Error>) -> Bool {
        let (isFirst, waiter): (Bool, CheckedContinuation<Value, any Error>?) = state.withLock { state in
            switch state {
            case .settled: return (false, nil)
            case .empty:
                state = .settled(result)
                return (true, nil)
            case .pendingHit(let continuation):
                state = .settled(result)
                return (true, continuation)
            }
        }
        waiter?.resume(with: result)
        return isFirst
    }
}
