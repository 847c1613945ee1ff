import Triage

/// What filters, sorts and groups of a long list will need, made before anybody asks for it.
package struct PrepareWork: Hashable, Sendable {
    let table: ItemTable

    func run() async throws {
        try table.prepare { try Task.checkCancellation() }
        try await SignatureWork(table: table, places: Array(table.rows.indices)).run()
    }
}
