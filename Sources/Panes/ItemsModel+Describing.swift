import Platform
import Shell
import Triage

// Files and bundles list their items before they know more than names: what their documents tell is filled in behind,
// what is on the screen first.
extension ItemsModel {
    /// Documents that are read at one go: every batch puts the list together anew.
    private var batch: Int { max(64, rows.count / 50) }

    var describeRequest: EffectRequest {
        let onScreen = visible.dropFirst(cursor.top).prefix(height).map { rows[$0].item.id }
        return EffectRequest(.describe, .describe(evaluation.id, first: onScreen, atMost: batch))
    }

    /// Takes what documents told, row by row.
    mutating func take(described fresh: [ItemRow], left: Int) {
        pendingEnrichment = fresh.isEmpty ? 0 : left
        wantsDescribing = pendingEnrichment > 0
        guard !fresh.isEmpty else { return }
        let known = Dictionary(fresh.map { ($0.item.id, $0) }, uniquingKeysWith: { first, _ in first })
        let before = staged ?? table
        let rows = before.rows.map { known[$0.item.id] ?? $0 }
        recount(rows)
        staged = ItemTable(rows, after: before)
        rearrange()
    }
}
