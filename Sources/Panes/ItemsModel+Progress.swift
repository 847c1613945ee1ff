package import Platform
import Shell
import Triage
import Wire

// How far the triage is: of the list, of each class, and where it goes on.
extension ItemsModel {
    /// Items up to which it is counted between two keys.
    private static let mostCounted = 20_000

    private func triage(of places: some Sequence<Int>, in table: ItemTable) -> TriageProgress {
        var progress = TriageProgress()
        for place in places {
            let facts = facts(of: table.rows[place].item.id)
            progress.add(seen: facts.seen, judged: facts.mark != nil)
        }
        return progress
    }

    /// Counts anew, after marks, the list or its classes have changed.
    mutating func countProgress() {
        progress = visible.count <= Self.mostCounted ? triage(of: visible, in: table) : nil
        guard let classes, let grouped = classes.grouped?.table,
            classes.classes.reduce(0, { $0 + $1.count }) + classes.groups.reduce(0, { $0 + $1.members.count })
                <= Self.mostCounted
        else { return }
        var all: [String: TriageProgress] = [:]
        for failures in classes.classes { all[failures.id] = triage(of: failures.members, in: grouped) }
        for group in classes.groups { all[group.name] = triage(of: group.members, in: grouped) }
        self.classes?.take(all)
    }

    /// Where the item is in the list, and how many of the list nobody looked at: `3 of 9 · 6 unseen`.
    package func progress(at item: ItemID) -> String? {
        guard visible.count > 1, selected?.id == item else { return nil }
        let unseen = progress.map { $0.left > 0 ? " · \(NumberFormat.grouped($0.left)) unseen" : " · all seen" } ?? ""
        return "\(NumberFormat.grouped(cursor.selected + 1)) of \(NumberFormat.grouped(visible.count))\(unseen)"
    }

    mutating func nextUnseenFailure() -> Reaction {
        let after = cursor.selected + 1
        let below = firstUnseenFailure(in: after..<max(after, visible.count))
        guard let next = below ?? firstUnseenFailure(in: 0..<min(after, visible.count)) else {
            return openNextClass() ?? .say("No unseen failures left in this list", .good)
        }
        let wraps = next < cursor.selected
        cursor.select(next, count: visible.count, height: height)
        return wraps ? .say("from the top") : .done
    }

    /// Where a class is done, the next one with a failure that nobody looked at; in the list of classes, from the selected
    /// one on.
    mutating func openNextClass() -> Reaction? {
        guard let listing = classes else { return nil }
        let (rows, facts) = (listing.grouped?.table.rows ?? [], facts)
        let isUnseen = { (place: Int) -> Bool in
            let item = rows[place].item
            return item.status.isFailure && facts[item.id]?.seen != true
        }
        guard let next = listing.next(from: listing.isListing ? 0 : 1, where: isUnseen) else { return nil }
        classes?.open(at: next)
        arrange()
        if let first = firstUnseenFailure(in: 0..<visible.count) {
            cursor.select(first, count: visible.count, height: height)
        }
        return .say("Next class: \(classes?.openedTitle ?? "")")
    }
}
