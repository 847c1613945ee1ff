package import Platform
import Terminal
package import Triage
import Wire

/// A line that is being typed at the foot of the screen.
package struct Prompt: Hashable, Sendable {
    /// What the line is for.
    package enum Purpose: Hashable, Sendable {
        /// Find, filter or search in the pane, as it is typed.
        case find(FindLine.Style)
        case command
        case note(EvaluationItem)
        /// One note on each of several items.
        case noteAll([ItemID])
        /// Marks so many items with a word, once the user says yes.
        case markAll(String, [ItemID], AnnotationChange)
        /// The file that the trajectories of an evaluation are downloaded to.
        case download(Evaluation)
        /// Stops the download that is under way, once the user says yes.
        case stopDownload
        /// Sends a request, once the user says yes.
        case allow(question: String, request: EffectRequest)
        /// Types back a name to confirm; the requests are sent when it is right.
        case confirm(expected: String, question: String, request: EffectRequest)
    }

    package var purpose: Purpose
    package var input: TextInput
    /// What was there before, for Esc.
    package var original: String
    /// Something wrong with what is typed so far.
    package var problem: String?
    /// Enter limits the steps to those that match.
    package var limits = false
    /// What the line could become, and the one that it is for now.
    package var candidates: [Completion] = []
    package var chosen: Int?
    /// How far back in the history the line is; nil for a line of its own.
    package var historyIndex: Int?

    /// `isReplaceable`: what is typed takes the place of the text (`TextInput.isReplaceable`).
    package init(_ purpose: Purpose, text: String = "", isReplaceable: Bool = false) {
        self.purpose = purpose
        input = TextInput(text, isReplaceable: isReplaceable)
        original = text
    }

    /// What stands before the line.
    package var label: String {
        switch purpose {
        case .find where limits: "&/"
        case .find(.pattern): "/"
        case .find(.filter): "filter: "
        case .find(.query): "search: "
        case .command: ":"
        case .note(let item): "note on \(Sanitize.line(item.taskName)): "
        case .noteAll(let ids): "note on \(NumberFormat.counted(ids.count, "item")): "
        case .markAll(let word, let ids, _):
            "Mark \(NumberFormat.counted(ids.count, "item")) \(Sanitize.line(word))? (y/n) "
        case .download: "download to: "
        case .stopDownload: "Cancel the download and delete the partial file? (y/n) "
        case .allow(let question, _): question + " (y/n) "
        case .confirm(_, let question, _): question + " "
        }
    }

    /// What is kept in the history under one name: searches by server, as other servers hold other words.
    package func historyKey(_ scope: PlatformScope) -> String? {
        switch purpose {
        case .find(.pattern): "find"
        case .find(.filter): "filter"
        case .find(.query): "search \(scope.server)"
        case .command: "command"
        case .note, .noteAll, .markAll, .allow, .confirm, .download, .stopDownload: nil
        }
    }
}
