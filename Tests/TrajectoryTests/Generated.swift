import TestSupport
import Wire

/// What a generated conversation holds, written in any of the formats.
struct Conversation {
    struct Call {
        var id: String
        var results: [String]
    }

    struct Turn {
        var isAgent: Bool
        var text: String
        var calls: [Call] = []
    }

    var turns: [Turn]

    private static let texts = [
        "", "plain", "with \"quotes\" and \\ and \\\\\"", "line\nline", "ü😀漢\u{202E}", "\u{0}\u{1B}[31m",
        "{\"steps\":[{}]}", "]}",
        String(repeating: "long ", count: 300),
    ]

    init(seed: UInt64) {
        var dice = SeededGenerator(seed: seed)
        turns = (0..<Int.random(in: 1...8, using: &dice)).map { _ in
            let text = Self.texts.randomElement(using: &dice) ?? ""
            guard !dice.hits(3) else { return Turn(isAgent: false, text: text) }
            let calls = (0..<Int.random(in: 0...3, using: &dice)).map { index in
                Call(id: "c\(index)", results: dice.hits(5) ? [] : [Self.texts.randomElement(using: &dice) ?? ""])
            }
            return Turn(isAgent: true, text: text, calls: calls)
        }
        shuffle = seed
    }

    private let shuffle: UInt64

    /// The results of a turn, in any order.
    private func answers(_ turn: Turn) -> [(id: String, text: String)] {
        var dice = SeededGenerator(seed: shuffle)
        return turn.calls.flatMap { call in call.results.map { (call.id, $0) } }.shuffled(using: &dice)
    }

    var atif: JSONValue {
        let steps = turns.enumerated().map { index, turn -> JSONValue in
            let calls: [JSONValue] = turn.calls.map {
                ["tool_call_id": .string($0.id), "function_name": "f", "arguments": ["a": .string(turn.text)]]
            }
            let results: [JSONValue] = answers(turn).map {
                ["source_call_id": .string($0.id), "content": .string($0.text)]
            }
            return [
                "step_id": .int(index + 1), "source": turn.isAgent ? "agent" : "user", "message": .string(turn.text),
                "tool_calls": .array(calls), "observation": ["results": .array(results)],
            ]
        }
        return ["schema_version": "ATIF-v1.7", "agent": ["name": "g", "version": "1"], "steps": .array(steps)]
    }

    var messages: JSONValue {
        .array(
            turns.flatMap { turn -> [JSONValue] in
                let calls: [JSONValue] = turn.calls.map { call in
                    let arguments: JSONValue = ["a": .string(turn.text)]
                    return [
                        "id": .string(call.id), "type": "function",
                        "function": ["name": "f", "arguments": .string(arguments.serialized())],
                    ]
                }
                let said: JSONValue = [
                    "role": turn.isAgent ? "assistant" : "user", "content": .string(turn.text),
                    "tool_calls": .array(calls),
                ]
                return [said]
                    + answers(turn).map {
                        ["role": "tool", "tool_call_id": .string($0.id), "content": .string($0.text)]
                    }
            })
    }
}
