package import Platform
import Reader
package import Shell
import TextSearch
import Triage

// What commands do in the hits pane, and where they lead.
extension HitsModel {
    package mutating func apply(_ command: Command) -> Reaction? {
        if move(command) {
            hasMoved = true
            return .done
        }
        switch command {
        case .open: return rows.isEmpty ? broaden() : open()
        case .density: return toggleUnfolded()
        case .sort:
            order = order.next
            gather()
            return .say("hits by \(order.rawValue)")
        case .follow:
            isFollowing.toggle()
            return Reaction(
                isFollowing ? ask(isForced: true) : [EffectRequest(.followSearch, .cancel)],
                say: Message(isFollowing ? "live: the search repeats while the evaluation runs" : "no longer live"))
        case .filterStatus where !choices.isEmpty:
            return .go(
                .menu(
                    Menu(
                        title: "Hits: \(key: .mark) chooses, \(key: .open) shows", purpose: .hitFilter, choices: choices
                    )))
        case .filterStatus: return .done
        case .nextMatch: return apply(.down)
        case .previousMatch: return apply(.up)
        default: return nil
        }
    }

    /// To the next or previous sample; false where there is none.
    package mutating func goToSample(forward: Bool) -> Bool {
        guard let id = selectedHit?.itemID else { return false }
        let places = rows.indices.filter { if case .sample = rows[$0] { true } else { false } }
        guard let at = places.firstIndex(where: { rows[$0].itemID == id }) else { return false }
        let next = at + (forward ? 1 : -1)
        guard places.indices.contains(next) else { return false }
        select(row: places[next])
        return true
    }

    private func open() -> Reaction {
        guard let hit = selectedHit else { return .done }
        guard let item = known[hit.itemID] else { return .ask(.hitItem, .item(hit.itemID, evaluation.id)) }
        return open(item, hit)
    }

    /// A match in the transcript opens the step that answers; one in the error or the name opens the item's detail.
    /// Going backwards through the hits begins with the last match.
    package func open(_ item: EvaluationItem, _ hit: SearchHit, atLast: Bool = false) -> Reaction {
        guard hit.matchedIn == "transcript", item.sessionID != nil else {
            return .go(.detail(item, lit: QueryWords(answered).find))
        }
        if case .message(let message, let sample) = selected, sample.itemID == hit.itemID {
            return .go(.trajectory(item, at: .query(answered, seq: message.seq)))
        }
        return .go(.trajectory(item, at: .query(answered, seq: atLast ? .max : nil)))
    }

    private mutating func toggleUnfolded() -> Reaction {
        guard let hit = selectedHit else { return .done }
        if unfolded.remove(hit.itemID) != nil {
            gather()
            return .done
        }
        guard let session = hit.sessionID else { return .say("This item has no session", .warning) }
        guard result?.coverage?.isRead != true else {
            return .say(
                "This server cannot list the matches: \(key: .open) opens the first one, \(key: .nextMatch) goes on")
        }
        unfolded.insert(hit.itemID)
        if messages[hit.itemID] != nil {
            gather()
            return .done
        }
        unfolding = hit.itemID
        return .ask(.messageSearch, .messageSearch(session, String(answered.prefix(200))))
    }

    // MARK: Filter

    private static let everything = "all"

    /// What the hits can be limited to, with how many there are of each.
    package var choices: [Menu.Choice] {
        let hits = result?.hits ?? []
        guard !hits.isEmpty else { return [] }
        let statuses = Dictionary(grouping: hits) { known[$0.itemID]?.status }.mapValues(\.count)
        let places = Dictionary(grouping: hits, by: \.matchedIn).mapValues(\.count)
        let all = Menu.Choice(label: Self.everything, detail: "\(hits.count)", isOn: false)
        let byStatus = ItemStatus.known.compactMap { status in
            statuses[status].map {
                Menu.Choice(label: status.rawValue, detail: "\($0)", isOn: filter.statuses.contains(status))
            }
        }
        let byPlace = places.sorted { $0.key > $1.key }.map {
            Menu.Choice(label: "in \($0.key)", detail: "\($0.value)", isOn: filter.places.contains($0.key))
        }
        return [all] + byStatus + byPlace
    }

    /// Searches some items only, or all again.
    package mutating func search(in scope: HitFilter.Scope?) {
        guard filter.scope != scope else { return }
        filter.scope = scope
        gather(fromTop: true)
    }

    /// Limits the hits to what was chosen of `choices`.
    package mutating func show(_ chosen: [String]) {
        let scope = filter.scope
        filter = HitFilter()
        if !chosen.isEmpty { filter.scope = scope }
        if !chosen.contains(Self.everything) {
            filter.places = Set(chosen.filter { $0.hasPrefix("in ") }.map { String($0.dropFirst(3)) })
            filter.statuses = Set(chosen.filter { !$0.hasPrefix("in ") }.map { ItemStatus(rawValue: $0) })
        }
        gather()
    }

    // MARK: Nothing found

    /// What was not tried where nothing is shown, and what Enter does about it; nil where there is nothing wider.
    package var broaderQuery: (words: String, query: String?)? {
        if !filter.isEmpty, let count = result?.hits.count, count > 0 {
            return ("\(count) items that are not \(filter.words)", nil)
        }
        let parsed = TranscriptQuery(query)
        let parts = query.split(separator: " ").map(String.init)
        if !parsed.scopes.isEmpty {
            return ("all texts, without in:", parts.filter { !$0.hasPrefix("in:") }.joined(separator: " "))
        }
        guard parsed.isPlain else { return nil }
        if query.contains("\"") { return ("the words in any order", query.replacing("\"", with: "")) }
        if parts.count > 1 {
            let hasOr = parts.contains { $0.lowercased() == "or" }
            let wanted = parts.filter { !$0.hasPrefix("-") }
            return hasOr || wanted.count < 2 ? nil : ("any one of the words", wanted.joined(separator: " or "))
        }
        guard result?.coverage != nil, query.count > 3, query.last?.isLetter == true else { return nil }
        return ("words that start with \(query.dropLast())", query.dropLast() + "*")
    }

    /// Tries what was not tried.
    private mutating func broaden() -> Reaction {
        if needsReading, !phase.isLoading { return Reaction(ask()) }
        guard let result, answered == query, !phase.isLoading, let broaderQuery, !result.hasMore else { return .done }
        guard let text = broaderQuery.query else {
            show([])
            return .done
        }
        query = text
        problem = nil
        return Reaction(ask(), say: Message("now: \(text)"))
    }
}
