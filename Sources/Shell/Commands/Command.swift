/// Everything a key can ask for. The raw value is the name used in the configuration and on the `:` line.
package enum Command: String, CaseIterable, Sendable {
    // Moving.
    case down, up, halfPageDown = "half-page-down", halfPageUp = "half-page-up"
    case pageDown = "page-down", pageUp = "page-up", top, bottom
    case open, back
    case nextPane = "next-pane", previousPane = "previous-pane"
    case evaluations, items, hits, trajectory
    case nextSample = "next-sample", previousSample = "previous-sample"
    // Steps.
    case nextStep = "next-step", previousStep = "previous-step"
    case nextError = "next-error", previousError = "previous-error"
    case firstError = "first-error", lastError = "last-error"
    case nextRefusal = "next-refusal", previousRefusal = "previous-refusal"
    case nextTool = "next-tool", previousTool = "previous-tool"
    case nextAgent = "next-agent", previousAgent = "previous-agent"
    case nextUser = "next-user", previousUser = "previous-user"
    case nextWait = "next-wait", previousWait = "previous-wait"
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
    case glance, follow, refresh, raw = "json"
    case compare, download, openDownload = "open-download", worlds
    case newJob = "new-job", cancelJob = "cancel-job"
    // Taking away.
    case copyID = "copy-id", copyText = "copy-text", pager, editor, webLink = "web-link"
    case select, selectHere = "select-here", swapEnds = "swap-ends"
    // The program.
    case commandLine = "command-line", help, redraw, suspend, quit
}

/// Where a command makes sense: the pane that has the keys.
package enum Context: String, CaseIterable, Sendable {
    case evaluations, items, detail, hits, outline, body, worlds
    case comparison, sides
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
        case steps = "Steps of a trajectory"
        case finding = "Finding and narrowing"
        case marking = "Marking"
        case looking = "Looking"
        case taking = "Taking away"
        case program = "The program"
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

    /// The verdicts, in the order of their words.
    package static let verdicts: [Command] = [.verdict1, .verdict2, .verdict3, .verdict4, .verdict5]
}

