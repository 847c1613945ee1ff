import Platform
import Shell
import Testing
import Triage
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
        let rows = ["a\t1\ta long text that does not fit at all", "bb\t22\ttab here and ␛[31mred"]
        #expect(table.separated() == rows)
        #expect(table.separated(isRaw: true)[1].hasSuffix("\u{1B}[31mred"))
    }

    @Test func aScreenReaderGetsOneFactALine() {
        let lines = table.linear()
        #expect(lines.prefix(5) == ["1 of 2", "id: a", "n: 1", "text: a long text that does not fit at all", ""])
        #expect(lines.suffix(2) == ["text: tab here and ␛[31mred", ""])
        #expect(table.linear(7)[0] == "7")
    }

    @Test func aTerminalGetsFittedCleanRows() {
        let lines = table.fitted(width: 24)
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
        #expect(Quote.csv("plain") == "plain")
        #expect(Quote.csv("a,\"b\"\n") == "\"a,\"\"b\"\"\n\"")
        #expect(Quote.csv("a\"\u{301},b") == "\"a\"\"\u{301},b\"")
        for formula in ["=cmd()", "=\u{301}1", " =1", "\t=1", "+1", "-1+1", "-\u{301}1", "@x", "＝1", "-1e5", "+1e5"] {
            #expect(Quote.csv(formula).hasPrefix("'"), "\(formula)")
        }
        #expect(Quote.csv("\n=1").hasPrefix("\"'"))
        #expect(Quote.csv("-1.5") == "-1.5" && Quote.csv("-") == "-" && Quote.csv("2") == "2")
    }

    @Test func markdownMeansNothing() {
        func inline(_ text: String) -> [String] { [ReportBlock.paragraph([.text(text)])].markdown }
        #expect(inline("a|b <script> *x*\n# y") == ["a\\|b \\<script\\> \\*x\\* \\# y"])
        #expect(inline("a|\u{301}b\u{1B}&#27;") == ["a\\|\u{301}b␛\\&\\#27;"])
        #expect(Quote.fence("a\n````\u{301}\nb") == "`````\na\n````\u{301}\nb\n`````")
    }

    @Test func aPageHoldsNoMarkupButItsOwn() {
        let evil = "</style></title><script>x</script>\u{1B}]0;t\u{7}\" onload='x' &amp; \u{202E}"
        let blocks: [ReportBlock] = [
            .heading(1, [.text(evil)]),
            .paragraph([.strong(evil), .code(evil), .dim(evil), .link("javascript:" + evil)]),
            .list([[.text(evil)]]), .table([.init(evil, isRight: true)], [[[.text(evil)]]]), .fence(evil), .prose(evil),
            .quote(evil), .paragraph([.link("https://h/?a=\"<b>")]),
        ]
        let page = HTMLPage.lines(title: evil, blocks).joined(separator: "\n")
        #expect(!page.contains("<script") && !page.contains("\u{1B}") && !page.contains("\u{202E}"))
        #expect(
            page.ranges(of: "<title>").count == 1 && page.ranges(of: "</style>").count == 1)
        #expect(page.contains("&lt;script&gt;x&lt;/script&gt;"))
        #expect(!page.contains("href=\"javascript") && page.contains("href=\"https://h/?a=&quot;&lt;b&gt;\""))
        #expect(page.contains("prefers-color-scheme: dark") && page.contains("default-src 'none'"))
    }

    @Test func shellWordsAndAddressesAreData() {
        #expect(Quote.shell("--a=b/c:1") == "--a=b/c:1")
        #expect(Quote.shell("") == "''" && Quote.shell("=ls") == "'=ls'" && Quote.shell("$(x)") == "'$(x)'")
        #expect(Quote.shell("a'\u{301}b") == "'a'\\''\u{301}b'")
        #expect(Quote.url("a/b?c é") == "a%2Fb%3Fc%20%C3%A9")
        #expect(Quote.address("http://x/a?b=c#d\u{1B}\"") == "http://x/a?b=c#d%1B%22")
    }

    @Test func oneOddStatusDoesNotTakeTheRoom() {
        var table = Table([.text("id"), .status, .flexible("name")])
        table.add(["1", "passed", "a name"])
        table.add(["2", String(repeating: "W", count: 3000), "another name"])
        #expect(table.fitted(width: 100).allSatisfy { $0.count <= 100 && ($0.contains("name") || $0.contains("W")) })
    }

    @Test func jsonHoldsNoControls() {
        let json = JSONValue.string("a\u{9B}£\u{85}\u{7F}ÿ").serialized()
        #expect(json == "\"a\\u009b£\\u0085\\u007fÿ\"")
    }

    @Test func markupOfServersGoes() {
        #expect(Markup.removed(from: "<b>I</b> can <mark>not</mark> a<b") == "I can not a<b")
    }

    @Test func figures() {
        #expect(CellFormat.bytes(999) == "999 B")
        #expect(CellFormat.bytes(12_345) == "12.3 kB")
        #expect(CellFormat.exact(seconds: 0.1 + 0.2) == .number("0.3"))
        #expect(CellFormat.exact(seconds: nil) == .null)
        #expect(CellFormat.rounded(2.0 / 3) == .number("0.6667"))
    }

    @Test func fileNamesAreSafe() {
        var evaluation = Evaluation(id: "4f1c2d3e-0000", name: "../web: login/№1 ", status: .completed)
        #expect(BundleRequest.fileName(evaluation) == "web-login-1-4f1c2d3e.zip")
        evaluation.id = "../$(id)"
        #expect(BundleRequest.fileName(evaluation) == "web-login-1.zip")
        evaluation.name = "…"
        #expect(BundleRequest.fileName(evaluation) == "trajectories.zip")
        evaluation.id = "4f1c2d3e-0000"
        #expect(BundleRequest.fileName(evaluation) == "4f1c2d3e.zip")
    }
}
