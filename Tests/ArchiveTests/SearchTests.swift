import Archive
import Platform
import Testing
import Wire

@Suite("Search in archives")
struct SearchTests {
    private func platform(_ documents: JSONValue...) throws -> (ArchivePlatform, TemporaryFolder) {
        let folder = try TemporaryFolder()
        for (number, document) in documents.enumerated() { try folder.write("runs/\(number).json", document) }
        return (try ArchivePlatform.open(paths: [folder.path + "/runs"]), folder)
    }

    private func search(_ platform: ArchivePlatform, _ query: String) async throws -> [String] {
        try await platform.prepareIndex(of: nil, toItsEnd: true)
        let evaluation = try #require(try await platform.all().first)
        let items = try await platform.items(of: evaluation.id).collect()
        let hits = try await platform.search(evaluation.id, for: query).hits
        return hits.compactMap { hit in items.first { $0.id == hit.itemID }?.taskName }.sorted()
    }

    @Test("Words, phrases, or, and negation mean what the platform means by them")
    func language() async throws {
        let (platform, folder) = try platform(
            atif("find the flag", "the quick brown fox runs"), atif("brown quick", "a lazy dog"),
            atif("snake_case_name foo-bar", "漏洞利用成功"))
        _ = folder
        #expect(try await search(platform, "quick") == ["0", "1"])
        #expect(try await search(platform, "QUICK brown") == ["0", "1"])
        #expect(try await search(platform, "\"quick brown\"") == ["0"])
        #expect(try await search(platform, "running") == ["0"])
        #expect(try await search(platform, "dog or fox") == ["0", "1"])
        #expect(try await search(platform, "brown -fox") == ["1"])
        #expect(try await search(platform, "quick -\"quick brown\"") == ["1"])
        #expect(try await search(platform, "snake_case_name") == ["2"])
        #expect(try await search(platform, "case") == ["2"])
        #expect(try await search(platform, "foo-bar") == ["2"])
        #expect(try await search(platform, "漏洞") == ["2"])
        #expect(try await search(platform, "\"unfinished fla") == [])
        #expect(try await search(platform, "fla*") == ["0"])
        for blank in ["", "   ", "-", "\"\"", "or", "-fox", "!!!"] {
            #expect(try await search(platform, blank) == [], "\(blank)")
        }
    }

    @Test("Error texts and task names are found too, and say so")
    func fields() async throws {
        let folder = try TemporaryFolder()
        try folder.write("runs/zebra-task.json", atif("nothing here"))
        try folder.write("runs/broken.json", Array("no JSON".utf8))
        let platform = try ArchivePlatform.open(paths: [folder.path + "/runs"])
        let evaluation = try #require(try await platform.all().first)
        let listed = try await platform.items(of: evaluation.id).collect()
        #expect(listed.count { $0.remark != nil } == 1)
        try await platform.prepareIndex(of: nil, toItsEnd: true)
        let named = try await platform.search(evaluation.id, for: "zebra").hits
        #expect(named.map(\.matchedIn) == ["task_name"] && named.map(\.matchCount) == [0])
        let wrong = try await platform.search(evaluation.id, for: "trajectory").hits
        #expect(wrong.map(\.matchedIn) == ["error"])
        #expect(wrong.first?.snippet?.contains("not a trajectory") == true)
    }

    @Test("Messages are found with the seq that the transcript has")
    func messages() async throws {
        let document: JSONValue = [
            "schema_version": "ATIF-v1.7", "agent": ["name": "a", "version": "1"],
            "steps": [
                ["step_id": 1, "source": "user", "message": "go"],
                [
                    "step_id": 2, "source": "agent", "message": "looking", "reasoning_content": "a needle?",
                    "tool_calls": [
                        ["tool_call_id": "c1", "function_name": "bash", "arguments": ["command": "grep needle\n/etc"]]
                    ],
                    "observation": [
                        "results": [
                            ["source_call_id": "c1", "content": "one\nneedle\0here"], ["content": "more needle"],
                        ]
                    ],
                ],
                ["step_id": 3, "source": "agent", "message": "no such thing"],
            ],
        ]
        let (platform, folder) = try platform(document)
        _ = folder
        let item = try #require(try await platform.onlyItems().first)
        let session = try #require(item.sessionID)
        for isIndexed in [false, true] {
            if isIndexed { try await platform.prepareIndex(of: nil, toItsEnd: true) }
            let found = try await platform.messages(in: session, matching: "needle", MessageQuery(limit: 50))
            #expect(found.hits.map(\.seq) == [1, 2, 3])
            #expect(found.hits.map(\.role) == ["assistant", "tool", "tool"])
            #expect(found.total == 3 && !found.hasMore)
            let rest = try await platform.messages(in: session, matching: "needle", MessageQuery(afterSeq: 1, limit: 1))
            #expect(rest.hits.map(\.seq) == [2] && rest.hasMore && rest.total == 2)
        }
        let transcript = try await platform.transcript(of: session, MessageQuery())
        #expect(transcript.messages[2]["content"]?.string == "one\nneedle\0here")
        #expect(transcript.messages.map { $0["metadata"]?["step"]?.int } == [1, 2, 2, 2, 3])
        #expect(try await platform.messages(in: session, matching: "oo", MessageQuery()).hits.map(\.seq) == [1])
    }

