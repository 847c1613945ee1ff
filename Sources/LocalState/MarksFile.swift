import GRDB
package import Platform
package import Triage

/// The marks of one workspace in the state folder. The file is opened when it is first asked for: the first frame does
/// not wait for it.
package actor MarksFile: MarksStore {
    private let path: String
    private let scope: MarksDatabase.Scope
    private let later: LaterMarks
    private var opened: MarksDatabase?

    package init(path: String, scope: PlatformScope) {
        self.path = path
        later = LaterMarks(beside: path)
        self.scope = MarksDatabase.Scope(scope)
    }

    package func facts(of evaluation: EvaluationID) async throws -> [ItemID: ItemAnnotations] {
        try await use { try await $0.facts(of: evaluation, in: self.scope) }
    }

    package func store(_ changes: [ItemID: AnnotationChange], of evaluation: EvaluationID) async throws {
        try await store(.store(evaluation, changes))
    }

    package func classNames() async throws -> [String: String] { try await use { try await $0.classNames() } }

    package func name(class id: String, _ name: String?) async throws { try await store(.nameClass(id, name)) }

    package func bookmarks(of place: TrajectoryKey) async throws -> [Bookmark] {
        try await use { try await $0.bookmarks(of: place, in: self.scope) }
    }

    package func store(_ bookmark: Bookmark, of place: TrajectoryKey) async throws {
        try await store(.storeBookmark(bookmark, place))
    }

    package func removeBookmark(at step: Int, of place: TrajectoryKey) async throws {
        try await store(.removeBookmark(step: step, place))
    }

    package func note(_ sightings: [ClassSighting], of evaluation: EvaluationID) async throws {
        try await use { try await $0.store(sightings, of: evaluation, in: self.scope) }
    }

    package func sightings() async throws -> [String: [ClassSighting]] {
        try await use { try await $0.sightings(in: self.scope) }
    }

    package nonisolated func keepForLater(_ works: [MarksWork]) {
        later.keep(works.map { LaterMarks.Change(scope: scope, work: $0) })
    }

    private func store(_ work: MarksWork) async throws {
        try await use(for: [work]) { try await $0.store(work, in: self.scope) }
    }

    /// Works on the file, once what was kept for later is in it. Of a file that another program does not let go of the
    /// changes that were to be made are kept. Words about a file come with its path.
    private func use<T: Sendable>(
        for changes: [MarksWork] = [], _ work: @Sendable (MarksDatabase) async throws -> T
    ) async throws -> T {
        do {
            let database = try opened ?? MarksDatabase(path: path)
            opened = database
            try await storeLater(in: database)
            return try await work(database)
        } catch let error as PlatformError {
            throw error
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            keepForLater(changes)
            let kept = changes.isEmpty ? "" : "; the change is kept for the next try"
            throw PlatformError(.storage, detail: "\(path) is locked by another program\(kept)")
        } catch let error as DatabaseError {
            throw PlatformError(.storage, detail: "\(path): marks cannot be kept: \(error.words)")
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw PlatformError(.storage, detail: "\(path): marks cannot be kept (\(error))")
        }
    }

    private func storeLater(in database: MarksDatabase) async throws {
        var changes = later.take()[...]
        // What cannot be stored now either is kept again.
        defer { later.keep(Array(changes)) }
        while let change = changes.first {
            try await database.store(change.work, in: change.scope)
            changes.removeFirst()
        }
    }
}

extension MarksDatabase {
    /// Stores a change; what only reads changes nothing.
    func store(_ work: MarksWork, in scope: Scope) async throws {
        switch work {
        case .store(let evaluation, let changes): try await store(changes, of: evaluation, in: scope)
        case .storeBookmark(let bookmark, let place): try await store(bookmark, of: place, in: scope)
        case .removeBookmark(let step, let place): try await removeBookmark(at: step, of: place, in: scope)
        case .nameClass(let id, let name): try await self.name(class: id, name)
        case .load, .loadBookmarks, .loadClassNames: break
        }
    }
}
