import Platform
import Shell
import Synchronization
import Terminal
import Trajectory

// Files that documents name: continuations and sub-agents' trajectories.
extension CachedPlatform {
    /// The document that a file name stands for, read to its end.
    func follow(_ name: String, beside session: SessionID, like request: TrajectoryRequest) async throws -> FollowedFile
    {
        var found = try await platform.file(name, beside: session)
        // An id stands for a session of a server, and on a disk for the file that is called so.
        if !name.contains("."), !name.contains("/") {
            if found == .noFiles { found = .session(SessionID(name)) }
            for ending in [".jsonl", ".json"] where found == .missing {
                found = try await platform.file(name + ending, beside: session)
            }
        }
        guard case .session(let target) = found else { return .refused(found.refusal ?? "cannot be opened") }
        let document = try await whole(request.of(target))
        return .document(ReferencedDocument(document: document, session: target, name: name))
    }

    /// The chain that a session's document is part of: from the first part that is here, and as far as the continuations
    /// are here and do not come round. `goesOn`: the document names a further one.
    func chain(from request: TrajectoryRequest, goesOn: Bool) async throws -> FileChain {
        let first = try await firstPart(of: request)
        var chain = FileChain(parts: [FileChain.Part(session: first, name: "")])
        guard goesOn || first != request.session else { return chain }
        var seen = [first: 1]
        var next = try await whole(request.of(first)).header.continuation
        while let name = next, let last = chain.parts.last {
            let found = try await platform.file(name, beside: last.session)
            guard case .session(let session) = found else {
                chain.problem = "\(Sanitize.line(name)) \(found.refusal ?? "")"
                return chain
            }
            if let number = seen[session] {
                chain.problem = "\(Sanitize.line(name)) comes round to part \(number)"
                return chain
            }
            guard chain.parts.count < FileChain.mostParts else {
                chain.problem = "more than \(FileChain.mostParts) parts are not followed"
                return chain
            }
            chain.parts.append(FileChain.Part(session: session, name: name))
            seen[session] = chain.parts.count
            do {
                next = try await whole(request.of(session)).header.continuation
            } catch let error as PlatformError {
                chain.problem = "\(Sanitize.line(name)): \(ErrorText(error).sentence)"
                return chain
            }
        }
        return chain
    }

    /// A continuation does not say what it goes on from: the documents that may be it by their names are asked where they
    /// go on.
    private func firstPart(of request: TrajectoryRequest) async throws -> SessionID {
        var earlier: [SessionID: SessionID] = [:]
        for candidate in try await platform.candidates(before: request.session) {
            try Task.checkCancellation()
            guard let next = try? await whole(request.of(candidate)).header.continuation,
                case .session(let target)? = try? await platform.file(next, beside: candidate)
            else { continue }
            earlier[target] = earlier[target] ?? candidate
        }
        var first = request.session
        var seen: Set = [first]
        while let before = earlier[first], seen.insert(before).inserted { first = before }
        return first
    }

    /// The whole document of a request.
    func whole(_ request: TrajectoryRequest) async throws -> TrajectoryDocument {
        let last = Mutex<TrajectoryDocument?>(nil)
        try await document(request) { answer in
            if case .document(let document, _) = answer { last.withLock { $0 = document } }
        }
        guard let document = last.withLock({ $0 }) else { throw PlatformError(.malformed, detail: "no trajectory") }
        return document
    }
}

extension TrajectoryRequest {
    /// The same asked of another session.
    func of(_ session: SessionID) -> TrajectoryRequest {
        var request = self
        request.session = session
        request.isForced = false
        return request
    }
}
