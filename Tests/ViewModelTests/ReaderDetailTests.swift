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

@Suite("Details of how steps are read")
struct ReaderDetailTests {
    private static func driver(
        _ step: JSONValue, answers: @escaping (PlatformWork) -> [EffectResult] = { _ in [] },
        computed: @escaping (any ComputeWork) -> [EffectResult] = { _ in [] }
    ) -> StateDriver {
        let value: JSONValue = [
            "schema_version": "ATIF-v1.8", "agent": ["name": "a", "version": "1"], "steps": [step],
        ]
        let document = TrajectoryDocument.read(value.bytes, name: "test")
        let usual = Sample.workspace(items: [Sample.item(0)], document: document)
        var driver = StateDriver(
            answers: { work in
                let own = answers(work)
                return own.isEmpty ? usual(work) : own
            }, computed: computed)
        driver.press("<enter><enter>")
        return driver
    }

    private static func visible(_ driver: StateDriver) -> String {
        (driver.state.trajectory?.reading.visibleRows() ?? []).map { $0.row.spans.map(\.text).joined() }.joined(
            separator: "\n")
    }

    private static let pictures: JSONValue = [
        "step_id": 1, "source": "user",
        "message": [
            ["type": "text", "text": "look"],
            ["type": "image", "source": ["media_type": "image/png", "path": "images/a.png"]],
            ["type": "image", "source": ["media_type": "image/png", "path": "images/b.png"]],
            ["type": "image_url", "image_url": ["url": "data:image/gif;base64,R0lGODlhAQABAAAAACw="]],
        ],
    ]

    @Test("Pictures are told with their size, or as missing, and asked about once")
    func media() {
        var driver = Self.driver(Self.pictures) { work in
            if case .findMedia = work { [.media(["images/a.png": 1_234, "images/b.png": Int?.none])] } else { [] }
        }
        #expect(driver.asked(in: .media) == [.findMedia("session-0", ["images/a.png", "images/b.png"])])
        #expect(Self.visible(driver).contains("[image png  images/a.png] 1.2 kB, o opens it"))
        #expect(Self.visible(driver).contains("[image png  images/b.png] missing"))
        #expect(Self.visible(driver).contains("[image gif, 15 B inline] o opens it"))
        driver.press("jk")
        #expect(driver.works(in: .media).count == 1)
        driver.press("o")
        guard case .openMedia(let request) = driver.terminal.last else {
            Issue.record("nothing is opened")
            return
        }
        #expect(request.media.path == "images/a.png")
        #expect(request.session == "session-0")
    }

    @Test("A platform without files beside its trajectories says nothing about them")
    func noFiles() {
        let driver = Self.driver(Self.pictures) { work in
            if case .findMedia = work { [.failed(PlatformError(.unsupported, detail: "no"))] } else { [] }
        }
        #expect(driver.state.trajectory?.phase == .ready)
        #expect(Self.visible(driver).contains("images/b.png]"))
        #expect(!Self.visible(driver).contains("missing"))
    }

