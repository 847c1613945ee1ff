package import Platform

/// Something that is looked out for while an evaluation runs.
package enum WatchSubject: Hashable, Sendable {
    case query(String)
    case refusals(RefusalSet)

    /// As it is called on the screen.
    package var name: String {
        switch self {
        case .query(let text): text
        case .refusals(let set): set.name == RefusalSet.standard.name ? "refusals" : "refusals (\(set.name))"
        }
    }
}

/// What is known of a watch after a look.
package struct WatchState: Hashable, Sendable {
    /// Matching messages by sample, at the last look.
    package var counts: [ItemID: Int] = [:]
    /// Samples that match: of refusals, those in which the agent itself was heard.
    package var matching: Set<ItemID> = []
    /// Items that had ended by then: what they say of themselves was looked at.
    package var ended: Set<ItemID> = []
    /// 0 before the first look, which tells nothing new.
    package var looks = 0
    /// The server cut its answer: what is beyond is not seen.
    package var isCut = false

    package init() {}
}

/// Looks whether samples start to match.
package struct Watch: Sendable {
    let platform: any Platform
    let subject: WatchSubject

    package init(platform: any Platform, subject: WatchSubject) {
        self.platform = platform
        self.subject = subject
    }

    /// Samples that are read in one look at most: those beyond wait for the next one.
    private static let mostRead = 24

    /// Looks once. At the first look what matches already is taken note of; refusals among it are not read one by one.
    package func look(_ evaluation: EvaluationID, after before: WatchState) async throws -> WatchState {
        let result = try await platform.find(query, in: evaluation)
        var state = before
        state.looks += 1
        state.isCut = result.hasMore
        let raised = result.hits.filter { $0.matchCount > before.counts[$0.itemID] ?? -1 }
        switch subject {
        case .query:
            for hit in raised { state.note(hit) }
        case .refusals(let set):
            let items = try await platform.items(of: evaluation).collect()
            await look(set, raised, items, before, &state)
        }
        return state
    }

    /// The question finds itself: only what the agent said counts, and what document and item say, which is told when the
    /// item has ended. Those that changed are read as a sweep reads them.
    private func look(
        _ set: RefusalSet, _ raised: [SearchHit], _ items: [EvaluationItem], _ before: WatchState,
        _ state: inout WatchState
    ) async {
        let byID = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let ended = items.filter { $0.status.isTerminal && !before.ended.contains($0.id) }
        guard before.looks > 0 else {
            for hit in raised { state.counts[hit.itemID] = hit.matchCount }
            state.ended = Set(ended.map(\.id))
            return
        }
        let sweep = RefusalSweep(platform: platform, set: set)
        for hit in raised.prefix(Self.mostRead) {
            state.counts[hit.itemID] = hit.matchCount
            guard !state.matching.contains(hit.itemID), hit.sessionID != nil || byID[hit.itemID] != nil else {
                continue
            }
            let found = await sweep.read(hit.itemID, byID[hit.itemID], byID[hit.itemID]?.sessionID ?? hit.sessionID)
            if !found.findings.isEmpty { state.matching.insert(hit.itemID) }
        }
        for item in ended.prefix(Self.mostRead) {
            state.ended.insert(item.id)
            guard !state.matching.contains(item.id) else { continue }
            if !(await sweep.read(item)).findings.isEmpty { state.matching.insert(item.id) }
        }
    }

    /// One question for all phrases.
    private var query: String {
        switch subject {
        case .query(let text): text
        case .refusals(let set): set.leads.map(RefusalSweep.quoted).joined(separator: " or ")
        }
    }
}

extension WatchState {
    fileprivate mutating func note(_ hit: SearchHit) {
        counts[hit.itemID] = hit.matchCount
        matching.insert(hit.itemID)
    }
}
