import Terminal
import Trajectory

// Trajectories within a trajectory: sub-agents, and the parts of a file that holds several.
extension TrajectoryModel {
    /// What the breadcrumb says: the sample, then the sub-agents on the way to what is shown.
    package var crumbs: [String] { levels.isEmpty ? [title] : [title] + levels.dropFirst().map(\.name) + [levelName] }

    private var levelName: String {
        if let file, file.document === document { return file.name }
        return document?.name ?? "sub-agent"
    }

    /// What the sub-agent's trajectory that is read calls itself; nil in the sample's own.
    var innerID: String? { levels.isEmpty ? nil : document?.header.trajectoryID ?? document?.header.sessionID }

    /// What the current step refers to, in the order of its results.
    private var references: [SubagentReference] {
        guard !isHeavy, let step = document?.step(current) else { return [] }
        return (step.calls.flatMap(\.results) + step.results).flatMap(\.subagents)
    }

    /// Opens the first sub-agent of the current step, beginning with what is on the screen; else any on the screen.
    mutating func openSubagent() -> Reaction {
        let step = current
        let visible = visibleRows().filter { $0.row.subagent != nil }
        let here = visible.first { $0.position.step == step } ?? visible.first
        let all = references
        guard all.count > 1 else {
            if let reference = all.first ?? here?.row.subagent { return open(reference) }
            return .say("No sub-agent in this step; ]s goes to the next one", .warning)
        }
        // Of several, the first on the screen; who came back from one goes on to the next.
        let first = here?.position.step == step ? here?.row.subagent.flatMap(all.firstIndex) ?? 0 : 0
        let place = Place(level: levels.count, step: step)
        let last = openedSubagents[place] ?? -1
        let index = last >= first ? (last + 1 < all.count ? last + 1 : first) : first
        openedSubagents[place] = index
        var reaction = open(all[index])
        if reaction.message?.tone == .plain {
            reaction.message = Message("sub-agent \(index + 1) of \(all.count); Esc goes back, > there opens the next")
        }
        return reaction
    }

    /// A step of one of the documents that are open within each other.
    struct Place: Hashable, Sendable {
        var level: Int
        var step: Int
    }

    /// Opens the n-th embedded trajectory (1-based), referred to or not.
    package mutating func openSubagent(number: Int) -> Reaction {
        guard let document else { return .say("No trajectory is open", .warning) }
        let all = document.subdocuments
        guard all.indices.contains(number - 1) else {
            return .say(
                all.isEmpty ? "No sub-agent's trajectory in this document" : "Sub-agents go from 1 to \(all.count)",
                .warning)
        }
        return enter(all[number - 1])
    }

    mutating func open(_ reference: SubagentReference) -> Reaction {
        guard let found = document?.subagent(reference) else {
            if let path = reference.path { return open(file: path) }
            let name = Sanitize.line(reference.trajectoryID ?? reference.sessionID ?? "?")
            return .say("The sub-agent's trajectory \(name) is missing in this document", .warning)
        }
        return enter(found)
    }

    mutating func enter(_ inner: TrajectoryDocument) -> Reaction {
        guard let document else { return .done }
        lower()
        levels.append(
            TrajectoryLevel(
                name: levels.isEmpty ? title : levelName, document: document, file: file, outline: outline, top: top,
                folds: options.folds, densities: options.densities, surveyed: surveyed, find: find,
                bookmarks: bookmarks,
                bookmarkNames: bookmarkNames,
                pointed: pointed, openLoops: openLoops, jumps: jumps, limit: limit))
        self.document = inner
        outline = ListCursor()
        top = BodyPosition()
        pointed = 0
        forgetSurvey()
        // What was opened in another document at this depth says nothing of this one.
        openedSubagents = openedSubagents.filter { $0.key.level < levels.count }
        find = find.map { TrajectoryFind(pattern: $0.pattern) }
        bookmarks = []
        bookmarkNames = [:]
        changes = []
        jumps = JumpList()
        limit = StepLimit()
        options.hidden = []
        options.folds = [:]
        options.densities = [:]
        changedDocument()
        return Reaction(
            [Request(.match, .cancel), Request(.survey, SurveyWork(inner, from: 0))] + loadBookmarks()
                + countMatches(),
            say: Message("Esc goes back to where it was called"))
    }

    /// Back to the document around this one, at the place where it was left; nil where there is none.
    mutating func leaveLevel() -> Reaction? {
        guard let level = levels.popLast() else { return nil }
        document = level.document
        file = level.file
        awaitedFile = nil
        lifted = nil
        outline = level.outline
        pointed = level.pointed
        forgetSurvey()
        surveyed = level.surveyed
        for step in surveyed {
            totals.add(step)
            loops.add(step)
        }
        openLoops = level.openLoops
        landmarks = surveyed.filter(Self.standsOut)
        find = level.find
        bookmarks = level.bookmarks
        bookmarkNames = level.bookmarkNames
        changes = []
        jumps = level.jumps
        limit = level.limit
        options.hidden = limit.hidden.intersection([.tools, .reasoning])
        options.folds = level.folds
        options.densities = level.densities
        options.pattern = level.find?.pattern
        changedDocument()
        top = clamped(level.top)
        let came = takeIncoming()
        guard came.isEmpty else { return Reaction([Request(.match, .cancel)] + came) }
        let grown = levels.isEmpty ? grow() : []
        let rest = Request(.survey, SurveyWork(level.document, from: surveyed.count))
        return Reaction([Request(.match, .cancel)] + grown + (grown.isEmpty ? [rest] : []) + countMatches())
    }

    private mutating func changedDocument() {
        selection = nil
        cache.forget(from: 0)
        heavy.forget()
        shown = nil
        guard let document else { return }
        progress = ReadingProgress(document.progress)
        updateShown()
    }

    // MARK: Parts

    /// "part 2 of 3", where the file holds several trajectories, or goes on in other files.
    package var partWords: String? {
        guard let document, document.partCount > 1, let place = document.place(ofStep: current) else {
            return filePartWords
        }
        return "part \(place.part + 1) of \(document.partCount)"
    }

    /// To the first step of another part, in this file or the next one; backwards first to the beginning of this one.
    mutating func goToPart(forward: Bool) -> Reaction {
        guard let document, document.partCount > 1, let place = document.place(ofStep: current) else {
            return goToFile(forward: forward)
        }
        let part = forward ? place.part + 1 : place.step > 0 ? place.part : place.part - 1
        guard (0..<document.partCount).contains(part) else { return goToFile(forward: forward) }
        select(step: document.firstStep(ofPart: part))
        return .say(partWords ?? "")
    }
}
