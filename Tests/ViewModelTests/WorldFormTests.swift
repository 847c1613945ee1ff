import Platform
import Terminal
import Testing
import Wire

@testable import Panes
@testable import Shell

@Suite("The form of a new worlds job")
struct WorldFormTests {
    static func manifests(_ names: String...) -> EffectResult {
        .manifests(
            Page(
                items: names.map { name in
                    WorldManifest(
                        id: WorldManifestID("id-\(name)"), name: name,
                        status: name.hasSuffix("running") ? .running : .completed)
                }, total: names.count, page: 1, pageSize: 100))
    }

    private func filled() -> WorldForm {
        var form = WorldForm()
        form.take(Self.manifests("small", "large", "bank-running"))
        return form
    }

    private func press(_ form: inout WorldForm, _ keys: Key...) -> WorldForm.Outcome {
        var outcome = WorldForm.Outcome.none
        for key in keys { outcome = form.apply(key) }
        return outcome
    }

    @Test("Untouched, it is the platform's own defaults with the first completed manifest")
    func defaults() {
        var form = filled()
        #expect(form.request == WorldTrajectoryRequest(manifestID: "id-small"))
        let answer1 = form.check()
        #expect(answer1)
        #expect(Set(WorldField.allCases.map(\.rawValue)).count == 16)
    }

    @Test("Only completed manifests are offered; left and right go round")
    func manifests() {
        var form = filled()
        #expect(form.manifests.map(\.name) == ["small", "large"])
        _ = form.apply(.right)
        #expect(form.text(.manifest) == "id-large")
        _ = form.apply(.right)
        #expect(form.text(.manifest) == "id-small")
        _ = form.apply(.left)
        #expect(form.text(.manifest) == "id-large")
    }

    @Test("Among many manifests one is found by typing a part of its name")
    func manySearched() {
        var form = WorldForm()
        let names = (1...250).map { "lab-\($0)" } + ["enterprise"]
        form.take(
            .manifests(
                Page(
                    items: names.map { WorldManifest(id: WorldManifestID("id-\($0)"), name: $0, status: .completed) },
                    total: names.count, page: 1, pageSize: 100)))
        #expect(form.manifestPlace == "type to find: 1 of 251")
        for character in "enter" { _ = form.apply(.character(character)) }
        #expect(form.text(.manifest) == "id-enterprise")
        #expect(form.manifestPlace == "find “enter”: 1 of 1")
        // What finds nothing is not taken.
        _ = form.apply(.character("x"))
        #expect(form.manifestSearch == "enter")
        for _ in 0..<5 { _ = form.apply(.backspace) }
        for character in "lab-24" { _ = form.apply(.character(character)) }
        #expect(form.text(.manifest) == "id-lab-24")
        _ = form.apply(.right)
        #expect(form.text(.manifest) == "id-lab-240")
    }

    @Test("Without the list of manifests, the id is typed")
    func typedManifest() {
        var form = WorldForm()
        form.take(.failed(PlatformError(.status(403))))
        for character in "abc" { _ = form.apply(.character(character)) }
        #expect(form.request.manifestID == "abc")
    }

    @Test("Tab and arrows go through the fields; those of agents only with mode agent")
    func moving() {
        var form = filled()
        for _ in 0..<8 { _ = form.apply(.tab) }
        #expect(form.focus == .mode)
        _ = form.apply(.down)
        #expect(form.focus == .name)
        _ = press(&form, .up, .right, .right)
        #expect(form.text(.mode) == "agent")
        _ = form.apply(.tab)
        #expect(form.focus == .runtime)
        #expect(form.fields.count == 16)
        _ = press(&form, .backTab, .right, .backTab)
        #expect(form.text(.mode) == "kali")
        #expect(form.focus == .onlySuccessful)
    }

    @Test(
        "Every limit of the contract is checked before anything is sent",
        arguments: [
            (WorldField.count, "0"), (.count, "101"), (.count, "many"), (.maxSteps, "1001"), (.maxSteps, ""),
            (.threads, "17"), (.seed, "0x2a"), (.manifest, ""),
        ])
    func limits(_ field: WorldField, _ text: String) {
        var form = filled()
        form.set(field, text)
        let answer2 = form.apply(.enter)
        #expect(answer2 == .none)
        #expect(form.stage == .writing)
        #expect(form.problems[field] != nil)
        #expect(form.focus == field)
        #expect(form.text(field) == text)
        form.set(field, field == .manifest ? "id-large" : "7")
        #expect(form.problems.isEmpty)
    }

