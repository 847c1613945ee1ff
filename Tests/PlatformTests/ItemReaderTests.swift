import Platform
import PlatformHTTP
import TestSupport
import Testing
import Wire

struct ItemReaderTests {
    private static let text =
        #"{"more":{"items":[9]},"items":[{"id":"a","position":1,"error":"}]\"{"},{"id":"b"},{"no":1},{"id":"ü"}],"x":[]}"#

    private static func read(_ chunks: [[UInt8]], then fault: TransportError? = nil) async throws -> [[EvaluationItem]]
    {
        let turn = FakeTransport.Turn.answer(
            200, headers: [("Content-Type", "application/json")], chunks: chunks, then: fault)
        let stream = try await HTTPPlatform.test(FakeTransport(turn)).items(of: "e1")
        var batches: [[EvaluationItem]] = []
        while let batch = try await stream.next() { batches.append(batch) }
        return batches
    }

    @Test func readsTheSameWhereverTheBodyIsCut() async throws {
        let bytes = Array(Self.text.utf8)
        for cut in 0...bytes.count {
            let items = try await Self.read([Array(bytes[..<cut]), Array(bytes[cut...])]).flatMap { $0 }
            #expect(items.map(\.id) == ["a", "b", "ü"], "cut at \(cut)")
            #expect(items.allSatisfy { $0.evaluationID == "e1" })
        }
    }

    @Test func handsOutWhatIsCompleteBeforeTheRestIsHere() async throws {
        let chunks = [#"{"items":[{"id":"a"},{"id""#, #":"b"}"#, "]}"].map { Array($0.utf8) }
        #expect(try await Self.read(chunks).map { $0.map(\.id) } == [["a"], ["b"]])
    }

    @Test func aBareArrayWillDo() async throws {
        #expect(try await Self.read([Array(#"[{"id":"a"}]"#.utf8)]).flatMap { $0 }.map(\.id) == ["a"])
        #expect(try await Self.read([Array("[]".utf8)]).isEmpty)
        #expect(try await Self.read([Array(#"{"items":[]}"#.utf8)]).isEmpty)
    }

    @Test func aListThatEndsTooEarlyIsAnError() async throws {
        let bytes = Array(Self.text.utf8)
        for cut in [9, 30, 60, bytes.count - 1] {
            let error = await #expect(throws: PlatformError.self) { try await Self.read([Array(bytes[..<cut])]) }
            #expect(error?.kind == .malformed, "cut at \(cut)")
        }
    }

    @Test func aBrokenLinkIsSaidToBeOne() async throws {
        let fault = TransportError(.interrupted, detail: "reset", mayHaveArrived: true)
        let error = await #expect(throws: PlatformError.self) {
            try await Self.read([Array(#"{"items":[{"id":"a"},"#.utf8)], then: fault)
        }
        #expect(error?.kind == .interrupted)
        #expect(error?.resource == "evaluation/e1/items")
    }

    @Test func manyPagesOfMemoryAreGivenBackAndNothingIsLost() async throws {
        let items = (0..<5000).map { #"{"id":"item-\#($0)","error":"\#(String(repeating: "e", count: $0 % 97))"}"# }
        let bytes = Array((#"{"items":["# + items.joined(separator: ",") + "]}").utf8)
        let chunks = stride(from: 0, to: bytes.count, by: 10_007).map {
            Array(bytes[$0..<min($0 + 10_007, bytes.count)])
        }
        let read = try await Self.read(chunks).flatMap { $0 }
        #expect(read.map(\.id.text) == (0..<5000).map { "item-\($0)" })
        #expect(read.last?.error?.count == 4999 % 97)
    }
}
