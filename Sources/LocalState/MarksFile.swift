import GRDB
import Platform
import Triage
import ViewModels

/// The marks of one workspace in the state folder. The file is opened when it is first asked for: the first frame does
/// not wait for it.
package actor MarksFile: MarksStore {
    private let path: String
    private let scope: MarksDatabase.Scope
    private var opened: MarksDatabase?

    package init(path: String, scope: PlatformScope) {
        self.path = path
        self.scope = MarksDatabase.Scope(scope)
    }

    package func facts(of evaluation: EvaluationID) async throws -> [ItemID: ItemFacts] {
        try await use { try await $0.facts(of: evaluation, in: self.scope) }
    }

    package func store(_ changes: [ItemID: FactsChange], of evaluation: EvaluationID) async throws {
        try await use { try await $0.store(changes, of: evaluation, in: self.scope) }
    }

    package func classNames() async throws -> [String: String] { try await use { try await $0.classNames() } }

    package func name(class id: String, _ name: String?) async throws {
        try await use { try await $0.name(class: id, name) }
    }

    package func bookmarks(of place: BookmarkPlace) async throws -> [Bookmark] {
        try await use { try await $0.bookmarks(of: place, in: self.scope) }
    }

    package func store(_ bookmark: Bookmark, of place: BookmarkPlace) async throws {
        try await use { try await $0.store(bookmark, of: place, in: self.scope) }
    }

    package func removeBookmark(at step: Int, of place: BookmarkPlace) async throws {
        try await use { try await $0.removeBookmark(at: step, of: place, in: self.scope) }
    }

    /// Words about a file come with its path.
    private func use<T: Sendable>(_ work: @Sendable (MarksDatabase) async throws -> T) async throws -> T {
        do {
            let database = try opened ?? MarksDatabase(path: path)
            opened = database
            return try await work(database)
        } catch let error as PlatformError {
            throw error
        } catch let error as DatabaseError {
            throw PlatformError(.storage, detail: "\(path): marks cannot be kept: \(error.words)")
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw PlatformError(.storage, detail: "\(path): marks cannot be kept (\(error))")
        }
    }
}
