import Platform

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
            // The question finds itself: only what the agent said counts, and that is told by the document.
            let changed = before.looks == 0 ? raised : Array(raised.prefix(Self.mostRead))
            for hit in changed {
                state.counts[hit.itemID] = hit.matchCount
                guard before.looks > 0, !state.matching.contains(hit.itemID), let session = hit.sessionID else {
                    continue
                }
                let found = await RefusalSweep(platform: platform, set: set).read(hit.itemID, session)
                if !found.findings.isEmpty { state.matching.insert(hit.itemID) }
            }
        }
        return state
    }

    /// One question for all phrases.
    private var query: String {
        switch subject {
        case .query(let text): text
        case .refusals(let set): set.phrases.map(RefusalSweep.query).joined(separator: " or ")
        }
    }
}

extension WatchState {
    fileprivate mutating func note(_ hit: SearchHit) {
        counts[hit.itemID] = hit.matchCount
        matching.insert(hit.itemID)
    }
}