    @Test("Mode agent asks for a runtime and a capability, and sends them")
    func agent() {
        var form = filled()
        form.set(.runtime, "r-1")
        form.set(.mode, "agent")
        let answer3 = form.apply(.enter)
        #expect(answer3 == .none)
        #expect(Set(form.problems.keys) == [.capability])
        form.set(.capability, "pentest")
        form.set(.agentModel, "  gpt  ")
        let answer4 = form.check()
        #expect(answer4)
        #expect(form.request.runtimeID == "r-1")
        #expect(form.request.agentModel == "gpt")
        form.set(.mode, "c2")
        #expect(form.request.runtimeID == nil)
        #expect(form.request.json["capability_name"] == nil)
    }

    @Test(
        "A policy is a JSON object that says what it must",
        arguments: [
            ("{\"capability_name\":", "must be a JSON object"), ("[1]", "must be a JSON object"),
            (
                #"{"capability_name":"c","capability_artifact_digest":"1"}"#,
                "lacks capability_runtime_digest, capability_version, runtime_digest, runtime_id"
            ),
        ])
    func policy(text: String, problem: String) {
        var form = filled()
        form.set(.agentPolicy, text)
        let isSoundWithoutAgent = form.check()
        #expect(isSoundWithoutAgent && form.request.json["agent_policy"] == nil)
        for (field, text) in [(WorldField.mode, "agent"), (.runtime, "r"), (.capability, "c")] { form.set(field, text) }
        let isSound = form.check()
        #expect(!isSound && form.problems == [.agentPolicy: problem])
        form.set(
            .agentPolicy,
            #"{"capability_name":"c","capability_artifact_digest":"1","capability_runtime_digest":"2","#
                + #""capability_version":"3","runtime_digest":"4","runtime_id":"5"}"#)
        let isSoundInFull = form.check()
        #expect(isSoundInFull)
        #expect(form.request.json["agent_policy"]?["capability_runtime_digest"]?.string == "2")
    }

    @Test("Enter shows what will be sent, Enter sends it, and a third sends nothing more")
    func sending() {
        var form = filled()
        form.set(.count, " 5 ")
        form.set(.onlySuccessful, "true")
        let answer5 = form.apply(.enter)
        #expect(answer5 == .none)
        var request = WorldTrajectoryRequest(manifestID: "id-small")
        request.count = 5
        request.onlySuccessful = true
        #expect(form.stage == .checking(request))
        let answer6 = form.apply(.enter)
        #expect(answer6 == .send(request))
        #expect(form.stage == .sending(request))
        let answer7 = form.apply(.enter)
        #expect(answer7 == .none)
    }

    @Test("A refusal is put on its fields; what was typed is kept; what is changed is no longer wrong")
    func refused() {
        var form = filled()
        form.set(.goal, "read the share")
        _ = press(&form, .enter, .enter)
        form.fail(
            PlatformError(
                .status(422), detail: "Validation error",
                fields: [
                    FieldProblem(path: ["body", "project_id"], message: "must match the manifest", type: "v"),
                    FieldProblem(path: ["body", "goal"], message: "not a goal", type: "v"),
                    FieldProblem(path: ["body", "agent_policy"], message: "missing", type: "v"),
                ]))
        #expect(form.stage == .writing)
        #expect(form.problems == [.project: "must match the manifest", .goal: "not a goal"])
        #expect(form.problem == "agent_policy: missing")
        #expect(form.text(.goal) == "read the share")
        #expect(form.focus == .goal)
        _ = form.apply(.character("!"))
        #expect(form.problems == [.project: "must match the manifest"])
    }

    @Test("A lost answer is said to be unknown, and nothing is sent again")
    func unknown() {
        var form = filled()
        _ = press(&form, .enter, .enter)
        form.fail(PlatformError(.outcomeUnknown, detail: "the connection broke"))
        guard case .unknown = form.stage else {
            Issue.record("\(form.stage)")
            return
        }
        let answer8 = form.apply(.character("x"))
        #expect(answer8 == .none)
        let answer9 = form.apply(.enter)
        #expect(answer9 == .look)
    }

    @Test("Any other failure is told, and what was written can be sent again by hand")
    func failed() {
        var form = filled()
        _ = press(&form, .enter, .enter)
        form.fail(PlatformError(.unreachable, detail: "refused"))
        #expect(form.stage == .writing)
        #expect(form.problem?.contains("cannot be reached") == true)
        let outcome = press(&form, .enter, .enter)
        #expect(outcome == .send(WorldTrajectoryRequest(manifestID: "id-small")))
    }
}
