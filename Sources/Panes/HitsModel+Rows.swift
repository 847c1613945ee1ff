import Platform
import Shell
import Triage
import Wire

// The rows of the hits: samples, and the matching messages of those that are unfolded.
extension HitsModel {
    var shownHits: [SearchHit] {
        let hits = result?.hits ?? []
        return filter.isEmpty ? hits : hits.filter { filter.shows($0, known[$0.itemID]) }
    }

    /// Rebuilds the rows; the selection stays on its sample, or its message, or at the top.
    package mutating func gather(fromTop: Bool = false) {
        let before = selected
        let beforeHit = selectedHit?.itemID
        let hits = sorted(shownHits)
        use = ColumnUse()
        for hit in hits {
            if let item = known[hit.itemID] { use.note(item) } else { use.note(name: hit.itemID.short) }
        }
        rows = hits.flatMap { hit -> [Row] in
            guard unfolded.contains(hit.itemID), let found = messages[hit.itemID] else { return [.sample(hit)] }
            return [.sample(hit)] + found.hits.map { .message($0, of: hit) }
        }
        let same = before.flatMap { row in rows.firstIndex { $0.isSame(as: row) } }
        let sample = beforeHit.flatMap { id in rows.firstIndex { $0.itemID == id } }
        let row = same ?? sample ?? cursor.selected
        cursor.top += same.map { $0 - cursor.selected } ?? 0
        select(row: fromTop ? 0 : row)
    }

    func sorted(_ hits: [SearchHit]) -> [SearchHit] {
        let place = { (hit: SearchHit) in known[hit.itemID]?.position ?? .max }
        let rank = { (hit: SearchHit) in
            known[hit.itemID].flatMap { ItemStatus.known.firstIndex(of: $0.status) } ?? .max
        }
        switch order {
        case .matches: return hits.sorted { ($1.matchCount, place($0)) < ($0.matchCount, place($1)) }
        case .position: return hits.sorted { place($0) < place($1) }
        case .status: return hits.sorted { (rank($0), place($0)) < (rank($1), place($1)) }
        }
    }

    /// Where the selection is: the sample among the samples, and the message among the matches of its sample.
    package var place: HitPosition? {
        guard selected != nil else { return nil }
        var place = HitPosition(sample: 0, samples: 0)
        for (index, row) in rows.enumerated() {
            guard case .sample = row else { continue }
            place.samples += 1
            if index <= cursor.selected { place.sample += 1 }
        }
        if case .message(let message, let hit) = selected, let found = messages[hit.itemID] {
            place.match = found.hits.firstIndex { $0.id == message.id }.map { $0 + 1 }
            place.matches = found.total
        }
        return place
    }
}
