import Synchronization
import Wire

/// The buffer between the thread that receives a body and the task that reads it, in pieces (`next`), or straight into a
/// store (`pour`).
///
/// Small pieces are gathered, since a hop to another thread costs more than copying them: the reader is woken when a
/// segment is full, when the link falls quiet, and at the end. Above `fullSize` the writer has to wait, until the reader
/// has brought it below `lowSize`. Segments are no larger, so that memory for them is had again and not made anew. What
/// is poured is kept by the reader anyway, so the writer puts it there itself, and never waits.
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
        /// Where bytes go instead, once the reader has said so.
        var store: ByteStore?
        /// Nothing more is on its way at this moment, so there is no point in gathering.
        var isQuiet = false
        /// The writer was told to wait.
        var isFull = false
        /// How the body ended; nil as long as it goes on.
        var ending: Result<Void, any Error>?
        var reader: CheckedContinuation<Piece?, any Error>?
    }

    /// What a reader gets.
    private enum Piece: Sendable {
        case bytes([UInt8])
        /// They are in the store already.
        case poured

        var bytes: [UInt8] { if case .bytes(let bytes) = self { bytes } else { [] } }
    }

    private let state = Mutex(State())

    /// Takes received bytes. False: the buffer is full, the bytes were not taken, and `next` will say when to go on.
    func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let store = state.withLock { $0.ending == nil ? $0.store : nil }
        if let store { return append(bytes, to: store) }
        let (taken, wake) = state.withLock { state -> (Bool, Wake?) in
            guard state.ending == nil else { return (true, nil) }
            guard state.count < Self.fullSize else {
                state.isFull = true
                return (false, nil)
            }
            Self.append(bytes, to: &state)
            return (true, Self.wake(&state))
        }
        wake?()
        return taken
    }

    /// Copies without the lock: nobody else writes to the store once the reader has named it.
    private func append(_ bytes: UnsafeRawBufferPointer, to store: ByteStore) -> Bool {
        guard store.append(bytes) else {
            finish(.failure(FullStore()))
            return true
        }
        let wake = state.withLock { state -> Wake? in
            state.count += bytes.count
            state.isQuiet = false
            return Self.wake(&state)
        }
        wake?()
        return true
    }

    private static func append(_ bytes: UnsafeRawBufferPointer, to state: inout State) {
        // The reader may have named its store just now.
        if let store = state.store {
            if !store.append(bytes) { state.ending = .failure(FullStore()) }
        } else {
            if state.pending.count + bytes.count > segmentSize, !state.pending.isEmpty {
                state.segments.append(state.pending)
                state.pending = []
            }
            if state.pending.isEmpty { state.pending.reserveCapacity(max(segmentSize, bytes.count)) }
            state.pending.append(contentsOf: bytes)
        }
        state.count += bytes.count
        state.isQuiet = false
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
                state.count = 0
            }
            return Self.wake(&state)
        }
        wake?()
    }

    /// The next bytes, or nil at the end. Calls `resume` when a full buffer has been read down.
    func next(resume: () -> Void) async throws -> [UInt8]? { try await read(resume: resume)?.bytes }

    /// Waits for more bytes and puts them into `store`; false at the end. From now on they go nowhere else. Calls `resume`
    /// where the writer was waiting.
    func pour(into store: ByteStore, resume: () -> Void) async throws -> Bool {
        state.withLock { state in
            guard state.store == nil else { return }
            state.store = store
            // Nothing comes behind a piece for which there was no room: that would be a hole.
            if (state.segments + [state.pending]).contains(where: { !store.append($0) }) {
                state.ending = .failure(FullStore())
            }
            state.segments = []
            state.pending = []
        }
        guard try await read(resume: resume) != nil else { return false }
        store.prepare()
        return true
    }

    private func read(resume: () -> Void) async throws -> Piece? {
        let piece: Piece? = try await withCheckedThrowingContinuation { continuation in
            let wake = state.withLock { state in
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
        return piece
    }

    private typealias Wake = () -> Void

    /// Hands the reader its answer where there is one: called with the lock held, to be run without it.
    private static func wake(_ state: inout State) -> Wake? {
        guard let reader = state.reader else { return nil }
        if let piece = take(&state) {
            state.reader = nil
            return { reader.resume(returning: piece) }
        }
        guard state.count == 0, let ending = state.ending else { return nil }
        state.reader = nil
        return { reader.resume(with: ending.map { nil }) }
    }

    /// What is worth a hop to the reader's thread.
    private static func take(_ state: inout State) -> Piece? {
        let isDue = state.isQuiet || state.ending != nil
        if state.store != nil {
            guard state.count >= segmentSize || (state.count > 0 && isDue) else { return nil }
            state.count = 0
            return .poured
        }
        if !state.segments.isEmpty {
            state.count -= state.segments[0].count
            return .bytes(state.segments.removeFirst())
        }
        guard !state.pending.isEmpty, isDue else { return nil }
        defer {
            state.pending = []
            state.count = 0
        }
        return .bytes(state.pending)
    }
}
