import App
import Panes
import Platform
import RichText
import Terminal
import TestSupport
import Testing
import Wire

@testable import Reader
@testable import Shell

@Suite("Downloads and links")
struct DownloadTests {
    private func driver(
        scope: PlatformScope = PlatformScope(
            server: "https://app.example.org/", organization: "ac me", workspace: "main", capabilities: .hasWebPages)
    ) -> StateDriver {
        StateDriver(
            scope: scope, answers: Sample.workspace(items: [Sample.item(1)], document: Sample.document(steps: 2)))
    }

    @Test("d suggests a file; what is typed is where it goes")
    func suggestion() {
        var driver = driver()
        driver.press("d")
        #expect(driver.state.prompt?.input.text == "evaluation-1-eval1.zip")
        driver.press("<enter>")
        #expect(
            driver.asked(in: .download)
                == [.download(BundleRequest(Sample.evaluation(1), path: "evaluation-1-eval1.zip"))])
        #expect(driver.state.downloads.running?.request.overwrites == false)
    }

    @Test(
        "The line names the file, the form and the history",
        arguments: [
            ("download a.zip", "a.zip", TrajectoryFormat.atif, false, false),
            ("download my runs.zip openai", "my runs.zip", .openai, false, false),
            ("download! a.zip native compacted", "a.zip", .native, true, true),
            ("download compacted", "evaluation-1-eval1.zip", .atif, true, false),
        ])
    func line(_ line: String, _ path: String, _ form: TrajectoryFormat, _ compacted: Bool, _ overwrites: Bool) {
        var driver = driver()
        driver.press(":")
        driver.type(line)
        driver.press("<enter>")
        let request = BundleRequest(
            Sample.evaluation(1), form: form, includeCompacted: compacted, path: path, overwrites: overwrites)
        #expect(driver.asked(in: .download) == [.download(request)])
    }

    @Test("It goes on behind with bytes and rate, and one at a time; its end is told and listed")
    func behind() {
        var driver = driver()
        driver.press("d<enter>")
        driver.send(.clock(StateDriver.start + 4))
        driver.answer(.download, .progress(Progress(label: "", done: 8_000_000, total: nil)))
        #expect(driver.state.downloads.words(at: driver.state.now) == "8.0 MB, 2.0 MB/s")
        driver.answer(.download, .progress(Progress(label: "", done: 8_000_000, total: 16_000_000)))
        #expect(driver.state.downloads.words(at: driver.state.now) == "8.0 MB of 16.0 MB, 2.0 MB/s, 4.0s left")
        driver.press("<enter>d<enter>")
        #expect(driver.works(in: .download).count == 1)
        driver.answer(.download, .progress(Progress(label: "checking", done: 3, total: 60)))
        #expect(driver.state.downloads.words(at: driver.state.now) == "checking 3 of 60")
        driver.answer(.download, .ended(Message("a.zip: 60 items", .good)))
        #expect(driver.state.message == Message("a.zip: 60 items. D opens it", .good))
        #expect(driver.state.downloads.running == nil)
        #expect(driver.state.downloads.ended.count == 1)
        driver.press("D")
        #expect(driver.terminal == [.openBundle("evaluation-1-eval1.zip")])
    }

    @Test("The list of downloads follows them while it is open")
    func list() {
        var driver = driver()
        driver.press("d<enter>:")
        driver.type("jobs")
        driver.press("<enter>")
        driver.answer(.download, .progress(Progress(label: "", done: 512, total: nil)))
        guard case .text(let pane) = driver.state.overlay else {
            Issue.record("no overlay")
            return
        }
        #expect(pane.lines.map(\.text).contains { $0.contains("512 B") })
    }

    @Test("It can be stopped, and then another started")
    func stopping() {
        var driver = driver()
        driver.press(":")
        driver.type("cancel-download")
        driver.press("<enter>")
        #expect(driver.works(in: .download).isEmpty)
        driver.press("d<enter>:")
        driver.type("cancel-download")
        driver.press("<enter>")
        #expect(driver.works(in: .download).last == .cancel)
        driver.press("d<enter>")
        #expect(driver.works(in: .download).count == 3)
    }

    /// The list of downloads, with one that is under way.
    private func listed() -> StateDriver {
        var driver = driver()
        driver.press("d<enter>:")
        driver.type("jobs")
        driver.press("<enter>")
        return driver
    }

    @Test("In the list Esc stops it, once the user says yes")
    func stoppingByEscape() {
        var driver = listed()
        driver.press("<esc>n<enter>")
        #expect(driver.state.downloads.running != nil)
        driver.press("<esc><esc>")
        #expect(driver.state.downloads.running != nil && driver.state.overlay != nil)
        driver.press("<esc>y<enter>")
        #expect(driver.works(in: .download).last == .cancel)
        #expect(driver.state.downloads.running == nil)
        driver.press("<esc>")
        #expect(driver.state.overlay == nil)
    }

    @Test("In the list :cancel stops it; elsewhere too, unless an evaluation runs")
    func stoppingByWord() {
        for leaving in ["", "q"] {
            var driver = listed()
            driver.press(leaving + ":")
            driver.type("cancel")
            driver.press("<enter>")
            #expect(driver.works(in: .download).last == .cancel)
        }
    }

    @Test("A download needs an evaluation in view")
    func nothingInView() {
        var driver = driver()
        driver.press("wd")
        #expect(driver.state.prompt == nil)
        #expect(driver.state.message?.tone == .warning)
    }

    @Test("O shows and copies the page of the evaluation, or of the session that is read")
    func links() {
        var driver = driver()
        driver.press("O")
        let evaluation = "https://app.example.org/ac%20me/evaluation?workspace=main&eval=eval-1"
        #expect(driver.terminal == [.copy(evaluation, what: "the link")])
        driver.press("<esc><enter><enter>O")
        let session = "https://app.example.org/ac%20me/analysis?workspace=main&session=session-1"
        #expect(driver.terminal.last == .copy(session, what: "the link"))
    }

    @Test("An archive has no pages")
    func noPages() {
        var driver = driver(
            scope: PlatformScope(server: "archive", organization: "o", workspace: "w", capabilities: .files))
        driver.press("O")
        #expect(driver.terminal.isEmpty)
        #expect(driver.state.overlay == nil)
    }
}
