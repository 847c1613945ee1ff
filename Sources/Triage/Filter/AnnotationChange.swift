/// What changed in the facts of an item, field by field: what did not change is not written, so that two programs that
/// mark the same item lose nothing of each other's.
package struct AnnotationChange: Hashable, Sendable {
    /// A field that was set to something (or to nothing), or left alone.
    package enum Field<Value: Hashable & Sendable>: Hashable, Sendable {
        case kept
        case set(Value)

        init(_ before: Value, _ after: Value) { self = before == after ? .kept : .set(after) }

        func apply(to value: inout Value) {
            if case .set(let new) = self { value = new }
        }
    }

    package var mark: Field<String?>
    package var note: Field<String?>
    package var seen: Field<Bool>

    package init(mark: Field<String?> = .kept, note: Field<String?> = .kept, seen: Field<Bool> = .kept) {
        self.mark = mark
        self.note = note
        self.seen = seen
    }

    /// The way from one state to another.
    package init(from before: ItemAnnotations, to after: ItemAnnotations) {
        mark = Field(before.mark, after.mark)
        note = Field(before.note, after.note)
        seen = Field(before.seen, after.seen)
    }

    package var isEmpty: Bool { self == AnnotationChange() }

    package func apply(to facts: inout ItemAnnotations) {
        mark.apply(to: &facts.mark)
        note.apply(to: &facts.note)
        seen.apply(to: &facts.seen)
    }

    /// This change, and then another one.
    package func then(_ later: AnnotationChange) -> AnnotationChange {
        AnnotationChange(
            mark: later.mark == .kept ? mark : later.mark, note: later.note == .kept ? note : later.note,
            seen: later.seen == .kept ? seen : later.seen)
    }
}
