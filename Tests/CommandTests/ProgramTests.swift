import Foundation
import Testing
import Triage
import Wire

@testable import trawl

/// The built program over the demo: what scripts see.
@Suite struct ProgramTests {
    private func json(_ arguments: [String]) throws -> [JSONValue] {
        try ProgramRun(arguments).lines.map { try JSONParser.parse($0) }
    }

    private func completed() throws -> String {
        let rows = try json(["evaluations", "--demo", "--json", "--status", "completed"])
        return try #require(rows.first?["id"]?.string)
    }

    @Test func nothingConfiguredSaysWhatToDo() throws {
        for arguments in [[], ["evaluations"], ["whoami"]] {
            let run = try ProgramRun(arguments)
            #expect(run.status == ShellStatus.misuse.rawValue)
            #expect(run.errors.split(separator: "\n").count == 2)
            #expect(run.errors.contains("DREADNODE_SERVER") && run.errors.contains("trawl demo"))
            #expect(run.output.isEmpty)
        }
    }

    @Test func evaluationsAreListed() throws {
        let rows = try json(["evaluations", "--demo", "--json"])
        #expect(rows.count >= 8)
        #expect(rows.allSatisfy { $0["id"] != nil && $0["status"] != nil && $0["total"] != nil })
        let plain = try ProgramRun(["evaluations", "--demo"])
        #expect(plain.lines.count == rows.count)
        #expect(try json(["evaluations", "--demo", "--json", "--limit", "2"]).count == 2)
    }

    @Test func itemsAreFilteredAndSorted() throws {
        let evaluation = try completed()
        let all = try json(["items", evaluation, "--demo", "--json"])
        let failed = try json([
            "items", evaluation, "--demo", "--json", "--filter", "status:failed", "--sort", "-duration",
        ])
        #expect(failed.count == all.count { $0["status"]?.string == "failed" })
        #expect(failed.count > 0)
        let durations = failed.compactMap { $0["duration_s"]?.double }
        #expect(durations == durations.sorted(by: >))
        let byPrefix = try json(["items", String(evaluation.prefix(8)), "--demo", "--json"])
        #expect(byPrefix.count == all.count)
    }

    /// A path in place of an evaluation needs no server.
    @Test func pathsStandForEvaluations() throws {
        let folder = TemporaryFolder()
        let row = { (task: String, reward: String) in
            "{\"task_id\":\"\(task)\",\"reward\":\(reward),\"messages\":[{\"role\":\"user\",\"content\":\"find it\"},"
                + "{\"role\":\"assistant\",\"content\":\"the heron of \(task)\"}]}\n"
        }
        let path = try folder.write("out.jsonl", row("pond", "1") + row("lake", "0.4"))
        let items = try json(["items", path, "--json"])
        #expect(items.map { $0["task"]?.string } == ["pond", "lake"])
        #expect(items.map { $0["score"]?.double } == [1, 0.4] && items[1]["status"]?.string == "failed")
        #expect(try json(["items", path, "--json", "--filter", "score:<0.5"]).count == 1)
        let hits = try json(["search", path, "heron", "--json"])
        #expect(hits.count == 2 && hits.allSatisfy { $0["matches"]?.array?.first?["step"]?.int == 2 })
        #expect(hits.first?["matches"]?.array?.first?["speaker"]?.string == "agent")
        #expect(try ProgramRun(["trajectory", path + "/lake", "--text"]).output.contains("the heron of lake"))
        let whole = try ProgramRun(["trajectory", path, "--text"])
        #expect(whole.status == ShellStatus.misuse.rawValue && whole.errors.contains("holds 2 items"))
        #expect(try json(["compare", path, path, "--json"]).first?["common_tasks"]?.int == 2)
        #expect(try json(["sessions", path, "--json"]).count == 2)
        #expect(try ProgramRun(["report", path]).output.contains("50"))
        let checked = try #require(try json(["check", path, "--json"]).first)
        #expect(checked["runs"]?.int == 2 && checked["outcomes"]?["passed"]?.int == 1)
        let piped = try ProgramRun(["items", "-", "--json"], input: row("pond", "1"))
        #expect(piped.lines.count == 1)
    }

    @Test func aWrongFilterIsMisuse() throws {
        let run = try ProgramRun(["items", "x", "--demo", "--filter", "statsu:failed"])
        #expect(run.status == ShellStatus.misuse.rawValue)
        #expect(run.errors.contains("did you mean status:?"))
    }

    @Test func whatIsNotThereIsNotFound() throws {
        for arguments in [["items", "nothing-like-it", "--demo"], ["trajectory", "00000000-dead", "--demo"]] {
            #expect(try ProgramRun(arguments).status == ShellStatus.notFound.rawValue)
        }
    }