    @Test("No query whatever is an error")
    func anyInput() async throws {
        let (platform, folder) = try platform(atif("some text", "AND OR NOT NEAR(a b) body:x ^start"))
        _ = folder
        try await platform.prepareIndex(of: nil, toItsEnd: true)
        let evaluation = try #require(try await platform.all().first)
        let session = try #require(try await platform.onlyItems().first?.sessionID)
        let pieces = [
            "\"", "'", "(", ")", "*", "-", "+", "^", ":", "NEAR", "AND", "or", "OR", "NOT", "body", "text", " ", "\t",
            "\0", "\u{1B}", "{", "}", ",",
            ";", "--", "%", "_", "\\", "漏", "e\u{301}", "\u{202E}", "😀", "some", "a", "1", "|", "&", "!", "<b>",
            "\u{FFFD}",
        ]
        var generator = SplitMix(state: 99)
        for _ in 0..<2_000 {
            let query = (0..<Int.random(in: 0...14, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            let result = try await platform.search(evaluation.id, for: query)
            #expect(result.hits.count <= 1)
            _ = try await platform.messages(in: session, matching: query, MessageQuery())
        }
        let long = String(repeating: "word ", count: 20_000)
        #expect(try await platform.search(evaluation.id, for: long).hits.isEmpty)
    }

    @Test("An index is used again, follows its files, and is made again where it is damaged")
    func reuse() async throws {
        let folder = try TemporaryFolder()
        try folder.write("runs/a.json", atif("alpha"))
        try folder.write("runs/b.json", atif("beta"))
        func open() throws -> ArchivePlatform {
            try ArchivePlatform.open(
                paths: [folder.path + "/runs"], options: ArchiveOptions(cacheFolder: folder.path + "/cache"))
        }
        #expect(try await search(try open(), "alpha") == ["a"])
        // What is indexed already is found without another build.
        let again = try open()
        let evaluation = try #require(try await again.all().first)
        let first = try await again.search(evaluation.id, for: "alpha")
        #expect(first.coverage?.indexed == 2 && first.hits.count == 1)
        try folder.write("runs/a.json", atif("gamma rays"))
        try folder.write("runs/c.json", atif("alpha again"))
        #expect(try await search(try open(), "alpha") == ["c"])
        #expect(try await search(try open(), "gamma") == ["a"])
        for name in try FolderListing.names(folder.path + "/cache") where name.hasSuffix(".sqlite") {
            try folder.write("cache/" + name, Array("garbage".utf8))
        }
        #expect(try await search(try open(), "beta") == ["b"])
    }
}

extension SearchTests {
    @Test("Several platforms may build one index at the same time, and each finds everything")
    func together() async throws {
        let folder = try TemporaryFolder()
        for number in 0..<40 { try folder.write("runs/\(number).json", atif("alpha number\(number)", "omega")) }
        let path = folder.path
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let options = ArchiveOptions(cacheFolder: path + "/cache")
                    let platform = try ArchivePlatform.open(paths: [path + "/runs"], options: options)
                    try await platform.prepareIndex(of: nil, toItsEnd: true)
                    let evaluation = try #require(try await platform.all().first)
                    let result = try await platform.search(evaluation.id, for: "omega")
                    return result.hits.reduce(0) { $0 + $1.matchCount }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts == [40, 40, 40, 40])
    }
}

struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
