import Panes
import Platform
import Reader
import Shell
import Triage
import Wire

// Reading ahead while nobody asks for anything, and what is known of a server that does not answer.
extension AppState {
    /// Seconds for which nothing is asked before something is read ahead.
    private static let idleTime = 0.5
    /// Trajectories that are read ahead at one rest, one request at a time.
    private static let maxPrefetches = 3

    /// The item from which it is read ahead: the selected one of the list, or the one that is read.
    private var anchor: ItemID? {
        guard scope.server.hasPrefix("http"), items != nil, away == nil else { return nil }
        return stack.main.anchor
    }

    /// When the selection has come to rest on another item, the next ones are read ahead after a while.
    mutating func schedulePrefetch() -> [Effect] {
        guard let anchor, anchor != prefetchAnchor else { return [] }
        prefetchAnchor = anchor
        return effects([EffectRequest(.rest, .wait(Self.idleTime))])
    }

    /// Reads the trajectories that may be wanted next: not while anything is read that was asked for.
    mutating func prefetchNext() -> Reaction {
        guard let items, let anchor, !slots.isBusy(.trajectory), !slots.isBusy(.items) else { return .done }
        let start = items.place(of: anchor) ?? items.cursor.selected
        let ahead = items.visible.dropFirst(start).prefix(Self.maxPrefetches + 1).map { items.rows[$0].item }
        let open = stack.isMain(ReaderPane.self) ? anchor : nil
        let requests = ahead.filter { $0.id != open }.prefix(Self.maxPrefetches).compactMap {
            request(for: $0)
        }
        // What is being read goes on where it is still wanted.
        guard let current = self.ahead.first, requests.contains(current) else {
            self.ahead = Array(requests)
            return self.ahead.first.map { .ask(.prefetch, .prefetch($0)) } ?? .done
        }
        self.ahead = [current] + requests.filter { $0 != current }
        return .done
    }

    /// On to the next trajectory; what cannot be had ends it, and is asked for again when it is wanted.
    mutating func continuePrefetch(_ answer: EffectResult) -> Reaction {
        ahead = answer.isFailure ? [] : Array(ahead.dropFirst())
        return ahead.first.map { .ask(.prefetch, .prefetch($0)) } ?? .done
    }

    /// What was asked for goes before what nobody asked for. What is being read ahead goes on where it is just what was
    /// asked for: who asked joins it.
    mutating func cancelPrefetch(except request: TrajectoryRequest? = nil) -> [EffectRequest] {
        guard let current = ahead.first else { return [] }
        guard current != request else {
            ahead = [current]
            return []
        }
        ahead = []
        return [EffectRequest(.prefetch, .cancel)]
    }

    /// What is asked for when the trajectory of an item is opened; nil without a session.
    func request(for item: EvaluationItem) -> TrajectoryRequest? {
        item.sessionID.map { session in
            TrajectoryRequest(
                evaluation: item.evaluationID, item: item.id, session: session, form: form,
                includeCompacted: includesCompacted,
                isSettled: itemsPane?.list.evaluation.status.isTerminal ?? item.status.isTerminal)
        }
    }

    // MARK: A server that does not answer

    /// Notes how old what is shown is, and whether the server answers.
    mutating func noteFreshness(_ answer: EffectResult, for slot: EffectSlot) {
        switch answer {
        case .rows(_, _, _, let provenance) where slot == .items: noteAge(provenance.age, of: slot)
        case .evaluations(_, let provenance): noteAge(provenance.age, of: .evaluations)
        case .evaluation: away = nil
        case .age(let age, let missing):
            fetchedAt[.trajectory] = now + -age
            if let missing { away = missing } else if age == 0 { away = nil }
        case .failed(let error) where error.isAway && slot != .prefetch: away = error
        default: break
        }
    }

    private mutating func noteAge(_ age: Double?, of slot: EffectSlot) {
        fetchedAt[slot] = now + -(age ?? 0)
        if age == nil { away = nil }
    }

    /// While the server does not answer: how long ago what is on the screen came, in seconds.
    package var ageWhileAway: Double? {
        guard away != nil, let time = stack.main.slot.flatMap({ fetchedAt[$0] }) else { return nil }
        return max(0, now - time)
    }
}

extension ItemsModel {
    /// Where an item stands in the list.
    func place(of id: ItemID) -> Int? {
        if selected?.id == id { return cursor.selected }
        return visible.firstIndex { rows[$0].item.id == id }
    }
}
