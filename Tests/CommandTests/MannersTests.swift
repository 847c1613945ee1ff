import Foundation
import Platform
import TestSupport
import Testing
import Triage
import Wire

@testable import trawl

/// What is expected of any program in a shell: pipes that close, Ctrl-C, a manual, completion.
@Suite struct MannersTests {
    @Test func aReaderThatGoesEndsItQuietly() throws {
        let folder = TemporaryFolder()
        let steps = (1...4000).map {
            #"{"step_id":\#($0),"source":"user","message":"\#(String(repeating: "x", count: 200))"}"#
        }
        let file = try folder.write(
            "big.json", #"{"schema_version":"ATIF-v1.7","session_id":"s","steps":[\#(steps.joined(separator: ","))]}"#)
        let evaluation = try #require(try ProgramRun(["evaluations", "--archive", file]).lines.first)
        let items = try ProgramRun(["items", String(evaluation.prefix { $0 != "\t" }), "--archive", file, "--json"])
        let session = try #require(try JSONParser.parse(items.output)["session_id"]?.string)
        let run = try ProgramRun(
            shell: "set -o pipefail; \"$TRAWL\" trajectory \(session) --archive \"\(file)\" --text | head -1",
            home: folder)
        #expect(run.lines.count == 1)
        #expect(run.status == 128 + SIGPIPE)
        #expect(run.errors.isEmpty)
    }

    @Test func anInterruptEndsItCleanly() throws {
        let server = try ScriptedServer([.read, .stall])
        defer { server.stop() }
        let folder = TemporaryFolder()
        let key = try folder.write("key", "dn_key_test\n")
        let process = Process()
        process.executableURL = ProgramRun.binary
        process.arguments = [
            "evaluations", "--server", "http://127.0.0.1:\(server.port)", "--api-key-file", key, "--organization", "o",
            "--workspace", "w",
        ]
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        process.environment = ["HOME": folder.path]
        try process.run()
        server.waitForRequest()
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(process.terminationStatus == ShellStatus.interrupted.rawValue)
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(said == "trawl: interrupted\n")
    }

    // MARK: The manual

    @Test func theManualKnowsEveryCommandAndStatus() throws {
        let page = try Man.page().lines.joined(separator: "\n")
        for command in ["trawl items", "trawl worlds create", "trawl marks import", "trawl completions"] {
            #expect(page.contains("\n.SH \(command)\n"), "\(command)")
        }
        for status in ShellStatus.allCases { #expect(page.contains("\\fB\(status.rawValue)\\fR\n")) }
        for option in ["\\-\\-server", "\\-\\-json", "\\-\\-filter", "\\-\\-include\\-compacted"] {
            #expect(page.contains(option), "\(option)")
        }
        #expect(!page.contains("--archive"), "what is hidden stays hidden")
    }

    @Test func theManualIsGoodRoff() throws {
        for line in try Man.page().lines {
            let isMacro = [".TH", ".SH", ".SS", ".PP", ".TP", ".br"].contains { line.hasPrefix($0) }
            #expect(isMacro || !(line.hasPrefix(".") || line.hasPrefix("'")), "\(line)")
        }
        #expect(Roff.text(".a-b\\c") == "\\&.a\\-b\\ec")
    }

    @Test func theFieldsOfTheManualAreThoseOfTheRows() throws {
        let evaluation = Evaluation(id: "e", name: "n", status: .completed)
        let item = EvaluationItem(id: "i", evaluationID: "e", position: 0, status: .passed, taskName: "t")
        let job = WorldJob(id: "j", kind: "k", status: .queued)
        let rows: [(String, JSONValue)] = [
            ("evaluations", Rows.json(evaluation, now: .now).with(Coverage(searched: 1, of: 1))),
            ("items", Rows.json(ItemRow(item), .none, now: .now).with(Coverage(searched: 1, of: 1))),
            ("worlds", Rows.json(job)),
            ("sessions", Rows.json(Session(id: "s")).with(Coverage(searched: 1, of: 1))),
        ]
        for (name, row) in rows {
            #expect(row.object?.members.map(\.key) == RowFields.names(of: name), "\(name)")
        }
    }

    // MARK: Completion

    @Test(arguments: ["bash", "zsh", "fish"]) func everyShellHasItsCompletion(shell: String) throws {
        let run = try ProgramRun(["completions", shell])
        #expect(run.status == 0)
        #expect(run.output.contains("trawl") && run.output.contains("items"))
    }

    @Test func evaluationsAreCompletedFromWhatWasListed() throws {
        let folder = TemporaryFolder()
        let known = KnownEvaluations(Folders(["HOME": folder.path]))
        #expect(known.candidates(for: "").isEmpty)
        known.remember([
            Evaluation(id: "4f1c-1", name: "web-easy", status: .completed),
            Evaluation(id: "9a00-2", name: "with blanks; rm -rf", status: .completed),
        ])
        known.remember([Evaluation(id: "4f1c-3", name: "web\u{1B}]0;x", status: .completed)])
        #expect(known.candidates(for: "") == ["4f1c-3", "4f1c-1", "9a00-2", "web-easy"])
        #expect(known.candidates(for: "4f") == ["4f1c-3", "4f1c-1"])
        #expect(known.candidates(for: "web") == ["web-easy"])
        // The shells ask the program itself, by a hidden command.
        let script = try ProgramRun(["completions", "fish"]).output
        #expect(script.contains("---completion"))
        let asked = try ProgramRun(
            ["---completion", "items", "--", "positional@0", "0", "0", "4f"], environment: ["HOME": folder.path])
        #expect(asked.lines.contains("4f1c-3"), "\(asked.output) \(asked.errors)")
    }

    @Test func whatIsNoWordIsNoCandidate() throws {
        let folder = TemporaryFolder()
        let known = KnownEvaluations(Folders(["HOME": folder.path]))
        let hostile = ["$(id)", "`id`", "a;b", "-rf", "..", "a b", "a\nb", "a\u{301}", "", "a/b", "~x", "a\t$(id)"]
        known.remember(hostile.map { Evaluation(id: EvaluationID($0), name: $0, status: .completed) })
        #expect(known.candidates(for: "").isEmpty)
        known.remember([Evaluation(id: "9a00-2", name: "$(id)", status: .completed)])
        // Whoever wrote into the file.
        let text = try #require(FileManager.default.contents(atPath: known.path)) + Data("$(id)\tx\n4f1c\t`id`\n".utf8)
        try text.write(to: URL(filePath: known.path))
        #expect(known.candidates(for: "") == ["9a00-2", "4f1c"])
    }

    @Test func bashTakesCandidatesAsData() throws {
        let folder = TemporaryFolder()
        let fake = try folder.write("fake", "#!/bin/sh\nprintf '%s\\n' 'a$(touch PWNED)' 'a`touch PWNED`' 'b' 'a\"c'\n")
        chmod(fake, 0o700)
        let run = try ProgramRun(
            shell: """
                cd "$HOME" && source <("$TRAWL" completions bash)
                COMP_WORDS=("$HOME/fake" items a) COMP_CWORD=2 COMP_LINE="$HOME/fake items a" COMP_POINT=${#COMP_LINE}
                _trawl trawl a items
                printf '%s\n' "${COMPREPLY[@]}"
                """, home: folder)
        #expect(run.lines == ["a\\$\\(touch\\ PWNED\\)", "a\\`touch\\ PWNED\\`", "a\\\"c"], "\(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/PWNED"))
    }

    // MARK: Tables

    @Test func headingsAndStatusesAreColoured() {
        var table = Table([.text("id"), .status, .flexible("text")])
        table.add(["a", "failed", "red"])
        table.add(["b", "odd", "\u{1B}[31m"])
        let lines = table.fitted(width: 40, inColour: true)
        #expect(lines[0] == "\u{1B}[1mid  status  text\u{1B}[0m")
        #expect(lines[1] == "a   \u{1B}[31mfailed\u{1B}[0m  red")
        #expect(!lines[2].dropFirst(20).contains("\u{1B}[31m"))
    }

    @Test func profilesAreListedAndChosenWithoutTheirKeys() throws {
        let folder = TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path + "/.config/trawl", withIntermediateDirectories: true)
        _ = try folder.write(
            ".config/trawl/credentials.yaml",
            """
            active: one
            servers:
              one: {url: "https://one.example", api_key: "s3cret1", username: ada}
              two: {url: "https://two.example", api_key: "s3cret2"}
            """)
        let run = try ProgramRun(["profiles", "--json"], environment: ["HOME": folder.path])
        let rows = try run.lines.map { try JSONParser.parse($0) }
        #expect(rows.map { $0["name"]?.string } == ["one", "two"])
        #expect(rows.map { $0["active"]?.bool } == [true, false])
        #expect(rows.first?.object?.members.map(\.key) == RowFields.names(of: "profiles"))
        let chosen = try ProgramRun(["profiles", "--use", "two"], environment: ["HOME": folder.path])
        #expect(chosen.lines.contains { $0.hasPrefix("*\ttwo") })
        #expect(!(run.output + chosen.output).contains("s3cret"))
        #expect(try ProgramRun(["profiles", "--use", "gone"], environment: ["HOME": folder.path]).status == 5)
    }
}
