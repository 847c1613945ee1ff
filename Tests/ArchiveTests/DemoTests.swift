import Archive
import Platform
import Synchronization
import TestSupport
import Testing
import Trajectory
import Wire

/// A clock that a test moves by hand.
final class ManualClock: Sendable {
    private let seconds: Mutex<Double>
    init(_ start: Double = 1_800_000_000) { seconds = Mutex(start) }
    func advance(_ by: Double) { seconds.withLock { $0 += by } }
    var now: @Sendable () -> Timestamp { { [self] in Timestamp(seconds: seconds.withLock { $0 }) } }
}

@Suite("Demo workspace")
struct DemoTests {
    private let clock = ManualClock()
    private let demo: DemoPlatform

    init() { demo = DemoPlatform(seed: 7, now: clock.now) }

    private func all() async throws -> [Evaluation] { try await demo.evaluations(EvaluationQuery(pageSize: 100)).items }

    private func running() async throws -> Evaluation {
        try #require(try await demo.evaluations(EvaluationQuery(status: .running)).items.first)
    }

    private func items(_ evaluation: EvaluationID) async throws -> [EvaluationItem] {
        try await demo.items(of: evaluation).collect()
    }

    private func document(_ session: SessionID, _ form: TrajectoryFormat = .atif) async throws -> [UInt8] {
        try await demo.trajectory(of: session, form: form, includeCompacted: true).collect()
    }

