import Platform
import Wire

/// A line that is being typed at the foot of the screen.
package struct Prompt: Hashable, Sendable {
    /// What the line is for.
    package enum Purpose: Hashable, Sendable {
        /// Find or filter in the pane, as it is typed.
        case find(Context)
        case command
        /// The query of the hits pane, asked as it is typed.
        case search
        case note(EvaluationItem)
        /// Marks so many items with a word, once the user says yes.
        case markAll(String, [ItemID])
        /// The file that the trajectories of an evaluation are downloaded to.
        case download(Evaluation)
        /// Stops the download that is under way, once the user says yes.
        case stopDownload
        /// Types back a name to confirm; the requests are sent when it is right.
        case confirm(expected: String, question: String, request: Request)
    }

    package var purpose: Purpose
    package var input: TextInput
    /// What was there before, for Esc.
    package var original: String
    /// Something wrong with what is typed so far.
    package var problem: String?
    /// Enter limits the steps to those that match.
    package internal(set) var limits = false
    /// How far back in the history the line is; nil for a line of its own.
    var historyIndex: Int?

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
        case .find(let context): [.outline, .body, .detail, .sides].contains(context) ? "/" : "filter: "
        case .command: ":"
        case .search: "search: "
        case .note: "note: "
        case .markAll(let word, let ids):
            "Mark \(Figures.grouped(ids.count)) \(ids.count == 1 ? "item" : "items") \(word)? y or n: "
        case .download: "download to: "
        case .stopDownload: "Stop the download and remove what came? y or n (q closes the list): "
        case .confirm(_, let question, _): question + " "
        }
    }

    /// A text is looked for in what is read: what is typed is a pattern.
    var isOfFind: Bool { [.find(.outline), .find(.body), .find(.sides), .find(.items)].contains(purpose) }

    /// What is kept in the history under one name: searches by server, as other servers hold other words.
    func historyKey(_ scope: PlatformScope) -> String? {
        switch purpose {
        case .find(let context): [.outline, .body, .sides, .detail].contains(context) ? "find" : "filter"
        case .command: "command"
        case .search: "search \(scope.server)"
        case .note, .markAll, .confirm, .download, .stopDownload: nil
        }
    }
}

/// Something that lies over the panes and has the keys until it is closed.
package enum Overlay: Hashable, Sendable {
    /// Lines to read: help, raw JSON, the log.
    case text(TextPane)
    /// Several of many to choose.
    case menu(Menu)
}

/// A list of choices over the panes.
package struct Menu: Hashable, Sendable {
    package struct Choice: Hashable, Sendable {
        package var label: String
        package var detail: String
        package var isOn: Bool
    }

    package enum Purpose: Hashable, Sendable {
        case itemStatuses
        case hitFilter
        case savedSearch
        case sortOrder
        case mark
        case jobFilter
        /// What a run is compared with: one of these, in the order of the choices.
        case comparing(EvaluationItem, [ComparisonChoice])
        case profile, organization, workspace
        case bookmarks
    }

    package var title: String
    package var purpose: Purpose
    package var choices: [Choice]
    package var cursor = ListCursor()

    package init(title: String, purpose: Purpose, choices: [Choice]) {
        self.title = title
        self.purpose = purpose
        self.choices = choices
    }

    /// Enter takes the choice under the cursor; otherwise Space chooses several.
    package var isSingle: Bool { if case .comparing = purpose { true } else { false } }

    package var chosen: [String] { choices.filter(\.isOn).map(\.label) }
}
