import App
import Platform
import RichText
import Terminal
import TestSupport
import Testing
import Trajectory
import Wire

@testable import Reader
@testable import Shell

/// What n, N, / and Esc do while something is looked for.
@Suite("Keys of a find")
struct FindKeysTests {
    private static func message(_ number: Int, _ text: String) -> JSONValue {
        ["step_id": .int(number), "source": number == 1 ? "user" : "agent", "message": .string(text)]
    }

    private static func calling(_ number: Int, _ output: String) -> JSONValue {
        [
            "step_id": .int(number), "source": "agent", "message": "I try.",
            "tool_calls": [["tool_call_id": "c", "function_name": "bash", "arguments": ["command": "ls"]]],
            "observation": ["results": [["source_call_id": "c", "content": .string(output)]]],
        ]
    }

    private static func document(_ steps: [JSONValue], _ inner: [JSONValue] = []) -> TrajectoryDocument {
        let value: JSONValue = [
            "schema_version": "ATIF-v1.7", "agent": ["name": "a", "version": "1"], "steps": .array(steps),
            "subagent_trajectories": .array(inner),
        ]
        return TrajectoryDocument.read(value.bytes, name: "test")
    }

    private static func driver(_ document: TrajectoryDocument, samples: Int = 1) -> StateDriver {
        .reading(document, samples: samples)
    }

    private static func find(_ text: String, in driver: inout StateDriver) {
        driver.press("/")
        driver.type(text)
        driver.press("<enter>")
    }

    private static func words(_ driver: StateDriver) -> String? {
        driver.state.trajectory.flatMap { $0.find?.words(of: $0.stepCount) }
    }

    @Test("n goes round the end and N round the beginning, and say so")
    func round() {
        var driver = Self.driver(Self.document((1...20).map { Self.message($0, $0 % 8 == 4 ? "a needle" : "hay") }))
        Self.find("needle", in: &driver)
        #expect(Self.words(driver) == "1 of 3")
        driver.press("nn")
        #expect(Self.words(driver) == "3 of 3" && driver.state.message == nil)
        driver.press("n")
        #expect(Self.words(driver) == "1 of 3")
        #expect(driver.state.message?.text == "Continued from the first match")
        driver.press("N")
        #expect(Self.words(driver) == "3 of 3")
        #expect(driver.state.message?.text == "Continued from the last match")
    }

    @Test("Of one match n says that it is the only one; where there is none, that there is none")
    func few() {
        var driver = Self.driver(Self.document([Self.message(1, "a needle"), Self.message(2, "hay")]))
        Self.find("needle", in: &driver)
        driver.press("n")
        #expect(driver.state.message?.text == "The only match")
        Self.find("pin", in: &driver)
        #expect(Self.words(driver) == "no match")
        driver.press("n")
        #expect(driver.state.message?.text == "No match of \"pin\"")
    }

    @Test("Every match is gone to, also where several stand on one row, and a match over a border of rows is one")
    func everyMatch() {
        let line = String(repeating: "needle needle x ", count: 30)
        var driver = Self.driver(
            Self.document([Self.message(1, line), Self.message(2, "needle"), Self.calling(3, line)]))
        for query in ["needle", "/needle need/", "/x( needle)?/"] {
            Self.find(query, in: &driver)
            let total = driver.state.trajectory?.find?.total ?? 0
            #expect(total > 0)
            for number in 1...total {
                #expect(Self.words(driver) == "\(number) of \(total)", "\(query)")
                let model = driver.state.trajectory
                let match = model?.currentMatch
                let row = match.flatMap { match in model?.reading.rows(of: match.step).rows[match.row] }
                let lit = row?.spans.filter { $0.ink.slot == .match } ?? []
                #expect(lit.count > model?.currentMatchFromEnd ?? .max, "\(query), \(number)")
                driver.press("n")
            }
        }
    }

    @Test("Matches that folds hide are gone to, in the step where one is too, and none is left out")
    func folds() {
        let output = (1...200).map { $0 % 50 == 0 ? "needle" : "hay \($0)" }.joined(separator: "\n")
        for keys in ["", "zM", "x", "xx"] {
            var driver = Self.driver(Self.document([Self.calling(1, output), Self.calling(2, output)]))
            driver.press(keys)
            Self.find("needle", in: &driver)
            for number in 1...8 {
                #expect(Self.words(driver) == "\(number) of 8", "\(keys)")
                let model = driver.state.trajectory
                let row = model?.currentMatch.flatMap { match in model?.reading.rows(of: match.step).rows[match.row] }
                #expect(row?.spans.contains { $0.ink.slot == .match } == true, "\(keys), \(number)")
                driver.press("n")
            }
        }
    }

