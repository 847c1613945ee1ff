import Platform
import Shell
import Trajectory
import Wire

extension CachedPlatform {
    /// A document and how it was had, as it is kept.
    struct KeptDocument: Sendable {
        var document: TrajectoryDocument
        var origin: DocumentOrigin
    }

    /// Opens a trajectory: the document is answered with its first steps and grows from there. Where the trajectory is
    /// refused, the session's messages serve.
    func document(_ request: TrajectoryRequest, _ answer: @escaping ResultHandler) async throws {
        let key = Self.key(of: request)
        let earlier = cache.find(key, as: KeptDocument.self)
        if !request.isForced, let earlier, earlier.isFresh {
            answer(.age(earlier.age, missing: nil))
            return answer(.document(earlier.value.document, earlier.value.origin))
        }
        let kept: KeptDocument
        do {
            if let id = request.replay {
                kept = try await replay(id, request, answer)
            } else {
                kept = try await shared(request, answer)
            }
        } catch let error as PlatformError where error.isAway && earlier != nil {
            // What was read once stays readable while the server is away.
            guard let earlier else { throw error }
            answer(.age(earlier.age, missing: error))
            return answer(.document(earlier.value.document, earlier.value.origin))
        } catch let error as PlatformError where request.replay == nil && Self.mayHaveTranscript(error) {
            kept = try await transcript(request, instead: error)
            answer(.document(kept.document, kept.origin))
        }
        keep(kept, for: key, request)
    }

    static func key(of request: TrajectoryRequest) -> CacheKey {
        let name = request.replay.map { SessionID("world \($0.text)") } ?? request.session
        return CacheKey.document(name, request.form, includeCompacted: request.includeCompacted)
    }

    func keep(_ kept: KeptDocument, for key: CacheKey, _ request: TrajectoryRequest) {
        let isSettled = request.isSettled || platform.capabilities.contains(.isSettled)
        cache.keep(kept, for: key, cost: kept.document.progress.bytes, isSettled: isSettled)
    }

    /// Reads a trajectory together with all who read it at this time, those who read ahead among them.
    func shared(_ request: TrajectoryRequest, most: Int = .max, _ answer: @escaping ResultHandler) async throws
        -> KeptDocument
    {
        let key = Self.key(of: request)
        let loads = loads
        let number = loads.join(key, answer)
        defer { loads.leave(key, number) }
        do {
            return try await flights.value(for: key) {
                let kept = try await load(request, most: most) { loads.tell(key, $0) }
                // Before the flight ends: who comes then finds it kept.
                keep(kept, for: key, request)
                return kept
            }
        } catch is TooLargeToReadAhead where most == .max {
            // Not for who asks for it.
            return try await load(request, answer)
        }
    }

    /// Reads a trajectory; one of more than `most` bytes is too large.
    func load(
        _ request: TrajectoryRequest, most: Int = .max, _ answer: @escaping ResultHandler
    ) async throws -> KeptDocument {
        let stream = try await platform.trajectory(
            of: request.session, form: request.form, includeCompacted: request.includeCompacted)
        if let length = stream.length, length > most { throw TooLargeToReadAhead() }
        answer(.age(0, missing: nil))
        let origin = DocumentOrigin.trajectory(request.form)
        if let store = stream.store {
            let document = TrajectoryDocument(store: store, expectedBytes: store.count, name: request.session.text)
            // All of it is looked at before the first frame: 200 MB are indexed in some 50 ms.
            try document.readAll()
            answer(.document(document, origin))
            return KeptDocument(document: document, origin: origin)
        }
        let limit = min(cache.documentLimit, most)
        let known = stream.length.map { ByteStore(capacity: min($0, limit - 1) + 1) }
        guard let store = known ?? ByteStore.growing(atMost: limit) else {
            throw PlatformError(.tooLarge, detail: "no room for it in memory")
        }
        let document = TrajectoryDocument(store: store, expectedBytes: stream.length, name: request.session.text)
        do {
            try await fill(document, from: stream, origin, answer)
        } catch is FullStore {
            if most < cache.documentLimit { throw TooLargeToReadAhead() }
            let kept = "only the first \(NumberFormat.bytes(store.count)) were kept"
            throw PlatformError(.tooLarge, detail: kept)
        }
        return KeptDocument(document: document, origin: origin)
    }

    /// Takes the bytes as they come. News is posted when the first steps are here and then some 20 times a second.
    private func fill(
        _ document: TrajectoryDocument, from stream: ByteStream, _ origin: DocumentOrigin,
        _ answer: @escaping ResultHandler
    ) async throws {
        var news: ProgressThrottle?
        defer { news?.stop() }
        do {
            while try await stream.pour(into: document.store) {
                document.advance()
                if let news {
                    news.grew()
                } else {
                    answer(.document(document, origin))
                    news = ProgressThrottle { answer(.documentGrew) }
                }
            }
        } catch {
            // What has come stays readable; the error says that it is not all.
            document.finish(interrupted: true)
            throw error
        }
        document.finish(interrupted: false)
        answer(news == nil ? .document(document, origin) : .documentGrew)
    }

    /// A document that nobody asked for yet is longer than what is read of such.
    struct TooLargeToReadAhead: Error {}

    // MARK: The transcript instead

    private static let mostMessagePages = 500

    /// Refusals after which the session's messages may still be had; not for a key that is not accepted.
    private static func mayHaveTranscript(_ error: PlatformError) -> Bool {
        guard let status = error.status else { return error.kind == .unsupported }
        return status != 401 && status != 403 && status != 426
    }

    private func transcript(_ request: TrajectoryRequest, instead error: PlatformError) async throws -> KeptDocument {
        var messages: [JSONValue] = []
        var session: Session?
        var after: Int?
        var goesOn = true
        do {
            // A server that gives the same page again, or always one more, is not asked for ever.
            for _ in 0..<Self.mostMessagePages {
                let query = MessageQuery(afterSeq: after, includeCompacted: request.includeCompacted)
                let page = try await platform.transcript(of: request.session, query)
                session = session ?? page.session
                messages += page.messages
                goesOn = page.hasMore
                guard goesOn, let last = page.lastSeq, last > after ?? .min else { break }
                after = last
            }
        } catch is PlatformError {
            throw error
        }
        let value: JSONValue = [
            "session": session?.json ?? .null, "messages": .array(messages), "has_more": .bool(goesOn),
        ]
        let document = TrajectoryDocument.read(value.bytes, name: request.session.text)
        return KeptDocument(document: document, origin: .transcript(ErrorText(error).sentence))
    }
}
