package import Platform
import Shell
package import Triage
import Wire

// Rows that commands act on together: chosen one by one, as a range, or by a filter.
extension ItemsModel {
    /// Rows from where the range began to the cursor.
    package var range: ClosedRange<Int>? {
        guard let anchor = rangeStart, let start = visible.firstIndex(where: { rows[$0].item.id == anchor }) else {
            return nil
        }
        return min(start, cursor.selected)...max(start, cursor.selected)
    }

    /// The items that are selected, of those that the list shows and in its order.
    package var chosen: [EvaluationItem] {
        guard hasSelection else { return [] }
        let range = range
        return visible.enumerated().filter { range?.contains($0.offset) == true || isChosen(rows[$0.element].item.id) }
            .map { rows[$0.element].item }
    }

    package func isChosen(_ id: ItemID) -> Bool { selection.contains(id) }
    package var hasSelection: Bool { !selection.isEmpty || rangeStart != nil }

    /// The same list with nothing in it but what is selected, where something is.
    package var limitedToSelection: ItemsModel {
        var list = self
        let ids = Set(chosen.map(\.id))
        if hasSelection { list.visible = visible.filter { ids.contains(rows[$0].item.id) } }
        return list
    }

    package mutating func clearSelection() { (selection, rangeStart) = ([], nil) }

    /// Chooses all rows that a filter lets pass, beside those that are chosen.
    package mutating func choose(where passes: ItemFilter) {
        let places = Set(passes.places(in: table, now: now) { facts[$0] ?? .none })
        selection.formUnion(visible.filter { places.contains($0) }.map { rows[$0].item.id })
    }

    /// Nil where the command is about something else.
    mutating func applyToSelection(_ command: Command) -> Reaction? {
        switch command {
        case .mark where rangeStart != nil: endRange()
        case .mark:
            guard let id = selected?.id else { return .done }
            if selection.remove(id) == nil { selection.insert(id) }
            cursor.select(cursor.selected + 1, count: visible.count, height: height)
        case .select:
            if rangeStart == nil { rangeStart = selected?.id } else { endRange() }
        case .back where rangeStart != nil: rangeStart = nil
        case .back where !selection.isEmpty: selection = []
        default: return nil
        }
        return .done
    }

    /// The range is chosen, and the cursor moves alone again.
    private mutating func endRange() {
        selection.formUnion(range.map { visible[$0].map { rows[$0].item.id } } ?? [])
        rangeStart = nil
    }
}

extension ItemsModel {
    /// What a search that begins here asks: what is selected, the class that is open, what the filter leaves; nil for all.
    package var searchScope: HitFilter.Scope? {
        guard classes?.isListing != true else { return nil }
        if hasSelection {
            let chosen = chosen
            return HitFilter.Scope(Set(chosen.map(\.id)), words: "\(NumberFormat.grouped(chosen.count)) selected")
        }
        let words = (classes?.openedTitle.map { ["class \($0)"] } ?? []) + (filter.isEmpty ? [] : [filter.text])
        guard !words.isEmpty else { return nil }
        return HitFilter.Scope(Set(visible.map { rows[$0].item.id }), words: words.joined(separator: ", "))
    }
}
