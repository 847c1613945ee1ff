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

    private func classes(_ errors: [String]) -> [FailureClass] {
        ItemTable(Samples.rows(errors.enumerated().map { Samples.item("\($0.offset)", error: $0.element) }))
            .failureClasses()
    }

    @Test func labelsKeepWhatDistinguishesAndAreTrueOfAll() {
        #expect(classes(["KeyError: 'answer'", "KeyError: 'answer'"]).map(\.label) == ["KeyError: 'answer'"])
        let named = [
            "bash: gdb: command not found", "bash: nuclei: command not found", "bash: ffuf: command not found",
        ]
        #expect(classes(named).map(\.label) == ["bash: 'gdb', 'nuclei', 'ffuf': command not found"])
        #expect(classes(named + ["bash: jq: command not found"]).map(\.label) == ["bash: <str>: command not found"])
        #expect(classes(["timed out after 3s", "timed out after 90s"]).map(\.label) == ["timed out after <duration>"])
        let tails = ["limit reached (retry in 3s)", "limit reached"]
        #expect(classes(tails).map(\.label) == ["limit reached…"])
    }

    /// What a filter leaves out has no part in the label.
    @Test func labelsAreOfTheMembersThatPass() {
        let rows = Samples.rows(["gdb", "nuclei"].map { Samples.item($0, error: "bash: \($0): command not found") })
        #expect(ItemTable(rows).failureClasses(at: [1]).map(\.label) == ["bash: 'nuclei': command not found"])
    }

    @Test func classesWithOneLabelSayWhatTellsThemApart() {
        let rows = Samples.rows([
            Samples.item("1", error: "disk full"), Samples.item("2", .infraError, error: "disk full"),
            Samples.item("3", error: "no route"),
        ])
        #expect(
            ItemTable(rows).failureClasses().map(\.title) == [
                "disk full (failed)", "disk full (infra error)", "no route",
            ])
    }

    @Test func namesThatTheSetShowsAreValues() {
        let users = ["root", "alice", "bob"].map { "session opened for user \($0) by daemon" }
        let found = classes(users + ["session closed by daemon"])
        #expect(found.map(\.members) == [[0, 1, 2], [3]])
        #expect(found.first?.label == "session opened for user root, alice, bob by daemon")
        // Somebody named one of them before they were seen together.
        let alone = classes([users[1]])[0]
        #expect(found.first?.name(in: [alone.id: "logins"]) == "logins")
        // A value in the same place shows it at once; what is said of something is no name.
        #expect(classes(["mount of disk root failed", "mount of disk sda1 failed"]).count == 1)
        #expect(classes(["the key is missing here", "the key is invalid here", "the key is short here"]).count == 3)
    }

    @Test func saysWhatIsNewSinceTheRunBefore() {
        let before = classes(["disk full", "no route to host", "no route to host", "KeyError: 'x'", "boom"])
        let after = classes(["KeyError: 'y'", "KeyError: 'z'", "no route to host", "new trouble here", "boom"])
        let changes = ClassChanges(before: before, after: after)
        let found = changes.entries.map { "\($0.failures.signature.text) \($0.change.rawValue) \($0.countBefore)" }
        #expect(
            found == [
                "KeyError: <str> grown 1", "no route to host shrunk 2", "new trouble here new 0", "boom same 1",
            ])
        #expect(changes.gone.map(\.label) == ["disk full"])
        #expect(changes.words == "1 new, 1 grown, 1 shrunk, 1 gone")
        #expect(ClassChanges(before: before, after: before).words == nil)
    }

    /// Names that show only where there are several of them do not make a class a new one.
    @Test func aClassWhoseNamesShowNowIsTheSame() {
        let users = ["root", "alice", "bob"].map { "session opened for user \($0) by daemon" }
        let changes = ClassChanges(before: classes([users[1]]), after: classes(users))
        #expect(changes.entries.map(\.change) == [.grown] && changes.gone.isEmpty)
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
            (item(.failed, result: ["error": "exit code 1"]), "ls: 3 files gone", .trajectory, "ls: <n> files gone"),
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
