import Panes
import Platform
import Shell

// Searches by name.
extension AppState {
    /// `:search NAME` asks a search that was saved; any other text is asked as it is.
    mutating func search(_ text: String) -> Reaction {
        guard !text.isEmpty else { return openSearch() }
        let query = savedSearches[text] ?? text
        let opened = openSearch()
        guard prompt?.purpose == .find(.query) else { return opened }
        prompt = nil
        let requests = hits?.type(query) ?? []
        if let problem = hits?.problem { return opened + .say(problem, .warning) }
        let isAnswered = hits?.answered == hits?.query && requests.isEmpty
        return opened + Reaction(isAnswered ? [] : hits?.ask() ?? [])
    }

    /// `:save NAME` in the hits keeps the query under a name; without a query the name goes.
    mutating func saveSearch(_ name: String) -> Reaction {
        guard !name.isEmpty, !name.contains(where: \.isWhitespace) else {
            return .say("save takes a name of one word, such as :save denied", .warning)
        }
        let text = hits?.query ?? ""
        savedSearches[name] = text.isEmpty ? nil : text
        return .say(text.isEmpty ? "search \(name) removed" : "kept: :search \(name) is \(text)", .good)
    }

    /// `:searches` lists them to choose one.
    mutating func listSearches() -> Reaction {
        let choices = savedSearches.sorted { $0.key < $1.key }.map {
            Menu.Choice(label: $0.key, detail: $0.value, isOn: false)
        }
        guard !choices.isEmpty else { return .say("No search is saved: :save NAME in the hits saves one") }
        return .go(.menu(Menu(title: "Saved searches: \(key: .open) asks", purpose: .savedSearch, choices: choices)))
    }
}
