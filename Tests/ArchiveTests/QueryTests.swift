import Archive
import Platform
import Synchronization
import Testing
import Wire

@Suite("Expressions, scopes, absence and order in archives")
struct QueryTests {
    /// A run of steps: the agent's words, the tool that it calls, what that answers, and whether it failed.
    private func run(_ steps: (say: String, tool: String?, answer: String, failed: Bool)...) -> JSONValue {
        let made = steps.enumerated().map { number, step -> JSONValue in
            var json = JSONObject([
                ("step_id", .int(number + 1)), ("source", "agent"), ("message", .string(step.say)),
                ("reasoning_content", .string("thinking \(number)")),
            ])
            if let tool = step.tool {
                json["tool_calls"] = [
                    [
                        "tool_call_id": .string("c\(number)"), "function_name": .string(tool),
                        "arguments": ["command": .string("do \(step.say)")],
                    ]
                ]
                let prefix = step.failed ? "Exit code: 1\n" : ""
                json["observation"] = [
                    "results": [["source_call_id": .string("c\(number)"), "content": .string(prefix + step.answer)]]
                ]
            }
            return .object(json)
        }
        return [
            "schema_version": "ATIF-v1.7", "session_id": "s", "agent": ["name": "a", "version": "1"],
            "steps": .array([["step_id": 0, "source": "user", "message": "Please find the needle"]] + made),
        ]
    }

    private func archive() throws -> (ArchivePlatform, TemporaryFolder) {
        let folder = try TemporaryFolder()
        try folder.write(
            "runs/a.json",
            run(
                ("look", "bash", "needle-17 found", false), ("again", "edit", "permission denied", true),
                ("needle here", nil, "", false)))
        try folder.write(
            "runs/b.json", run(("try", "read", "nothing", false), ("retry", "bash", "needle 4 lost", true)))
        try folder.write("runs/c.json", run(("hello", "edit", "ok", false), ("I cannot", "bash", "fine", false)))
        return (try ArchivePlatform.open(paths: [folder.path + "/runs"]), folder)
    }

    private func search(_ query: String, _ platform: ArchivePlatform) async throws -> [String] {
        try await platform.prepareIndex(of: nil, toItsEnd: true)
        let evaluation = try #require(try await platform.all().first)
        let items = try await platform.items(of: evaluation.id).collect()
        return try await platform.search(evaluation.id, for: query).hits.map { hit in
            "\(items.first { $0.id == hit.itemID }?.taskName ?? "?")\(hit.matchCount)"
        }.sorted()
    }

    @Test(
        "Each form finds the samples that it should",
        arguments: [
            ("/needle-\\d+/", ["a1"]), ("/needle.\\d/", ["a1", "b1"]), ("/NEEDLE/", []), ("/cannot$/", ["c1"]),
            ("/needle/ in:agent", ["a1"]), ("/needle/ in:user", ["a1", "b1", "c1"]),
            ("/needle/ in:result", ["a1", "b1"]),
            ("/needle/ in:error", ["b1"]), ("/do again/ in:call", ["a1"]),
            ("/thinking 1/ in:reasoning", ["a1", "b1", "c1"]),
            ("needle in:agent", ["a1"]), ("needle in:error", ["b1"]), ("needle in:result,user", ["a2", "b2", "c1"]),
            ("needle in:system", []), ("needle /4/", ["b1"]), ("needle -found in:result", ["b1"]),
            ("never:edit", ["b1"]), ("never:bash", []), ("never:nosuch", ["a1", "b1", "c1"]), ("never:EDIT", ["b1"]),
            ("never:ed*", ["b1"]), ("never:*", ["a1", "b1", "c1"]),
            ("ba*>ed*", ["a1"]), ("bash>edit", ["a1"]), ("edit>bash", ["c1"]), ("read>bash/1", ["b1"]),
            ("edit>edit", []), ("bash>read", []),
            ("ends:error", ["b1"]), ("ends:error never:edit", ["b1"]), ("ends:error never:bash", []),
            ("needle ends:error", ["b2"]), ("/needle/ never:edit", ["b2"]), ("in:agent", []),
            ("needle in:", ["a3", "b2", "c1"]),
        ])
    func forms(_ query: String, _ expected: [String]) async throws {
        let (platform, folder) = try archive()
        _ = folder
        #expect(try await search(query, platform) == expected, "\(query)")
    }