    @Test func theReportCountsEveryFailure() throws {
        let evaluation = try completed()
        let run = try ProgramRun(["report", evaluation, "--demo", "--format", "json"])
        let report = try JSONParser.parse(run.output)
        let classes = try #require(report["classes"]?.array)
        let failures = try json(["items", evaluation, "--demo", "--json", "--filter", "is:failed"])
        #expect(classes.reduce(0) { $0 + ($1["count"]?.int ?? 0) } == failures.count)
        #expect(classes.first?["share"]?.double ?? 0 >= classes.last?["share"]?.double ?? 1)
        let csv = try ProgramRun(["report", evaluation, "--demo", "--format", "csv"])
        #expect(csv.lines.first?.hasPrefix("id,count,share") == true)
        let text = try ProgramRun(["report", evaluation, "--demo"])
        #expect(text.output.contains("## Failure classes") && text.status == 0)
    }

    @Test func aTrajectoryComesByteForByte() throws {
        let evaluation = try completed()
        let item = try #require(
            try json(["items", evaluation, "--demo", "--json", "--filter", "has:session"]).first?["item_id"]?.string)
        let run = try ProgramRun(["trajectory", "\(evaluation)/\(item)", "--demo"])
        let document = try JSONParser.parse(run.output)
        let steps = try #require(document["steps"]?.array)
        let text = try ProgramRun(["trajectory", "\(evaluation)/\(item)", "--demo", "--text"])
        #expect(text.lines.count { $0.hasPrefix("── ") } == steps.count)
        let folder = TemporaryFolder()
        let file = folder.path + "/t.json"
        #expect(try ProgramRun(["trajectory", "\(evaluation)/\(item)", "--demo", "-o", file]).status == 0)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == run.output)
        // What is there is replaced only where that is asked for, and nothing half-written is left.
        let place = "\(evaluation)/\(item)"
        #expect(try ProgramRun(["trajectory", place, "--demo", "--text", "-o", file]).status == 6)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == run.output)
        #expect(try ProgramRun(["trajectory", place, "--demo", "--text", "--force", "-o", file]).status == 0)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == text.output)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["t.json"])
    }

    @Test func aSessionIsNamedByItsBeginning() throws {
        let evaluation = try completed()
        let row = try #require(
            try json(["items", evaluation, "--demo", "--json", "--filter", "has:session"]).first)
        let session = try #require(row["session_id"]?.string)
        let item = try #require(row["item_id"]?.string)
        let whole = try ProgramRun(["trajectory", session, "--demo"])
        #expect(whole.status == 0)
        #expect(try ProgramRun(["trajectory", String(session.prefix(12)), "--demo"]).output == whole.output)
        let cut = "\(evaluation.prefix(8))/\(item.prefix(8))"
        #expect(try ProgramRun(["trajectory", cut, "--demo"]).output == whole.output)
    }

    @Test func aBundleComesDownAndChecks() throws {
        let evaluation = try completed()
        let folder = TemporaryFolder()
        let file = folder.path + "/b.zip"
        let run = try ProgramRun(["download", evaluation, "--demo", "-o", file, "--json"])
        let facts = try JSONParser.parse(run.output)
        #expect(run.status == 0)
        #expect(try ProgramRun(["download", evaluation, "--demo", "-o", file]).status == ShellStatus.local.rawValue)
        let check = try ProgramRun(["check", file, "--json"])
        #expect(check.status == 0)
        #expect(check.lines.count == facts["samples"]?.int)
        let reopened = try json(["evaluations", "--archive", file, "--json"])
        #expect(reopened.count == 1)
    }

    @Test func sessionsAreThoseOfTheItems() throws {
        let evaluation = try completed()
        let items = try json(["items", evaluation, "--demo", "--json", "--filter", "has:session"])
        let all = try json(["sessions", "--demo", "--json"])
        let ids = Set(all.compactMap { $0["id"]?.string })
        #expect(ids.count == all.count)
        #expect(items.allSatisfy { $0["session_id"]?.string.map { ids.contains($0) } == true })
        let some = try json(["sessions", "--demo", "--json", "--limit", "3"])
        #expect(some.map { $0["id"] } == all.prefix(3).map { $0["id"] })
        #expect(try json(["sessions", "--demo", "--json", "--search", "zqxjkv"]).isEmpty)
    }

    @Test(
        "The producer of a document that names no agent",
        arguments: [
            (#"{"info":{"mini_version":"1.2"},"messages":[{"role":"user","content":"q"}]}"#, "mini-swe-agent", "1.2"),
            (
                #"{"parentUuid":null,"sessionId":"s","version":"2.0","type":"user","message":{"role":"user","content":"q"}}"#,
                "claude-code", "2.0"
            ),
            (#"[{"role":"user","content":"q"}]"#, nil, nil),
        ] as [(String, String?, String?)])
    func checkNamesProducers(text: String, name: String?, version: String?) throws {
        let folder = TemporaryFolder()
        let run = try ProgramRun(["check", try folder.write("one.json", text), "--json"])
        let row = try #require(run.lines.first.flatMap { try? JSONParser.parse($0) })
        #expect(row["producer"]?.string == name && row["version"]?.string == version)
    }

    @Test func checkTellsWhatDocumentsAre() throws {
        let folder = TemporaryFolder()
        let good = try folder.write(
            "good.json",
            #"{"schema_version":"ATIF-v1.7","session_id":"s","steps":[{"step_id":1,"source":"user","message":"x"}]}"#)
        let bad = try folder.write("bad.json", "no trajectory at all")
        let fine = try ProgramRun(["check", good, "--json"])
        let row = try JSONParser.parse(fine.output)
        #expect(fine.status == 0)
        #expect(row["steps"]?.int == 1 && row["format"]?.string == "atif" && row["path"]?.string == good)
        #expect(try ProgramRun(["check", bad, "--json"]).status == ShellStatus.negative.rawValue)
        #expect(try ProgramRun(["check", folder.path + "/absent.json"]).status == ShellStatus.negative.rawValue)
        let both = try ProgramRun(["check", folder.path, "--json"])
        #expect(both.lines.count == 2)
        #expect(both.status == 0)
    }

    @Test func searchSaysByItsStatusWhetherThereAreHits() throws {
        let evaluation = try completed()
        #expect(try ProgramRun(["search", evaluation, "zqxjkv", "--demo"]).status == ShellStatus.negative.rawValue)
        let run = try ProgramRun(["search", evaluation, "bash", "--demo", "--json"])
        #expect(run.status == 0)
        for line in run.lines {
            let row = try JSONParser.parse(line)
            #expect(row["item_id"]?.string != nil && row["matched_in"]?.string != nil && row["task"]?.string != nil)
        }
        let limited = try ProgramRun(["search", evaluation, "bash", "--demo", "--json", "--limit", "3"])
        #expect(limited.lines.count == 3)
    }

    @Test func refusalsAreFoundWhereTheAgentSpeaks() throws {
        let run = try ProgramRun(["search", try completed(), "--refusals", "--demo", "--json"])
        #expect(run.status == 0)
        #expect(run.lines.count > 1)
        for line in run.lines {
            let row = try JSONParser.parse(line)
            #expect(row["matched_in"]?.string == "refusal")
            #expect(row["phrases"]?.array?.isEmpty == false)
        }
        let unknown = try ProgramRun(["search", "x", "--refusals=nothing", "--demo"])
        #expect(unknown.status == ShellStatus.misuse.rawValue)
    }

    @Test func aJobIsFollowedToItsEnd() throws {
        let manifest = try #require(try json(["worlds", "manifests", "--demo", "--json"]).first?["id"]?.string)
        let dry = try ProgramRun(["worlds", "create", "--manifest", manifest, "--dry-run", "--demo"])
        #expect(try JSONParser.parse(dry.output)["manifest_id"]?.string == manifest)
    }

    @Test func settingsFaultsNameFileAndLine() throws {
        let folder = TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/trawl", withIntermediateDirectories: true)
        let file = try folder.write("trawl/config.yaml", "theme: dark\nrefusal: {}\n")
        let run = try ProgramRun(
            ["search", "x", "--refusals", "--demo"], environment: ["XDG_CONFIG_HOME": folder.path])
        #expect(run.status == ShellStatus.misuse.rawValue)
        #expect(run.errors.contains("\(file):2: unknown setting refusal; did you mean refusals?"))
    }

    @Test func noSecretComesFromTheCommandLine() throws {
        let run = try ProgramRun(["evaluations", "--server", "http://127.0.0.1:9", "--api-key", "s3cret"])
        #expect(run.status == ShellStatus.misuse.rawValue)
        let folder = TemporaryFolder()
        let key = try folder.write("key", "s3cret\n")
        let refused = try ProgramRun(
            [
                "evaluations", "--server", "http://127.0.0.1:9", "--api-key-file", key, "--organization", "o",
                "--workspace", "w",
            ])
        #expect(refused.status == ShellStatus.server.rawValue)
        #expect(!refused.errors.contains("s3cret") && !refused.output.contains("s3cret"))
    }

    @Test func helpAndVersionGoToStandardOutput() throws {
        let help = try ProgramRun(["--help"])
        #expect(help.status == 0 && help.output.contains("USAGE") && help.errors.isEmpty)
        #expect(try ProgramRun(["--version"]).output == Version.text + "\n")
    }
}