    @Test("A step on one line is shown in full while its match is read, and Esc brings back what was folded")
    func oneLine() {
        var driver = Self.driver(Self.document((1...9).map { Self.message($0, "one\n\nneedle \($0)") }))
        driver.press("x")
        #expect(driver.state.trajectory?.preferences.density == .line)
        Self.find("needle", in: &driver)
        #expect(driver.state.trajectory?.options.folds.densities == [0: .full])
        driver.press("n")
        #expect(driver.state.trajectory?.options.folds.densities == [1: .full])
        driver.press("/")
        driver.type("needle 7")
        #expect(driver.state.trajectory?.options.folds.densities == [6: .full])
        driver.press("<esc>")
        #expect(driver.state.trajectory?.options.folds.densities == [1: .full])
        #expect(driver.state.trajectory?.current == 1)
        #expect(driver.state.trajectory?.find?.pattern.text == "needle")
    }

    @Test("What is hidden is told and not gone to; shown again, it is counted")
    func hidden() {
        var driver = Self.driver(Self.document([Self.message(1, "needle"), Self.calling(2, "needle\nneedle")]))
        driver.press(":")
        driver.type("hide tools")
        driver.press("<enter>")
        Self.find("needle", in: &driver)
        #expect(Self.words(driver) == "1 of 1, 2 hidden")
        driver.press(":")
        driver.type("hide user")
        driver.press("<enter>")
        #expect(Self.words(driver) == "no match here, 3 hidden")
        driver.press("n")
        #expect(driver.state.message?.text.hasSuffix("3 hidden, :show shows everything") == true)
        driver.press(":")
        driver.type("show")
        driver.press("<enter>")
        #expect(Self.words(driver) == "3")
    }

    @Test("Matches in sub-agents are told; in a sub-agent they are lit and counted")
    func subagents() {
        let inner: JSONValue = [
            "schema_version": "ATIF-v1.7", "agent": ["name": "b", "version": "1"], "trajectory_id": "inner",
            "steps": [Self.message(1, "needle and needle")],
        ]
        var driver = Self.driver(Self.document([Self.message(1, "a needle")], [inner]))
        Self.find("needle", in: &driver)
        #expect(Self.words(driver) == "1 of 1, 2 in sub-agents")
        driver.press(":")
        driver.type("subagent 1")
        driver.press("<enter>")
        #expect(Self.words(driver) == "2")
        driver.press("ny")
        #expect(Self.words(driver)?.hasSuffix("of 2") == true)
        #expect(driver.terminal.last == .copy("inner", what: "sub-agent's id"))
        driver.press("<esc>")
        #expect(Self.words(driver)?.hasSuffix("of 1, 2 in sub-agents") == true)
    }

    @Test("What is typed takes the place of what was looked for last; Enter alone goes on to its next match")
    func again() {
        var driver = Self.driver(Self.document((1...9).map { Self.message($0, "needle pin") }))
        Self.find("needle", in: &driver)
        driver.press("/<enter>")
        #expect(Self.words(driver) == "2 of 9")
        driver.press("/")
        driver.type("pin")
        #expect(driver.state.trajectory?.find?.pattern.text == "pin")
        driver.press("<esc>/<bs>")
        #expect(driver.state.trajectory?.find?.pattern.text == "needl")
    }

    @Test("What was filtered is not offered to a find, and the other way round")
    func histories() {
        var driver = Self.driver(Self.document([Self.message(1, "a needle")]))
        Self.find("needle", in: &driver)
        driver.press(",i/")
        driver.type("task")
        driver.press("<enter>/<up>")
        #expect(driver.state.prompt?.input.text == "task")
        driver.press("<up>")
        #expect(driver.state.prompt?.input.text == "task")
        driver.press("<esc>,t/<up>")
        #expect(driver.state.prompt?.input.text == "needle")
    }

    @Test("Typing looks round the end, and Esc comes back")
    func roundWhileTyped() {
        var driver = Self.driver(Self.document((1...40).map { Self.message($0, $0 == 2 ? "a needle" : "hay") }))
        driver.press("30}")
        driver.press(":")
        driver.type("20")
        driver.press("<enter>/")
        driver.type("needle")
        #expect(driver.state.trajectory?.current == 1)
        driver.press("<esc>")
        #expect(driver.state.trajectory?.current == 19)
    }