    @Test("It has every job status, every item status, many items and several models")
    func statuses() async throws {
        let all = try await all()
        #expect(all.count >= 8)
        #expect(Set(all.map(\.status)).isSuperset(of: JobStatus.known))
        #expect(Set(all.map(\.id)).count == all.count)
        #expect(Set(all.compactMap(\.model)).count >= 5)
        var counts = ItemCounts()
        for evaluation in all {
            for (status, count) in evaluation.counts.counts { counts[status] += count }
            #expect(evaluation.counts.total == evaluation.datasetSize)
        }
        #expect(counts.total >= 600)
        for status in ItemStatus.known { #expect(counts[status] > 0, "\(status.rawValue)") }
    }

    @Test("Items agree with the counts, and every field of the contract is used somewhere")
    func fields() async throws {
        var seen: Set<String> = []
        for evaluation in try await all() {
            let items = try await items(evaluation.id)
            var counts = ItemCounts()
            for item in items {
                counts[item.status] += 1
                for member in item.json.object?.members ?? [] where member.value != .null { seen.insert(member.key) }
                #expect(EvaluationItem(item.json)?.json == item.json)
                #expect(item.status != .queued || item.sessionID == nil)
            }
            for status in ItemStatus.known { #expect(counts[status] == evaluation.counts[status]) }
            #expect(Set(items.map(\.id)).count == items.count)
        }
        #expect(seen.count >= 22, "\(seen.sorted())")
    }

    @Test("Failures fall into classes, with provisioning failures, defects and retries among them")
    func failures() async throws {
        var classes: [String: Set<String>] = [:]
        var phases: Set<String> = []
        var defects = 0
        var retries = 0
        var sessionless = 0
        for evaluation in try await all() {
            for item in try await items(evaluation.id) {
                if let error = item.error {
                    classes[String(error.filter { !$0.isNumber }.prefix(18)), default: []].insert(error)
                }
                if let failure = item.report?.provisionFailure { phases.insert(failure.phase) }
                defects += item.report?.components.count(where: \.isDefect) ?? 0
                retries += item.retryCount > 0 ? 1 : 0
                sessionless += item.status.isTerminal && item.sessionID == nil ? 1 : 0
            }
        }
        #expect((8...20).contains(classes.count), "\(classes.keys.sorted())")
        #expect(classes.values.count { $0.count > 3 } >= 6)
        #expect(phases.count >= 3)
        #expect(defects > 10 && retries > 20 && sessionless > 10)
    }

    @Test("The same seed and moment give the same bytes, another seed others")
    func determinism() async throws {
        let twin = DemoPlatform(seed: 7, now: clock.now)
        let other = DemoPlatform(seed: 8, now: clock.now)
        #expect(try await all().map(\.json) == twin.evaluations(EvaluationQuery(pageSize: 100)).items.map(\.json))
        var isDifferent = false
        for evaluation in try await all() {
            let items = try await items(evaluation.id)
            #expect(items == (try await twin.items(of: evaluation.id).collect()))
            for item in items.prefix(4) where item.report?.agent?.generationSteps ?? 0 < 100 {
                guard let session = item.sessionID else { continue }
                for form in TrajectoryFormat.allCases {
                    let again = try await twin.trajectory(of: session, form: form, includeCompacted: true).collect()
                    #expect(try await document(session, form) == again)
                }
            }
        }
        for (mine, its) in zip(try await all(), try await other.evaluations(EvaluationQuery(pageSize: 100)).items) {
            isDifferent = isDifferent || mine.counts != its.counts
        }
        #expect(isDifferent)
    }

    @Test("A later start changes nothing of what has ended")
    func epoch() async throws {
        let later = DemoPlatform(seed: 7, now: { Timestamp(seconds: 1_900_000_000) })
        for evaluation in try await all() where evaluation.status.isTerminal {
            #expect(try await later.evaluation(evaluation.id).json == evaluation.json)
            let item = try #require(try await items(evaluation.id).last { $0.sessionID != nil })
            let session = try #require(item.sessionID)
            let bytes = try await later.trajectory(of: session, form: .atif, includeCompacted: false).collect()
            #expect(try await document(session) == bytes)
        }
    }

    @Test("The running evaluation moves forward only, through every status, to its end")
    func growth() async throws {
        let id = try await running().id
        let order = Dictionary(uniqueKeysWithValues: ItemStatus.known.enumerated().map { ($1, min($0, 6)) })
        var ranks: [ItemID: Int] = [:]
        var seen: Set<ItemStatus> = []
        var finished: Quantity = 0
        var documents: [SessionID: Int] = [:]
        for round in 0..<160 {
            let evaluation = try await demo.evaluation(id)
            #expect(evaluation.counts.finished >= finished)
            finished = evaluation.counts.finished
            for item in try await items(id) {
                let rank = try #require(order[item.status])
                #expect(rank >= ranks[item.id] ?? 0)
                ranks[item.id] = rank
                seen.insert(item.status)
            }
            if round % 40 == 0 { try await grow(id, &documents) }
            clock.advance(8)
        }
        #expect(
            seen.isSuperset(of: [
                .queued, .claiming, .provisioning, .agentRunning, .agentFinished, .verifying, .passed, .failed,
            ]))
        clock.advance(100_000)
        let end = try await demo.evaluation(id)
        #expect(end.status.isTerminal && end.counts.finished == end.counts.total && end.completedAt != nil)
    }

    /// Transcripts of running items only get longer, and what was there stays.
    private func grow(_ id: EvaluationID, _ documents: inout [SessionID: Int]) async throws {
        for item in try await items(id).prefix(30) {
            guard let session = item.sessionID else { continue }
            let read = TrajectoryDocument.read(try await document(session), name: "demo")
            #expect(read.stepCount >= documents[session] ?? 1)
            documents[session] = read.stepCount
        }
    }

    @Test("What was written of a transcript stays as it was")
    func prefix() async throws {
        let id = try await running().id
        let item = try #require(try await items(id).first { $0.status == .agentRunning && $0.sessionID != nil })
        let session = try #require(item.sessionID)
        let before = try await demo.transcript(of: session, MessageQuery())
        clock.advance(9)
        let after = try await demo.transcript(of: session, MessageQuery())
        #expect(after.messages.count > before.messages.count)
        // The last step may have been cut before its results.
        #expect(Array(after.messages.prefix(before.messages.count)) == before.messages)
    }

    @Test("Every document is read as ATIF without problems, and the three forms agree")
    func documents() async throws {
        for evaluation in try await all() {
            for item in try await items(evaluation.id).prefix(4) where item.report?.agent?.generationSteps ?? 0 < 100 {
                guard let session = item.sessionID else { continue }
                let atif = TrajectoryDocument.read(try await document(session), name: "a")
                #expect(atif.format == .atif && atif.problems.isEmpty && atif.stepCount > 0)
                let openai = TrajectoryDocument.read(try await document(session, .openai), name: "o")
                let native = TrajectoryDocument.read(try await document(session, .native), name: "n")
                #expect(openai.format == .openai && native.format == .native)
                #expect(openai.stepCount == atif.stepCount && native.stepCount == atif.stepCount)
            }
        }
    }

    @Test("Refusals come in every place and form, and some transcripts are long")
    func refusals() async throws {
        var flagged = 0
        var said = 0
        var places: Set<String> = []
        var ended = 0
        var longest: Quantity = 0
        for evaluation in try await all() where evaluation.status.isTerminal {
            for item in try await items(evaluation.id) {
                guard let session = item.sessionID else { continue }
                ended += item.status == .failed || item.status == .passed ? 1 : 0
                longest = max(longest, item.report?.agent?.generationSteps ?? 0)
                guard item.report?.agent?.generationSteps ?? 0 < 150 else { continue }
                let found = refusals(TrajectoryDocument.read(try await document(session), name: "a"), &places)
                flagged += found.flagged ? 1 : 0
                said += found.said ? 1 : 0
            }
        }
        #expect(longest > 3_900)
        #expect(places == ["first", "middle", "final"])
        #expect(flagged > 10 && said > flagged)
        #expect(Double(said) > 0.05 * Double(ended) && Double(said) < 0.2 * Double(ended), "\(said) of \(ended)")
    }

    private func refusals(_ document: TrajectoryDocument, _ places: inout Set<String>) -> (flagged: Bool, said: Bool) {
        let marks = [
            "can't", "cannot", "won't be able", "must decline", "unable to", "not able to", "against my", "not feel",
            "not going to", "not permitted", "できません", "rather not",
        ]
        var result = (flagged: false, said: false)
        for index in 0..<document.stepCount {
            guard let step = document.step(index), step.source == .agent, step.calls.isEmpty else { continue }
            let isFlagged = step.flags.contains(.refusal)
            guard isFlagged || marks.contains(where: { step.message.plainText.contains($0) }) else { continue }
            result.flagged = result.flagged || isFlagged
            result.said = true
            places.insert(index < 3 ? "first" : index == document.stepCount - 1 ? "final" : "middle")
        }
        return result
    }

    @Test("Cancelling stops a run where it is, and retrying runs the failed items again")
    func cancelAndRetry() async throws {
        let id = try await running().id
        let before = try await demo.evaluation(id).counts
        let cancelled = try await demo.cancel(id)
        #expect(cancelled.status == .cancelled && cancelled.counts[.cancelled] > 0)
        #expect(cancelled.counts[.passed] == before[.passed])
        clock.advance(600)
        #expect(try await demo.evaluation(id).counts == cancelled.counts)
        await #expect(throws: PlatformError.self) { try await demo.cancel(id) }
        let sessions = Set(try await items(id).compactMap(\.sessionID))
        let retried = try await demo.retryFailed(id)
        #expect(!retried.status.isTerminal)
        #expect(retried.counts[.passed] == cancelled.counts[.passed])
        #expect(retried.counts.total - retried.counts[.passed] == retried.counts[.queued])
        clock.advance(100_000)
        let end = try await demo.evaluation(id)
        #expect(end.status.isTerminal && end.counts[.passed] > cancelled.counts[.passed])
        #expect(!Set(try await items(id).compactMap(\.sessionID)).subtracting(sessions).isEmpty)
    }

    @Test("Search finds words in transcripts, errors and names, and what is new in a run")
    func search() async throws {
        let done = try #require(try await demo.evaluations(EvaluationQuery(status: .partial)).items.first)
        let hits = try await demo.search(done.id, for: "nmap").hits
        #expect(
            hits.count > 5 && hits.allSatisfy { $0.matchCount > 0 && $0.snippet?.lowercased().contains("nmap") == true }
        )
        let first = try #require(hits.first)
        let session = try #require(first.sessionID)
        let messages = try await demo.messages(in: session, matching: "nmap", MessageQuery(limit: 200))
        #expect(messages.total == first.matchCount)
        let transcript = try await demo.transcript(of: session, MessageQuery())
        for hit in messages.hits {
            let message = try #require(transcript.messages.first { $0["seq"]?.int == hit.seq })
            #expect(message.serialized().lowercased().contains("nmap"))
        }
        #expect(try await demo.search(done.id, for: "evicted").hits.contains { $0.matchedIn == "error" })
        let id = try await running().id
        let early = try await demo.search(id, for: "http").hits.reduce(0) { $0 + $1.matchCount }
        clock.advance(120)
        let late = try await demo.search(id, for: "http").hits.reduce(0) { $0 + $1.matchCount }
        #expect(late > early)
    }

