import Platform
import Testing
import Triage
import Wire

@Suite struct FailureClassTests {
    private func signature(_ item: EvaluationItem, lastError: String? = nil) -> FailureSignature? {
        FailureSignature(ItemRow(item), lastError: lastError)
    }

    @Test func masksForReading() {
        let cases = [
            ("KeyError: 'answer'", "KeyError: <str>"),
            ("Agent timed out after 3600 seconds", "Agent timed out after <duration>"),
            ("connect to 10.0.0.7:8080 failed", "connect to <addr> failed"),
            ("GET https://a.example/x?y=1 gave HTTP 502", "GET <url> gave HTTP 502"),
            ("cannot open /srv/data/a.txt", "cannot open <path>"),
            ("sandbox 3fa85f64-5717-4562-b3fc-2c963f66afa6 is gone", "sandbox <id> is gone"),
            ("limit 512MiB, object at 0x7f3a", "limit <size>, object at <hex>"),
            ("exited with code 137", "exited with code 137"),
            ("lost at 2026-04-15T12:31:07Z", "lost at <time>"),
        ]
        for (error, masked) in cases { #expect(MaskedError(error).text == masked) }
    }

    @Test func groupsWithShareModelsAndTimes() {
        let rows = Samples.rows([
            Samples.item("1", error: "timed out after 3s") { $0.completedAt = Samples.now + -10 },
            Samples.item("2", .passed),
            Samples.item("3", model: "b", error: "timed out after 90s") { $0.completedAt = Samples.now },
            Samples.item("4", error: "KeyError: 'x'"),
            Samples.item("5", .timedOut, error: "timed out after 3s"),
        ])
        let classes = ItemTable(rows).failureClasses()
        #expect(classes.map(\.members) == [[0, 2], [3], [4]])
        #expect(classes.first?.share == 0.5)
        #expect(classes.first?.models == ["openai/gpt-5", "b"])
        #expect(classes.first?.firstSeen == Samples.now + -10)
        #expect(classes.first?.lastSeen == Samples.now)
        #expect(classes.first?.example == "timed out after 3s")
        #expect(classes.first?.signature.text == "timed out after <duration>")
    }

    @Test func identifiersStayTheSame() {
        let first = signature(Samples.item("1", error: "timed out after 3s"))
        let second = signature(Samples.item("2", error: "timed out after 17 minutes"))
        #expect(first?.id == second?.id)
        #expect(first?.id == "510c41fc")
        #expect(signature(Samples.item("3", .timedOut, error: "timed out after 3s"))?.id != first?.id)
    }

    @Test func onlyFailuresHaveASignature() {
        for status in ItemStatus.known {
            #expect((signature(Samples.item("1", status)) != nil) == status.isFailure)
        }
    }

    @Test func looksElsewhereWhereThereIsNoError() {
        func item(_ status: ItemStatus, _ report: JSONValue = .null, result: JSONValue? = nil) -> EvaluationItem {
            Samples.item("1", status) {
                $0.metadata = Samples.metadata(report)
                $0.result = result
            }
        }
        let provision: JSONValue = [
            "provision_failure": ["phase": "env_sandbox", "cause_type": "Quota", "cause_message": "limit 5 reached"]
        ]
        let agent: JSONValue = ["agent_result": ["error": "boom 7", "stop_reason": "error"]]
        let steps: JSONValue = ["agent_result": ["stop_reason": "max_steps_reached"]]
        let verdict: JSONValue = ["checks": [["passed": false, "reason": "flag 12 is wrong"]]]
        let cases: [(EvaluationItem, String?, FailureSignature.Source, String)] = [
            (item(.infraError, provision), nil, .provisioning, "Quota: limit <n> reached"),
            (item(.failed, agent), nil, .agent, "boom <n>"),
            (item(.failed, result: verdict), nil, .verifier, "flag <n> is wrong"),
            (item(.failed), "ls: 3 files gone", .trajectory, "ls: <n> files gone"),
            (item(.failed, steps), nil, .outcome, "agent stopped: max_steps_reached"),
            (item(.timedOut), nil, .outcome, "time-out"),
        ]
        for (item, lastError, source, text) in cases {
            let found = signature(item, lastError: lastError)
            #expect(found?.source == source)
            #expect(found?.text == text)
        }
        #expect(signature(item(.infraError, provision))?.phase == "env_sandbox")
        #expect(signature(item(.failed, steps))?.stopReason == "max_steps_reached")
    }

    @Test func hostileErrorsAreMaskedWithoutHarm() {
        var generator = Seeded(seed: 11)
        let pieces = [
            "'", "\"", "`", "(", "[", ":", "/", "0x", "é", "\u{1B}[31m", "\n", "Error", "1.5", " ", "\\", "https://",
            "::",
        ]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0..<30, using: &generator)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &generator)]
            }.joined()
            let masked = MaskedError(text)
            #expect(!masked.text.contains("\n"))
            #expect(!masked.text.contains("\u{1B}[31m"))
        }
    }

    @Test func aVeryLongErrorIsReadFromBothEnds() {
        let noise = String(repeating: "progress 10 percent\n", count: 50_000)
        #expect(MaskedError(noise + "ValueError: bad thing").text == "ValueError: bad thing")
    }

    @Test func groupsByField() {
        let rows = Samples.rows([
            Samples.item("1", task: "a"), Samples.item("2", task: "b", model: nil), Samples.item("3", task: "a"),
        ])
        let groups = ItemGrouping.task.groups(of: ItemTable(rows))
        #expect(groups.map(\.name) == ["a", "b"])
        #expect(groups.map(\.members) == [[0, 2], [1]])
        #expect(ItemGrouping.model.groups(of: ItemTable(rows)).map(\.name) == ["openai/gpt-5", ""])
    }
}
