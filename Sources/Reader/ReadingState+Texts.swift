package import Shell
import Trajectory
package import Wire

// The current step for somewhere else.
extension ReadingState {
    /// Whether the current step takes longer to decode than a key may take.
    package var isHeavy: Bool { document?.outline(current).map { $0.size > BackgroundDecoder.least } ?? false }

    /// Asks for the text of the current step where that must be had behind the screen; nil where it is soon had.
    package func textInBackground(_ use: StepUse) -> Reaction? {
        guard isHeavy, let document else { return nil }
        return Reaction(
            [EffectRequest(.stepText, StepTextWork(document: DocumentReference(document), step: current, use: use))],
            say: Message("decoding \(NumberFormat.bytes(document.outline(current)?.size ?? 0))…"))
    }

    /// The text of the current step.
    package var stepText: (text: String, name: String)? {
        document?.step(current).map { (StepTexts.text(of: $0), "step \($0.number)") }
    }

    /// What has no steps: the document itself, or as much of it as anybody reads.
    package var rawDocument: Reaction {
        let lines = document?.rawLines ?? []
        return lines.isEmpty ? .say("The document is empty", .warning) : .lines("Document, as received", lines)
    }

    /// `:raw`: texts as they are, without Markdown and pretty forms.
    package mutating func showRaw(_ isRaw: Bool) -> Reaction {
        keepingPlace { $0.preferences.isRaw = isRaw }
        endSelection()
        return .say(isRaw ? "Raw text" : "Formatted text")
    }

    /// The current step as received.
    package var rawStep: JSONValue? { document?.rawValue(current) }

    /// The current step as text for an editor.
    func edit() -> Reaction {
        if let behind = textInBackground(.edit) { return behind }
        guard let step = document?.step(current) else { return .say("Nothing to edit here", .warning) }
        return .act(.edit(StepReport.markdown(step), name: "step \(step.number)"))
    }
}