    @Test("A bundle of the demo opens as an archive with the same samples")
    func bundle() async throws {
        let evaluation = try #require(try await all().last { $0.status == .completed })
        let folder = try TemporaryFolder()
        let bytes = try await demo.bundle(of: evaluation.id, form: .openai, includeCompacted: false).collect()
        let archive = try ArchivePlatform.open(paths: [try folder.write("demo.zip", bytes)])
        let items = try await items(evaluation.id)
        let opened = try await archive.onlyItems()
        #expect(try await archive.all().first?.id == evaluation.id)
        #expect(Set(opened.map(\.id)) == Set(items.map(\.id)))
        for item in opened {
            guard let session = item.sessionID else { continue }
            #expect(try await archive.document(session, .openai) == document(session, .openai))
        }
    }

    @Test("Ids may be shortened as long as they are unique")
    func prefixes() async throws {
        let evaluation = try #require(try await all().first)
        #expect(try await demo.evaluation(EvaluationID(evaluation.id.short)).id == evaluation.id)
        await #expect(throws: PlatformError.self) { try await demo.evaluation("nothing-like-it") }
        let item = try #require(try await items(evaluation.id).first { $0.sessionID != nil })
        #expect(try await demo.item(ItemID(item.id.short), of: evaluation.id) == item)
        let session = try #require(item.sessionID)
        #expect(try await document(SessionID(session.short)) == document(session))
    }
}
