import Archive
import Platform
import Testing
import Wire

/// Files of many runs, what runs say of their outcome, and what lies beside them.
@Suite("Runs and outcomes")
struct RunTests {
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

    private func said(_ text: String) -> JSONValue {
        [["role": "user", "content": .string("find " + text)], ["role": "assistant", "content": .string(text)]]
    }

    private func lines(_ rows: [JSONValue]) -> [UInt8] { Array(rows.map { $0.serialized() + "\n" }.joined().utf8) }

    @Test("Rows with messages of their own are items, with names, scores and statuses; each is a document of its own")
    func rows() async throws {
        let rows: [JSONValue] = (0..<3).map { number in
            [
                "bug_id": .string("bug-\(number)"), "messages": said("text \(number)"),
                "grading": ["reward": .double([1, 0, 0.4][number])], "cost_usd": 0.5,
            ]
        }
        try folder.write("out.jsonl", lines(rows))
        let platform = try open("out.jsonl")
        let items = try await known(platform)
        #expect(items.map(\.taskName) == ["bug-0", "bug-1", "bug-2"])
        #expect(items.map(\.status) == [.passed, .failed, .failed])
        #expect(items[2].result?["reward"]?.double == 0.4)
        #expect(items[2].metadata?["document"]?["passes_from"]?.double == 1)
        #expect(items[2].metadata?["document"]?["from"]?["score"]?.string == "grading.reward")
        #expect(try await platform.document(#require(items[1].sessionID)) == rows[1].bytes)
        #expect(try await platform.all().first?.counts[.failed] == 2)
        let hits = try await platform.search(#require(try await platform.all().first).id, for: "\"text 2\"")
        #expect(hits.hits.isEmpty || hits.hits.map(\.itemID) == [items[2].id])
    }

    @Test("A file to which runs are added lists them, with what was known of the others, and finds their texts")
    func growingFile() async throws {
        let row = { (number: Int) -> JSONValue in
            ["task_id": .string("t-\(number)"), "reward": 1, "messages": self.said("heron\(number)")]
        }
        try folder.write("out.jsonl", lines([row(0), row(1)]))
        let platform = try open("out.jsonl")
        let evaluation = try #require(try await platform.all().first).id
        let before = try await platform.items(of: evaluation).collect()
        try await platform.prepareIndex(of: evaluation, toItsEnd: true)
        #expect(try await platform.search(evaluation, for: "heron2").hits.isEmpty)
        try folder.write("out.jsonl", lines([row(0), row(1), row(2)]))
        let after = try await platform.items(of: evaluation).collect()
        #expect(after.map(\.taskName) == ["t-0", "t-1", "t-2"] && after.prefix(2).map(\.id) == before.map(\.id))
        #expect(try await platform.evaluation(evaluation).counts[.passed] == 3)
        try await platform.prepareIndex(of: evaluation, toItsEnd: true)
        #expect(try await platform.search(evaluation, for: "heron2").hits.map(\.itemID) == [after[2].id])
        #expect(try await platform.search(evaluation, for: "heron0").hits.map(\.itemID) == [after[0].id])
    }

    @Test("A run without a step that says how it ended, and folders that repeat the name of their one file")
    func sparse() async throws {
        try folder.write(
            "batch.jsonl",
            lines([
                [
                    "custom_id": "a",
                    "result": ["type": "succeeded", "message": ["role": "assistant", "content": "x"]],
                ],
                ["custom_id": "b", "result": ["type": "errored", "error": ["error": ["message": "too long"]]]],
                ["custom_id": "c", "result": ["type": "expired"]],
            ]))
        let items = try await known(open("batch.jsonl"))
        #expect(items.map(\.status.rawValue) == ["unknown", "failed", "timed_out"])
        try folder.write("runs/x-1/x-1.traj", ["messages": said("one")])
        try folder.write("runs/y-2/y-2.traj", ["messages": said("two")])
        #expect(try await known(open("runs")).map(\.taskName) == ["x-1", "y-2"])
    }

    @Test("Lists within objects, lists, keys and batches are evaluations; sessions, logs and single runs are not")
    func kinds() async throws {
        let run = { (number: Int) -> JSONValue in
            ["task_id": .int(number), "reward": 1, "log": self.said("x\(number)")]
        }
        let many: [(String, JSONValue)] = [
            ("a.json", ["info": ["llm": "m-1"], "simulations": [run(0), run(1)]]), ("b.json", [run(0), run(1)]),
            ("c.json", ["p/1": run(0), "p/2": run(1)]), ("d.json", ["eval": ["results": [run(0), run(1)]]]),
            ("e.json", [said("one"), said("two")]),
        ]
        for (name, value) in many {
            try folder.write(name, value)
            let items = try await known(open(name))
            #expect(items.count == 2, "\(name)")
        }
        #expect(try await known(open("c.json")).map(\.taskName) == ["p/1", "p/2"])
        #expect(try await known(open("a.json")).map(\.model) == ["m-1", "m-1"])
        #expect(try await known(open("a.json")).map(\.taskName) == ["task 0", "task 1"])
        let first = said("one").array ?? []
        let one: [(String, JSONValue)] = [
            ("f.json", said("one")), ("g.json", ["messages": said("one"), "success": false]),
            ("h.json", ["messages": said("one"), "child_runs": [run(0), run(1)]]),
        ]
        for (name, value) in one {
            try folder.write(name, value)
            #expect(try await known(open(name)).count == 1, "\(name)")
        }
        try folder.write("i.jsonl", lines(first))
        try folder.write("j.jsonl", lines([["messages": .array(first)], ["messages": .array(first + first)]]))
        for name in ["i.jsonl", "j.jsonl"] { #expect(try await known(open(name)).count == 1, "\(name)") }
    }

    @Test(
        "How a run ended is told by its own words",
        arguments: [
            (["resolved": true], "passed"), (["test_result": ["report": ["resolved": false]]], "failed"),
            (["scores": ["match": ["value": "C"]]], "passed"), (["scores": [["name": "x", "value": "I"]]], "failed"),
            (["utility": true, "security": false], "passed"), (["reward": 0.4], "failed"), (["score": 87], "unknown"),
            (["error": ["type": "Timeout", "message": "request timed out"]], "timed_out"),
            (["error": "stuck in a loop", "resolved": nil], "failed"), (["error": nil, "is_error": false], "unknown"),
            (["error": "docker: no such container"], "infra_error"), (["outcome": "Success"], "passed"),
            (["status": "success"], "unknown"), (["setup": ["success": true]], "unknown"),
            (["instance": ["resolved": true]], "unknown"), (["info": ["exit_status": "LimitsExceeded"]], "unknown"),
            (["info": ["exit_status": "ContextWindowError"]], "failed"),
            (["resolved": true, "error": "late"], "passed"),
        ] as [(JSONValue, String)])
    func words(beside: JSONValue, status: String) async throws {
        var run = try #require(beside.object)
        run["messages"] = said("one")
        try folder.write("run.json", .object(run))
        let item = try #require(try await known(open("run.json")).first)
        #expect(item.status.rawValue == status, "\(beside.serialized()): \(item.error ?? "")")
    }

    @Test("The first and the last line of a stream tell of the run, its messages do not")
    func stream() async throws {
        try folder.write(
            "s.jsonl",
            lines([
                ["type": "system", "subtype": "init", "model": "m-1"],
                ["type": "assistant", "message": ["role": "assistant", "content": "done", "error": "no"]],
                ["type": "result", "subtype": "error_max_turns", "is_error": true, "total_cost_usd": 0.25],
            ]))
        let item = try #require(try await known(open("s.jsonl")).first)
        #expect(item.error == "error_max_turns" && item.status == .failed && item.model == "m-1")
        #expect(item.metadata?["_dreadnode"]?["agent_result"]?["cost_usd"]?.double == 0.25)
    }

    @Test("Reports beside tell of runs by name, of the only run in a folder, and which model it was")
    func beside() async throws {
        for name in ["web__1", "web__2", "web__3"] { try folder.write("r/\(name)/run.json", ["messages": said(name)]) }
        try folder.write("r/report.json", ["resolved_ids": ["web__1"], "submitted_ids": ["web__1", "web__2"]])
        try folder.write("r/web__3/result.json", ["score": 0.5])
        try folder.write("r/metadata.json", ["model": "m-1"])
        try folder.write("r/notes.txt", Array("x".utf8))
        let platform = try open("r")
        let items = try await known(platform)
        #expect(items.map(\.taskName) == ["web__1", "web__2", "web__3"])
        #expect(items.map(\.status) == [.passed, .failed, .failed])
        #expect(items.map(\.model) == ["m-1", "m-1", "m-1"] && items[2].result?["score"]?.double == 0.5)
        #expect(try await platform.all().first?.otherFiles == 4)
    }

    @Test("A job that was stopped is one evaluation of its trials; so it is as a ZIP")
    func unfinished() async throws {
        try folder.write("job/config.json", ["job_name": "nightly", "n_concurrent_trials": 2])
        for name in ["a__1", "b__2"] {
            try folder.write(
                "job/\(name)/result.json",
                [
                    "trial_name": .string(name), "task_name": .string(name), "finished_at": "2026-05-01T10:00:00Z",
                    "exception_info": ["exception_type": "CancelledError", "exception_message": "stopped"],
                ])
            try folder.write("job/\(name)/agent/trajectory.json", atif(name))
        }
        let platform = try open("job")
        #expect(try await platform.all().map(\.name) == ["nightly"])
        let items = try await platform.onlyItems()
        #expect(items.map(\.status) == [.cancelled, .cancelled] && items[0].error == "CancelledError: stopped")
        var zip = RawZip(entries: [])
        for name in [
            "config.json", "a__1/result.json", "a__1/agent/trajectory.json", "b__2/result.json",
            "b__2/agent/trajectory.json",
        ] {
            let bytes = try ByteStore(mapping: folder.path + "/job/" + name)
            zip.entries.append(.init(name: Array(name.utf8), bytes.bytes(0..<bytes.count)))
        }
        let archive = try ArchivePlatform.open(paths: [try folder.write("job.zip", zip.bytes)])
        #expect(try await archive.all().map(\.name) == ["nightly"])
        let packed = try await archive.onlyItems()
        #expect(packed.map(\.status) == items.map(\.status) && packed.map(\.error) == items.map(\.error))
        #expect(try await archive.document(#require(packed[1].sessionID)) == atif("b__2").bytes)
    }

    @Test("An archive of samples lists them, and not its header, its journal and its summaries")
    func samples() async throws {
        var zip = RawZip(entries: [])
        let header: JSONValue = ["eval": ["task": "birds", "model": "p/m"], "plan": ["steps": []]]
        zip.entries.append(.init("_journal/start.json", header.serialized()))
        for (name, value) in [("heron", "C"), ("duck", "I")] {
            let sample: JSONValue = [
                "id": .string(name), "epoch": 1, "messages": said(name),
                "scores": ["match": ["value": .string(value)]], "error": nil,
            ]
            zip.entries.append(.init("samples/\(name)_epoch_1.json", sample.serialized()))
        }
        zip.entries.append(.init("header.json", header.serialized()))
        let platform = try ArchivePlatform.open(paths: [try folder.write("logs/x.eval", zip.bytes)])
        let items = try await known(platform)
        #expect(items.map(\.taskName) == ["duck", "heron"] && items.map(\.status) == [.failed, .passed])
        #expect(items.map(\.model) == ["p/m", "p/m"])
        #expect(try await known(open("logs")).map(\.taskName) == ["duck", "heron"])
    }
}

/// Paths in place of evaluations, and files that change.
@Suite("Paths and changes")
struct PathTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("All that a path holds is one evaluation for those who ask for one")
    func joined() async throws {
        let row = { (text: String) -> JSONValue in
            ["task_id": .string(text), "messages": [["role": "user", "content": .string(text)]]]
        }
        try folder.write("a/x.json", [row("one"), row("two")])
        try folder.write("a/y.json", atif("three"))
        try folder.write("b.json", atif("four"))
        let (platform, ids) = try ArchivePlatform.open(
            joining: [folder.path + "/a", folder.path + "/b.json"], options: ArchiveOptions())
        #expect(ids.count == 2 && Set(ids).count == 2)
        let items = try await platform.items(of: ids[0]).collect()
        #expect(items.map(\.taskName) == ["one", "two", "y"] && items.map(\.position) == [0, 1, 2])
        #expect(items.allSatisfy { $0.evaluationID == ids[0] })
        #expect(try await platform.items(of: ids[1]).collect().map(\.taskName) == ["b"])
        let (all, left) = try await platform.describe([], of: ids[0], atMost: 64)
        #expect(all.count == 3 && left == 0)
        for item in items { #expect(try await !platform.document(#require(item.sessionID)).isEmpty) }
    }

    @Test("A file that grows or is replaced is told of, one that rests is not", .timeLimit(.minutes(1)))
    func changes() async throws {
        let path = try folder.write("run.json", atif("first"))
        let platform = try ArchivePlatform.open(paths: [path])
        let session = try #require(try await platform.onlyItems().first?.sessionID)
        _ = try await platform.document(session)
        try folder.write("beside.json", atif("another"))
        for text in ["second", "third, and longer"] {
            async let change: Void = platform.change(of: session)
            try folder.write("run.json", atif("first", text))
            try await change
            #expect(try await platform.document(session) == atif("first", text).bytes)
        }
    }
}
