import Panes
import Platform
import Reader
import Shell
import Triage
import Wire

// Marks, notes, verdicts, and what was read.
extension AppState {
    /// The mark of a key that names none.
    static let plainMark = "todo"

    /// Changes what is known of an item, whether or not its evaluation is the one whose items are open.
    mutating func change(_ item: EvaluationItem, _ change: AnnotationChange, what: String) -> [EffectRequest] {
        let isOpen = itemsPane?.list.evaluation.id == item.evaluationID || item.evaluationID.text.isEmpty
        let isStep = change.mark != .kept || change.note != .kept
        if isOpen, isStep { stack.onMain { $0.noteMarked() } }
        guard isOpen else { return [EffectRequest(action: .marks(.store(item.evaluationID, [item.id: change])))] }
        let place = type(of: stack.main)
        return itemsPane?.list.change([item.id], change, what: what, in: place) ?? []
    }

    /// Takes the last change back, and goes to where it was made: of the pane's own, or of the list.
    mutating func undo() -> Reaction {
        if let reaction = stack.onMain({ $0.undo() }) { return reaction }
        guard let (undone, reaction) = itemsPane?.list.undo() else { return .say("Nothing to undo here", .warning) }
        if let place = undone.place { enter(place) }
        guard undone.back.count == 1, let item = items?.rows.first(where: { undone.back[$0.item.id] != nil })?.item
        else { return reaction }
        return reaction + (stack.onMain { $0.select(item) } ?? .done)
    }

    /// The mark of the subject, or none where it has one.
    mutating func mark() -> Reaction {
        let subject = subject
        guard !subject.isMany else { return confirmMark(Self.plainMark, subject.items) }
        guard let item = subject.item else { return .done }
        guard facts(of: item).mark != nil else { return mark(with: Self.plainMark) }
        let requests = change(item, AnnotationChange(mark: .set(nil)), what: "mark removed from \(item.taskName)")
        return Reaction(requests, say: Message("mark removed"))
    }

    mutating func mark(with word: String) -> Reaction {
        let subject = subject
        guard !subject.isMany else { return confirmMark(word, subject.items) }
        guard let item = subject.item else { return .done }
        let mark = facts(of: item).mark(taking: word)
        let requests = change(item, AnnotationChange(mark: .set(mark)), what: "\(item.taskName) marked \(word)")
        return Reaction(requests, say: Message(mark.map { "marked \($0)" } ?? "mark removed", .good))
    }

    /// Asks for a note on the subject, or takes the one that was typed behind `:note`.
    mutating func note(_ text: String = "") -> Reaction {
        let subject = subject
        if let (item, rest) = named(in: text) {
            guard rest.isEmpty else { return take(note: rest, for: item) }
            prompt = Prompt(.note(item), text: facts(of: item).note ?? "")
            return .done
        }
        guard subject.kind != .selection, judged != nil || !subject.isMany else {
            prompt = Prompt(.noteAll(subject.items.map(\.id)), text: text)
            return .done
        }
        guard let item = judged ?? subject.item else { return .done }
        guard text.isEmpty else { return take(note: text, for: item) }
        prompt = Prompt(.note(item), text: facts(of: item).note ?? "")
        return .done
    }

    /// The item whose task a text begins with, and what follows; of several the selected one, else the first.
    private func named(in text: String) -> (EvaluationItem, String)? {
        let words = text.split(separator: " ", maxSplits: 1)
        guard let task = words.first, let items else { return nil }
        let all = items.rows.lazy.map(\.item).filter { $0.taskName == task }
        let item = subject.item.flatMap { $0.taskName == task ? $0 : nil } ?? all.first
        return item.map { ($0, words.count > 1 ? String(words[1]).trimmingBlanks() : "") }
    }

    mutating func take(note text: String, for item: EvaluationItem) -> Reaction {
        let isEmpty = text.trimmingBlanks().isEmpty
        let requests = change(
            item, AnnotationChange(note: .set(isEmpty ? nil : text)), what: "note on \(item.taskName)")
        return Reaction(requests, say: Message(isEmpty ? "note removed" : "noted", .good))
    }

    mutating func take(note text: String, forAll ids: [ItemID]) -> Reaction {
        let note = text.trimmingBlanks()
        guard !note.isEmpty else { return .say("Nothing noted", .warning) }
        let main = type(of: stack.main)
        let requests = itemsPane?.list.change(ids, AnnotationChange(note: .set(note)), what: "note", in: main) ?? []
        itemsPane?.list.clearSelection()
        return Reaction(
            requests, say: Message("Noted on \(NumberFormat.counted(ids.count, "item")); \(key: .undo) undoes", .good))
    }

