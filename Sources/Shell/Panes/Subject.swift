package import Platform
package import Wire

/// What the cursor is on, on the screen. Whatever a command copies, views, marks, notes, opens, links, compares, retries
/// or downloads is this, and nothing else.
package struct Subject {
    package enum Kind: Hashable, Sendable {
        /// No row is in view.
        case nothing
        case evaluation, item, failureClass, group
        /// Rows of a list that were chosen.
        case selection
        /// A step of the trajectory that is read, or lines of one.
        case step, lines
        /// A step of one of two trajectories side by side.
        case comparedStep
        case hit, refusal
        /// A task of two evaluations that are compared.
        case task
        case job, session
    }

    package var kind: Kind
    /// What copying its id copies, and what that is called.
    package var id: (text: String, name: String)?
    package var text: Passage?
    package var json: RawValue?
    /// The evaluation that it is of; known of an empty list of items, too.
    package var evaluation: EvaluationID?
    /// The items that it stands for: itself, the one that is read, or the members of a class or group.
    package var items: [EvaluationItem] = []
    /// The session that its link leads to.
    package var session: SessionID?

    package init(_ kind: Kind, of evaluation: EvaluationID? = nil) {
        self.kind = kind
        self.evaluation = evaluation
    }

    package static var nothing: Subject { Subject(.nothing) }

    /// It stands for its members.
    package var isMany: Bool { kind == .failureClass || kind == .group || kind == .selection }

    /// The item, where it stands for one.
    package var item: EvaluationItem? { isMany ? nil : items.first }

    /// An item of a list.
    package static func item(_ item: EvaluationItem, of evaluation: EvaluationID) -> Subject {
        var subject = Subject(.item, of: evaluation)
        subject.id = (item.id.text, "item id")
        subject.text = .json(item.json, named: "item")
        subject.json = .here { (item.json, item.taskName) }
        subject.items = [item]
        subject.session = item.sessionID
        return subject
    }

    /// Items that belong together.
    package static func members(_ kind: Kind, _ items: [EvaluationItem], of evaluation: EvaluationID) -> Subject {
        var subject = Subject(kind, of: evaluation)
        guard !items.isEmpty else { return subject }
        let count = NumberFormat.counted(items.count, "item")
        subject.id = (items.map(\.id.text).joined(separator: "\n"), "the ids of \(count)")
        subject.text = .here { (JSONValue.array(items.map(\.json)).serialized(pretty: true), count) }
        subject.json = .here { (.array(items.map(\.json)), count) }
        subject.items = items
        return subject
    }
}

/// A text that can be taken away.
package enum Passage {
    /// It is at hand, with what it is called; read when it is wanted.
    case here(() -> (text: String, name: String)?)
    /// It is had behind the screen.
    case behind((StepUse) -> Reaction)

    package static func json(_ value: JSONValue, named name: String) -> Passage {
        .here { (value.serialized(pretty: true), name) }
    }

    /// Takes it away; nil where it turns out that there is none.
    package func taken(_ use: StepUse) -> Reaction? {
        switch self {
        case .here(let read):
            read().map { text, name in
                .act(use == .copy ? .copy(text, what: name) : .page(text, name: name))
            }
        case .behind(let take): take(use)
        }
    }
}

/// A JSON value that can be looked at as it was received.
package enum RawValue {
    /// It is at hand, with what it is called; read when it is wanted.
    case here(() -> (value: JSONValue, name: String)?)
    /// It is had behind the screen.
    case behind(() -> Reaction)
}
