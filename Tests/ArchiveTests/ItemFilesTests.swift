import Foundation
import Platform
import Testing

@testable import Archive

@Suite("Files beside an item")
struct ItemFilesTests {
    @Test("A Harbor trial's exception, verifier's output, logs and artifacts come in this order, trajectories do not")
    func harbor() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        func write(_ name: String, _ bytes: [UInt8]) throws {
            let file = folder.appending(path: "task__a1/" + name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
        try write("result.json", Array(#"{"trial_name":"task__a1","task_name":"task"}"#.utf8))
        try write("agent/trajectory.json", Array(#"{"schema_version":"ATIF-v1.7","steps":[]}"#.utf8))
        try write("agent/run.log", Array("log".utf8))
        try write("artifacts/picture.png", [0x89, 0, 1])
        try write("verifier/test-stdout.txt", Array((String(repeating: "line\n", count: 20_000) + "last\n").utf8))
        try write("exception.txt", Array("boom".utf8))
        let trial = HarborTrial(folder: "task__a1", files: try FileSet(folder: folder.path + "/task__a1"))
        let sample = trial.sample(seed: "s", started: nil, passes: 1)
        let files = sample.files?() ?? []
        #expect(
            files.map(\.name) == [
                "exception.txt", "verifier/test-stdout.txt", "agent/run.log", "artifacts/picture.png",
            ])
        #expect(files[0].text == "boom" && files[3].text == nil && files[3].size == 3)
        #expect(files[1].size == 100_005)
        #expect(files[1].text?.hasSuffix("last\n") == true && (files[1].text?.utf8.count ?? 0) <= 32_768)
    }
}
