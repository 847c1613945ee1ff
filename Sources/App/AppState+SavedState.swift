import Panes
import Platform
import Reader
import Shell
package import Triage

// Coming back: to a list within a run, and to the place of the last run.
extension AppState {
    /// What the next run takes up. A place is kept only where lists change by a server's hand: files are opened anew.
    package func resumption(after earlier: SavedState, keepsPlace: Bool) -> SavedState {
        var kept = earlier
        kept.history = history
        kept.filters = savedFilters
        kept.searches = savedSearches
        kept.columns = chosenColumns
        if keepsPlace { kept.keep(spot, in: scope) }
        return kept
    }

    private var spot: SavedState.SavedPosition? {
        guard !stack.isMain(EvaluationsModel.self), let items else { return nil }
        let isReading = subject.kind == .step && reader?.model.item?.evaluationID == items.evaluation.id
        return SavedState.SavedPosition(
            evaluation: items.evaluation.id, item: isReading ? reader?.model.item?.id : nil,
            step: isReading ? trajectory.map { $0.current + 1 } : nil, list: items.memory)
    }

    /// Takes up what the last run left; gives the place to start at.
    package mutating func resume(_ earlier: SavedState, keepsPlace: Bool) -> StartingPoint? {
        history = earlier.history
        savedFilters = earlier.filters
        savedSearches = earlier.searches
        resumeColumns(earlier.columns)
        guard keepsPlace, let spot = earlier.spot(in: scope) else { return nil }
        lists[spot.evaluation] = spot.list
        return .evaluation(spot.evaluation, item: spot.item?.text, step: spot.step)
    }

    // MARK: Filters by name

    /// `:save NAME` keeps the filter under a name; without a filter the name goes.
    mutating func saveFilter(_ name: String) -> Reaction {
        guard !name.isEmpty, !name.contains(where: \.isWhitespace) else {
            return .say("save takes a name of one word, such as :save slow", .warning)
        }
        let text = itemsPane?.list.filter.text ?? ""
        savedFilters[name] = text.isEmpty ? nil : text
        return .say(text.isEmpty ? "filter \(name) removed" : "kept: :filter @\(name) is \(text)", .good)
    }

    /// `:filter TEXT`, or `:filter @NAME`.
    mutating func filter(_ text: String) -> Reaction {
        var text = text
        if text.hasPrefix("@") {
            let name = String(text.dropFirst())
            guard let saved = savedFilters[name] else {
                let names = savedFilters.keys.sorted().map { "@\($0)" }.joined(separator: ", ")
                return .say(
                    names.isEmpty
                        ? "No filter is saved: :save NAME saves one" : "No filter @\(name); there are \(names)",
                    .warning)
            }
            text = saved
        }
        itemsPane?.list.filter(text)
        if let problem = items?.filterProblem { return .say(problem.description, .warning) }
        return items?.sweepsForFilter == true ? .go(.sweep) : .done
    }
}

extension ItemsModel {
    var memory: ListState {
        ListState(filter: filter.text, sort: sort == .position ? "" : sort.text, selected: selected?.id)
    }

    /// The list as it was left; the selection comes back with its item.
    mutating func recall(_ memory: ListState) {
        filter(memory.filter)
        if let order = try? ItemSort(parsing: memory.sort) { sort(by: order) }
        wanted = memory.selected
    }
}
