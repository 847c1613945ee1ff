package import Platform
package import Shell
import Terminal
package import Trajectory
import Triage
package import Wire

/// The outline and the body of one trajectory: how it is loaded, the document that is read, and those around it that were
/// left for a sub-agent's. What is asked of the model is asked of the document that is read.
@dynamicMemberLookup
package struct TrajectoryModel {
    package internal(set) var item: EvaluationItem?
    package let title: String
    package internal(set) var load: DocumentLoad
    package var reading = ReadingState()
    /// The documents around the one that is read, as they were left, the outermost first.
    package var around: [ReadingState] = []
    /// The files that the trajectory goes on through, where it does.
    package internal(set) var chain: FileChain?
    /// Its end, while that is followed.
    package internal(set) var tail: Tail?
    /// It is a file of this disk, which tells when it is written.
    var isOfFile = false

    package init(item: EvaluationItem?, title: String, request: TrajectoryRequest?, target: StepTarget) {
        self.item = item
        self.title = title
        load = DocumentLoad(request: request, target: target)
        if request == nil { load.phase = .absent(Self.reason(item)) }
    }

    package subscript<Value>(dynamicMember path: KeyPath<ReadingState, Value>) -> Value { reading[keyPath: path] }

    /// Why there is nothing to read.
    private static func reason(_ item: EvaluationItem?) -> String {
        guard let item else { return "No trajectory." }
        return (item.error ?? item.remark).map { "No session: \(Sanitize.line($0))" }
            ?? "This item has no session (\(item.status.rawValue))."
    }

    package var request: TrajectoryRequest? { load.request }
    package var phase: LoadPhase { load.phase }
    /// How much of what is read is here.
    package var progress: ReadingProgress {
        guard !around.isEmpty, let document = reading.document else { return load.progress }
        return ReadingProgress(document.progress)
    }

    /// The document that the request is of, whatever within it is read.
    var outermost: ReadingState { around.first ?? reading }

    /// Rows that the outline has, once they are known to be all.
    var settledRows: Int? { progress.isComplete && reading.stepCount > 0 ? reading.stepCount : nil }

    /// Goes on drawing as another trajectory was drawn. Going through the samples of a list, what is looked for is lit and
    /// counted in the next one too.
    package mutating func inherit(from other: TrajectoryModel, withPattern: Bool = false) {
        reading = ReadingState(frame: other.reading.frame, pattern: withPattern ? other.reading.find?.pattern : nil)
    }

    /// Lets go of all that was asked for of the trajectory: none of it is of the one that is read next.
    package mutating func letGoOfAll() -> [EffectRequest] {
        let slots: [EffectSlot] = [.trajectory, .place, .chain, .bookmarks, .followTrajectory, .followItem]
        return slots.map { EffectRequest($0, .cancel) } + letGo()
    }

    /// What time it is.
    package mutating func note(_ now: Timestamp) { reading.frame.now = now }

    /// Notes how much has come by now.
    mutating func notePace() {
        if load.pace == nil { load.pace = LoadPace(asked: reading.frame.now) }
        if let come = loading?.progress, !come.isComplete { load.pace?.note(come.bytes, at: reading.frame.now) }
    }

    /// Takes the sizes of the panes; the position stays on its step.
    package mutating func resize(_ size: PaneSize) {
        guard size != reading.size else { return }
        var frame = reading.frame
        frame.size = size
        reading.take(frame)
    }

    // MARK: Loading

    /// What to ask for to fill the pane.
    package mutating func fetch(isForced: Bool = false) -> [EffectRequest] {
        guard var request = load.request else { return [] }
        request.isForced = isForced
        // What is asked for again is read on where one is.
        if load.target == .start, around.isEmpty, isAgain(request) { load.target = .step(reading.current + 1) }
        load.phase = .loading
        load.pace = nil
        return [EffectRequest(.trajectory, .trajectory(request))] + awaitMatch()
    }

    /// Whether a request is for the trajectory that is read already.
    private func isAgain(_ request: TrajectoryRequest?) -> Bool {
        outermost.stepCount > 0 && request?.isOfSameTrajectory(as: outermost.source?.request) == true
    }

    /// Asks for the trajectory in another form.
    package mutating func ask(form: TrajectoryFormat, includeCompacted: Bool) -> [EffectRequest] {
        load.request?.form = form
        load.request?.includeCompacted = includeCompacted
        return fetch(isForced: false)
    }

    /// A load was stopped by the user; what has come stays.
    package mutating func stop() {
        guard load.phase.isLoading else { return }
        load.phase = .ready
        if load.incoming == nil, let document = outermost.document {
            load.note(document)
            load.progress.isInterrupted = !load.progress.isComplete
        }
        load.incoming = nil
    }

    /// How much has come of what is fetched again; nil where nothing is, or where that is on the screen already.
    package var arriving: ReadingProgress? { load.incoming.map { ReadingProgress($0.document.progress) } }

    /// What the answers of the load are about.
    package var loading: TrajectoryDocument? { load.incoming?.document ?? outermost.document }

    // MARK: Answers

    package mutating func apply(_ answer: EffectResult) -> [EffectRequest] {
        switch answer {
        case .document(let document, let origin): return take(document, origin)
        case .documentGrew: return load.incoming.map { take($0.document, $0.origin) } ?? grow()
        case .failed(let error):
            fail(error)
            return []
        case .located(let step): return take(located: step)
        case .surveyed:
            let requests = reading.apply(answer)
            return requests + (load.target.isError ? aim() : [])
        default: return reading.apply(answer)
        }
    }

    private mutating func fail(_ error: PlatformError) {
        load.incoming = nil
        load.note(outermost.document)
        load.phase = .failed(error)
        guard outermost.stepCount > 0 else { return }
        // What was aimed at will not come: as near to it as there are steps.
        if case .step(let number) = load.target, around.isEmpty {
            reading.select(step: min(number, reading.stepCount) - 1)
        }
        load.target = .start
    }

    /// A document that is fetched again is shown as soon as it has as many steps as the one that is read, and when it is
    /// whole; another one at once. Within a sub-agent, nothing is taken from under who reads.
    private mutating func take(_ new: TrajectoryDocument, _ origin: DocumentOrigin) -> [EffectRequest] {
        let come = new.progress
        let isRead = new === outermost.document
        let waits = isAgain(load.request) && !come.isComplete && come.steps < outermost.stepCount
        guard around.isEmpty, isRead || !waits else {
            load.incoming = isRead ? nil : IncomingDocument(document: new, origin: origin)
            if come.isComplete { load.phase = .ready }
            return []
        }
        // Keys that were pressed meanwhile have gone where they go: the place is kept all the same.
        if load.target == .start, !isRead, isAgain(load.request) { load.target = .step(reading.current + 1) }
        return show(new, origin)
    }

    /// Back from a sub-agent, what came meanwhile is taken.
    mutating func takeIncoming() -> [EffectRequest] {
        guard around.isEmpty, let incoming = load.incoming else { return [] }
        return take(incoming.document, incoming.origin)
    }

    private mutating func show(_ document: TrajectoryDocument, _ origin: DocumentOrigin) -> [EffectRequest] {
        load.origin = origin
        load.incoming = nil
        let late = letGo()
        if isAgain(load.request), reading.goesOn(in: document) {
            if load.target == .step(reading.current + 1) { load.target = .start }
            return late + reading.goOn(in: source(of: document)) + grow()
        }
        if isAgain(load.request), document !== reading.document { noteRewritten() }
        var before = reading
        before.lower()
        reading = ReadingState(source(of: document), frame: before.frame, pattern: before.find?.pattern)
        if load.request?.isOfSameDocument(as: before.source?.request) == true { reading.choices = before.choices }
        let grown = grow()
        return late + reading.resumed() + grown
    }

    /// More of the document has come.
    mutating func grow() -> [EffectRequest] {
        // While a sub-agent's trajectory is read, what is around it grows unseen.
        guard around.isEmpty, let document = reading.document else { return [] }
        let before = load.progress.steps
        load.note(document)
        // The last steps may have gained results; the rest of the document does not change.
        reading.cache.forget(from: max(0, before - 2))
        load.phase = load.progress.isComplete ? .ready : .loading
        reading.updateShown()
        let requests = aim() + followChain()
        noteCome()
        return requests + reading.readOn(load.progress)
    }

    /// Goes somewhere else in the trajectory, at once or when it is there.
    package mutating func aim(at target: StepTarget) -> [EffectRequest] {
        var requests: [EffectRequest] = []
        while let reaction = leave() { requests += reaction.requests }
        load.target = target
        return requests + aim()
    }

    /// Goes where the trajectory was asked to begin, once that is there.
    mutating func aim() -> [EffectRequest] {
        guard around.isEmpty, reading.document != nil else { return [] }
        switch load.target {
        case .start: break
        case .firstError, .lastError:
            guard let step = reading.error(isLast: load.target == .lastError, load.progress.isComplete) else {
                return []
            }
            load.target = .start
            if let step { reading.select(step: step) } else { reading.goToEnd() }
        case .end, .failure:
            guard load.progress.isComplete else { return [] }
            load.target = .start
            reading.goToEnd()
        case .step(let number):
            guard reading.stepCount >= number || load.progress.isComplete else { return [] }
            load.target = .start
            reading.select(step: number - 1)
        case .query(let query, let seq): return locate(query, seq: seq)
        }
        return []
    }
}