    /// `:select FILTER`: chooses the rows that a filter lets pass, all of them or none.
    mutating func selectRows(_ text: String) -> Reaction {
        guard items?.classes?.isListing != true else {
            return .say("select is for items: open a class first", .warning)
        }
        if text == "none" { itemsPane?.list.clearSelection() }
        guard text != "none" else { return .done }
        do throws(FilterError) {
            let filter = try text == "all" ? ItemFilter.all : ItemFilter(parsing: text, isTyping: false)
            itemsPane?.list.choose(where: filter)
            return .done
        } catch {
            return .say(error.description, .warning)
        }
    }

    /// What is known of an item; nothing of one whose evaluation is not the one that is open.
    private func facts(of item: EvaluationItem) -> ItemAnnotations {
        guard let items, isOpen(item) else { return .none }
        return items.facts(of: item.id)
    }

    private func isOpen(_ item: EvaluationItem) -> Bool {
        items?.evaluation.id == item.evaluationID || item.evaluationID.text.isEmpty
    }

    // MARK: Many at once

    /// Asks before every item that the list shows is marked.
    mutating func confirmMarkAll(_ word: String) -> Reaction {
        guard let items, subject.kind == .item || stack.isMain(ItemsPane.self), !subject.isMany else {
            return .say("mark-all marks the items of the list: go there first", .warning)
        }
        guard !word.isEmpty else { return .say("mark-all takes a word, such as :mark-all infra", .warning) }
        return confirmMark(word, items.visible.map { items.rows[$0].item })
    }

    /// Asks before several items are marked. `isVerdict`: they are seen, too.
    private mutating func confirmMark(_ word: String, _ items: [EvaluationItem], isVerdict: Bool = false) -> Reaction {
        guard !items.isEmpty else { return .say("No item is shown", .warning) }
        let change = AnnotationChange(mark: .set(word), seen: isVerdict ? .set(true) : .kept)
        prompt = Prompt(.markAll(word, items.map(\.id), change))
        return .done
    }

    mutating func markAll(_ word: String, _ ids: [ItemID], _ change: AnnotationChange, answer: String) -> Reaction {
        guard ["y", "yes"].contains(answer.lowercased()) else { return .say("Nothing marked", .warning) }
        let place = type(of: stack.main)
        let requests = itemsPane?.list.mark(ids, word, change, in: place) ?? []
        itemsPane?.list.clearSelection()
        let said = Message("\(NumberFormat.counted(ids.count, "item")) marked \(word); \(key: .undo) undoes", .good)
        return Reaction(requests, say: said) + (change.seen == .kept ? .done : stack.onMain { $0.goOn() } ?? .done)
    }

    // MARK: Verdicts

    /// Marks with a verdict, and goes on to the next failure that nobody looked at.
    mutating func judge(_ command: Command) -> Reaction {
        guard let index = Command.verdicts.firstIndex(of: command), index < verdicts.count else {
            return .say("No verdict is set for this key", .warning)
        }
        let (word, subject) = (verdicts[index], subject)
        guard !subject.isMany else { return confirmMark(word, subject.items, isVerdict: true) }
        guard let item = subject.item else { return .done }
        let change = AnnotationChange(mark: .set(word), seen: .set(true))
        let requests = self.change(item, change, what: "\(item.taskName) marked \(word)")
        let said = Reaction(requests, say: Message("\(item.taskName): \(word)", .good))
        let moved = stack.onMain { $0.goOn() } ?? openNextUnseen()
        judged = item
        return Reaction(said.requests + moved.requests, go: moved.destination, say: joined(said.message, moved.message))
    }

    private func joined(_ first: Message?, _ second: Message?) -> Message? {
        guard let first, let second else { return first ?? second }
        return Message("\(first.text) · \(second.text)", second.tone)
    }

    /// From one trajectory to that of the next failure that nobody looked at.
    mutating func openNextUnseen() -> Reaction {
        guard stack.isMain(ReaderPane.self), let open = subject.item else { return notHere(.nextUnseenFailure) }
        itemsPane?.list.select(open.id)
        let reaction = itemsPane?.list.apply(.nextUnseenFailure) ?? .done
        guard let next = itemsPane?.list.selected, next.id != open.id else { return reaction }
        return reaction + .go(.trajectory(next, at: .failure))
    }
}
