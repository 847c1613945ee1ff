import Synchronization
package import Wire

/// How much of a document is here.
package struct DocumentProgress: Hashable, Sendable {
    /// Bytes that were looked at.
    package var bytes = 0
    /// Bytes that will come, where the sender said so.
    package var expectedBytes: Int?
    /// Steps that can be shown.
    package var steps = 0
    /// No more bytes come.
    package var isComplete = false
    /// The transfer stopped before its end.
    package var isInterrupted = false
    /// All is said to be here, and it ends in the middle of the document.
    package var isCutOff = false

    /// All of it has come.
    package var isWhole: Bool { isComplete && !isInterrupted }
}

/// A trajectory of any format, read while it arrives: the bytes once, an index of where each step is, and the steps that
/// are looked at, decoded when they are asked for.
///
/// One task calls `advance` and `finish`; everything else may be called from anywhere, at any time, and waits for no more
/// than a fraction of a millisecond on the writer.
package final class TrajectoryDocument: Sendable {
    package let store: ByteStore
    package let name: String
    private let expectedBytes: Int?
    /// Where the text of this document is in the store; `end` is nil where that is not known yet.
    private let origin: Int
    private let end: Int?
    let depth: Int
    let state: Mutex<DocumentState>

    /// Bytes that are looked at under one lock.
    private static let slice = 1 << 18

    /// A document whose bytes are, or will be, in the store. It looks at nothing before `advance`.
    package convenience init(store: ByteStore, expectedBytes: Int?, name: String) {
        self.init(store: store, expectedBytes: expectedBytes, name: name, origin: 0, end: nil, depth: 0)
    }

    /// A document with `depth` documents around it, from `origin` to `end` in the store that they share.
    init(store: ByteStore, expectedBytes: Int?, name: String, origin: Int, end: Int?, depth: Int) {
        self.store = store
        self.name = name
        self.expectedBytes = expectedBytes
        self.origin = origin
        self.end = end
        self.depth = depth
        state = Mutex(DocumentState(origin: origin, depth: depth))
    }

    /// Reads a document that is wholly here.
    package static func read(_ bytes: [UInt8], name: String) -> TrajectoryDocument {
        let document = TrajectoryDocument(store: ByteStore(bytes), expectedBytes: bytes.count, name: name)
        document.finish(interrupted: false)
        return document
    }

    /// Reads a body to its end, or as far as `limit` goes: then the document says that it was interrupted. Throws what the
    /// body throws, and `FullStore` where there is no memory at all.
    package static func read(
        _ body: ByteStream, name: String, limit: Int = ByteStore.usualLimit
    ) async throws -> TrajectoryDocument {
        let known = body.length.flatMap { ByteStore(capacity: min($0, limit - 1) + 1) }
        guard let store = body.store ?? known ?? ByteStore.growing(atMost: limit) else { throw FullStore() }
        let document = TrajectoryDocument(store: store, expectedBytes: body.length, name: name)
        var isCut = false
        do {
            while body.store == nil, try await body.pour(into: store) { document.advance() }
        } catch is FullStore {
            isCut = true
        }
        document.finish(interrupted: isCut)
        return document
    }

    /// Looks at what was appended to the store since the last time.
    package func advance() {
        while advanceSlice() {}
    }

    /// Looks at a document that is wholly here. Throws where the task is cancelled meanwhile: the document is of no use then.
    package func readAll() throws(CancellationError) {
        while advanceSlice() {
            if Task.isCancelled { throw CancellationError() }
        }
        finish(interrupted: false)
    }

    /// True where there is more to look at.
    private func advanceSlice() -> Bool {
        let hasMore = state.withLock { state in
            store.withBytes(text) { state.advance($0, budget: Self.slice) }
        }
        advanceParts()
        return hasMore
    }

    /// Says that no more bytes will come, because all are here or because the transfer was `interrupted`.
    package func finish(interrupted: Bool) {
        advance()
        state.withLock { state in
            store.withBytes(text) { state.finish($0, interrupted: interrupted) }
        }
        advanceParts()
    }

    /// The bytes up to the end of this document, counted from the store's first byte as all offsets are.
    private var text: Range<Int> { 0..<min(end ?? .max, store.count) }

    package var progress: DocumentProgress {
        state.withLock { state in
            DocumentProgress(
                bytes: state.scanner.position - origin, expectedBytes: expectedBytes, steps: state.stepCount,
                isComplete: state.isComplete, isInterrupted: state.isInterrupted,
                isCutOff: state.isCutOff)
        }
    }

    /// What the document was recognised as; `unknown` as long as too few bytes are here, and for what is no trajectory.
    package var format: DocumentFormat {
        let (own, first) = state.withLock { ($0.format, $0.parts.count > 0) }
        return own == .unknown && first ? part(0)?.format ?? own : own
    }

    /// What the document says of itself; of several trajectories, what the first one says where the file is silent.
    package var header: TrajectoryHeader {
        let (own, first) = state.withLock { ($0.header.header, $0.parts.count > 0) }
        guard first, let part = part(0)?.header else { return own }
        return own.filled(from: part)
    }

    /// Where this document's own bytes are in the store, as far as they have come.
    package var byteRange: Range<Int> { min(origin, text.upperBound)..<text.upperBound }

    package var stepCount: Int { state.withLock { $0.stepCount } }

    /// Steps from the first on that stay as they are when more is written behind them.
    package var settledSteps: Int { state.withLock { $0.settled } }
}

extension TrajectoryHeader {
    /// This header, with what it does not say taken from another one.
    func filled(from other: TrajectoryHeader) -> TrajectoryHeader {
        var filled = self
        filled.schemaVersion = schemaVersion ?? other.schemaVersion
        filled.sessionID = sessionID ?? other.sessionID
        filled.trajectoryID = trajectoryID ?? other.trajectoryID
        filled.agentName = agentName ?? other.agentName
        filled.agentVersion = agentVersion ?? other.agentVersion
        filled.modelName = modelName ?? other.modelName
        filled.notes = notes ?? other.notes
        filled.continuation = continuation ?? other.continuation
        return filled
    }
}