    @Test(
        "What pretty forms leave out is found and lit in the text as it is",
        arguments: ["`go vet`", "**bold", "# Title", "\"a\":1", "vet", "|---|"])
    func marks(query: String) throws {
        let text = "# Title\n\n`go vet` is **bold**\n\n| a | b |\n|---|---|\n| 1 | 2 |"
        var driver = Self.driver(
            Self.document([Self.message(1, text), Self.calling(2, "{\"a\":1,\"b\":[{\"vet\":2}]}")]))
        Self.find(query, in: &driver)
        let total = try #require(driver.state.trajectory?.find?.total)
        #expect(total > 0)
        for number in 1...total {
            let model = driver.state.trajectory
            let row = model?.currentMatch.flatMap { match in model?.reading.rows(of: match.step).rows[match.row] }
            #expect(row?.spans.contains { $0.ink.slot == .match } == true, "\(query), \(number)")
            driver.press("n")
        }
    }

    @Test("Who presses Enter before the count is there is led to the first match all the same")
    func early() throws {
        let steps = (1...80).map { Self.message($0, $0 == 2 ? "a needle" : "hay") }
        let document = Self.document(steps)
        var driver = StateDriver(answers: Sample.workspace(items: [Sample.item(0)], document: document))
        driver.press("<enter><enter>G/")
        driver.type("needle")
        driver.press("<enter>")
        #expect(driver.state.trajectory?.current == 79)
        let pattern = try #require(FindPattern("needle"))
        try MatchCount(document, pattern).run(from: 79) { driver.answer(.match, $0) }
        #expect(driver.state.trajectory?.current == 1)
    }

    @Test("J shows a document without steps as it was received")
    func rawDocument() {
        for (text, words) in [("{\"a\": 1}", "\"a\": 1"), ("no JSON", "no JSON")] {
            var driver = Self.driver(TrajectoryDocument.read(Array(text.utf8), name: "t"))
            driver.press("J")
            guard case .text(let pane) = driver.state.overlay else {
                Issue.record("nothing is shown")
                continue
            }
            #expect(pane.lines.contains { $0.text.contains(words) })
        }
    }

    /// The words that are looked for in a document: the first ones of its agent's messages and of its results.
    private static func words(of document: TrajectoryDocument) -> [String] {
        let texts = (0..<document.stepCount).lazy.compactMap { document.step($0) }.flatMap { StepText.texts(of: $0) }
        let words = texts.prefix(60).compactMap { text in
            text.split { !$0.isLetter && !$0.isNumber }.first { $0.utf8.count > 3 }.map(String.init)
        }
        return Array(Set(words).sorted().prefix(3)) + ["`", "the"]
    }

    @Test(
        "In every fixture n goes from match to match, and each is lit where it leads",
        .enabled(if: FixtureFiles.areHere, Comment(rawValue: FixtureFiles.absence)),
        arguments: FixtureFiles.paths())
    func everyFixture(path: String) throws {
        let document = try TrajectoryDocument.open(path: path)
        guard document.stepCount > 0 else { return }
        for word in Self.words(of: document) {
            var driver = Self.driver(document)
            Self.find(word, in: &driver)
            let total = driver.state.trajectory?.find?.total ?? 0
            for number in 1...max(1, min(total, 30)) where total > 0 {
                #expect(driver.state.trajectory?.find?.number == number, "\(word), \(number) of \(total)")
                let model = driver.state.trajectory
                let match = model?.currentMatch
                let rows = match.flatMap { match in model?.reading.rows(of: match.step).rows } ?? []
                let row = match.flatMap { rows.indices.contains($0.row) ? rows[$0.row] : nil }
                let isLit = row?.spans.contains { $0.ink.slot == .match } == true
                #expect(isLit, "\(word), \(number) of \(total), step \((match?.step ?? 0) + 1)")
                guard isLit else { break }
                driver.press("n")
            }
        }
    }

    @Test("L takes what is looked for along: lit and counted, and n goes to the first match")
    func nextItem() {
        let document = Self.document((1...9).map { Self.message($0, $0 > 7 ? "a needle" : "hay") })
        var driver = Self.driver(document, samples: 2)
        Self.find("needle", in: &driver)
        driver.press("L")
        #expect(driver.state.trajectory?.item?.id == Sample.item(1).id)
        #expect(driver.state.trajectory?.current == 0)
        #expect(Self.words(driver) == "2")
        driver.press("n")
        #expect(driver.state.trajectory?.current == 7)
    }
}
