import Platform
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
    mutating func awaitMatch() -> [Request] {
        awaited = nil
        guard case .query(let query, _) = target, query.count <= Self.longest else { return [] }
        return [Request(.place, .wait(Self.patience))]
    }

    /// The moment is over, or the session has told where the match is. That it cannot tell is no matter: the document
    /// will.
    mutating func take(place answer: Answer) -> [Request] {
        guard case .query(let query, let seq) = target, let request, !progress.isComplete else { return [] }
        switch answer {
        case .due: return [Request(.place, .messageSearch(request.session, query))]
        case .messages(let found):
            let hit = Self.hit(in: found, seq: seq)
            // A server that takes our marks for words may mean another message; one that knows them names the step.
            awaited = TranscriptQuery(query).isPlain || hit?.step != nil ? hit : nil
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
    mutating func locate(_ query: String, seq: Int?) -> [Request] {
        let meant = seq.flatMap { $0 == .max ? nil : $0 } ?? awaited?.seq ?? seq
        let words = QueryWords(query, seq: meant)
        if let pattern = words.find, pattern != find?.pattern {
            find = TrajectoryFind(pattern: pattern)
            options.pattern = pattern
        }
        guard let document, stepCount > 0, !isLocating else { return [] }
        if !progress.isComplete, let step = awaited?.step, step > stepCount { return [] }
        isLocating = true
        locatedAmong = stepCount
        return [Request(.locate, LocateWork(document: DocumentReference(document), words: words))]
    }

    /// The step that answers was found, or is not here (yet).
    mutating func take(located step: Int?) -> [Request] {
        isLocating = false
        guard case .query = target else { return [] }
        guard step != nil || progress.isComplete else { return stepCount > locatedAmong ? aim() : [] }
        arrive()
        if let step { select(step: step) }
        goToMatch(from: BodyPosition(step: step ?? 0), forward: true, includingHere: true)
        return [Request(.place, .cancel)] + countMatches()
    }

    /// Nothing is waited for any more: it is here, or the user goes elsewhere.
    mutating func arrive() {
        target = .start
        awaited = nil
    }
}
