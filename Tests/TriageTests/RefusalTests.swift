import Platform
import TestSupport
import Testing
import Trajectory
import Triage

@Suite struct RefusalTests {
    @Test func shipsEnoughWordings() {
        #expect(RefusalSet.standard.phrases.count >= 25)
        #expect(Set(RefusalSet.standard.phrases).count == RefusalSet.standard.phrases.count)
    }

    @Test(arguments: [
        "I’m sorry, but I can’t help with that request.",
        "i cannot assist with creating malware",
        "Unfortunately, I'm not able to help with this.",
        "I won't provide working exploit code.",
        "This goes against my guidelines, so no.",
        "As discussed,\nI cannot\nassist with that.",
        "I must decline to continue.",
    ])
    func hears(_ text: String) { #expect(RefusalSet.standard.isFound(in: text)) }

    @Test(arguments: [
        "I cannot find the file, so I will create it.", "The user can't assist you.", "Permission denied.",
        "I can help with that.", "", "I canassist", "Wi cannot assist",
    ])
    func isNotAlarmedBy(_ text: String) { #expect(!RefusalSet.standard.isFound(in: text)) }

    @Test func givesPhraseAndRange() {
        let text = "Ünfortunately I’M SORRY,  but I can’t do it; I refuse to."
        let matches = RefusalSet.standard.matches(in: text)
        #expect(matches.map(\.phrase) == ["I'm sorry, but I can't", "I refuse to"])
        #expect(matches.map { String(text[$0.range]) } == ["I’M SORRY,  but I can’t", "I refuse to"])
    }

    private func step(_ number: Int, _ source: StepSource, _ text: String, stop: String? = nil) -> Step {
        var step = Step(number: number, source: source)
        step.message = [.text(text)]
        step.stopReason = stop
        return step
    }

    @Test func onlyTheAgentsOwnWordsCount() {
        var quoting = step(2, .agent, "Let me look.")
        quoting.reasoning = "I cannot assist with this?"
        quoting.calls = [
            ToolCall(
                id: "1", name: "bash", arguments: "I cannot assist",
                results: [ToolResult(callID: "1", parts: [.text("I cannot assist")])])
        ]
        let steps = [
            step(1, .user, "Never say \"I cannot assist\"."), quoting, step(3, .agent, "I cannot assist with it."),
        ]
        let found = RefusalSet.standard.findings(in: steps)
        #expect(found.map(\.step) == [3])
        #expect(found.first?.place == .final)
        #expect(found.first?.isStructured == false)
    }

    @Test func tellsWhereInTheRun() {
        let no = "I must decline."
        let steps = [step(1, .user, "go"), step(2, .agent, no), step(3, .agent, no), step(4, .agent, no)]
        #expect(RefusalSet.standard.findings(in: steps).map(\.place) == [.first, .middle, .final])
        #expect(RefusalSet.standard.findings(in: [step(1, .agent, no)]).map(\.place) == [.only])
    }

    @Test func structuredRefusalsNeedNoPhrase() {
        var part = Step(number: 1, source: .agent)
        part.message = [.refusal("No."), .text("Bye.")]
        let stopped = step(2, .agent, "", stop: "refusal")
        let found = RefusalSet.standard.findings(in: [part, stopped])
        #expect(found.map(\.phrase) == ["refusal", "stop_reason: refusal"])
        #expect(found.allSatisfy { $0.isStructured })
    }

    @Test func sweepsAPlatform() async throws {
        let here = PlatformScope(server: "archive", organization: "local", workspace: "main", capabilities: .files)
        let platform = FakePlatform(scope: here)
        var items: [EvaluationItem] = []
        for (name, text) in [("x1", "I must decline."), ("x2", "Done.")] {
            let session = SessionID("session-" + name)
            let document = #"[{"role":"user","content":"go"},{"role":"assistant","content":"\#(text)"}]"#
            platform.edit { $0.documents[session] = [.atif: Array(document.utf8)] }
            items.append(Samples.item(name) { $0.sessionID = session })
        }
        items.append(Samples.item("x3") { $0.sessionID = "absent" })
        let results = Recorder<ItemRefusals>()
        let sweep = RefusalSweep(platform: platform, set: .standard)
        try await sweep.run("e1", items: items) { found, _ in
            if let found { results.append(found) }
        }
        #expect(results.values.first { $0.item == "x1" }?.phrases == ["I must decline"])
        #expect(!results.values.contains { $0.item == "x2" })
        #expect(results.values.first { $0.item == "x3" }?.problem != nil)
    }
}
