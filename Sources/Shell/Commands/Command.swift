/// Everything a key can ask for. The raw value is the name used in the configuration and on the `:` line.
package enum Command: String, CaseIterable, Sendable {
    // Moving.
    case down, up, halfPageDown = "half-page-down", halfPageUp = "half-page-up"
    case pageDown = "page-down", pageUp = "page-up", top, bottom
    case open, back
    case nextPane = "next-pane", previousPane = "previous-pane"
    case evaluations, items, hits, trajectory
    case nextItem = "next-sample", previousItem = "previous-sample"
    // Steps.
    case nextStep = "next-step", previousStep = "previous-step"
    case nextError = "next-error", previousError = "previous-error"
    case firstError = "first-error", lastError = "last-error"
    case nextRefusal = "next-refusal", previousRefusal = "previous-refusal"
    case nextTool = "next-tool", previousTool = "previous-tool"
    case nextAgent = "next-agent", previousAgent = "previous-agent"
    case nextUser = "next-user", previousUser = "previous-user"
    case nextSlowStep = "next-wait", previousSlowStep = "previous-wait"
    case nextSubagent = "next-subagent", previousSubagent = "previous-subagent", openSubagent = "open-subagent"
    case nextPart = "next-part", previousPart = "previous-part"
    case nextDifference = "next-difference", previousDifference = "previous-difference"
    case bookmark, nextBookmark = "next-bookmark", jumpBack = "jump-back", jumpForward = "jump-forward"
    // Finding.
    case find, nextMatch = "next-match", previousMatch = "previous-match"
    case search, refusals
    case filterStatus = "filter-status", sort, group
    case failedOnly = "failed-only", unseenOnly = "unseen-only", nextUnseenFailure = "next-unseen-failure"
    // Marking.
    case mark, note, undo
    case verdict1 = "verdict-1", verdict2 = "verdict-2", verdict3 = "verdict-3", verdict4 = "verdict-4"
    case verdict5 = "verdict-5"
    // Looking.
    case zoom, columns, density, fold, unfold, foldAll = "fold-all", unfoldAll = "unfold-all", wrap
    case stepDensity = "step-density", foldKind = "fold-kind", unfoldKind = "unfold-kind", hidden
    case limit, timeline
    case panLeft = "pan-left", panRight = "pan-right", openMedia = "open-media"
    case glance, result, follow, refresh, raw = "json"
    case compare, swapSides = "swap-sides", download, openDownload = "open-download", worlds, sessions
    case newJob = "new-job", cancelJob = "cancel-job"
    // Taking away.
    case copyID = "copy-id", copyText = "copy-text", pager, editor, webLink = "web-link"
    case select, selectHere = "select-here", swapEnds = "swap-ends"
    // The program.
    case commandLine = "command-line", switchPlace = "switch", help, redraw, suspend, quit
}

/// Where a command makes sense: the pane that has the keys.
package enum Context: String, CaseIterable, Sendable {
    case evaluations, items, detail, hits, outline, body, worlds, sessions
    case comparison, sides
    /// JSON that folds, over the panes.
    case json
    /// A text of which lines are selected: within the pane that has the keys, and never that itself.
    case selection
    /// Choices over the panes.
    case menu

    /// What a message calls it.
    package var words: String {
        switch self {
        case .outline, .body: "trajectory"
        case .sides: "two trajectories"
        case .worlds: "worlds jobs"
        case .sessions: "sessions"
        case .json: "raw JSON"
        case .selection: "selection"
        default: rawValue
        }
    }
}

/// One row of the key table: from it come the keymap, the help overlay, the `:` line and the README's table.
package struct CommandInfo: Sendable {
    package var command: Command
    /// Default keys, in the notation of `KeyNotation`; several steps for a sequence (`]e`).
    package var keys: [String]
    /// What it does, in a few words, beginning with a verb.
    package var help: String
    package var group: Group
    /// Empty: everywhere.
    package var contexts: Set<Context>
    /// Keys that do the same in texts alone, where hands expect them; in lists they have another use.
    package var textKeys: [String]

    /// The headings of the help overlay, in its order.
    package enum Group: String, CaseIterable, Sendable {
        case moving = "Moving"
        case steps = "In a trajectory"
        case finding = "Finding and filtering"
        case marking = "Marking"
        case looking = "View"
        case taking = "Copy and save"
        case program = "Program"
    }

    init(
        _ command: Command, _ keys: [String], _ group: Group, _ help: String, in contexts: Set<Context> = [],
        inTexts textKeys: [String] = []
    ) {
        self.command = command
        self.keys = keys
        self.help = help
        self.group = group
        self.contexts = contexts
        self.textKeys = textKeys
    }
}