    @Test("Of two pictures that are alike in all but their data each has its own")
    func inlineData() throws {
        let message: JSONValue = [
            ["type": "image_url", "image_url": ["url": "data:image/png;base64,AAAA"]],
            ["type": "image_url", "image_url": ["url": "data:image/png;base64,BBBB"]],
            ["type": "input_audio", "input_audio": ["data": "CCCC", "format": "wav"]],
        ]
        let value: JSONValue = ["messages": [["role": "user", "content": message]]]
        let document = TrajectoryDocument.read(value.bytes, name: "t")
        let media = try #require(document.step(0)).message.compactMap {
            if case .media(let media) = $0 { media } else { nil }
        }
        #expect(media.count == 3)
        #expect(document.inlineData(of: media[0], 0, inStep: 0) == "AAAA")
        #expect(document.inlineData(of: media[1], 1, inStep: 0) == "BBBB")
        #expect(document.inlineData(of: media[2], 0, inStep: 0) == "CCCC")
        #expect(document.inlineData(of: media[2], 1, inStep: 0) == nil)
    }

    @Test("The text of a step of megabytes is had behind the screen, for copies, the pager, the editor and its JSON")
    func heavy() {
        let large = String(repeating: "word ", count: 600_000)
        var driver = Self.driver(["step_id": 1, "source": "agent", "message": .string(large)]) { _ in
            []
        } computed: { work in
            guard let work = work as? StepTextWork else { return [] }
            return work.results { work.run($0) }
        }
        driver.press("Y")
        #expect(driver.terminal.last == .copy(large, what: "step 1"))
        driver.press("p")
        #expect(driver.terminal.last == .page(large, name: "step 1"))
        driver.press("E")
        guard case .edit(let text, _) = driver.terminal.last else {
            Issue.record("no editor")
            return
        }
        #expect(text.contains("word word"))
        driver.press("J")
        guard case .text(let pane) = driver.state.overlay else {
            Issue.record("no JSON")
            return
        }
        #expect(pane.lines.reduce(0) { $0 + $1.text.utf8.count } < 1 << 20)
        #expect(driver.works(in: .stepText).count == 4)
    }

    @Test("What an interrupted load left is read on, says how much is missing, and is fetched again at the same step")
    func interrupted() throws {
        let whole = Sample.document(steps: 20)
        let bytes = whole.store.bytes(0..<whole.store.count)
        let store = try #require(ByteStore(capacity: bytes.count))
        store.append(Array(bytes.prefix(bytes.count * 3 / 4)))
        let torn = TrajectoryDocument(store: store, expectedBytes: bytes.count, name: "t")
        torn.finish(interrupted: true)
        let usual = Sample.workspace(items: [Sample.item(0)])
        var loads = 0
        var driver = StateDriver { work in
            guard case .trajectory = work else { return usual(work) }
            loads += 1
            let answers: [EffectResult] = [
                .document(torn, .trajectory(.atif)), .failed(PlatformError(.interrupted, detail: "reset")),
            ]
            return loads == 1 ? answers : [.document(whole, .trajectory(.atif))]
        }
        driver.press("<enter><enter>")
        #expect(driver.state.trajectory?.progress.loss?.hasPrefix("incomplete: ") == true)
        #expect(driver.state.message?.tone == .error)
        driver.press("}}}}}")
        let current = driver.state.trajectory?.current
        #expect(current == 5)
        driver.press("r")
        #expect(driver.state.trajectory?.progress.loss == nil)
        #expect(driver.state.trajectory?.stepCount == 20)
        #expect(driver.state.trajectory?.current == current)
    }

    @Test("A context that is replaced is told from one that is compacted")
    func compaction() {
        func rows(_ boundary: String) -> String {
            Self.visible(
                Self.driver([
                    "step_id": 1, "source": "system", "message": "s",
                    "extra": ["context_management": ["type": "compaction", "boundary": .string(boundary)]],
                ]))
        }
        #expect(rows("replace").contains("context replaced: the model"))
        #expect(rows("append").contains("context compacted here"))
    }

    @Test("A result for a call that is not here is shown, and says so")
    func unmatched() {
        let driver = Self.driver([
            "step_id": 1, "source": "agent", "message": "", "tool_calls": [],
            "observation": ["results": [["source_call_id": "lost", "content": "an answer"]]],
        ])
        #expect(Self.visible(driver).contains("result of unknown call lost"))
        #expect(Self.visible(driver).contains("an answer"))
    }

    @Test("Long lines that are cut are moved by half the pane")
    func panning() {
        var driver = Self.driver(["step_id": 1, "source": "agent", "message": "x"])
        driver.press("zl")
        #expect(driver.state.message?.tone == .warning)
        driver.press("Wzlzl")
        #expect(driver.state.trajectory?.pan == 118)
        driver.press("zhzhzh")
        #expect(driver.state.trajectory?.pan == 0)
    }

    // MARK: How much is shown, and what is taken away

    private static var talk: JSONValue {
        func step(_ number: Int) -> JSONValue {
            [
                "step_id": .int(number), "source": "agent", "message": .string("message \(number)"),
                "reasoning_content": "thought one\nthought two\nthree\nfour\nfive",
                "tool_calls": [["tool_call_id": "c", "function_name": "bash", "arguments": ["command": "make"]]],
                "observation": [
                    "results": [["source_call_id": "c", "content": .string("out \(number)\nmore\nand more\nend")]]
                ],
            ]
        }
        return [
            "schema_version": "ATIF-v1.7", "agent": ["name": "a", "version": "1"], "steps": .array((1...6).map(step)),
        ]
    }

    private static func talkDriver() -> StateDriver {
        let document = TrajectoryDocument.read(talk.bytes, name: "talk")
        var driver = StateDriver(answers: Sample.workspace(items: [Sample.item(0)], document: document))
        driver.press("<enter><enter>")
        return driver
    }

    @Test("One step is shown otherwise than all, and keeps that while all change")
    func stepDensity() {
        var driver = Self.talkDriver()
        driver.press("xzxzx")
        // All on one line, and the first step, in a few lines and then in full.
        #expect(driver.state.trajectory?.options.folds.densities == [0: .full])
        #expect(Self.visible(driver).contains("message 1"))
        #expect(!Self.visible(driver).contains("message 2"))
        driver.press("zx")
        #expect(driver.state.trajectory?.options.folds.densities == [:])
        // On one line a step says what it does.
        #expect(
            Self.visible(driver).split(separator: "\n").prefix(2) == ["1 agent    bash make", "2 agent    bash make"])
    }

    @Test("All parts of a kind are folded and unfolded at once; a part by itself says otherwise")
    func foldKinds() {
        var driver = Self.talkDriver()
        func shown(_ text: String) -> Int { Self.visible(driver).ranges(of: text).count }
        #expect(shown("and more") > 1 && shown("thought two") > 1)
        driver.press("zC")
        #expect(driver.state.message?.text == "reasoning folded in all steps")
        #expect(shown("thought two") == 0 && shown("and more") > 1)
        driver.press("zo")
        #expect(shown("thought two") == 1)
        driver.press("zO")
        #expect(shown("thought two") > 1)
    }

    @Test("Y in a step that is scrolled into copies the part on top, at its beginning all of it")
    func copyPart() {
        var driver = Self.talkDriver()
        driver.press("Y")
        #expect(
            driver.terminal.last.map { "\($0)".contains("message 1") && "\($0)".contains("out 1") } == true)
        driver.press("jjjjjjj")
        driver.press("Y")
        guard case .copy(let text, let what) = driver.terminal.last else {
            Issue.record("nothing is copied")
            return
        }
        #expect(text == "out 1\nmore\nand more\nend" && what == "result of step 1")
    }

    @Test("Colours change nothing of the text of a call", .enabled(if: FixtureFiles.areHere))
    func colourless() throws {
        for path in FixtureFiles.paths() {
            let document = try TrajectoryDocument.open(path: path)
            for index in 0..<min(document.stepCount, 40) {
                for call in document.step(index)?.calls ?? [] {
                    let plain = CallLines.titled(call.name, call.arguments, isColoured: false).map(\.text)
                    #expect(CallLines.titled(call.name, call.arguments).map(\.text) == plain)
                }
            }
        }
    }
}
