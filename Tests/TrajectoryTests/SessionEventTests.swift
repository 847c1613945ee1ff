import Testing
import Trajectory
import Wire

/// What the events of a session say stands with the steps during which it happened.
struct SessionEventTests {
    private static let messages = """
        [{"id":"m0","seq":0,"role":"user","content":"Solve it","created_at":"2026-11-20T02:00:00Z"},
        {"id":"m1","seq":1,"role":"assistant","content":"I look.","created_at":"2026-11-20T02:00:05Z",
        "tool_calls":[{"id":"c1","name":"bash","arguments":"{}"}]},
        {"id":"m2","seq":2,"role":"assistant","content":"Done.","created_at":"2026-11-20T02:00:30Z"}]
        """
    private static let events = """
        [{"type":"agentstart","timestamp":"2026-11-20T02:00:00Z","data":{}},
        {"type":"generationretry","timestamp":"2026-11-20T02:00:02Z","data":{"attempt":2,"error":"529 overloaded"}},
        {"type":"tool_error","timestamp":"2026-11-20T02:00:07Z","data":{"tool_call":{"id":"c1"},"error":"vanished"}},
        {"type":"CompactionEvent","timestamp":"2026-11-20T02:00:12Z","status":"completed","data":{"reason":"full"}},
        {"type":"agentend","timestamp":"2026-11-20T02:00:33Z","data":{"stop_reason":"stalled"}}]
        """
    private static let session =
        #"{"id":"s","title":"quartz run","origin":"eval","labels":{"suite":["amber"]},"usage":{"total_input_tokens":11}}"#

    @Test(arguments: [
        "{\"session\":\(session),\"messages\":\(messages),\"events\":\(events)}",
        "{\"session\":\(session),\"transcript\":{\"messages\":\(messages),\"has_more\":false},"
            + "\"session_events\":\(events)}",
    ])
    func happeningsStandWithTheirSteps(text: String) {
        let store = ByteStore(Array(text.utf8))
        let document = TrajectoryDocument(store: store, expectedBytes: nil, name: "run")
        document.finish(interrupted: false)
        #expect(document.format == .native && document.stepCount == 3)
        let steps = (0..<3).compactMap { document.step($0) }
        #expect(steps[0].results.map(\.text) == ["generationretry: attempt 2, 529 overloaded"])
        #expect(steps[1].calls.first?.results.map(\.text) == ["vanished"])
        #expect(steps[1].results.map(\.text) == ["CompactionEvent: completed, full"])
        #expect(steps[1].flags.contains(.compaction))
        #expect(steps[2].results.map(\.text) == ["agentend: stalled"])
        #expect(!document.isSelfContained)
        let facts = document.header.sessionFacts.map { "\($0.name) \($0.value)" }
        #expect(facts == ["title quartz run", "origin eval", "labels suite=amber", "usage input tokens 11"])
    }
}
