import Synchronization

/// The bounded buffer between the thread that receives a body and the task that reads it.
///
/// Small pieces are gathered, since a hop to another thread costs more than copying them: the reader is woken when a
/// segment is full, when the link falls quiet, and at the end. Above `fullSize` the writer has to wait, until the reader
/// has brought it below `lowSize`. Segments are no larger, so that memory for them is had again and not made anew.
final class BodyChannel: Sendable {
    static let segmentSize = 1 << 18
    static let lowSize = 1 << 20
    static let fullSize = 1 << 22

    private struct State {
        /// Segments that are full, oldest first.
        var segments: [[UInt8]] = []
        /// The segment that is being filled.
        var pending: [UInt8] = []
        /// Bytes that are here.
        var count = 0
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
            guard state.count < Self.fullSize else {
                state.isFull = true
                return (false, nil)
            }
            Self.append(bytes, to: &state)
            state.isQuiet = false
            return (true, Self.wake(&state))
        }
        wake?()
        return taken
    }

    private static func append(_ bytes: UnsafeRawBufferPointer, to state: inout State) {
        if state.pending.count + bytes.count > segmentSize, !state.pending.isEmpty {
            state.segments.append(state.pending)
            state.pending = []
        }
        if state.pending.isEmpty { state.pending.reserveCapacity(max(segmentSize, bytes.count)) }
        state.pending.append(contentsOf: bytes)
        state.count += bytes.count
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
            if case .failure(let error) = ending, error is CancellationError {
                state.segments = []
                state.pending = []
            }
            return Self.wake(&state)
        }
        wake?()
    }

    /// The next bytes, or nil at the end. Calls `resume` when a full buffer has been read down.
    func next(resume: () -> Void) async throws -> [UInt8]? {
        let chunk: [UInt8]? = try await withCheckedThrowingContinuation { continuation in
            let wake = state.withLock { state -> Wake? in
                state.reader = continuation
                return Self.wake(&state)
            }
            wake?()
        }
        let goesOn = state.withLock { state in
            guard state.isFull, state.count < Self.lowSize else { return false }
            state.isFull = false
            return true
        }
        if goesOn { resume() }
        return chunk
    }

    private typealias Wake = () -> Void

    /// Hands the reader its answer where there is one: called with the lock held, to be run without it.
    private static func wake(_ state: inout State) -> Wake? {
        guard let reader = state.reader else { return nil }
        if let chunk = take(&state) {
            state.reader = nil
            state.count -= chunk.count
            return { reader.resume(returning: chunk) }
        }
        guard state.pending.isEmpty, let ending = state.ending else { return nil }
        state.reader = nil
        return { reader.resume(with: ending.map { nil }) }
    }

    private static func take(_ state: inout State) -> [UInt8]? {
        if !state.segments.isEmpty { return state.segments.removeFirst() }
        guard !state.pending.isEmpty, state.isQuiet || state.ending != nil else { return nil }
        defer { state.pending = [] }
        return state.pending
    }
}
