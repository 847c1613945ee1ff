import TestSupport
import Testing
import Trajectory
import Wire

@Suite struct PropertyTests {
    private func check(_ document: TrajectoryDocument, _ conversation: Conversation, _ about: String) {
        #expect(document.stepCount == conversation.turns.count, "\(about)")
        for (index, turn) in conversation.turns.enumerated() {
            guard let step = document.step(index) else {
                Issue.record("\(about): step \(index + 1) is missing")
                continue
            }
            #expect((step.source == .agent) == turn.isAgent, "\(about)")
            #expect(step.message.plainText == turn.text, "\(about)")
            #expect(step.calls.map(\.id) == turn.calls.map(\.id), "\(about)")
            #expect(step.calls.map { $0.results.map(\.text) } == turn.calls.map(\.results), "\(about)")
            #expect(step.calls.allSatisfy { $0.arguments["a"]?.string == turn.text }, "\(about)")
            #expect(step.results.isEmpty, "\(about)")
            #expect(document.outline(index)?.flags == step.flags, "\(about)")
        }
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func everythingWrittenIsReadBack(_ seed: UInt64) {
        let conversation = Conversation(seed: seed)
        for pretty in [false, true] {
            let atif = conversation.atif.serialized(pretty: pretty)
            let messages = conversation.messages.serialized(pretty: pretty)
            check(Summary.document(atif), conversation, "atif \(seed)")
            check(Summary.document(messages), conversation, "messages \(seed)")
            check(Summary.document("{\"messages\":\(messages)}"), conversation, "wrapped \(seed)")
        }
        let lines = conversation.messages.array?.map { $0.serialized() }.joined(separator: "\n") ?? ""
        check(Summary.document(lines), conversation, "lines \(seed)")
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func anyChunksGiveTheSameDocument(_ seed: UInt64) {
        var dice = SeededGenerator(seed: seed)
        let conversation = Conversation(seed: seed)
        let text = dice.hits(2) ? conversation.atif.serialized() : conversation.messages.serialized(pretty: true)
        let cuts = (0..<10).map { _ in Int.random(in: 0...text.utf8.count, using: &dice) }.sorted()
        #expect(Summary.of(text, cuts: cuts) == Summary.of(text))
    }

    /// Steps that are here stay as they are, whatever follows: the index never takes back what it said.
    @Test func stepsStayWhileMoreArrives() throws {
        let conversation = Conversation(seed: 5)
        let bytes = Array(conversation.messages.serialized().utf8)
        let whole = TrajectoryDocument.read(bytes, name: "whole")
        let store = try #require(ByteStore(capacity: bytes.count))
        let document = TrajectoryDocument(store: store, expectedBytes: bytes.count, name: "growing")
        var seen = 0
        for byte in bytes {
            store.append([byte])
            document.advance()
            let steps = document.progress.steps
            #expect(steps >= seen)
            // The last step may still get results; those before it are whole.
            for index in max(0, seen - 1)..<max(seen - 1, max(0, steps - 1)) {
                #expect(document.step(index) == whole.step(index))
            }
            seen = steps
        }
        document.finish(interrupted: false)
        #expect(document.stepCount == whole.stepCount && document.progress.isComplete)
    }

    /// Whatever is done to a real file, it opens, and everything that can be asked of it has an answer.
    @Test(
        .enabled(if: FixtureFiles.areHere, Comment(rawValue: FixtureFiles.absence)), arguments: 0..<8 as Range<UInt64>)
    func brokenFilesAreSurvived(_ seed: UInt64) throws {
        var dice = SeededGenerator(seed: seed)
        let paths = FixtureFiles.paths()
        var read = 0
        for _ in 0..<400 {
            let path = try #require(paths.randomElement(using: &dice))
            let store = try ByteStore(mapping: path)
            let start = Int.random(in: 0..<max(1, store.count - 6000), using: &dice)
            // Mostly the beginning, where the shape is decided; sometimes a piece out of the middle.
            let piece = dice.hits(4) ? start..<(start + 6000) : 0..<Int.random(in: 200...6000, using: &dice)
            let bytes = Mutator.mutate(store.bytes(piece), &dice)
            let document = TrajectoryDocument.read(bytes, name: "broken")
            let count = document.stepCount
            #expect((0..<count).allSatisfy { document.stepWithoutTexts($0) != nil })
            for index in 0..<min(count, 5) { #expect(document.step(index) != nil && !document.rawJSON(index).isEmpty) }
            _ = (
                document.problems, document.header, document.subdocuments.count, document.step(count), document.step(-1)
            )
            read += count
        }
        #expect(read > 0)
    }

    /// Also of broken files, the pieces in which they arrive make no difference.
    @Test(
        .enabled(if: FixtureFiles.areHere, Comment(rawValue: FixtureFiles.absence)), arguments: 0..<8 as Range<UInt64>)
    func chunksOfBrokenFilesGiveTheSameDocument(_ seed: UInt64) throws {
        var dice = SeededGenerator(seed: seed + 1000)
        let paths = FixtureFiles.paths()
        for _ in 0..<60 {
            let path = try #require(paths.randomElement(using: &dice))
            let store = try ByteStore(mapping: path)
            let bytes = Mutator.mutate(store.bytes(0..<Int.random(in: 200...4000, using: &dice)), &dice)
            let cuts = (0..<20).map { _ in Int.random(in: 0...bytes.count, using: &dice) }.sorted()
            let whole = Summary.of(Summary.document(bytes))
            let inPieces = Summary.of(Summary.document(bytes, cuts: cuts))
            #expect(whole == inPieces, "\(FixtureFiles.shortName(path)) \(String(decoding: bytes, as: UTF8.self))")
        }
    }
}
