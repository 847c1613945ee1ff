import Platform
import Testing
import Triage
import ViewModels
import Wire

@testable import trawl

@Suite struct OutputTests {
    private var table: Table {
        var table = Table([.text("id"), .number("n"), .flexible("text")])
        table.add(["a", "1", "a long text that does not fit at all"])
        table.add(["bb", "22", "tab\there\nand \u{1B}[31mred"])
        return table
    }

    @Test func aPipeGetsPlainRows() {
        let lines = table.lines(isTerminal: false, width: 10)
        #expect(lines == ["a\t1\ta long text that does not fit at all", "bb\t22\ttab here and \u{1B}[31mred"])
    }

    @Test func aTerminalGetsFittedCleanRows() {
        let lines = table.lines(isTerminal: true, width: 24)
        #expect(lines.count == 3)
        #expect(lines.allSatisfy { $0.count <= 24 })
        #expect(lines[0].hasPrefix("id   n  text"))
        #expect(lines[1].hasPrefix("a    1  a long"))
        #expect(!lines.joined().contains("\u{1B}"))
    }

    @Test func jsonOnATerminalIsEscaped() {
        let json = JSONValue.string("a\u{9B}31m\u{202E}é漢\u{1B}").serialized()
        let escaped = Output.escaped(json)
        #expect(escaped.contains("\\u009b") && escaped.contains("\\u202e") && escaped.contains("é漢"))
        #expect((try? JSONParser.parse(escaped)) == .string("a\u{9B}31m\u{202E}é漢\u{1B}"))
    }

    @Test func csvCells() {
        #expect(FailureReport.quoted("plain") == "plain")
        #expect(FailureReport.quoted("a,\"b\"\n") == "\"a,\"\"b\"\"\n\"")
        #expect(FailureReport.quoted("=cmd()") == "'=cmd()")
        #expect(FailureReport.quoted("-1.5") == "-1.5")
    }

    @Test func markdownMeansNothing() {
        #expect(FailureReport.inline("a|b <script> *x*\n# y") == "a\\|b \\<script\\> \\*x\\* \\# y")
    }

    @Test func markupOfServersGoes() {
        #expect(Markup.removed(from: "<b>I</b> can <mark>not</mark> a<b") == "I can not a<b")
    }

    @Test func figures() {
        #expect(Show.bytes(999) == "999 B")
        #expect(Show.bytes(12_345) == "12.3 kB")
        #expect(Show.exact(seconds: 0.1 + 0.2) == .number("0.3"))
        #expect(Show.exact(seconds: nil) == .null)
        #expect(Show.rounded(2.0 / 3) == .number("0.6667"))
    }

    @Test func fileNamesAreSafe() {
        var evaluation = Evaluation(id: "4f1c2d3e-0000", name: "../web: login/№1 ", status: .completed)
        #expect(BundleRequest.fileName(evaluation) == "web-login-1-4f1c2d3e.zip")
        evaluation.name = "…"
        #expect(BundleRequest.fileName(evaluation) == "4f1c2d3e.zip")
    }
}