extension Command {
    /// A count in front of it does it so many times; of any other command it is not understood, and dropped.
    package var repeats: Bool {
        guard let group = CommandTable.info(self)?.group else { return false }
        switch self {
        case .open, .back, .evaluations, .items, .hits, .trajectory, .openSubagent, .bookmark: return false
        case .nextMatch, .previousMatch, .panLeft, .panRight: return true
        default: return group == .moving || group == .steps
        }
    }

    /// It changes something on a server, in marks or in files.
    package var writes: Bool {
        if [.bookmark, .download, .newJob, .cancelJob].contains(self) { return true }
        return CommandTable.info(self)?.group == .marking
    }

    /// The verdicts, in the order of their words.
    package static let verdicts: [Command] = [.verdict1, .verdict2, .verdict3, .verdict4, .verdict5]
}

/// The one table of commands, keys and help.
package enum CommandTable {
    private static let reading: Set<Context> = [.outline, .body]
    private static let marking: Set<Context> = [.items, .detail, .hits, .outline, .body]
    /// What is read, and not chosen from.
    static let texts: Set<Context> = [.detail, .outline, .body, .sides]
    /// What folds.
    private static let folding = reading.union([.json])

    package static let all: [CommandInfo] = [
        CommandInfo(.down, ["j", "<down>"], .moving, "move one line down"),
        CommandInfo(.up, ["k", "<up>"], .moving, "move one line up"),
        CommandInfo(.halfPageDown, ["^D"], .moving, "move half a page down", inTexts: ["d"]),
        CommandInfo(.halfPageUp, ["^U", "u"], .moving, "move half a page up"),
        CommandInfo(.pageDown, ["<pgdn>", "^F"], .moving, "move a page down", inTexts: ["<space>", "f"]),
        CommandInfo(.pageUp, ["<pgup>", "^B", "b"], .moving, "move a page up"),
        CommandInfo(.top, ["g", "<home>"], .moving, "go to the top, or with a count to a row"),
        CommandInfo(.bottom, ["G", "<end>"], .moving, "go to the end, or with a count to a row"),
        CommandInfo(.open, ["<enter>", "l", "<right>"], .moving, "open the selected row"),
        CommandInfo(.back, ["<esc>", "h", "<left>"], .moving, "go back; while loading, stop"),
        CommandInfo(.nextPane, ["<tab>"], .moving, "go to the next pane"),
        CommandInfo(.previousPane, ["<s-tab>"], .moving, "go to the previous pane"),
        CommandInfo(.evaluations, [",e", "<a-1>"], .moving, "go to the evaluations"),
        CommandInfo(.items, [",i", "<a-2>"], .moving, "go to the items"),
        CommandInfo(.hits, [",h", "<a-3>"], .moving, "go to the hits"),
        CommandInfo(.trajectory, [",t", "<a-4>"], .moving, "go to the trajectory"),
        CommandInfo(
            .nextItem, ["L"], .moving, "go to the next item in the list",
            in: [.outline, .body, .items, .detail, .comparison, .sides]),
        CommandInfo(
            .previousItem, ["H"], .moving, "go to the previous item in the list",
            in: [.outline, .body, .items, .detail, .comparison, .sides]),

        CommandInfo(.nextStep, ["}", "^N"], .steps, "go to the next step", in: reading),
        CommandInfo(.previousStep, ["{", "^P"], .steps, "go to the previous step", in: reading),
        CommandInfo(.nextError, ["]e"], .steps, "go to the next error", in: reading),
        CommandInfo(.previousError, ["[e"], .steps, "go to the previous error", in: reading),
        CommandInfo(.firstError, ["[E"], .steps, "go to the first error", in: reading),
        CommandInfo(.lastError, ["]E"], .steps, "go to the last error", in: reading),
        CommandInfo(.nextRefusal, ["]r"], .steps, "go to the next refusal", in: reading),
        CommandInfo(.previousRefusal, ["[r"], .steps, "go to the previous refusal", in: reading),
        CommandInfo(.nextTool, ["]t"], .steps, "go to the next tool call", in: reading),
        CommandInfo(.previousTool, ["[t"], .steps, "go to the previous tool call", in: reading),
        CommandInfo(.nextAgent, ["]a"], .steps, "go to the agent's next turn", in: reading),
        CommandInfo(.previousAgent, ["[a"], .steps, "go to the agent's previous turn", in: reading),
        CommandInfo(.nextUser, ["]u"], .steps, "go to the user's next turn", in: reading),
        CommandInfo(.previousUser, ["[u"], .steps, "go to the user's previous turn", in: reading),
        CommandInfo(.nextSlowStep, ["]w"], .steps, "go to the next slow step", in: reading),
        CommandInfo(.previousSlowStep, ["[w"], .steps, "go to the previous slow step", in: reading),
        CommandInfo(.nextSubagent, ["]s"], .steps, "go to the next sub-agent", in: reading),
        CommandInfo(.previousSubagent, ["[s"], .steps, "go to the previous sub-agent", in: reading),
        CommandInfo(.openSubagent, [">"], .steps, "open the step's sub-agent", in: reading),
        CommandInfo(.nextPart, ["]p"], .steps, "go to the file's next trajectory", in: reading),
        CommandInfo(.previousPart, ["[p"], .steps, "go to the file's previous trajectory", in: reading),
        CommandInfo(.nextDifference, ["]d"], .steps, "go to the next difference", in: [.sides]),
        CommandInfo(.previousDifference, ["[d"], .steps, "go to the previous difference", in: [.sides]),
        CommandInfo(.bookmark, ["B"], .steps, "set or remove a bookmark", in: reading),
        CommandInfo(.nextBookmark, ["'"], .steps, "go to the next bookmark", in: reading),
        CommandInfo(.jumpBack, ["^O"], .steps, "jump back to the previous position", in: reading),
        CommandInfo(.jumpForward, ["<a-o>"], .steps, "jump forward again", in: reading),

        CommandInfo(.find, ["/"], .finding, "find text; in a list, filter it"),
        CommandInfo(.nextMatch, ["n"], .finding, "go to the next match"),
        CommandInfo(.previousMatch, ["N"], .finding, "go to the previous match"),
        CommandInfo(
            .limit, ["&"], .finding, "show only matching steps, or all again",
            in: reading.union([.sides])),
        CommandInfo(.search, ["s"], .finding, "search all transcripts as you type"),
        CommandInfo(.refusals, ["R"], .finding, "run a refusal sweep"),
        CommandInfo(
            .filterStatus, ["f"], .finding, "filter by status",
            in: [.evaluations, .items, .hits, .worlds, .comparison]),
        CommandInfo(.sort, ["o"], .finding, "change the sort order", in: [.items, .hits, .detail, .comparison]),
        CommandInfo(
            .group, ["e"], .finding, "group failures; again: by task, model",
            in: [.items, .detail]),
        CommandInfo(.failedOnly, ["!"], .finding, "show only failures, or all items", in: [.items, .detail]),
        CommandInfo(.unseenOnly, ["U"], .finding, "show only unseen items, or all items", in: [.items, .detail]),
        CommandInfo(
            .nextUnseenFailure, ["]f"], .finding, "go to the next unseen failure",
            in: [.items, .detail, .outline, .body]),

        CommandInfo(
            .mark, ["<space>"], .marking, "select the row; in hits, mark or unmark", in: [.items, .hits, .menu]),
        CommandInfo(.note, ["m"], .marking, "write a note", in: marking),
        CommandInfo(.undo, ["Z"], .marking, "undo the last mark, note or bookmark", in: marking),
        CommandInfo(.verdict1, ["ai"], .marking, "mark infra, go to the next unseen", in: marking),
        CommandInfo(.verdict2, ["ar"], .marking, "mark real, go to the next unseen", in: marking),
        CommandInfo(.verdict3, ["af"], .marking, "mark flaky, go to the next unseen", in: marking),
        CommandInfo(.verdict4, ["ae"], .marking, "mark refusal, go to the next unseen", in: marking),
        CommandInfo(.verdict5, ["at"], .marking, "mark todo, go to the next unseen", in: marking),

        CommandInfo(.glance, ["i"], .looking, "show the evaluation's summary"),
        CommandInfo(
            .result, ["I"], .looking, "show the item: result, verifier, logs, artifacts",
            in: [.items, .detail, .hits, .outline, .body, .sides]),
        CommandInfo(.zoom, ["z"], .looking, "zoom this pane to the full screen"),
        CommandInfo(.columns, ["|"], .looking, "place panes side by side, or stacked"),
        CommandInfo(
            .density, ["x"], .looking, "change detail: one line, preview, full",
            in: [.outline, .body, .hits, .sides]),
        CommandInfo(.stepDensity, ["zx"], .looking, "change the detail of this step only", in: reading),
        CommandInfo(.fold, ["zc"], .looking, "fold this section, loop or node", in: folding),
        CommandInfo(.unfold, ["zo"], .looking, "unfold this section, loop or node", in: folding),
        CommandInfo(.foldKind, ["zC"], .looking, "fold this kind of section everywhere", in: folding),
        CommandInfo(.unfoldKind, ["zO"], .looking, "unfold this kind of section everywhere", in: folding),
        CommandInfo(.foldAll, ["zM"], .looking, "fold all sections, or all loops", in: folding),
        CommandInfo(.unfoldAll, ["zR"], .looking, "unfold all sections, or all loops", in: folding),
        CommandInfo(
            .hidden, ["zv"], .looking, "show or hide hidden characters", in: reading),
        CommandInfo(.wrap, ["W"], .looking, "wrap or cut long lines", in: reading),
        CommandInfo(.panRight, ["zl"], .looking, "scroll cut lines to the right", in: reading),
        CommandInfo(.panLeft, ["zh"], .looking, "scroll cut lines to the left", in: reading),
        CommandInfo(.timeline, ["t"], .looking, "switch between outline and timeline", in: reading),
        CommandInfo(.follow, ["F"], .looking, "follow what runs, until it ends"),
        CommandInfo(.refresh, ["r", "^R"], .looking, "reload from the server"),
        CommandInfo(.raw, ["J"], .looking, "show the raw JSON"),
        CommandInfo(.compare, ["c"], .looking, "compare two items or two evaluations"),
        CommandInfo(.swapSides, ["x"], .looking, "swap the two sides", in: [.comparison]),
        CommandInfo(.sessions, ["S"], .looking, "go to the sessions of the workspace"),
        CommandInfo(.worlds, ["w"], .looking, "go to the Worlds jobs"),
        CommandInfo(.newJob, ["a", "+"], .looking, "create a Worlds job", in: [.worlds]),
        CommandInfo(.cancelJob, ["X"], .looking, "cancel the Worlds job", in: [.worlds]),

        CommandInfo(.copyID, ["y"], .taking, "copy the id"),
        CommandInfo(.copyText, ["Y"], .taking, "copy the step, or the section on top"),
        CommandInfo(
            .select, ["V"], .taking, "select lines, rows, or steps in the outline",
            in: reading.union([.detail, .items])),
        CommandInfo(.selectHere, ["<space>"], .taking, "start the selection at the cursor", in: [.selection]),
        CommandInfo(.swapEnds, ["o"], .taking, "go to the other end of the selection", in: [.selection]),
        CommandInfo(.pager, ["v", "p"], .taking, "view in $PAGER"),
        CommandInfo(.editor, ["E"], .taking, "open the step in $EDITOR, read-only", in: reading),
        CommandInfo(.openMedia, ["o"], .taking, "open the picture or sound shown", in: reading),
        CommandInfo(.download, ["d"], .taking, "download all trajectories"),
        CommandInfo(.openDownload, ["D"], .taking, "open the last bundle"),
        CommandInfo(.webLink, ["O"], .taking, "show and copy the web link"),

        CommandInfo(
            .switchPlace, ["P"], .program, "switch the profile or the workspace", in: [.evaluations]),
        CommandInfo(.commandLine, [":"], .program, "type a command"),
        CommandInfo(.help, ["?"], .program, "list keys and commands"),
        CommandInfo(.redraw, ["^L"], .program, "redraw the screen"),
        CommandInfo(.suspend, ["^Z"], .program, "suspend the program"),
        CommandInfo(.quit, ["q"], .program, "quit"),
    ]

    /// The row of a command.
    package static func info(_ command: Command) -> CommandInfo? { byCommand[command] }

    private static let byCommand = Dictionary(all.map { ($0.command, $0) }) { first, _ in first }
}
