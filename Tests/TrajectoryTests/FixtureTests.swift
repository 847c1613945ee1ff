import Foundation
import TestSupport
import Testing
import Trajectory
import Wire

/// Every real file opens, and has the steps that an independent JSON parser counts.
@Suite(.enabled(if: FixtureFiles.areHere, Comment(rawValue: FixtureFiles.absence)))
struct FixtureTests {
    /// What Foundation's parser makes of a file: one object or array, or one for each line.
    private func independent(_ path: String) throws -> [Any] {
        let data = try Data(contentsOf: URL(filePath: path))
        if let one = try? JSONSerialization.jsonObject(with: data) { return [one] }
        return data.split(separator: UInt8(ascii: "\n")).compactMap { try? JSONSerialization.jsonObject(with: $0) }
    }

    private func atifSteps(_ value: Any) -> Int? {
        if let list = value as? [Any] {
            let counts = list.compactMap(atifSteps)
            return counts.isEmpty ? nil : counts.reduce(0, +)
        }
        let object = value as? [String: Any]
        guard let steps = object?["steps"] as? [Any] else { return nil }
        return steps.count
    }

    @Test(arguments: ["atif", "atif-converted", "atif-golden", "atif-handwritten"])
    func countsStepsOfATIF(_ folder: String) throws {
        let paths = FixtureFiles.paths(under: folder)
        #expect(!paths.isEmpty)
        for path in paths {
            let values = try independent(path)
            let lines = values.filter { ($0 as? [String: Any])?["step_id"] != nil }.count
            let expected = lines > 0 ? lines : values.compactMap(atifSteps).reduce(0, +)
            let document = try TrajectoryDocument.open(path: path)
            #expect(document.stepCount == expected, "\(FixtureFiles.shortName(path))")
            #expect([.atif, .atifLines].contains(document.format), "\(FixtureFiles.shortName(path))")
        }
    }

    /// Messages of an OpenAI file, whatever its wrapper, in the order in which they are shown.
    private func conversations(_ value: Any) -> [[[String: Any]]] {
        if let list = value as? [[String: Any]] {
            if list.first?["role"] != nil { return [list] }
            return list.flatMap(conversations)
        }
        let object = value as? [String: Any] ?? [:]
        if let transcripts = object["transcripts"] as? [Any] { return transcripts.flatMap(conversations) }
        let keys = ["messages", "history", "conversations"]
        return keys.lazy.compactMap { object[$0] as? [[String: Any]] }.first.map { [$0] } ?? []
    }

    @Test(arguments: ["openai", "mini-swe-agent", "swe-agent"])
    func countsStepsOfMessages(_ folder: String) throws {
        let paths = FixtureFiles.paths(under: folder)
        #expect(!paths.isEmpty)
        for path in paths {
            let messages = try independent(path).flatMap(conversations)
            // Answers of tools belong to the step of the assistant before them, and so does what an action came to.
            let expected = messages.reduce(0) { total, list in
                let own = list.enumerated().filter { index, message in
                    let acted = index > 0 && list[index - 1]["action"] is String && list[index - 1]["tool_calls"] == nil
                    return message["role"] as? String != "tool" && !(acted && message["role"] as? String == "user")
                }
                return total + own.count
            }
            let document = try TrajectoryDocument.open(path: path)
            #expect(document.stepCount == expected, "\(FixtureFiles.shortName(path))")
            #expect([.openai, .sweAgent].contains(document.format), "\(FixtureFiles.shortName(path))")
        }
    }

    @Test func everyFileIsReadOrRefusedWithAReason() throws {
        for path in FixtureFiles.paths() {
            let document = try TrajectoryDocument.open(path: path)
            if document.format == .unknown {
                #expect(document.stepCount == 0 && document.problems.count == 1, "\(FixtureFiles.shortName(path))")
            } else {
                #expect(document.stepCount > 0, "\(FixtureFiles.shortName(path))")
            }
            for index in 0..<document.stepCount {
                let step = try #require(document.step(index), "\(FixtureFiles.shortName(path)) step \(index + 1)")
                let outline = try #require(document.outline(index))
                #expect(step.number == index + 1 && outline.number == index + 1)
                #expect(step.flags == outline.flags, "\(FixtureFiles.shortName(path)) step \(index + 1)")
                #expect(outline.preview.unicodeScalars.count <= 200)
            }
        }
    }
}
