import Testing
import Trajectory
import Wire

/// Traces as the conversations that they tell of, whoever wrote the spans.
@Suite struct SpanTests {
    /// Each line of what is told, as a document.
    private func conversations(_ json: JSONValue...) throws -> [[String]] {
        let text = json.map { $0.serialized() }.joined(separator: "\n")
        let store = try #require(Spans.conversations(in: ByteStore(Array(text.utf8))))
        return store.withBytes { String(decoding: $0, as: UTF8.self) }.split(separator: "\n").map {
            Array(Summary.of(String($0)).dropFirst())
        }
    }

    private func listed(_ attributes: [(String, JSONValue)]) -> JSONValue {
        .array(attributes.map { ["key": .string($0.0), "value": ["stringValue": $0.1]] })
    }

    private func span(_ number: Int, trace: String = "t", _ attributes: JSONValue) -> JSONValue {
        [
            "traceId": .string(trace), "spanId": .string("s\(number)"), "name": "n",
            "startTimeUnixNano": .string("\(1_764_500_000 + number)000000000"), "attributes": attributes,
        ]
    }

    private let asked = #"[{"role":"user","parts":[{"type":"text","content":"q"}]}]"#
    private let called =
        #"{"role":"assistant","parts":[{"type":"tool_call","id":"c","name":"f","arguments":{"x":1}}]}"#
    private let answered = #"{"role":"tool","parts":[{"type":"tool_call_response","id":"c","response":"r"}]}"#
    private let expected = ["system: s", "user: q", #"agent: f#c{"x":1}=>#c(r)"#, "agent: a"]

    @Test(
        "Attributes that are lists, with messages as texts of JSON: history is said once, a tool's span is its result")
    func listedAttributes() throws {
        let history = JSONValue.string(asked.dropLast() + "," + called + "," + answered + "]")
        let spans = [
            span(
                1,
                listed([
                    ("gen_ai.operation.name", "chat"),
                    ("gen_ai.system_instructions", #"[{"type":"text","content":"s"}]"#),
                    ("gen_ai.input.messages", .string(asked)), ("gen_ai.output.messages", .string("[\(called)]")),
                ])),
            span(
                2,
                listed([
                    ("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "f"), ("gen_ai.tool.call.id", "c"),
                    ("gen_ai.tool.call.result", "r"),
                ])),
            span(
                3,
                listed([
                    ("gen_ai.operation.name", "chat"), ("gen_ai.input.messages", history),
                    ("gen_ai.output.messages", #"[{"role":"assistant","parts":[{"type":"text","content":"a"}]}]"#),
                ])),
        ]
        #expect(
            try conversations(["resourceSpans": [["scopeSpans": [["spans": .array(spans)]]]]]) == [expected])
    }

    @Test("Keys with numbers in them, spans in any order, and two traces in one file")
    func dottedKeys() throws {
        let first: JSONValue = [
            "llm.request.type": "chat", "gen_ai.prompt.0.role": "user", "gen_ai.prompt.0.content": "q",
            "gen_ai.completion.0.role": "assistant", "gen_ai.completion.0.tool_calls.0.name": "f",
            "gen_ai.completion.0.tool_calls.0.id": "c", "gen_ai.completion.0.tool_calls.0.arguments": "{}",
        ]
        let tool: JSONValue = [
            "traceloop.span.kind": "tool", "traceloop.entity.name": "f", "traceloop.entity.output": "r",
        ]
        let other: JSONValue = [
            "openinference.span.kind": "LLM", "llm.input_messages.0.message.role": "user",
            "llm.input_messages.0.message.content": "other q", "llm.output_messages.0.message.role": "assistant",
            "llm.output_messages.0.message.content": "other a",
        ]
        #expect(
            try conversations(span(2, tool), span(1, first), span(3, trace: "u", other)) == [
                ["user: q", "agent: f#c{}=>(r)"], ["user: other q", "agent: other a"],
            ])
    }

    @Test("Observations, runs and spans of agents' own kits, and what the outermost one was asked and came to")
    func otherKits() throws {
        let call: JSONValue = [
            "role": "assistant", "content": "",
            "tool_calls": [["id": "c", "function": ["name": "f", "arguments": "{}"]]],
        ]
        let observations: JSONValue = [
            "scores": [["name": "ok", "value": 1]],
            "observations": [
                [
                    "type": "GENERATION", "input": [["role": "user", "content": "q"]], "output": call,
                    "startTime": "2026-01-01T00:00:01Z",
                ],
                ["type": "SPAN", "name": "f", "output": "r", "startTime": "2026-01-01T00:00:02Z"],
                [
                    "type": "GENERATION", "startTime": "2026-01-01T00:00:03Z",
                    "input": [
                        ["role": "user", "content": "q"], call, ["role": "tool", "tool_call_id": "c", "content": "r"],
                    ],
                    "output": "a",
                ],
            ],
        ]
        let told = ["user: q", "agent: f#c{}=>#c(r)", "agent: a"]
        #expect(try conversations(observations) == [told])
        let runs: JSONValue = [
            "run_type": "chain", "inputs": ["question": "q"], "outputs": ["answer": "a"],
            "child_runs": [
                ["run_type": "llm", "outputs": ["generations": [[["text": "", "message": ["kwargs": call]]]]]],
                ["run_type": "tool", "name": "f", "inputs": ["input": "x"], "outputs": ["output": "r"]],
            ],
        ]
        #expect(try conversations(runs) == [["user: q", "agent: f#c{}=>(r)", "agent: a"]])
        let spans: [JSONValue] = [
            ["object": "trace", "id": "t"],
            ["object": "trace.span", "trace_id": "t", "span_data": ["type": "agent", "name": "helper"]],
            [
                "object": "trace.span", "trace_id": "t", "parent_id": "p",
                "span_data": ["type": "generation", "input": [["role": "user", "content": "q"]], "output": [call]],
            ],
            [
                "object": "trace.span", "trace_id": "t", "parent_id": "p", "error": ["message": "it broke"],
                "span_data": ["type": "function", "name": "f", "input": "{}", "output": nil],
            ],
        ]
        let store = try #require(
            Spans.conversations(in: ByteStore(Array(spans.map { $0.serialized() }.joined(separator: "\n").utf8))))
        #expect(
            store.withBytes { Summary.of(String(decoding: $0, as: UTF8.self)) } == [
                "openai", "user: q", "agent: f#c{}=>!(it broke) [error]",
            ])
    }

    @Test("What only speaks of spans is left as it is")
    func others() {
        for text in [
            #"{"messages":[{"role":"user","content":"\"gen_ai.\""}],"gen_ai.x":1}"#, #"[{"llm.x":1}]"#, "{}", "",
        ] {
            #expect(Spans.conversations(in: ByteStore(Array(text.utf8))) == nil)
        }
    }
}
