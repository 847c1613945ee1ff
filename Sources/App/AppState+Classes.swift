import Panes
import Platform
import Shell
import Triage
import Wire

// Groups of items, and the names of failure classes.
extension AppState {
    /// `:group task`: groups the items by something else than why they failed.
    mutating func group(by word: String) -> Reaction {
        if word.isEmpty || word == "failure" { return itemsPane?.list.group(by: nil) ?? .done }
        guard let grouping = ItemGrouping(rawValue: word) else {
            let words = ["failure"] + ItemGrouping.allCases.map(\.rawValue)
            return .say("group is by one of \(words.joined(separator: ", "))", .warning)
        }
        return itemsPane?.list.group(by: grouping) ?? .done
    }

    /// `:name TEXT`: names the class that is selected or open; nothing takes the name away.
    mutating func nameClass(_ text: String) -> Reaction {
        guard let failures = itemsPane?.list.classes?.named else {
            return .say("name is for a class of failures: \(key: .group) lists them", .warning)
        }
        let name = text.isEmpty ? nil : text
        classNames[failures.id] = name
        let names = classNames
        itemsPane?.list.classNames = names
        return Reaction(
            [EffectRequest(action: .marks(.nameClass(failures.id, name)))],
            say: Message(name.map { "named \($0), in every evaluation" } ?? "name removed", .good))
    }

    mutating func take(classNames names: [String: String]) {
        classNames = names
        itemsPane?.list.classNames = names
    }
}
