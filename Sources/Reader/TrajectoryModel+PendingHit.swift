import Platform
import Shell
import TextSearch
import Trajectory
import Triage

// The way to the step that answers a search: by the document where it is here, and by the session's message search
// (Platform.docc/Search) while it is still coming.
extension TrajectoryModel {
    /// Seconds for which a document may come by itself before the session is asked where its match is.
    static let patience = 0.1
    /// Characters that the message search takes.
    private static let longest = 200

    /// Waits a moment; most documents are here by then.
    mutating func awaitMatch() -> [EffectRequest] {
        load.pendingHit = nil
        guard case .query(let query, _) = load.target, query.count <= Self.longest else { return [] }
        return [EffectRequest(.place, .wait(Self.patience))]
    }

    /// The moment is over, or the session has told where the match is. That it cannot tell is no matter: the document
    /// will.
    mutating func take(place answer: EffectResult) -> [EffectRequest] {
        guard case .query(let query, let seq) = load.target, let request = load.request, !load.progress.isComplete
        else { return [] }
        switch answer {
        case .due: return [EffectRequest(.place, .messageSearch(request.session, query))]
        case .messages(let found):
            let hit = Self.hit(in: found, seq: seq)
            // A server that takes our marks for words may mean another message; one that knows them names the step.
            load.pendingHit = TranscriptQuery(query).isPlain || hit?.step != nil ? hit : nil
            return aim()
        default: return []
        }
    }

    /// The message that is meant: the first one, the last one, or the one of this number.
    private static func hit(in found: MessageSearchResult, seq: Int?) -> MessageHit? {
        switch seq {
        case nil: found.hits.first
        case .some(.max): found.hasMore ? nil : found.hits.last
        case .some(let seq): found.hits.first { $0.seq >= seq }
        }
    }

    /// Looks for the step that answers, unless somebody does or it is known to be further on than what is here.
    mutating func locate(_ query: String, seq: Int?) -> [EffectRequest] {
        let meant = seq.flatMap { $0 == .max ? nil : $0 } ?? load.pendingHit?.seq ?? seq
        let words = QueryWords(query, seq: meant)
        if let pattern = words.find, pattern != reading.find?.pattern {
            reading.find = TrajectoryFind(pattern: pattern)
        }
        let count = reading.stepCount
        guard let source = reading.source, count > 0, load.locatingAmong == nil else { return [] }
        if !load.progress.isComplete, let step = load.pendingHit?.step, step > count { return [] }
        load.locatingAmong = count
        return [EffectRequest(.locate, LocateWork(document: source.reference, words: words))]
    }

    /// The step that answers was found, or is not here (yet).
    mutating func take(located step: Int?) -> [EffectRequest] {
        let among = load.locatingAmong ?? 0
        load.locatingAmong = nil
        guard case .query = load.target else { return [] }
        guard step != nil || load.progress.isComplete else { return reading.stepCount > among ? aim() : [] }
        load.arrive()
        if let step { reading.select(step: step) }
        reading.goToMatch(from: BodyPosition(step: step ?? 0), forward: true, includingHere: true)
        return [EffectRequest(.place, .cancel)] + reading.countMatches()
    }
}
