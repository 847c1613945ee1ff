import Foundation
import LocalState
import Platform
import Synchronization
import Triage
import Wire

/// What this machine knows of an evaluation: marks, notes, what was read, and the names of failure classes.
struct LocalKnowledge: Sendable {
    var facts: [ItemID: ItemFacts] = [:]
    /// By the id of their signature.
    var classNames: [String: String] = [:]
    /// The last errors of trajectories, for failures that say nothing.
    var lastErrors: [ItemID: String] = [:]

    /// Reads what is kept. Marks that cannot be read are a remark, unless the answer depends on them.
    static func read(
        _ evaluation: EvaluationID, in scope: PlatformScope, isNeeded: Bool, _ out: Output
    ) async throws -> LocalKnowledge {
        let path = Folders().marks
        guard FileManager.default.fileExists(atPath: path) else { return LocalKnowledge() }
        do {
            let database = try MarksDatabase(path: path)
            let facts = try await database.facts(of: evaluation, in: MarksDatabase.Scope(scope))
            return LocalKnowledge(facts: facts, classNames: try await database.classNames())
        } catch  where !isNeeded && !(error is CancellationError) {
            out.note("marks are left out: \(path) cannot be read")
            return LocalKnowledge()
        }
    }

    /// Counts the refusals of every item.
    fileprivate mutating func sweep(
        _ evaluation: EvaluationID, _ items: [EvaluationItem], _ platform: any Platform, _ progress: Progress,
        _ out: Output
    ) async throws {
        let counts = Mutex<[ItemID: Int]>([:])
        let sweep = RefusalSweep(platform: platform, set: .standard)
        let coverage = try await sweep.run(evaluation, items: items) { found, state in
            if let found, found.hint == nil { counts.withLock { $0[found.item] = found.findings.count } }
            progress.show("\(state.itemsDone) of \(state.itemsTotal) trajectories read")
        }
        if let words = coverage.words { out.warn(words) }
        let found = counts.withLock { $0 }
        for item in items { facts[item.id, default: .none].refusals = found[item.id] ?? 0 }
    }

    func facts(of id: ItemID) -> ItemFacts { facts[id] ?? .none }
}

/// The items of an evaluation with what this machine knows of them: what several commands begin with.
struct KnownItems: Sendable {
    let evaluation: Evaluation
    let rows: [ItemRow]
    let local: LocalKnowledge

    static func load(
        _ platform: any Platform, _ name: String, filter: ItemFilter, sort: ItemSort = .position, _ out: Output
    ) throws -> KnownItems {
        let progress = Progress(quiet: out.isQuiet)
        defer { progress.clear() }
        return try runBlocking {
            let found = try await Resolver(platform: platform).evaluation(name)
            let rows = try await ItemRows.read(platform, found.id) { progress.show("\($0) items") }
            var local = try await LocalKnowledge.read(
                found.id, in: platform.scope, isNeeded: filter.needsFacts || sort.needsFacts, out)
            if filter.asksForRefusals || sort.needsRefusals {
                try await local.sweep(found.id, rows.map(\.item), platform, progress, out)
            }
            return KnownItems(evaluation: found, rows: rows, local: local)
        }
    }

    /// The rows that pass, in order.
    func passing(_ filter: ItemFilter, _ sort: ItemSort = .position, now: Timestamp) -> [ItemRow] {
        let table = ItemTable(rows)
        let places = filter.places(in: table, now: now, facts: local.facts(of:))
        return sort.sorted(places, of: table, now: now, facts: local.facts(of:)).map { rows[$0] }
    }
}