    @Test("The messages of a sample answer the same queries, and say which step and which part")
    func messages() async throws {
        let (platform, folder) = try archive()
        _ = folder
        try await platform.prepareIndex(of: nil, toItsEnd: true)
        let item = try #require(try await platform.onlyItems().first { $0.taskName == "a" })
        let session = try #require(item.sessionID)
        func found(_ query: String) async throws -> [String] {
            try await platform.messages(in: session, matching: query, MessageQuery(limit: 50)).hits.map {
                "\($0.step ?? 0) \($0.role) \($0.part ?? "-")"
            }
        }
        #expect(try await found("/needle/") == ["1 user -", "2 tool -", "4 assistant -"])
        #expect(try await found("/do again/") == ["3 assistant call"])
        #expect(
            try await found("thinking in:reasoning") == [
                "2 assistant reasoning", "3 assistant reasoning", "4 assistant reasoning",
            ])
        #expect(try await found("bash>edit") == ["2 assistant -"])
        #expect(try await found("ends:error").isEmpty)
    }

    @Test("What makes no sense is refused in words, whatever is in it")
    func refusals() async throws {
        let (platform, folder) = try archive()
        _ = folder
        let evaluation = try #require(try await platform.all().first)
        for query in ["/a(/", "x in:nowhere", "ends:badly", "/(?=x)/"] {
            let error = await #expect(throws: PlatformError.self, "\(query)") {
                try await platform.search(evaluation.id, for: query)
            }
            #expect(error?.status == 422 && error?.fields.first?.message.isEmpty == false)
        }
        var generator = SplitMix(state: 7)
        let pieces = [
            "/", "in:agent", "in:error", "never:", "ends:error", "bash>edit", "/3", "(", ")", "*", "\\", "\"", " ", " ",
            "a", "{", "NEAR",
            "needle", "'", "or", "-", "\0", "漏", "%",
        ]
        for _ in 0..<1_000 {
            let query = (0..<Int.random(in: 0...10, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            do {
                let result = try await platform.search(evaluation.id, for: query)
                #expect(result.hits.count <= 3)
            } catch let error as PlatformError {
                #expect(error.status == 422, "\(query): \(error)")
            }
        }
    }

    @Test("Expressions answer while they read, and what asks for more reads only what was found")
    func streaming() async throws {
        let folder = try TemporaryFolder()
        // Enough documents that they are not read at one go.
        for number in 0..<200 {
            try folder.write("runs/\(number).json", atif("go", number.isMultiple(of: 4) ? "alpha beta" : "gamma"))
        }
        let platform = try ArchivePlatform.open(paths: [folder.path + "/runs"])
        try await platform.prepareIndex(of: nil, toItsEnd: true)
        let evaluation = try #require(try await platform.all().first)
        let parts = Mutex<[SearchResult]>([])
        let all = try await platform.search(evaluation.id, for: "/alph+a/") { part in parts.withLock { $0.append(part) }
        }
        #expect(all.hits.count == 50 && all.coverage?.read == nil)
        for part in parts.withLock({ $0 }) {
            #expect(Set(part.hits.map(\.itemID)).isSubset(of: Set(all.hits.map(\.itemID))))
            #expect(part.coverage?.read ?? 200 < 200)
        }
        #expect(try await platform.search(evaluation.id, for: "/alph+a/ /beta/").hits.count == 50)
        #expect(try await platform.search(evaluation.id, for: "/alph+a/ /gamma/").hits.isEmpty)
        #expect(try await platform.search(evaluation.id, for: "/gamma/").hits.count == 150)
    }

    @Test("A search that is given up ends")
    func cancelled() async throws {
        let (platform, folder) = try archive()
        _ = folder
        try await platform.prepareIndex(of: nil, toItsEnd: true)
        let evaluation = try #require(try await platform.all().first)
        let task = Task { try await platform.search(evaluation.id, for: "/needle/") }
        task.cancel()
        // Either it was through, or it says that it was stopped.
        switch await task.result {
        case .success(let result): #expect(result.hits.count == 3)
        case .failure(let error): #expect(error is CancellationError)
        }
    }
}
