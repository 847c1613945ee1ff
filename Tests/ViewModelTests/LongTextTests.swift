import TestSupport
import Testing
import Trajectory
import Wire

@testable import Reader
@testable import Shell

@Suite("Finding in texts of megabytes")
struct LongTextTests {
    private static func pieces(_ text: String, _ random: inout SeededGenerator) -> [String] {
        var pieces: [String] = []
        var rest = text[...]
        while !rest.isEmpty {
            pieces.append(String(rest.prefix(Int.random(in: 1...9, using: &random))))
            rest = rest.dropFirst(pieces.last?.count ?? 1)
        }
        return pieces
    }

    @Test("A pattern is counted alike in a text and in its pieces", arguments: 0..<30)
    func pieces(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let words = ["ab", "a", "b", "aba", "\n", " ", "c", "é"]
        let text = (0..<120).map { _ in words.randomElement(using: &random) ?? "" }.joined()
        for query in ["ab", "aba", "aa", "é", "/a+b/", "/^a.*c$/", "/(a|b)c/"] {
            let pattern = try #require(try FindPattern.read(query))
            var count = PieceCount(pattern)
            for piece in Self.pieces(text, &random) { count.add(piece) }
            count.finish()
            #expect(count.count == pattern.count(in: text), "\(query)")
        }
    }

    /// A step with a message, a call and a result of megabytes.
    private static func document(_ filler: String) -> TrajectoryDocument {
        let long = String(repeating: filler, count: (3 << 20) / filler.utf8.count)
        let step: JSONValue = [
            "step_id": 1, "source": "agent", "message": "a needle in short",
            "tool_calls": [
                ["tool_call_id": "c", "function_name": "bash", "arguments": ["command": "find needle"]]
            ],
            "observation": ["results": [["source_call_id": "c", "content": .string(long + "needle")]]],
        ]
        let root: JSONValue = [
            "schema_version": "ATIF-v1.7", "agent": ["name": "a", "version": "1"], "steps": [step],
        ]
        return TrajectoryDocument.read(root.bytes, name: "long")
    }

    @Test(
        "In a step of megabytes as much is found as in the step that is decoded", arguments: ["x needle y\n", "é\t\\ "])
    func alike(filler: String) throws {
        let document = Self.document(filler)
        let step = try #require(document.step(0))
        #expect(BackgroundDecoder.isHeavy(0, of: document))
        for query in ["needle", "in:result needle", "in:call needle", "in:agent needle", "/n.edle/", "\\", "1"] {
            let pattern = try #require(try FindPattern.read(query))
            let found = LongTextCount.count(pattern, in: document, 0)?.count ?? 0
            #expect(found == StepText.count(pattern, in: step, hiding: []).shown, "\(query)")
        }
    }

    @Test("Drawing a step of megabytes keeps the ends of its long texts, and says what is left out")
    func drawn() throws {
        let step = try #require(StepAbridger.step(0, of: Self.document("x y z ")))
        let text = try #require(step.calls.first?.results.first).text
        #expect(text.utf8.count < 1 << 20 && text.hasPrefix("x y z") && text.hasSuffix("needle"))
        #expect(text.contains("not shown; :write"))
    }
}
