import Platform
import Shell
import Terminal
import Trajectory
import Wire

/// The end of a trajectory that is followed, and what came there.
package struct Tail: Hashable, Sendable {
    /// Steps that were here when one stood at the end, or began to follow.
    fileprivate(set) var seen: Int
    /// Steps that were here after the last look, and how many looks in a row brought nothing.
    fileprivate var known = 0
    private var quietLooks = 0
    /// The item has ended: what came last is still counted.
    fileprivate(set) var isOver = false
    /// Its first steps are other ones since the last look, and nobody pressed a key since.
    fileprivate var isRewritten = false
    /// It follows though nobody asked for it: who asks is told so, and stops nothing.
    fileprivate var isUnasked = false

    init(seen: Int) { self.seen = seen }

    /// Seconds until the next look.
    var pause: Double { min(30, 5 * Double(1 << min(quietLooks, 3))) }

    fileprivate mutating func look(_ steps: Int) {
        quietLooks = steps == known ? quietLooks + 1 : 0
        known = steps
    }
}

// Following: new steps appear below, and who reads stays where he is, unless that is the end.
extension TrajectoryModel {
    /// A file tells by itself that it was written: it is followed from the start.
    package mutating func followFile() {
        isOfFile = true
        tail = Tail(seen: 0)
        tail?.isUnasked = true
    }

    mutating func toggleFollow() -> Reaction {
        if let tail, !tail.isOver, !tail.isUnasked {
            self.tail = nil
            return Reaction([EffectRequest(.followTrajectory, .cancel)], say: Message("no longer following"))
        }
        guard let request, request.replay == nil, isOfFile || item?.status.isTerminal != true else {
            return .say("The item has ended: nothing to follow", .warning)
        }
        tail = Tail(seen: outermost.stepCount)
        return Reaction(look(), say: Message("following; \(key: .bottom) stays at the end, \(key: .follow) stops"))
    }

    /// Looks at the item first: once it has ended, the trajectory that is fetched then is whole.
    mutating func look() -> [EffectRequest] {
        guard let item, !isOfFile, !item.id.text.isEmpty else { return fetchChanged() }
        return [EffectRequest(.followItem, .item(item.id, item.evaluationID))]
    }

    /// That an item cannot be had is no matter: its trajectory can.
    mutating func take(looked answer: EffectResult) -> Reaction {
        guard tail != nil else { return .done }
        guard case .item(let new) = answer else { return Reaction(fetchChanged()) }
        item = new
        guard new.status.isTerminal else { return Reaction(fetchChanged()) }
        tail?.isOver = true
        load.request?.isSettled = true
        return Reaction(fetchChanged(), say: Message("The item has ended: \(StatusStyle(new.status).word)", .good))
    }

    /// What to ask for when more was written; who reads the end stays there.
    mutating func fetchChanged() -> [EffectRequest] {
        if around.isEmpty, load.target == .start, reading.isAtEnd { load.target = .end }
        return fetch(isForced: true)
    }

    /// The next look, while the trajectory is on the screen.
    func wantedLook(_ slots: Slots, isShown: Bool) -> [EffectRequest] {
        guard let tail, !tail.isOver, !isOfFile, isShown else {
            return slots.isBusy(.followTrajectory) ? [EffectRequest(.followTrajectory, .cancel)] : []
        }
        let waits = [.followTrajectory, .followItem, .trajectory].contains(where: slots.isBusy)
        return waits ? [] : [EffectRequest(.followTrajectory, .wait(tail.pause))]
    }

    /// All that came with a look is here.
    mutating func noteCome() {
        guard tail != nil, load.progress.isComplete else { return }
        let steps = outermost.stepCount
        tail?.look(steps)
        noteSeen()
    }

    /// What is shown now is no continuation of what was read.
    mutating func noteRewritten() {
        guard let before = tail, reading.stepCount > 1 else { return }
        var new = Tail(seen: 0)
        (new.isOver, new.isRewritten, new.isUnasked) = (before.isOver, true, before.isUnasked)
        tail = new
    }

    mutating func noteKey() {
        tail?.isRewritten = false
        noteSeen()
    }

    /// Who stands at the end has seen what came; a file that was opened just now holds nothing new.
    mutating func noteSeen() {
        guard let seen = tail?.seen, seen != outermost.stepCount, around.isEmpty else { return }
        if seen == 0 || seen > reading.stepCount || reading.isAtEnd { tail?.seen = reading.stepCount }
    }

    /// It is fetched again by itself: nobody waits for that.
    var refreshes: Bool { tail.map { $0.known > 0 } ?? false }

    /// `12 new  following`, or that it was rewritten.
    var followWords: [Span] {
        guard let tail else { return [] }
        let new = max(0, outermost.stepCount - tail.seen)
        if tail.isRewritten { return [Span("rewritten  ", .warning)] }
        let come = new > 0 && tail.seen > 0 ? [Span("\(NumberFormat.grouped(new)) new  ", .good)] : []
        return come + (isOfFile || tail.isOver ? [] : [Span("following  ", .statusBusy)])
    }
}

extension ReadingState {
    /// The last line is on the screen.
    var isAtEnd: Bool { stepCount > 0 && shownCount > 0 && top == lastPosition }

    /// Bytes of a step by which it is known again.
    private static let longestSample = 1 << 16

    /// Whether a document holds the steps of this one, as far as a few of them tell; more may follow.
    func goesOn(in new: TrajectoryDocument) -> Bool {
        guard let document, document !== new, stepCount > 1, new.stepCount >= stepCount else { return false }
        return [0, stepCount / 2, stepCount - 2].allSatisfy {
            let bytes = Self.sample($0, of: document)
            return !bytes.isEmpty && bytes == Self.sample($0, of: new)
        }
    }

    private static func sample(_ step: Int, of document: TrajectoryDocument) -> [UInt8] {
        document.rawJSON(step).first.map { document.store.bytes($0.prefix(longestSample)) } ?? []
    }

    /// Reads on in a document that goes on where this one ended: nothing that was chosen, found or marked is lost.
    mutating func goOn(in source: ReadingSource) -> [EffectRequest] {
        let settled = document?.settledSteps ?? 0
        self.source = source
        survey.forget(from: settled)
        survey.waits = false
        cache.forget(from: 0)
        heavy.forget()
        updateShown()
        return resumed() + countAnew()
    }
}
