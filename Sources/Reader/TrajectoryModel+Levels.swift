import Platform
package import Shell
import Terminal
package import Trajectory
import Triage

// Trajectories within a trajectory: sub-agents, and the parts of a file that holds several.
extension TrajectoryModel {
    /// What the breadcrumb says: the sample, then the sub-agents on the way to what is shown.
    package var crumbs: [String] { [title] + (around + [reading]).dropFirst().compactMap(\.source?.name) }

    /// What the sub-agent's trajectory that is read calls itself; nil in the sample's own.
    var innerID: String? {
        guard !around.isEmpty, let header = reading.document?.header else { return nil }
        return header.trajectoryID ?? header.sessionID
    }

    /// What of the trajectory has an id: the sub-agent's that is read, or the session.
    var idToTake: (text: String, name: String)? {
        innerID.map { ($0, "sub-agent's id") } ?? item?.sessionID.map { ($0.text, "session id") }
            ?? item.map { ($0.id.text, "item id") } ?? request?.replay.map { ($0.text, "trajectory id") }
    }

    /// Where a document that came for the request is from.
    func source(of document: TrajectoryDocument) -> ReadingSource {
        ReadingSource(
            reference: DocumentReference(document), request: load.request, name: title, file: nil,
            bookmarks: Self.bookmarkPlace([], of: load.request), item: item)
    }

    /// What the bookmarks of a document are kept by, by the names on the way to it.
    private static func bookmarkPlace(_ path: [String], of request: TrajectoryRequest?) -> TrajectoryKey? {
        guard let request else { return nil }
        let outer = request.replay.map { "world \($0.text)" } ?? request.session.text
        return TrajectoryKey(evaluation: request.evaluation, session: ([outer] + path).joined(separator: "/"))
    }

    // MARK: Sub-agents

    /// Opens the first sub-agent of the current step, beginning with what is on the screen; else any on the screen.
    mutating func openSubagent() -> Reaction {
        let here = reading.shownSubagent
        let all = reading.references
        guard all.count > 1 else {
            if let reference = all.first ?? here?.reference { return open(reference) }
            return .say("No sub-agent in this step; \(key: .nextSubagent) goes to the next one", .warning)
        }
        // Of several, the first on the screen; who came back from one goes on to the next.
        let step = reading.current
        let first = here?.step == step ? here.flatMap { all.firstIndex(of: $0.reference) } ?? 0 : 0
        let last = reading.openedSubagents[step] ?? -1
        let index = last >= first ? (last + 1 < all.count ? last + 1 : first) : first
        reading.openedSubagents[step] = index
        var reaction = open(all[index])
        if reaction.message?.tone == .plain {
            reaction.message = Message(
                "sub-agent \(index + 1) of \(all.count); \(key: .back) goes back, \(key: .openSubagent) there opens the next"
            )
        }
        return reaction
    }

    /// Opens the n-th embedded trajectory (1-based), referred to or not.
    package mutating func openSubagent(number: Int) -> Reaction {
        guard let document = reading.document else { return .say("No trajectory is open", .warning) }
        let all = document.subdocuments
        guard all.indices.contains(number - 1) else {
            return .say(
                all.isEmpty ? "No sub-agent's trajectory in this document" : "Sub-agents go from 1 to \(all.count)",
                .warning)
        }
        return enter(all[number - 1])
    }

    package mutating func open(_ reference: SubagentReference) -> Reaction {
        guard let found = reading.document?.subagent(reference) else {
            if let path = reference.path { return open(file: path) }
            let name = Sanitize.line(reference.trajectoryID ?? reference.sessionID ?? "?")
            return .say("The sub-agent's trajectory \(name) is missing in this document", .warning)
        }
        return enter(found)
    }

    /// Reads a document within the one that is read, which stays as it is left; `file` where it came in one of its own.
    mutating func enter(_ inner: TrajectoryDocument, from file: ReferencedDocument? = nil) -> Reaction {
        guard let outer = reading.source else { return .done }
        let name = file?.name ?? inner.name
        let source = ReadingSource(
            reference: DocumentReference(inner), request: outer.request, name: name,
            file: file?.session ?? outer.file,
            bookmarks: Self.bookmarkPlace(crumbs.dropFirst() + [name], of: outer.request), item: nil)
        reading.setAside()
        around.append(reading)
        reading = ReadingState(source, frame: reading.frame, pattern: reading.find?.pattern)
        // Who goes in there is not torn away when what was aimed at is here.
        load.arrive()
        return Reaction(
            [EffectRequest(.place, .cancel)] + letGo() + reading.resumed() + reading.countMatches(),
            say: Message("\(key: .back) goes back to where it was called"))
    }

    /// Back to the document around this one, at the place where it was left; nil where there is none.
    mutating func leave() -> Reaction? {
        guard var outer = around.popLast() else { return nil }
        // What was marked of the sample is taken back after that.
        outer.changes += reading.changes.filter { $0 == .mark }
        var frame = reading.frame
        // It is laid out as it was left, until the panes say otherwise.
        frame.size = outer.size
        outer.take(frame)
        reading = outer
        let came = takeIncoming()
        guard came.isEmpty else { return Reaction(letGo() + came) }
        return Reaction(letGo() + reading.resumed() + grow() + reading.countMatches())
    }

    /// Lets go of what was asked for of another document of the same trajectory.
    mutating func letGo() -> [EffectRequest] {
        defer { load.locatingAmong = nil }
        let slots: [EffectSlot] = load.locatingAmong == nil ? EffectSlot.ofDocument : EffectSlot.ofDocument + [.locate]
        return slots.map { EffectRequest($0, .cancel) }
    }

    // MARK: Parts

    /// "part 2 of 3", where the file holds several trajectories, or goes on in other files.
    package var partWords: String? { reading.partWords ?? filePartWords }
}
