import Shell
import Testing
import Trajectory
import Triage

@testable import Reader

@Suite("Steps that may hold a pattern, told by their JSON")
struct StepHintTests {
    /// Steps whose messages are JSON texts.
    private func document(_ messages: [String]) -> TrajectoryDocument {
        let steps = messages.map { #"{"step_id":1,"source":"agent","message":"\#($0)"}"# }
        let text = #"{"schema_version":"ATIF-v1.7","agent":{},"steps":["# + steps.joined(separator: ",") + "]}"
        return TrajectoryDocument.read(Array(text.utf8), name: "t")
    }

    @Test(
        "A count passes over no step that holds the words, however its letters are written",
        arguments: [
            (
                "cafe", ["Café", #"caf\u00e9"#, #"cafe\u0301"#, "CAFE", #"\u0063afe"#, "ca fe", "coffee"],
                [0, 1, 2, 3, 4]
            ),
            ("running", ["runs", "run", "runt", "RUNNING\\nfast"], [0, 1, 3]),
            ("\"i cannot\"", ["I cannot", "I  can not", "i,cannot", "cannot i"], [0, 2]),
            ("possibility", ["possible", "possibly", "possibilities", "posse"], [0, 1, 2]),
            ("happy", ["happiness", "happier", "Ḣappy", #"\u1e22appy"#], [0, 2, 3]),
            ("fla*", ["flagged", "fl", "the flag"], [0, 2]),
        ])
    func words(_ query: String, _ messages: [String], _ expected: [Int]) throws {
        let pattern = try #require(QueryWords(query).find)
        var found: [Int] = []
        try MatchCount(document(messages), pattern).run(from: 0) { answer in
            if case .matched(let matches, _, _) = answer { found += matches.map(\.index) }
        }
        #expect(found.sorted() == expected)
    }

    @Test("Steps that can hold nothing of it are told without being decoded")
    func hint() throws {
        let hint = try #require(QueryWords("cafe").find?.hint)
        func mayHold(_ text: String) -> Bool { Array(text.utf8).withUnsafeBytes { hint.mayHold($0) } }
        #expect(!mayHold("a plain text — with “quotes” and 漏洞") && !mayHold(#"\u2019 ok"#))
        #expect(mayHold("caf\u{e9}") && mayHold("the Cafeteria"))
        #expect(QueryWords("漏洞").find?.hint == nil && QueryWords("\"1 2\"").find?.hint == nil)
    }
}