/// The one table of commands, keys and help.
package enum CommandTable {
    private static let reading: Set<Context> = [.outline, .body]
    private static let marking: Set<Context> = [.items, .detail, .hits, .outline, .body]
    /// What is read, and not chosen from.
    static let texts: Set<Context> = [.detail, .outline, .body, .sides]

    package static let all: [CommandInfo] = [
        CommandInfo(.down, ["j", "<down>"], .moving, "one line down"),
        CommandInfo(.up, ["k", "<up>"], .moving, "one line up"),
        CommandInfo(.halfPageDown, ["^D"], .moving, "half a page down", inTexts: ["d"]),
        CommandInfo(.halfPageUp, ["^U", "u"], .moving, "half a page up"),
        CommandInfo(.pageDown, ["<pgdn>", "^F"], .moving, "a page down", inTexts: ["<space>", "f"]),
        CommandInfo(.pageUp, ["<pgup>", "^B", "b"], .moving, "a page up"),
        CommandInfo(.top, ["g", "<home>"], .moving, "go to the top; with a count, to that row"),
        CommandInfo(.bottom, ["G", "<end>"], .moving, "go to the end; with a count, to that row"),
        CommandInfo(.open, ["<enter>", "l", "<right>"], .moving, "open what is selected"),
        CommandInfo(.back, ["<esc>", "h", "<left>"], .moving, "back; stop a load"),
        CommandInfo(.nextPane, ["<tab>"], .moving, "the next pane"),
        CommandInfo(.previousPane, ["<s-tab>"], .moving, "the pane before"),
        CommandInfo(.evaluations, [",e", "<a-1>"], .moving, "go to the evaluations"),
        CommandInfo(.items, [",i", "<a-2>"], .moving, "go to the items"),
        CommandInfo(.hits, [",h", "<a-3>"], .moving, "go to the hits"),
        CommandInfo(.trajectory, [",t", "<a-4>"], .moving, "go to the trajectory"),
        CommandInfo(
            .nextSample, ["L"], .moving, "the next sample of the list",
            in: [.outline, .body, .items, .detail, .comparison, .sides]),
        CommandInfo(
            .previousSample, ["H"], .moving, "the sample before",
            in: [.outline, .body, .items, .detail, .comparison, .sides]),

        CommandInfo(.nextStep, ["}", "^N"], .steps, "the next step", in: reading),
        CommandInfo(.previousStep, ["{", "^P"], .steps, "the step before", in: reading),
        CommandInfo(.nextError, ["]e"], .steps, "the next error", in: reading),
        CommandInfo(.previousError, ["[e"], .steps, "the error before", in: reading),
        CommandInfo(.firstError, ["[E"], .steps, "the first error", in: reading),
        CommandInfo(.lastError, ["]E"], .steps, "the last error", in: reading),
        CommandInfo(.nextRefusal, ["]r"], .steps, "the next refusal", in: reading),
        CommandInfo(.previousRefusal, ["[r"], .steps, "the refusal before", in: reading),
        CommandInfo(.nextTool, ["]t"], .steps, "the next tool call", in: reading),
        CommandInfo(.previousTool, ["[t"], .steps, "the tool call before", in: reading),
        CommandInfo(.nextAgent, ["]a"], .steps, "the next turn of the agent", in: reading),
        CommandInfo(.previousAgent, ["[a"], .steps, "the turn of the agent before", in: reading),
        CommandInfo(.nextUser, ["]u"], .steps, "the next turn of the user", in: reading),
        CommandInfo(.previousUser, ["[u"], .steps, "the turn of the user before", in: reading),
        CommandInfo(.nextWait, ["]w"], .steps, "the next step that took long", in: reading),
        CommandInfo(.previousWait, ["[w"], .steps, "the one before that took long", in: reading),
        CommandInfo(.nextSubagent, ["]s"], .steps, "the next sub-agent", in: reading),
        CommandInfo(.previousSubagent, ["[s"], .steps, "the sub-agent before", in: reading),
        CommandInfo(.openSubagent, [">"], .steps, "into the sub-agent of this step; Esc comes back", in: reading),
        CommandInfo(.nextPart, ["]p"], .steps, "the next trajectory of the file", in: reading),
        CommandInfo(.previousPart, ["[p"], .steps, "the trajectory of the file before", in: reading),
        CommandInfo(.nextDifference, ["]d"], .steps, "the next difference of two runs", in: [.sides]),
        CommandInfo(.previousDifference, ["[d"], .steps, "the difference before", in: [.sides]),
        CommandInfo(.bookmark, ["B"], .steps, "set a bookmark here, or remove it", in: reading),
        CommandInfo(.nextBookmark, ["'"], .steps, "the next bookmark", in: reading),
        CommandInfo(.jumpBack, ["^O"], .steps, "back to where the last jump came from", in: reading),
        CommandInfo(.jumpForward, ["<a-o>"], .steps, "forward again", in: reading),

        CommandInfo(.find, ["/"], .finding, "find or filter in this pane, as you type; /a|b/ is a regular expression"),
        CommandInfo(.nextMatch, ["n"], .finding, "the next match"),
        CommandInfo(.previousMatch, ["N"], .finding, "the match before"),
        CommandInfo(
            .limit, ["&"], .finding, "only steps that match and their neighbours, or that differ; again: all",
            in: reading.union([.sides])),
        CommandInfo(.search, ["s"], .finding, "search every sample of this evaluation, live"),
        CommandInfo(.refusals, ["R"], .finding, "sweep this evaluation for refusals"),
        CommandInfo(
            .filterStatus, ["f"], .finding, "filter by status",
            in: [.evaluations, .items, .hits, .worlds, .comparison]),
        CommandInfo(.sort, ["o"], .finding, "the next sort order", in: [.items, .hits, .detail]),
        CommandInfo(
            .group, ["e"], .finding, "group failures that are the same; again: by task, model, ...",
            in: [.items, .detail]),
        CommandInfo(.failedOnly, ["!"], .finding, "failed only, or all", in: [.items, .detail]),
        CommandInfo(.unseenOnly, ["U"], .finding, "not yet looked at only, or all", in: [.items, .detail]),
        CommandInfo(
            .nextUnseenFailure, ["]f"], .finding, "go to the next unseen failure",
            in: [.items, .detail, .outline, .body]),

        CommandInfo(.mark, ["<space>"], .marking, "mark or unmark", in: [.items, .hits, .menu]),
        CommandInfo(.note, ["m"], .marking, "write a note", in: marking),
        CommandInfo(.undo, ["Z"], .marking, "undo the last mark, note or bookmark, there", in: marking),
        CommandInfo(.verdict1, ["vi"], .marking, "first verdict (infra), and on to the next", in: marking),
        CommandInfo(.verdict2, ["vr"], .marking, "second verdict (real), and on", in: marking),
        CommandInfo(.verdict3, ["vf"], .marking, "third verdict (flaky), and on", in: marking),
        CommandInfo(.verdict4, ["ve"], .marking, "fourth verdict (refusal), and on", in: marking),
        CommandInfo(.verdict5, ["vt"], .marking, "fifth verdict (todo), and on", in: marking),

        CommandInfo(.glance, ["i"], .looking, "the evaluation at a glance"),
        CommandInfo(.zoom, ["z"], .looking, "give this pane the whole screen"),
        CommandInfo(.columns, ["|"], .looking, "panes side by side, or one below the other"),
        CommandInfo(
            .density, ["x"], .looking, "steps on one line, in a few, or in full; the matches of a hit",
            in: [.outline, .body, .hits, .sides]),
        CommandInfo(.stepDensity, ["zx"], .looking, "this step alone on one line, in a few, or in full", in: reading),
        CommandInfo(.fold, ["zc"], .looking, "fold this part, or this loop of the outline", in: reading),
        CommandInfo(.unfold, ["zo"], .looking, "unfold it", in: reading),
        CommandInfo(.foldKind, ["zC"], .looking, "fold every part of this kind, in all steps", in: reading),
        CommandInfo(.unfoldKind, ["zO"], .looking, "unfold them", in: reading),
        CommandInfo(.foldAll, ["zM"], .looking, "fold every part, or every loop", in: reading),
        CommandInfo(.unfoldAll, ["zR"], .looking, "unfold them", in: reading),
        CommandInfo(
            .hidden, ["zv"], .looking, "make escapes, odd blanks and look-alike letters visible", in: reading),
        CommandInfo(.wrap, ["W"], .looking, "wrap long lines, or cut them", in: reading),
        CommandInfo(.panRight, ["zl"], .looking, "move long lines that are cut", in: reading),
        CommandInfo(.panLeft, ["zh"], .looking, "move them back", in: reading),
        CommandInfo(.timeline, ["t"], .looking, "the steps as bars of time, or as an outline", in: reading),
        CommandInfo(.follow, ["F"], .looking, "follow what is running"),
        CommandInfo(.refresh, ["r", "^R"], .looking, "ask the server again"),
        CommandInfo(.raw, ["J"], .looking, "the raw JSON"),
        CommandInfo(.compare, ["c"], .looking, "compare a run with another, or an evaluation"),
        CommandInfo(.worlds, ["w"], .looking, "the worlds jobs"),
        CommandInfo(.newJob, ["a", "+"], .looking, "a new worlds job", in: [.worlds]),
        CommandInfo(.cancelJob, ["X"], .looking, "cancel the worlds job", in: [.worlds]),

        CommandInfo(.copyID, ["y"], .taking, "copy the id"),
        CommandInfo(.copyText, ["Y"], .taking, "copy the text; of a step that is scrolled into, the part on top"),
        CommandInfo(
            .select, ["V"], .taking, "select lines, in the outline steps; Y copies them, V or Esc leaves",
            in: reading.union([.detail, .items])),
        CommandInfo(.selectHere, ["<space>"], .taking, "begin the selection here", in: [.selection]),
        CommandInfo(.swapEnds, ["o"], .taking, "the other end of the selected lines", in: [.selection]),
        CommandInfo(.pager, ["p"], .taking, "view in $PAGER"),
        CommandInfo(.editor, ["E"], .taking, "open a copy of the step in $EDITOR", in: reading),
        CommandInfo(.openMedia, ["o"], .taking, "open the picture or sound on the screen", in: reading),
        CommandInfo(.download, ["d"], .taking, "download all trajectories of the evaluation"),
        CommandInfo(.openDownload, ["D"], .taking, "browse what was downloaded last; q comes back"),
        CommandInfo(.webLink, ["O"], .taking, "show and copy the web link"),

        CommandInfo(.commandLine, [":"], .program, "command line"),
        CommandInfo(.help, ["?"], .program, "this help"),
        CommandInfo(.redraw, ["^L"], .program, "draw the screen anew"),
        CommandInfo(.suspend, ["^Z"], .program, "suspend"),
        CommandInfo(.quit, ["q"], .program, "quit"),
    ]

    /// The row of a command.
    package static func info(_ command: Command) -> CommandInfo? { byCommand[command] }

    private static let byCommand = Dictionary(all.map { ($0.command, $0) }) { first, _ in first }
}
