package import Platform
package import RichText
import Terminal

/// Where a pane wants to go.
package enum Destination: Hashable, Sendable {
    case items(Evaluation)
    case trajectory(EvaluationItem, at: StepTarget)
    /// The detail of an item in its list, at the first place that a pattern lights up.
    case detail(EvaluationItem, lit: FindPattern?)
    /// A trajectory that a worlds job made.
    case worldTrajectory(WorldTrajectory)
    case session(Session)
    /// Two runs side by side; the second one has the keys.
    case sides(EvaluationItem, EvaluationItem)
    case back
    /// Refusals are looked for in the background, in the items that are open.
    case sweep
    /// Lines to read, or choices, over the panes.
    case lines(TextPane)
    /// The same, of JSON that folds.
    case json(TextPane)
    case menu(Menu)
    /// What lies over the panes is closed; of a menu, with what was chosen.
    case close
    case chosen(Menu)
    /// A line to type in: any, or the one in which the pane finds.
    case prompt(Prompt)
    case find(limits: Bool)
    /// A line of commands, under what lies over the panes; one that ends with a blank is to be typed on.
    case run(String)
}

/// What a pane makes of a command or an answer.
package struct Reaction: Hashable, Sendable {
    package var requests: [EffectRequest] = []
    package var destination: Destination?
    package var message: Message?

    package init(_ requests: [EffectRequest] = [], go destination: Destination? = nil, say message: Message? = nil) {
        self.requests = requests
        self.destination = destination
        self.message = message
    }

    /// The command was understood, and that is all.
    package static let done = Reaction()

    package static func say(_ text: String, _ tone: Message.Tone = .plain) -> Reaction {
        Reaction(say: Message(text, tone))
    }

    package static func ask(_ slot: EffectSlot, _ work: Work) -> Reaction { Reaction([EffectRequest(slot, work)]) }
    package static func ask(_ slot: EffectSlot, _ work: PlatformWork) -> Reaction {
        Reaction([EffectRequest(slot, work)])
    }
    package static func ask(_ slot: EffectSlot, _ work: TerminalWork) -> Reaction {
        Reaction([EffectRequest(slot, work)])
    }

    /// An action of the user.
    package static func act(_ work: PlatformWork) -> Reaction { Reaction([EffectRequest(action: work)]) }
    package static func act(_ work: TerminalWork) -> Reaction { Reaction([EffectRequest(action: work)]) }
    package static func act(_ work: some ComputeWork) -> Reaction { Reaction([EffectRequest(action: work)]) }

    /// Lines to read over the panes.
    package static func lines(_ title: String, _ lines: [RichLine]) -> Reaction {
        .go(.lines(TextPane(title: title, lines: lines)))
    }

    /// JSON to read and fold over the panes.
    package static func json(_ title: String, _ lines: [RichLine]) -> Reaction {
        .go(.json(TextPane(title: title, lines: lines)))
    }

    /// What something that was done once came to, in words.
    package init(outcome answer: EffectResult) {
        switch answer {
        case .done(let text): self = .say(text, .good)
        case .ended(let message): self.init(say: message)
        // What went wrong with a file is said with its name.
        case .failed(let error) where error.kind == .storage && !error.detail.isEmpty:
            self = .say(Sanitize.line(error.detail), .error)
        case .failed(let error): self.init(say: Message(error, isOnce: true))
        default: self = .done
        }
    }

    package static func go(_ destination: Destination) -> Reaction { Reaction(go: destination) }

    /// One reaction after the other; the later message and destination win.
    package static func + (left: Reaction, right: Reaction) -> Reaction {
        Reaction(
            left.requests + right.requests, go: right.destination ?? left.destination,
            say: right.message ?? left.message)
    }
}
