package import Platform
package import Shell
import Terminal
package import Triage
import Wire

extension ItemsModel {
    /// Changes that can be taken back.
    private static let mostUndone = 200

    /// Asks for the marks; what is changed until they come goes on top of them.
    mutating func askMarks() -> EffectRequest {
        changedSinceAsked = [:]
        return EffectRequest(.marks, .marks(.load(evaluation.id)))
    }

    mutating func take(_ loaded: [ItemID: ItemAnnotations]) {
        guard loaded != loadedFacts || !changedSinceAsked.isEmpty else { return }
        loadedFacts = loaded
        var fresh = loaded
        for (id, fact) in facts where fact.refusals != nil { fresh[id, default: .none].refusals = fact.refusals }
        for (id, change) in changedSinceAsked { change.apply(to: &fresh[id, default: .none]) }
        facts = fresh
        takeBrought(rows)
        changedSinceAsked = [:]
        markCount = facts.values.count { $0.mark != nil }
        markWidth = facts.values.reduce(0) { max($0, Self.width($1.mark)) }
        arrange()
    }

    /// What a download brought along of items counts where nothing else is known here.
    mutating func takeBrought(_ rows: some Sequence<ItemRow>) {
        for row in rows {
            guard let brought = ItemAnnotations(of: row.item), facts[row.item.id] == nil else { continue }
            facts[row.item.id] = brought
            if brought.mark != nil { markCount += 1 }
            markWidth = max(markWidth, Self.width(brought.mark))
        }
    }

    private static func width(_ mark: String?) -> Int { mark.map { TextWidth.width(Sanitize.line($0)) } ?? 0 }

    /// Changes what is known of items here, and has the change stored. `what` names it for undo.
    /// That an item was seen is no step of its own to take back.
    package mutating func change(
        _ ids: [ItemID], _ change: AnnotationChange, what: String, in place: (any Pane.Type)? = nil
    ) -> [EffectRequest] {
        self.change(
            Dictionary(ids.map { ($0, change) }, uniquingKeysWith: { first, _ in first }), what: what, in: place)
    }

    /// Gives items a word as their mark, or adds it to theirs; with it, each changes as the rest of `change` says.
    package mutating func mark(
        _ ids: [ItemID], _ word: String, _ change: AnnotationChange, in place: (any Pane.Type)?
    ) -> [EffectRequest] {
        let changes = ids.map { id in
            var own = change
            own.mark = .set(facts(of: id).mark(taking: word))
            return (id, own)
        }
        return self.change(
            Dictionary(changes, uniquingKeysWith: { first, _ in first }), what: "marked \(word)", in: place)
    }

    private mutating func change(
        _ wanted: [ItemID: AnnotationChange], what: String, in place: (any Pane.Type)?
    ) -> [EffectRequest] {
        let (changes, back) = apply(wanted)
        guard !changes.isEmpty else { return [] }
        let steps = back.filter { $0.value.mark != .kept || $0.value.note != .kept }
        if !steps.isEmpty { undoable.append(MarkUndo(what: what, back: back, place: place)) }
        if undoable.count > Self.mostUndone { undoable.removeFirst() }
        return [EffectRequest(action: .marks(.store(evaluation.id, changes)))]
    }

    /// Takes the last change back.
    package mutating func undo() -> (MarkUndo, Reaction)? {
        guard let last = undoable.popLast() else { return nil }
        let (changes, _) = apply(last.back)
        let count = last.back.count == 1 ? "" : " (\(NumberFormat.grouped(last.back.count)) items)"
        let requests = [EffectRequest(action: .marks(.store(evaluation.id, changes)))]
        return (last, Reaction(requests, say: Message("undone: \(last.what)\(count)", .good)))
    }

    /// What really changed by the changes that were wanted, and the way back.
    private mutating func apply(
        _ wanted: [ItemID: AnnotationChange]
    ) -> (changes: [ItemID: AnnotationChange], back: [ItemID: AnnotationChange]) {
        var changes: [ItemID: AnnotationChange] = [:]
        var back: [ItemID: AnnotationChange] = [:]
        for (id, change) in wanted {
            let before = facts(of: id)
            var after = before
            change.apply(to: &after)
            let real = AnnotationChange(from: before, to: after)
            guard !real.isEmpty else { continue }
            facts[id] = after
            markCount += (after.mark == nil ? 0 : 1) - (before.mark == nil ? 0 : 1)
            markWidth = max(markWidth, Self.width(after.mark))
            changes[id] = real
            back[id] = AnnotationChange(from: after, to: before)
            loadedFacts = nil
            changedSinceAsked[id] = changedSinceAsked[id]?.then(real) ?? real
        }
        if !changes.isEmpty, filter.needsFacts || sort.needsFacts { arrange() } else { countProgress() }
        return (changes, back)
    }
}
