import Synchronization

/// The bounded buffer between the thread that receives a body and the task that reads it.
///
/// Small pieces are gathered, since a hop to another thread costs more than copying them: the reader is woken when
/// `wakeSize` bytes are here, when the link falls quiet, and at the end. Above `fullSize` the writer has to wait.
final class BodyChannel: Sendable {
    static let wakeSize = 1 << 18
    static let fullSize = 1 << 22

    private struct State {
        var pending: [UInt8] = []
        /// Nothing more is on its way at this moment, so there is no point in gathering.
        var isQuiet = false
        /// The writer was told to wait.
        var isFull = false
        /// How the body ended; nil as long as it goes on.
        var ending: Result<Void, any Error>?
        var reader: CheckedContinuation<[UInt8]?, any Error>?
    }

    private let state = Mutex(State())

    /// Takes received bytes. False: the buffer is full, the bytes were not taken, and `next` will say when to go on.
    func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let (taken, wake) = state.withLock { state -> (Bool, Wake?) in
            guard state.ending == nil else { return (true, nil) }
            guard state.pending.count < Self.fullSize else {
                state.isFull = true
                return (false, nil)
            }
            if state.pending.isEmpty { state.pending.reserveCapacity(Self.wakeSize + bytes.count) }
            state.pending.append(contentsOf: bytes)
            state.isQuiet = false
            return (true, Self.wake(&state))
        }
        wake?()
        return taken
    }

    /// The link is quiet: whoever waits gets what is here.
    func settle() {
        let wake = state.withLock { state -> Wake? in
            state.isQuiet = true
            return Self.wake(&state)
        }
        wake?()
    }

    /// Ends the body. What was received before is still handed out first, except when it is cancelled.
    func finish(_ ending: Result<Void, any Error>) {
        let wake = state.withLock { state -> Wake? in
            guard state.ending == nil else { return nil }
            state.ending = ending
            if case .failure(let error) = ending, error is CancellationError { state.pending = [] }
            return Self.wake(&state)
        }
        wake?()
    }

    /// The next bytes, or nil at the end. Calls `resume` when a full buffer has been emptied.
    func next(resume: () -> Void) async throws -> [UInt8]? {
        let chunk: [UInt8]? = try await withCheckedThrowingContinuation { continuation in
            let wake = state.withLock { state -> Wake? in
                state.reader = continuation
                return Self.wake(&state)
            }
            wake?()
        }
        let wasFull = state.withLock { state in
            defer { state.isFull = false }
            return state.isFull
        }
        if wasFull { resume() }
        return chunk
    }

    private typealias Wake = () -> Void

    /// Hands the reader its answer where there is one: called with the lock held, to be run without it.
    private static func wake(_ state: inout State) -> Wake? {
        guard let reader = state.reader else { return nil }
        if !state.pending.isEmpty, state.pending.count >= wakeSize || state.isQuiet || state.ending != nil {
            state.reader = nil
            let chunk = state.pending
            state.pending = []
            return { reader.resume(returning: chunk) }
        }
        guard state.pending.isEmpty, let ending = state.ending else { return nil }
        state.reader = nil
        return { reader.resume(with: ending.map { nil }) }
    }
}
