import Platform
import Wire

extension FakePlatform {
    /// A small workspace with something of everything: three evaluations (completed, running, failed), items with and
    /// without a session, transcripts with a refusal and a compacted message, and one world of each kind.
    package static func sample() -> FakePlatform {
        var state = State()
        state.evaluations = [
            evaluation("e1", "web-easy", .completed), evaluation("e2", "web-hard", .running),
            evaluation("f3", "crypto", .failed),
        ]
        state.items["e1"] = [
            item("i1", 0, .passed, "sqli-login", session: "s1"), item("i2", 1, .failed, "xss-stored", session: "s2"),
            item("i3", 2, .infraError, "ssrf-metadata", session: nil, error: "sandbox could not be provisioned"),
        ]
        state.items["e2"] = []
        state.items["f3"] = []
        state.analytics["e1"] = ["pass_rate": 0.5, "passed_count": 1, "failed_count": 1, "total_samples": 3]
        fillSessions(&state)
        fillWorlds(&state)
        return FakePlatform(state)
    }

    private static func evaluation(_ id: EvaluationID, _ name: String, _ status: JobStatus) -> Evaluation {
        var evaluation = Evaluation(id: id, name: name, status: status)
        evaluation.model = "model-a"
        evaluation.projectID = id == "f3" ? "p2" : "p1"
        evaluation.datasetSize = 3
        evaluation.createdAt = Timestamp("2026-04-15T12:00:00Z")
        evaluation.startedAt = Timestamp("2026-04-15T12:00:01Z")
        if status.isTerminal { evaluation.completedAt = Timestamp("2026-04-15T12:10:00Z") }
        evaluation.counts = ItemCounts([.passed: 1, .failed: 1, .infraError: 1])
        return evaluation
    }

    private static func item(
        _ id: ItemID, _ position: Int, _ status: ItemStatus, _ task: String, session: SessionID?, error: String? = nil
    ) -> EvaluationItem {
        var item = EvaluationItem(id: id, evaluationID: "e1", position: position, status: status, taskName: task)
        item.sessionID = session
        item.error = error
        item.passed = status == .passed
        item.model = "model-a"
        item.metadata = ["_dreadnode": ["agent_result": ["stop_reason": "end_turn", "total_tokens": 1200]]]
        return item
    }

    private static func fillSessions(_ state: inout State) {
        state.messages["s1"] = [
            message(0, "user", "Find the flag."), message(1, "assistant", "I will look.", compacted: true),
            message(2, "assistant", "The flag is flag{1}."),
        ]
        state.messages["s2"] = [
            message(0, "user", "Attack the shop."), message(1, "assistant", "I cannot help with that."),
        ]
        for session in ["s1", "s2"] as [SessionID] {
            state.documents[session] = [
                .atif: Array(#"{"schema_version":"ATIF-v1.7","session_id":"\#(session)","steps":[]}"#.utf8),
                .openai: Array(#"[{"role":"user","content":"Find the flag."}]"#.utf8),
                .native: Array(#"{"session":{"id":"\#(session)"},"messages":[],"events":[]}"#.utf8),
            ]
        }
        state.bundles["e1"] = Array("PK\u{5}\u{6}".utf8) + [UInt8](repeating: 0, count: 18)
    }

    private static func message(_ seq: Int, _ role: String, _ content: String, compacted: Bool = false) -> JSONValue {
        [
            "id": .string("m\(seq)"), "seq": .int(seq), "role": .string(role), "content": .string(content),
            "tool_calls": nil, "compacted_at": compacted ? "2026-04-15T12:05:00Z" : nil,
            "created_at": "2026-04-15T12:00:02Z",
        ]
    }

    private static func fillWorlds(_ state: inout State) {
        state.jobs = [WorldJob(id: "j1", kind: "trajectory_generation", status: .running)]
        state.jobs[0].progress = 0.5
        state.manifests = [WorldManifest(id: "m1", name: "small", status: .completed)]
        var trajectory = WorldTrajectory(id: "t1", manifestID: "m1")
        trajectory.goal = "Domain Admins"
        trajectory.stepCount = 2
        state.worldTrajectories = [trajectory]
        state.replays["t1"] = ["id": "t1", "goal": "Domain Admins", "source_format": "worlds", "steps": []]
    }
}
