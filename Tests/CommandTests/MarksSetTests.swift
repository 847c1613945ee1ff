import Foundation
import Testing
import Wire

@testable import trawl

/// Marks from scripts, and from several programs at once.
@Suite struct MarksSetTests {
    /// An export of so many failed items, and a home for the marks.
    private struct Place {
        let folder = TemporaryFolder()
        let ids: [String]

        init(items count: Int) throws {
            ids = (0..<count).map { String(format: "00000000-0000-4000-8000-%012d", $0) }
            _ = try folder.write(
                "evaluation.json",
                #"{"id": "e0000000-0000-4000-8000-000000000001", "name": "many", "job_status": "completed"}"#)
            let lines = ids.enumerated().map { position, id in
                #"{"id": "\#(id)", "position": \#(position), "item_status": "failed", "error": "no \#(position)", "#
                    + #""task_name_snapshot": "t\#(position)", "queued_at": "2026-01-01T00:00:00Z"}"#
            }
            _ = try folder.write("samples.jsonl", lines.joined(separator: "\n") + "\n")
        }

        var environment: [String: String] { ["XDG_STATE_HOME": folder.path + "/state"] }

        func run(_ arguments: [String], input: String = "") throws -> ProgramRun {
            try ProgramRun(arguments + ["--archive", folder.path], environment: environment, input: input)
        }

        /// `marks set` under way: it reads ids and prints what it has stored.
        func start(_ arguments: [String], output: Pipe) throws -> Process {
            let process = Process()
            process.executableURL = ProgramRun.binary
            process.arguments = ["marks", "set", "many", "-", "--archive", folder.path] + arguments
            process.environment = ["HOME": folder.path, "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
            process.standardInput = FileHandle(
                forReadingAtPath: try folder.write("ids", ids.joined(separator: "\n") + "\n"))
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.run()
            return process
        }

        func exported() throws -> [JSONValue] {
            try ProgramRun(["marks", "export"], environment: environment).lines.map { try JSONParser.parse($0) }
        }
    }

    @Test func marksShowInItemsAndReports() throws {
        let place = try Place(items: 5)
        let (first, second) = (place.ids[0], place.ids[3])
        let set = try place.run([
            "marks", "set", "many", first, second, "--mark", "infra", "--note", "sandbox, \"gone\"",
        ])
        #expect(set.lines == [first, second])
        let rows = try place.run(["items", "many", "--json", "--filter", "mark:infra"]).lines.map {
            try JSONParser.parse($0)
        }
        #expect(rows.map { $0["item_id"]?.string } == [first, second])
        #expect(rows.first?["note"]?.string == "sandbox, \"gone\"")
        #expect(try place.run(["items", "many", "--filter", "is:unseen -has:note"]).lines.count == 3)
        #expect(try place.run(["items", "many", "--sort", "-mark"]).lines.first?.contains("\tinfra\t") == true)

        let report = try JSONParser.parse(try place.run(["report", "many", "--format", "json"]).output)
        #expect(report["marked"]?.array?.map { $0["item_id"]?.string } == [first, second])
        #expect(report["classes"]?.array?.first?["marks"]?["infra"]?.int == 2)
        let text = try place.run(["report", "many"]).output
        #expect(text.contains("## Marks and notes"))
        #expect(text.contains("**infra** sandbox, \"gone\""))
        #expect(try place.run(["report", "many", "--format", "csv"]).lines.last?.contains("infra 2") == true)

        // An empty mark takes it away, and leaves the note.
        _ = try place.run(["marks", "set", "many", first, "--mark", ""])
        #expect(try place.run(["items", "many", "--filter", "has:mark"]).lines.count == 1)
        #expect(try place.run(["items", "many", "--filter", "has:note"]).lines.count == 2)
    }

    @Test func namesOfClassesAreInReports() throws {
        let place = try Place(items: 3)
        let before = try JSONParser.parse(try place.run(["report", "many", "--format", "json"]).output)
        let id = try #require(before["classes"]?.array?.first?["id"]?.string)
        let name = #"{"class": "\#(id)", "name": "nothing there"}"#
        _ = try ProgramRun(["marks", "import", "-"], environment: place.environment, input: name + "\n")
        let after = try JSONParser.parse(try place.run(["report", "many", "--format", "json"]).output)
        #expect(after["classes"]?.array?.first?["name"]?.string == "nothing there")
        #expect(try place.run(["report", "many"]).output.contains("### 3 × nothing there"))
    }

    @Test func itemsThatAreNotThereAreToldBeforeAnythingElse() throws {
        let place = try Place(items: 2)
        #expect(try place.run(["marks", "set", "many", "ffff", "--seen"]).status == ShellStatus.notFound.rawValue)
        #expect(try place.run(["marks", "set", "many", "0000", "--seen"]).status == ShellStatus.misuse.rawValue)
        #expect(try place.run(["marks", "set", "many", place.ids[0]]).status == ShellStatus.misuse.rawValue)
    }

    /// Two programs mark the same thousand items, and one of them is killed in the middle: what was printed is stored,
    /// and every item is there once.
    @Test func twoAtOnceLoseNothingThoughOneIsKilled() throws {
        let place = try Place(items: 1_000)
        let (kept, cut) = (Pipe(), Pipe())
        let survivor = try place.start(["--mark", "todo"], output: kept)
        let victim = try place.start(["--note", "seen by the other"], output: cut)
        // The victim has stored some hundred when it is killed: its pipe says so.
        var acknowledged = Data()
        while acknowledged.count(where: { $0 == 0x0A }) < 300 {
            let more = cut.fileHandleForReading.availableData
            if more.isEmpty { break }
            acknowledged += more
        }
        kill(victim.processIdentifier, SIGKILL)
        acknowledged += cut.fileHandleForReading.readDataToEndOfFile()
        victim.waitUntilExit()
        let marked = String(decoding: kept.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        survivor.waitUntilExit()
        #expect(survivor.terminationStatus == 0)
        #expect(marked.split(separator: "\n").map(String.init) == place.ids)

        let lines = try place.exported()
        let noted = Set(lines.filter { $0["note"]?.string != nil }.compactMap { $0["item"]?.string })
        let said = Set(String(decoding: acknowledged, as: UTF8.self).split(separator: "\n").map(String.init))
        #expect(lines.count == 1_000)
        #expect(Set(lines.compactMap { $0["item"]?.string }).count == 1_000)
        #expect(lines.allSatisfy { $0["mark"]?.string == "todo" })
        #expect(said.count >= 300 && said.count < 1_000)
        #expect(said.isSubset(of: noted))
        // One may have been stored and not been printed any more.
        #expect(noted.count <= said.count + 1)
    }
}
