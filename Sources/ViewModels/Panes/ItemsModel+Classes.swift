import Platform
import Triage

extension ItemsModel {
    /// What `e` groups by, in its order: first why they failed.
    private static let groupings: [ItemGrouping?] = [nil] + ItemGrouping.allCases.map { $0 }

    /// Groups what the filter leaves; nil is by why they failed.
    mutating func group(by grouping: ItemGrouping?) -> Reaction {
        let facts = facts
        let places = filter.indices(of: rows, now: now) { facts[$0] ?? .none }
        var model = ClassesModel(rows: rows, at: places, by: grouping, height: height, now: now)
        model.names = classNames
        classes = model
        let what = grouping.map { "groups by \($0.rawValue)" } ?? "classes of failures"
        return .say("\(model.count) \(what); Enter opens one, e groups by something else, Esc goes back")
    }

    mutating func applyToClasses(_ command: Command) -> Reaction? {
        switch command {
        case .open:
            classes?.open()
            arrange()
            selectFirst()
        case .back:
            classes = nil
            arrange()
        case .group:
            let at = Self.groupings.firstIndex { $0 == classes?.grouping } ?? 0
            return group(by: Self.groupings[(at + 1) % Self.groupings.count])
        case .follow, .refresh: return nil
        default: return classes?.apply(command) == true ? .done : nil
        }
        return .done
    }
}

extension AppState {
    /// `:group task`: groups the items by something else than why they failed.
    mutating func group(by word: String) -> Reaction {
        guard place == .items, items != nil else { return .say("Grouping is for the items: go there first", .warning) }
        if word.isEmpty || word == "failure" { return items?.group(by: nil) ?? .done }
        guard let grouping = ItemGrouping(rawValue: word) else {
            let words = ["failure"] + ItemGrouping.allCases.map(\.rawValue)
            return .say("group is by one of \(words.joined(separator: ", "))", .warning)
        }
        return items?.group(by: grouping) ?? .done
    }

    /// `:name TEXT`: names the class that is selected or open; nothing takes the name away.
    mutating func nameClass(_ text: String) -> Reaction {
        guard let failures = items?.classes?.named else {
            return .say("name is for a class of failures: e lists them", .warning)
        }
        let name = text.isEmpty ? nil : text
        classNames[failures.id] = name
        items?.classNames = classNames
        return Reaction(
            [Request(.stored, .storeClassName(failures.id, name))],
            say: Message(name.map { "named \($0), in every evaluation" } ?? "name removed", .good))
    }

    mutating func take(classNames names: [String: String]) {
        classNames = names
        items?.classNames = names
    }
}
