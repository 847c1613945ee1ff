import Foundation
import LocalState
import Platform
import Synchronization
import Triage
import Wire

/// What this machine knows of an evaluation: marks, notes, what was read, and the names of failure classes.
struct LocalAnnotations: Sendable {
    var facts: [ItemID: ItemAnnotations] = [:]
    /// By the id of their signature.
    var classNames: [String: String] = [:]
    /// The last errors of trajectories, for failures that say nothing.
    var lastErrors: [ItemID: String] = [:]

    /// Reads what is kept. Marks that cannot be read are a remark, unless the answer depends on them.
    static func read(
        _ evaluation: EvaluationID, in scope: PlatformScope, isNeeded: Bool, _ out: Output
    ) async throws -> LocalAnnotations {
        let path = Folders().marks
        guard FileManager.default.fileExists(atPath: path) else { return LocalAnnotations() }
        do {
            let database = try MarksDatabase(path: path)
            let facts = try await database.facts(of: evaluation, in: MarksDatabase.Scope(scope))
            return LocalAnnotations(facts: facts, classNames: try await database.classNames())
        } catch  where !isNeeded && !(error is CancellationError) {
            out.note("marks are left out: \(path) cannot be read")
            return LocalAnnotations()
        }
    }

    /// Counts the refusals of every item.
    fileprivate mutating func sweep(
        _ evaluation: EvaluationID, _ items: [EvaluationItem], _ platform: any Platform, _ progress: Progress,
        _ out: Output
    ) async throws -> Coverage {
        let counts = Mutex<[ItemID: Int]>([:])
        let sweep = RefusalSweep(platform: platform, set: .standard)
        let coverage = try await sweep.run(evaluation, items: items) { found, state in
            if let found, found.hint == nil { counts.withLock { $0[found.item] = found.findings.count } }
            progress.show("\(state.itemsDone) of \(state.itemsTotal) trajectories read")
        }
        if let words = coverage.words { out.warn(words) }
        let found = counts.withLock { $0 }
        for item in items { facts[item.id, default: .none].refusals = found[item.id] ?? 0 }
        return coverage
    }

    func facts(of id: ItemID) -> ItemAnnotations { facts[id] ?? .none }
}

/// The items of an evaluation with what this machine knows of them: what several commands begin with.
struct AnnotatedItems: Sendable {
    let evaluation: Evaluation
    let rows: [ItemRow]
    let local: LocalAnnotations
    /// How much of the list is here; of a sweep, how much was looked into.
    let coverage: Coverage

    static func load(
        _ platform: any Platform, _ name: String, filter: ItemFilter, sort: ItemSort = .position, _ out: Output
    ) throws -> AnnotatedItems {
        let progress = Progress(quiet: out.isQuiet)
        defer { progress.clear() }
        return try runBlocking {
            let found = try await Resolver(platform: platform).evaluation(name)
            let others = found.otherFiles
            if others > 0 { out.note("\(NumberFormat.counted(others, "other file")) beside them: no trajectories.") }
            var (rows, coverage) = try await ItemRows.read(platform, found, warn: out.warn) {
                progress.show("\($0) items")
            }
            var local = try await LocalAnnotations.read(
                found.id, in: platform.scope, isNeeded: filter.needsFacts || sort.needsFacts, out)
            // What a download brought along counts where nothing else is known here.
            for row in rows where local.facts[row.item.id] == nil {
                local.facts[row.item.id] = ItemAnnotations(of: row.item)
            }
            if filter.asksForRefusals || sort.needsRefusals {
                let swept = try await local.sweep(found.id, rows.map(\.item), platform, progress, out)
                if coverage.isWhole { coverage = swept }
            }
            if let remark = filter.remark(on: rows, now: platform.clock) { out.warn(remark) }
            return AnnotatedItems(evaluation: found, rows: rows, local: local, coverage: coverage)
        }
    }

    /// The rows that pass, in order.
    func passing(_ filter: ItemFilter, _ sort: ItemSort = .position, now: Timestamp) -> [ItemRow] {
        let table = ItemTable(rows)
        let places = filter.places(in: table, now: now, facts: local.facts(of:))
        return sort.sorted(places, of: table, now: now, facts: local.facts(of:)).map { rows[$0] }
    }
}
