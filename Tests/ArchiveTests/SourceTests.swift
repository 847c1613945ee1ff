import Archive
import Platform
import TestSupport
import Testing
import Trajectory
import Wire

#if canImport(Glibc)
    import Glibc
#endif

@Suite("Folders of runs")
struct SourceTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func open(_ name: String = "") throws -> ArchivePlatform {
        try ArchivePlatform.open(paths: [folder.path + "/" + name])
    }

    @Test("An export opens with its items as they were, and finds each transcript by its name")
    func export() async throws {
        let demo = DemoPlatform(seed: 3, now: { Timestamp(seconds: 1_800_000_000) })
        let evaluation = try #require(try await demo.evaluations(EvaluationQuery(status: .partial)).items.first)
        let items = try await demo.items(of: evaluation.id).collect()
        try folder.write("evaluation.json", evaluation.json)
        try folder.write("samples.jsonl", Array(items.map { $0.json.serialized() }.joined(separator: "\n").utf8))
        for (number, item) in items.enumerated() where item.sessionID != nil {
            let transcript = try await demo.transcript(of: item.id, in: evaluation.id)
            let digits = String(number)
            let name = String(repeating: "0", count: 3 - digits.count) + digits + "-" + item.id.short
            try folder.write("transcripts/\(name).json", transcript.json)
        }
        let platform = try open()
        let opened = try #require(try await platform.all().first)
        #expect(opened.id == evaluation.id && opened.status == evaluation.status && opened.counts == evaluation.counts)
        #expect(try await platform.items(of: opened.id).collect().map(\.json) == items.map(\.json))
        let item = try #require(items.last { $0.sessionID != nil })
        let session = try #require(item.sessionID)
        let mine = try await platform.transcript(of: session, MessageQuery()).messages
        let its = try await demo.transcript(of: session, MessageQuery()).messages
        #expect(mine.map { $0["content"] } == its.map { $0["content"] })
        #expect(mine.map { $0["seq"] } == its.map { $0["seq"] })
    }

    private func trial(_ name: String, _ result: JSONValue) throws {
        var object = try #require(result.object)
        object["trial_name"] = .string(name)
        object["task_name"] = .string("tasks/" + name)
        try folder.write("job/\(name)/result.json", .object(object))
        try folder.write("job/\(name)/config.json", ["trial_name": .string(name)])
    }

    private func exception(_ type: String) -> JSONValue {
        [
            "finished_at": "2026-05-01T10:00:00Z",
            "exception_info": ["exception_type": .string(type), "exception_message": "what happened"],
        ]
    }

    private func rewarded(_ reward: Double) -> JSONValue {
        ["finished_at": "2026-05-01T10:00:00Z", "verifier_result": ["rewards": ["reward": .double(reward)]]]
    }

    @Test("Rewards and exceptions of Harbor trials become statuses")
    func harborStatuses() async throws {
        try folder.write(
            "job/result.json", ["id": "job-1", "n_total_trials": 8, "finished_at": "2026-05-01T11:00:00Z"])
        try trial("a-passed", rewarded(1))
        try trial("b-partial", rewarded(0.25))
        try trial("c-failed", rewarded(0))
        try trial("d-timeout", exception("AgentTimeoutError"))
        try trial("e-cancelled", exception("CancelledError"))
        try trial("f-exit", exception("NonZeroAgentExitCodeError"))
        try trial("g-infra", exception("EnvironmentStartTimeoutError"))
        try trial(
            "h-judged",
            [
                "verifier_result": ["rewards": ["reward": 1.0]],
                "exception_info": ["exception_type": "AgentTimeoutError"],
            ])
        try folder.write("job/i-running/config.json", [:])
        let platform = try open("job")
        let items = try await platform.onlyItems()
        #expect(
            items.map(\.status) == [
                .passed, .failed, .failed, .timedOut, .cancelled, .failed, .infraError, .passed, .agentRunning,
            ])
        #expect(items.map(\.position) == Array(0..<9))
        #expect(items[3].error == "AgentTimeoutError: what happened" && items[0].taskName == "tasks/a-passed")
        #expect(try await platform.all().first?.counts.passRate == 0.4)
    }

    @Test("What a trial's verifier wrote stands beside its rewards, where it did not pass")
    func verifiersWords() async throws {
        try folder.write("job/result.json", ["id": "job-1", "n_total_trials": 4])
        let tests: JSONValue = [
            ["name": "t.py::a", "status": "passed"],
            ["name": "t.py::b", "status": "failed", "message": "failed in the call phase", "trace": "E  no file"],
            ["name": "t.py::c", "status": "failed", "message": "it is red"],
        ]
        try trial("a", rewarded(0))
        try folder.write("job/a/verifier/ctrf.json", ["results": ["tests": tests]])
        try folder.write("job/a/verifier/test-stdout.txt", Array("not looked at".utf8))
        try trial("b", rewarded(0))
        try folder.write("job/b/verifier/test-stdout.txt", Array("uvx: command not found\n".utf8))
        try trial("c", rewarded(1))
        try folder.write("job/c/verifier/test-stdout.txt", Array("all is well".utf8))
        try trial("d", rewarded(0))
        try folder.write("job/d/exception.txt", Array("Traceback\nKeyError: 'x'".utf8))
        let items = try await open("job").onlyItems()
        let failed: JSONValue = [
            ["name": "t.py::b", "message": "E  no file"], ["name": "t.py::c", "message": "it is red"],
        ]
        #expect(items[0].result == ["rewards": ["reward": 0.0], "failed_tests": failed])
        #expect(items[1].result?["verifier_output"]?.string == "uvx: command not found\n")
        #expect(items[2].result == ["rewards": ["reward": 1.0]])
        #expect(items[3].error == "Traceback\nKeyError: 'x'")
    }

    @Test("All trajectories of a trial are reached: steps, continuations, summaries")
    func siblings() async throws {
        try folder.write("job/result.json", ["id": "job-1", "n_total_trials": 1])
        try trial("t__x", rewarded(1))
        let names = [
            "agent/trajectory.json", "agent/trajectory.cont-1.json", "agent/trajectory.summarization-1-summary.json",
            "steps/one/agent/trajectory.json",
        ]
        for name in names { try folder.write("job/t__x/" + name, atif(name)) }
        try folder.write("job/t__x/agent/native-session.jsonl", Array("{}".utf8))
        try folder.write("job/secret.json", atif("outside"))
        let platform = try open("job")
        let item = try #require(try await platform.onlyItems().first)
        let session = try #require(item.sessionID)
        #expect(try await platform.document(session) == atif(names[0]).bytes)
        let documents = try #require(item.metadata?["documents"]?.array)
        #expect(documents.count == 3)
        for document in documents {
            let other = SessionID(try #require(document["session_id"]?.string))
            let name = try #require(document["name"]?.string)
            #expect(try await platform.document(other) == atif(String(name.dropFirst(5))).bytes)
        }
        guard case .session(let next) = try await platform.file("trajectory.cont-1.json", beside: session) else {
            Issue.record("the continuation is not found")
            return
        }
        #expect(try await platform.document(next) == atif(names[1]).bytes)
        let step = try await platform.file("../steps/./one/agent/trajectory.json", beside: session)
        #expect(step != .missing && step != .outside)
        for bad in [
            "../../../secret.json", "/etc/passwd", "../../../../../../etc/passwd", "file:///etc/passwd", "..\\..\\x",
        ] {
            #expect(try await platform.file(bad, beside: session) == .outside, "\(bad)")
        }
        for absent in ["missing.json", "", "../..", "../../job/secret.json"] {
            #expect(try await platform.file(absent, beside: session) == .missing, "\(absent)")
        }
    }

    @Test("A folder lists trajectories and what should be one, and counts the other files")
    func loose() async throws {
        try folder.write("a.json", atif("fine"))
        try folder.write("b.json", ["name": "package", "version": "1.0.0"])
        try folder.write("c.json", Array("not json".utf8))
        try folder.write("d.txt", Array("notes".utf8))
        try folder.write("e.json", [])
        try folder.write(".hidden.json", atif("hidden"))
        try folder.write("f.log", atif("by content"))
        try folder.write("g.jsonl", Array("{\"loss\":1}\n{\"loss\":2}\n".utf8))
        #expect(mkfifo(folder.path + "/pipe.json", 0o600) == 0)
        let platform = try open()
        let items = try await platform.onlyItems()
        #expect(items.map(\.taskName) == ["a", "c", "e", "f.log"])
        #expect(try await platform.all().first?.otherFiles == 3)
        #expect(items[0].remark == nil && items[3].remark == nil)
        #expect(items[1...2].allSatisfy { $0.remark?.hasPrefix("not a trajectory: ") == true })
        #expect(items.allSatisfy { $0.status != .infraError })
    }

    @Test("Check sees the files that a folder lists, a bundle and its other files too")
    func found() async throws {
        try folder.write("a.json", atif("fine"))
        try folder.write("b.json", Array("torn".utf8))
        try folder.write("package.json", ["name": "x"])
        let elsewhere = try TemporaryFolder()
        try elsewhere.write("c.json", atif("bundled"))
        let platform = try ArchivePlatform.open(paths: [elsewhere.path])
        let id = try #require(try await platform.all().first).id
        let bundle = try await platform.bundle(of: id, form: .native, includeCompacted: true).collect()
        try folder.write("run.eval", bundle)
        var names: [String] = []
        let others = FoundDocument.each(of: folder.path, ArchiveOptions()) {
            names.append(String($0.path.dropFirst(folder.path.count + 1)))
        }
        #expect(names.prefix(2) == ["a.json", "b.json"])
        #expect(names.count == 3 && names[2].hasPrefix("run.eval/"))
        #expect(others == 1)
        let listed = try await open().all()
        #expect(listed.map(\.kind) == ["bundle", "folder"])
    }

    @Test("A file whose name is no UTF-8 opens as any other")
    func oddName() async throws {
        try folder.write("good.json", atif("fine"))
        let name = Array(folder.path.utf8) + Array("/bad-".utf8) + [0xFF, 0xFE] + Array(".json".utf8) + [0]
        let linked = name.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer { odd in
            link(folder.path + "/good.json", odd.baseAddress!)
        }
        #expect(linked == 0)
        let items = try await open().onlyItems()
        #expect(items.count == 2)
        #expect(items.map(\.remark) == [nil, nil])
        #expect(items.first?.taskName == "bad-\u{FFFD}\u{FFFD}")
        for item in items {
            #expect(try await open().document(#require(item.sessionID)) == atif("fine").bytes)
        }
    }

    @Test("One file is one evaluation, whatever it is called; ids stay the same")
    func oneFile() async throws {
        let path = try folder.write("run.output", atif("fine"))
        let items = try await ArchivePlatform.open(paths: [path, path]).onlyItems()
        #expect(items.count == 1 && items[0].remark == nil)
        #expect(try await ArchivePlatform.open(paths: [path]).onlyItems() == items)
    }

    @Test("Paths that lead nowhere are errors that name them")
    func absent() throws {
        let error = #expect(throws: PlatformError.self) { try ArchivePlatform.open(paths: [folder.path + "/nothing"]) }
        #expect(error?.kind == .storage && error?.detail.contains("nothing") == true)
        let broken = try folder.write("broken.zip", Array("PK\u{3}\u{4}not really".utf8))
        #expect(throws: PlatformError.self) { try ArchivePlatform.open(paths: [broken]) }
    }

    @Test("A folder can be taken as a bundle, which opens with the same ids and bytes")
    func roundTrip() async throws {
        try folder.write("runs/a.json", atif("one", "two"))
        try folder.write("runs/b.json", Array("junk".utf8))
        let platform = try open("runs")
        let evaluation = try #require(try await platform.all().first)
        let bytes = try await platform.bundle(of: evaluation.id, form: .native, includeCompacted: true).collect()
        let archive = try ArchivePlatform.open(paths: [try folder.write("b.zip", bytes)])
        let mine = try await platform.items(of: evaluation.id).collect()
        let its = try await archive.onlyItems()
        #expect(Set(mine.map(\.id)) == Set(its.map(\.id)))
        let session = try #require(mine.first?.sessionID)
        #expect(try await archive.document(session, .native) == platform.document(session, .native))
        #expect(its.contains { $0.remark?.hasPrefix("skipped: not a trajectory") == true })
    }

    @Test("Nothing in an archive can be changed, and there are no worlds")
    func unsupported() async throws {
        try folder.write("a.json", atif("one"))
        let platform = try open()
        let id = try #require(try await platform.all().first).id
        let first = await #expect(throws: PlatformError.self) { try await platform.cancel(id) }
        let second = await #expect(throws: PlatformError.self) { try await platform.worldJobs(WorldQuery()) }
        #expect(first?.kind == .unsupported && second?.kind == .unsupported && first?.detail.isEmpty == false)
    }
}
