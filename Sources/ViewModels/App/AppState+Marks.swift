import Platform
import Triage
import Wire

// Marks, notes, verdicts, and what was read.
extension AppState {
    /// The mark of a key that names none.
    static let plainMark = "todo"

    /// The item that marks and notes go to.
    var markedItem: EvaluationItem? {
        switch place {
        case .trajectory: trajectory?.item
        case .hits: hits?.selectedHit.flatMap { hits?.known[$0.itemID] }
        default: items?.selected
        }
    }

    /// Changes what is known of an item, whether or not its evaluation is the one whose items are open.
    mutating func change(_ item: EvaluationItem, _ change: FactsChange, what: String) -> [Request] {
        let isOpen = items?.evaluation.id == item.evaluationID || item.evaluationID.text.isEmpty
        if isOpen, place == .trajectory { trajectory?.reading.noteMarked() }
        guard isOpen else { return [Request(action: .marks(.store(item.evaluationID, [item.id: change])))] }
        return items?.change([item.id], change, what: what) ?? []
    }

    /// Takes the last change back: of what is read, or of the list.
    mutating func undo() -> Reaction {
        if place == .trajectory, let reaction = trajectory?.reading.undoBookmark() { return reaction }
        return items?.undo() ?? .say("Nothing to undo here", .warning)
    }

    mutating func mark() -> Reaction {
        guard let item = markedItem, let items else { return .done }
        guard items.facts(of: item.id).mark != nil else { return mark(with: Self.plainMark) }
        let requests = change(item, FactsChange(mark: .set(nil)), what: "mark removed from \(item.taskName)")
        return Reaction(requests, say: Message("mark removed"))
    }

    mutating func mark(with word: String) -> Reaction {
        guard let item = markedItem else { return .done }
        let requests = change(item, FactsChange(mark: .set(word)), what: "\(item.taskName) marked \(word)")
        return Reaction(requests, say: Message("marked \(word)", .good))
    }

    mutating func note() -> Reaction {
        guard let item = markedItem else { return .done }
        prompt = Prompt(.note(item), text: items?.facts(of: item.id).note ?? "")
        return .done
    }

    mutating func take(note text: String, for item: EvaluationItem) -> Reaction {
        let isEmpty = text.trimmingBlanks().isEmpty
        let requests = change(
            item, FactsChange(note: .set(isEmpty ? nil : text)), what: "note on \(item.taskName)")
        return Reaction(requests, say: Message(isEmpty ? "note removed" : "noted", .good))
    }

    // MARK: Many at once

    /// Asks before every item that the filter shows is marked.
    mutating func confirmMarkAll(_ word: String) -> Reaction {
        guard let items, place == .items, items.classes?.isListing != true else {
            return .say("mark-all marks the items of the list: go there first", .warning)
        }
        let ids = items.visible.map { items.rows[$0].item.id }
        guard !word.isEmpty else { return .say("mark-all takes a word, such as :mark-all infra", .warning) }
        guard !ids.isEmpty else { return .say("No item is shown", .warning) }
        prompt = Prompt(.markAll(word, ids))
        return .done
    }

    mutating func markAll(_ word: String, _ ids: [ItemID], answer: String) -> Reaction {
        guard ["y", "yes"].contains(answer.lowercased()) else { return .say("Nothing marked", .warning) }
        let count = Figures.grouped(ids.count)
        let requests = items?.change(ids, FactsChange(mark: .set(word)), what: "marked \(word)") ?? []
        return Reaction(requests, say: Message("\(count) items marked \(word); Z undoes", .good))
    }

    // MARK: Verdicts

    private static let verdictCommands: [Command] = [.verdict1, .verdict2, .verdict3, .verdict4, .verdict5]

    /// Marks with a verdict, and goes on to the next failure that nobody looked at.
    mutating func judge(_ command: Command) -> Reaction {
        guard let index = Self.verdictCommands.firstIndex(of: command), index < verdicts.count else {
            return .say("No verdict is set for this key", .warning)
        }
        guard let item = markedItem else { return .done }
        let word = verdicts[index]
        let change = FactsChange(mark: .set(word), seen: .set(true))
        let requests = self.change(item, change, what: "\(item.taskName) marked \(word)")
        let said = Reaction(requests, say: Message("\(item.taskName): \(word)", .good))
        if place == .hits { return said + (hits?.apply(.down) ?? .done) }
        let moved = place == .trajectory ? openNextUnseen() : items?.apply(.nextUnseenFailure) ?? .done
        return Reaction(said.requests + moved.requests, go: moved.destination, say: joined(said.message, moved.message))
    }

    private func joined(_ first: Message?, _ second: Message?) -> Message? {
        guard let first, let second else { return first ?? second }
        return Message("\(first.text) · \(second.text)", second.tone)
    }

    /// From one trajectory to that of the next failure that nobody looked at.
    mutating func openNextUnseen() -> Reaction {
        guard place == .trajectory, let open = trajectory?.item else {
            return .say("Not here: \(CommandTable.info(.nextUnseenFailure)?.help ?? "")", .warning)
        }
        items?.select(open.id)
        let reaction = items?.apply(.nextUnseenFailure) ?? .done
        guard let next = items?.selected, next.id != open.id else { return reaction }
        return reaction + .go(.trajectory(next, at: .end))
    }
}
