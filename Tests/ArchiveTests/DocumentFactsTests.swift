import Archive
import Foundation
import Platform
import Testing
import Wire

/// What documents tell of items that files and bundles list by name alone.
@Suite("Items by their documents")
struct DescriptionTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func document(_ number: Int, success: Bool? = nil) -> JSONValue {
        let steps: [JSONValue] = (1...3).map { step in
            [
                "step_id": .int(step), "source": step == 1 ? "user" : "agent", "message": "m",
                "timestamp": .string("2026-05-01T10:0\(step):00Z"),
                "tool_calls": step == 1
                    ? []
                    : [["tool_call_id": .string("c\(step)"), "function_name": "bash", "arguments": ["command": "ls"]]],
                "metrics": ["prompt_tokens": 100, "completion_tokens": 5],
            ]
        }
        return [
            "schema_version": "ATIF-v1.7",
            "agent": ["name": "solver", "version": "2", "model_name": .string("model-\(number)")],
            "steps": .array(steps), "success": .optional(success), "termination_reason": "goal_reached",
        ]
    }

    private func opened(_ count: Int) throws -> ArchivePlatform {
        for number in 0..<count { try folder.write("runs/t\(number).json", document(number)) }
        return try ArchivePlatform.open(paths: [folder.path + "/runs"])
    }

    @Test("Model, times, steps, calls and tokens are filled in by batches, wanted ones first")
    func batches() async throws {
        let platform = try opened(7)
        let evaluation = try #require(try await platform.evaluations(EvaluationQuery()).items.first).id
        let before = try await platform.items(of: evaluation).collect()
        #expect(before.allSatisfy { $0.model == nil && $0.report == nil })
        let last = try #require(before.last)
        let (first, left) = try await platform.describe([last.id], of: evaluation, atMost: 3)
        #expect(first.map(\.id) == [last.id] + before.prefix(2).map(\.id))
        #expect(left == 4)
        #expect(first.first?.model == "model-6")
        #expect(first.first?.report?.agent?.generationSteps == 2)
        #expect(first.first?.report?.agent?.totalToolCalls == 2)
        #expect(first.first?.report?.agent?.totalTokens == 315)
        #expect(first.first?.report?.agent?.stopReason == "goal_reached")
        #expect(first.first?.duration(now: .now) == 120)
        let (_, none) = try await platform.describe([last.id], of: evaluation, atMost: 64)
        #expect(none == 0)
        #expect(try await platform.items(of: evaluation).collect().compactMap(\.model).count == 7)
        #expect(try await platform.item(last.id, of: evaluation).model == "model-6")
        #expect(try await platform.describe([], of: evaluation, atMost: 64).items.isEmpty)
    }

    @Test("A run that says how it ended passed or failed; what is no trajectory says nothing and is not asked again")
    func outcomes() async throws {
        try folder.write("runs/a.json", document(1, success: true))
        try folder.write("runs/b.json", document(2, success: false))
        try folder.write("runs/c.json", Array("{\"x\":".utf8))
        let platform = try ArchivePlatform.open(paths: [folder.path + "/runs"])
        let evaluation = try #require(try await platform.evaluations(EvaluationQuery()).items.first).id
        let (items, left) = try await platform.describe([], of: evaluation, atMost: 64)
        #expect(items.map(\.status.rawValue) == ["passed", "failed", "unknown"])
        #expect(left == 0)
    }

    @Test("Real runs say their models", .enabled(if: Fixtures.areHere, Fixtures.absence))
    func realRuns() async throws {
        let platform = try ArchivePlatform.open(paths: [Fixtures.bundle])
        let evaluation = try #require(try await platform.evaluations(EvaluationQuery()).items.first).id
        var described: [EvaluationItem] = []
        var left = 1
        while left > 0 {
            let answer = try await platform.describe([], of: evaluation, atMost: 16)
            described += answer.items
            left = answer.left
        }
        #expect(!described.isEmpty)
        #expect(described.count { $0.report?.agent?.generationSteps ?? 0 > 0 } > described.count / 2)
    }

    @Test("Whoever reads a very large file reads the same pages, until it is another file")
    func sharedPages() async throws {
        let text = String(decoding: document(1).bytes, as: UTF8.self)
        let blanks = String(repeating: " ", count: 65 << 20)
        let path = folder.path + "/large.json"
        try Data((text + blanks).utf8).write(to: URL(filePath: path))
        let platform = try ArchivePlatform.open(paths: [path])
        let evaluation = try #require(try await platform.evaluations(EvaluationQuery()).items.first).id
        let session = try #require(try await platform.items(of: evaluation).collect().first?.sessionID)
        func store() async throws -> ByteStore? {
            try await platform.trajectory(of: session, form: .atif, includeCompacted: false).store
        }
        let first = try #require(try await store())
        let again = try await store()
        #expect(first === again)
        try Data((text + " " + blanks).utf8).write(to: URL(filePath: path))
        let other = try await store()
        #expect(other !== first && other?.count == first.count + 1)
    }
}
