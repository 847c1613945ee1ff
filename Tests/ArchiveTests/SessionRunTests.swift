import Archive
import Platform
import Testing
import Wire

/// How sessions end, in the words of those who wrote them.
@Suite("Ends of sessions")
struct SessionRunTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func open(_ name: String) throws -> ArchivePlatform {
        try ArchivePlatform.open(paths: [folder.path + "/" + name])
    }

    private func known(_ platform: ArchivePlatform) async throws -> [EvaluationItem] {
        var items: [EvaluationItem] = []
        for evaluation in try await platform.all() {
            while try await platform.describe([], of: evaluation.id, atMost: 64).left > 0 {}
            items += try await platform.items(of: evaluation.id).collect()
        }
        return items
    }

    private func turns(_ text: String) -> [JSONValue] { said(text).array ?? [] }

    private func said(_ text: String) -> JSONValue {
        [["role": "user", "content": .string("find " + text)], ["role": "assistant", "content": .string(text)]]
    }

    private func lines(_ rows: [JSONValue]) -> [UInt8] { Array(rows.map { $0.serialized() + "\n" }.joined().utf8) }

    @Test("A run's metadata tells of its sessions by number; what was sent for them and their transcripts are no items")
    func sessionsOfARun() async throws {
        let steps: JSONValue = [["step_id": 1, "source": "agent", "message": "looked"]]
        let document: JSONValue = [
            "schema_version": "ATIF-v1.6", "agent": ["name": "a", "version": "1"], "steps": steps,
        ]
        for session in ["session_01", "session_02_r01", "session_02_r02"] {
            try folder.write("run/\(session)/trajectory.json", document.bytes)
            try folder.write("run/\(session)/transcript.jsonl", lines(turns("the same")))
            let sent: JSONValue = ["messages": said("sent")]
            try folder.write("run/\(session)/raw_dumps/request_001.json", sent.bytes)
        }
        let told: [JSONValue] = [
            ["session_index": 1, "error": nil, "total_cost_usd": 0.5],
            ["session_index": 2, "replicate": 1, "error": "sandbox is gone", "total_cost_usd": 0.25],
            ["session_index": 2, "replicate": 2, "error": nil, "total_cost_usd": 0.125],
        ]
        let meta: JSONValue = ["run_name": "run", "model": "m-1", "sessions": .array(told)]
        try folder.write("run/run_meta.json", meta.bytes)
        let items = try await known(try open("run"))
        #expect(items.map(\.taskName) == ["session_01", "session_02_r01", "session_02_r02"])
        #expect(items.map(\.error) == [nil, "sandbox is gone", nil])
        #expect(items.allSatisfy { $0.model == "m-1" })
        #expect(items.map { $0.metadata?["_dreadnode"]?["agent_result"]?["cost_usd"]?.double } == [0.5, 0.25, 0.125])
    }

    /// What a run tells of itself at its end, in the words of several producers.
    private static let ends: [(name: String, text: String, status: String, error: String?)] = [
        (
            "the last message broke off with an error",
            #"{"type":"session","id":"s"}"# + "\n"
                + #"{"type":"message","message":{"role":"user","content":"q"}}"# + "\n"
                + #"{"type":"message","message":{"role":"assistant","content":[],"stopReason":"error","errorMessage":"529 overloaded"}}"#,
            "infra_error", "529 overloaded"
        ),
        (
            "the last message was stopped",
            #"{"type":"message","message":{"role":"user","content":"q"}}"# + "\n"
                + #"{"type":"message","message":{"role":"assistant","content":[{"type":"text","text":"a"}],"stopReason":"aborted"}}"#,
            "cancelled", nil
        ),
        (
            "the last message ended well",
            #"{"type":"message","message":{"role":"user","content":"q"}}"# + "\n"
                + #"{"type":"message","message":{"role":"assistant","content":[{"type":"text","text":"a"}],"stopReason":"stop"}}"#,
            "unknown", nil
        ),
        (
            "an event says that the turn was stopped",
            #"{"type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"q"}]}}"#
                + "\n" + #"{"type":"event_msg","payload":{"type":"turn_aborted","reason":"interrupted"}}"#,
            "cancelled", nil
        ),
        (
            "an event is an error",
            #"{"type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"q"}]}}"#
                + "\n" + #"{"type":"event_msg","payload":{"type":"error","message":"the limit is reached"}}"#,
            "failed", "the limit is reached"
        ),
    ]

    @Test("The last line says how a session ended", arguments: ends.indices)
    func endsOfSessions(index: Int) async throws {
        let end = Self.ends[index]
        try folder.write("session.jsonl", Array(end.text.utf8))
        let items = try await known(try open("session.jsonl"))
        #expect(items.map(\.status.rawValue) == [end.status], "\(end.name)")
        #expect(items.map(\.error) == [end.error], "\(end.name)")
    }

    @Test("A batch tells of a request that was refused; tokens are those of all models together")
    func batchesAndUsage() async throws {
        let answer: JSONValue = ["choices": [["message": ["role": "assistant", "content": "a"]]]]
        try folder.write(
            "batch.jsonl",
            lines([
                ["custom_id": "one", "response": ["status_code": 200, "body": answer], "error": nil],
                [
                    "custom_id": "two",
                    "response": ["status_code": 400, "body": ["error": ["message": "bad schema", "type": "invalid"]]],
                ],
            ]))
        let batch = try await known(try open("batch.jsonl"))
        #expect(batch.map(\.status.rawValue) == ["unknown", "failed"] && batch.last?.error == "invalid: bad schema")
        let usage: JSONValue = [
            "a": ["input_tokens": 10, "output_tokens": 20], "b": ["input_tokens": 1, "output_tokens": 2],
        ]
        let sample: JSONValue = [
            "id": "s", "messages": said("x"), "output": ["usage": ["input_tokens": 3, "output_tokens": 4]],
            "scores": ["m": ["value": "C"]], "model_usage": usage,
        ]
        let log: JSONValue = ["samples": [sample, sample]]
        try folder.write("log.json", log.bytes)
        let inspected = try await known(try open("log.json"))
        #expect(inspected.map { $0.metadata?["_dreadnode"]?["agent_result"]?["total_tokens"]?.int } == [33, 33])
    }
}
