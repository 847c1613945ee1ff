import Platform
import Triage
import Wire

/// Reads the items of an evaluation, prepared for filters.
enum ItemRows {
    /// All items; `report` is told how many are here.
    static func read(
        _ platform: any Platform, _ evaluation: Evaluation, warn: @Sendable (String) -> Void,
        report: @Sendable (Int) -> Void = { _ in }
    ) async throws -> (rows: [ItemRow], coverage: Coverage) {
        let stream = try await platform.items(of: evaluation.id)
        var rows: [ItemRow] = []
        while let batch = try await stream.next() {
            rows += batch.map { ItemRow($0) }
            report(rows.count)
        }
        let lost = await stream.unreadable()
        if lost > 0 { warn("Not all is listed: \(NumberFormat.counted(lost, "row")) without an id.") }
        var coverage = Coverage(searched: rows.count, of: rows.count + lost, unread: lost)
        // An evaluation was asked about before its items, which only become more.
        coverage.of = max(coverage.of, evaluation.counts.total.int)
        if coverage.of > rows.count + lost, let words = coverage.words("listed") { warn(words) }
        return (try await describe(rows, platform, evaluation.id, report), coverage)
    }

    /// Files and bundles tell in their documents what other platforms list.
    private static func describe(
        _ rows: [ItemRow], _ platform: any Platform, _ id: EvaluationID, _ report: @Sendable (Int) -> Void
    ) async throws -> [ItemRow] {
        guard platform.capabilities.contains(.describes) else { return rows }
        var described: [ItemID: EvaluationItem] = [:]
        while true {
            let (items, left) = try await platform.describe([], of: id, atMost: 64)
            for item in items { described[item.id] = item }
            report(max(0, rows.count - left))
            if left == 0 || items.isEmpty { break }
        }
        return rows.map { row in described[row.item.id].map { ItemRow($0) } ?? row }
    }
}
