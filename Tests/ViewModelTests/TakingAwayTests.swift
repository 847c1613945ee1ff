import App
import Foundation
import Platform
import TestSupport
import Testing
import Trajectory
import Wire

@testable import Reader
@testable import Shell

@Suite("Taking a trajectory away")
struct TakingAwayTests {
    private static let remote = PlatformScope(
        server: "https://h.test", organization: "org", workspace: "ws", capabilities: .hasWebPages)

    private static func driver(_ document: TrajectoryDocument, scope: PlatformScope = remote) -> StateDriver {
        var driver = StateDriver(
            scope: scope, answers: Sample.workspace(items: [Sample.item(0)], document: document))
        driver.press("<enter><enter>")
        return driver
    }

    private static func file(_ driver: StateDriver) -> DocumentFile? {
        driver.computed(DocumentFile.self).last
    }

    /// A folder for the files of one test.
    private static func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "taking-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    @Test("write gives the bytes that were received, and writes over nothing without !")
    func write() throws {
        try Self.withFolder { folder in
            let bytes = Array(
                "  {\"schema_version\": \"ATIF-v1.7\", \"steps\": [{\"source\":\"user\",\"message\":\"\\ud83d\"}]}\n"
                    .utf8)
            var driver = Self.driver(TrajectoryDocument.read(bytes, name: "t"))
            let path = folder.appending(path: "t.json").path(percentEncoded: false)
            driver.run("write \(path)")
            let file = try #require(Self.file(driver))
            _ = try file.write()
            #expect(FileManager.default.contents(atPath: path) == Data(bytes))
            #expect(throws: PlatformError.self) { try file.write() }
            try Data("other".utf8).write(to: URL(filePath: path))
            driver.run("write! \(path)")
            _ = try #require(Self.file(driver)).write()
            #expect(FileManager.default.contents(atPath: path) == Data(bytes))
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)) == ["t.json"])
        }
    }

    @Test("A call is taken away as it was received, with both texts of an edit")
    func received() throws {
        let arguments: JSONValue = ["file_path": "Makefile", "old_string": "\ta\n\tb", "new_string": "\tc"]
        let document = TrajectoryDocument.read(
            JSONValue.array([
                ["role": "user", "content": "go"],
                [
                    "role": "assistant", "content": "x",
                    "tool_calls": [
                        ["id": "1", "function": ["name": "Edit", "arguments": .string(arguments.serialized())]]
                    ],
                ],
            ]).bytes, name: "t")
        let texts = StepText.texts(of: try #require(document.step(1))).joined(separator: "\n")
        #expect(texts.contains("\ta\n") && texts.contains("\tb") && texts.contains("\tc"))
        #expect(texts.contains("old_string") && texts.contains("new_string"))
    }

    @Test("write in a sub-agent's trajectory gives that trajectory alone")
    func writeInner() throws {
        let inner = #"{"trajectory_id":"in","agent":{},"steps":[{"step_id":1,"source":"agent","message":"x"}]}"#
        let text =
            #"{"schema_version":"ATIF-v1.7","agent":{},"steps":[{"step_id":1,"source":"agent","message":"m"}],"subagent_trajectories":[ \#(inner) ]}"#
        var driver = Self.driver(TrajectoryDocument.read(Array(text.utf8), name: "t"))
        driver.run("subagent 1")
        #expect(driver.state.trajectory?.crumbs.count == 2)
        try Self.withFolder { folder in
            let path = folder.appending(path: "in.json").path(percentEncoded: false)
            driver.run("write \(path)")
            _ = try #require(Self.file(driver)).write()
            #expect(FileManager.default.contents(atPath: path) == Data(inner.utf8))
        }
    }

    @Test("A file that cannot be written leaves nothing behind, and says why")
    func unwritable() throws {
        var driver = Self.driver(Sample.document(steps: 2))
        driver.run("write /nowhere/at/all.json")
        let file = try #require(Self.file(driver))
        let error = #expect(throws: PlatformError.self) { try file.write() }
        #expect(error?.detail.contains("/nowhere/at/all.json") == true)
    }

    @Test("What stands in the way of a file is said with what to do about it, and nothing is lost")
    func inTheWay() throws {
        let document = Sample.document(steps: 2)
        try Self.withFolder { folder in
            let old = folder.appending(path: "old.json").path(percentEncoded: false)
            try Data("old".utf8).write(to: URL(fileURLWithPath: old))
            let here = folder.path(percentEncoded: false)
            let cases = [
                (old, false, "exists; add !"), (here, false, "is a folder"), (here, true, "is a folder"),
                (here + "no/x.json", true, "in a folder that is not there"), ("~", true, "is a folder"),
            ]
            for (path, overwrites, words) in cases {
                let file = DocumentFile(
                    document: DocumentReference(document), kind: .received, path: path, isOverwriting: overwrites)
                let error = #expect(throws: PlatformError.self) { try file.write() }
                #expect(error?.detail.contains(words) == true, "\(path): \(error?.detail ?? "")")
            }
            #expect(FileManager.default.contents(atPath: old) == Data("old".utf8))
            #expect(try FileManager.default.contentsOfDirectory(atPath: here) == ["old.json"])
        }
        #expect(!FileManager.default.fileExists(atPath: "~"))
    }

    @Test("What a file is refused for stands at the foot of the screen in full")
    func refused() {
        var driver = Self.driver(Sample.document(steps: 2))
        driver.run("write x.json")
        driver.answerAction(.failed(PlatformError(.storage, detail: "x.json is there already")))
        #expect(driver.state.message == Message("x.json is there already", .error))
    }

    @Test(
        "What somebody else's Markdown leaves open ends with it",
        arguments: [
            ("a\n```py\nx", "a\n```py\nx\n```"), ("~~~~\n```\n~~~", "~~~~\n```\n~~~\n~~~~"),
            ("```\nx\n```", "```\nx\n```"),
            ("    ```\nx", "    ```\nx"), ("a <!-- b", "a <!-- b"), ("<!-- x\ny", "\\<!-- x\ny"),
            ("<!-- x\n<!-- y\n<?z", "\\<!-- x\n\\<!-- y\n\\<?z"),
            ("<!-- x\n-->\n```", "<!-- x\n-->\n```\n```"), ("<script>\n```\nx", "\\<script>\n```\nx\n```"),
            ("<pre>x</pre>", "<pre>x</pre>"), ("<details>\nx", "<details>\nx"),
            ("<!DOCTYPE html>\nx", "<!DOCTYPE html>\nx"),
            ("```a`b\nx", "```a`b\nx"), ("`` `\nx", "`` `\nx"), ("", ""),
        ])
    func openMarkdown(text: String, closed: String) {
        let lines = MarkdownGuard.closed(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
        #expect(lines.joined(separator: "\n") == closed)
    }

    @Test(
        "export takes all steps or a range",
        arguments: [("r.md", 0..<40), ("3-5 r.md", 2..<5), ("7 r.md", 6..<7), ("39- r.md", 38..<40)])
    func exportRange(text: String, steps: Range<Int>) throws {
        var driver = Self.driver(Sample.document(steps: 40))
        driver.run("export \(text)")
        let file = try #require(Self.file(driver))
        #expect(file.kind == .report(steps, title: "task-0", masking: true))
        #expect(file.path == "r.md")
        #expect(!file.isOverwriting)
    }

    @Test("export refuses steps that are not there", arguments: ["0-3 r.md", "5-41 r.md", "9-3 r.md", ""])
    func exportNothing(text: String) {
        var driver = Self.driver(Sample.document(steps: 40))
        driver.run("export \(text)")
        #expect(Self.file(driver) == nil)
        #expect(driver.state.message?.tone == .warning)
    }

    @Test("The report holds what the steps say, made safe, in fences that nothing within can end")
    func report() throws {
        let document = TrajectoryDocument.read(
            Array(
                #"{"schema_version":"ATIF-v1.7","agent":{"name":"solver"},"steps":[{"step_id":1,"source":"agent","message":"Hi\u001b]0;x","tool_calls":[{"tool_call_id":"c","function_name":"bash","arguments":{"command":"cat x"}}],"observation":{"results":[{"source_call_id":"c","content":"```\nquoted\n```"}]}}]}"#
                    .utf8), name: "t")
        func pieces(asHTML: Bool) -> String {
            Array(StepReport.pieces(document, title: "task", steps: 0..<1, asHTML: asHTML)).joined()
        }
        let text = pieces(asHTML: false)
        #expect(text.contains("- agent: solver"))
        #expect(text.contains("$ cat x"))
        #expect(text.contains("````\n```\nquoted\n```\n````"))
        #expect(!text.utf8.contains(0x1B))
        #expect(text.contains("]0;x"))
        let page = pieces(asHTML: true)
        #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</body></html>\n"))
        #expect(page.contains("<pre>```\nquoted\n```</pre>") && page.contains("<li>agent: solver</li>"))
        #expect(!page.utf8.contains(0x1B))
    }

    @Test("The curl line asks for what is on the screen, and holds no key")
    func curl() {
        var driver = Self.driver(Sample.document(steps: 2))
        driver.run("curl")
        let wanted =
            "curl -fsS -H \"X-API-Key: $DREADNODE_API_KEY\" -H 'Accept: application/json' "
            + "'https://h.test/api/v1/org/org/ws/ws/sessions/session-0/trajectory?format=atif&include_compacted=false'"
        #expect(driver.terminal.last == .copy(wanted, what: "1 curl line"))
        #expect(driver.state.overlay != nil)
    }

    @Test("A bearer token is sent as one; where no server stands behind, that is said")
    func curlElsewhere() {
        var scope = Self.remote
        scope.usesBearer = true
        var driver = Self.driver(Sample.document(steps: 2), scope: scope)
        driver.run("curl")
        guard case .copy(let line, _) = driver.terminal.last else {
            Issue.record("nothing was copied")
            return
        }
        #expect(line.contains("-H \"Authorization: Bearer $DREADNODE_API_KEY\""))
        scope.server = "demo"
        driver = Self.driver(Sample.document(steps: 2), scope: scope)
        driver.run("curl")
        #expect(driver.terminal.isEmpty)
        #expect(driver.state.message?.text.contains("no server stands behind the demo") == true)
    }

    @Test("Every place says which requests fill it")
    func curlOfPlaces() {
        var driver = Self.driver(Sample.document(steps: 2))
        for (key, path) in [(",i", "/evaluation/eval-1/items'"), (",e", "/evaluations?page=1&page_size=50'")] {
            driver.press(key)
            driver.run("curl")
            guard case .copy(let line, _) = driver.terminal.last else { continue }
            #expect(line.hasSuffix(path), "\(line)")
            driver.press("<esc>")
        }
    }

    @Test("A curl line cannot leave its quotes or its path")
    func hostileCurl() {
        let scope = PlatformScope(
            server: "https://h/base", organization: "o'; rm -rf ~ #", workspace: "../w", capabilities: .hasWebPages)
        let line = CurlLine.get(["sessions", "a/b"], query: [("q", "x&y='")], scope: scope)
        #expect(
            line.hasSuffix("'https://h/base/org/o%27%3B%20rm%20-rf%20~%20%23/ws/..%2Fw/sessions/a%2Fb?q=x%26y%3D%27'"))
    }

    @Test("E opens the step in an editor")
    func edit() {
        var driver = Self.driver(Sample.document(steps: 4))
        driver.press("}E")
        guard case .edit(let text, let name) = driver.terminal.last else {
            Issue.record("no editor")
            return
        }
        #expect(name == "step 2")
        #expect(text.contains("$ ls 2"))
    }
}
