package import Shell
import Triage

/// What filters, sorts and groups of a long list will need, made before anybody asks for it.
package struct IndexWarmup: ComputeWork {
    let table: ItemTable

    package func run(_ report: @escaping @Sendable (EffectResult) -> Void) async throws {
        try table.prepare { try Task.checkCancellation() }
        try await SignatureWork(table: table, places: Array(table.rows.indices)).run()
        report(.due)
    }
}
