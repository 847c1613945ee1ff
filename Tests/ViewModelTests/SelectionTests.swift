import App
import Foundation
import Terminal
import TestSupport
import Testing
import Trajectory
import Wire

@testable import Reader
@testable import Shell

@Suite("Selecting lines of a trajectory")
struct SelectionTests {
    /// A document of steps of an agent: a message, and what a call of `cat` gave.
    private static func document(_ steps: [(message: String, output: String)]) -> TrajectoryDocument {
        let steps = steps.enumerated().map { index, step -> JSONValue in
            [
                "step_id": .int(index + 1), "source": "agent", "message": .string(step.message),
                "tool_calls": [
                    ["tool_call_id": "c", "function_name": "bash", "arguments": ["command": .string("cat \(index)")]]
                ],
                "observation": ["results": [["source_call_id": "c", "content": .string(step.output)]]],
            ]
        }
        let root: JSONValue = ["schema_version": "ATIF-v1.7", "agent": ["name": "a"], "steps": .array(steps)]
        return TrajectoryDocument.read(root.bytes, name: "t")
    }

    private static func driver(
        _ document: TrajectoryDocument, size: Size = Size(width: 80, height: 40)
    ) -> StateDriver {
        var driver = StateDriver(
            size: size, answers: Sample.workspace(items: [Sample.item(0)], document: document))
        driver.press("<enter><enter>")
        return driver
    }

    /// What was copied last, and what it was called.
    private static func copied(_ driver: StateDriver) -> (text: String, what: String)? {
        guard case .copy(let text, let what) = driver.terminal.last else { return nil }
        return (text, what)
    }

    private static func words(_ driver: StateDriver) -> String? { driver.state.trajectory?.selectionWords }

    /// The rows that are lit, as they are drawn.
    private static func lit(_ driver: StateDriver) -> [String] {
        guard let model = driver.state.trajectory else { return [] }
        return model.reading.visibleRows().filter { model.reading.isSelected($0.row, of: $0.position.step) }
            .map { $0.row.spans.map(\.text).joined() }
    }

    private static func lines(_ range: ClosedRange<Int>) -> String {
        range.map { "line \($0)" }.joined(separator: "\n")
    }

    // MARK: What is copied

    @Test(
        "Lines are copied as they are: joined where they are wrapped, with their tabs, without what stands around them")
    func exact() throws {
        let long = Array(repeating: "word", count: 60).joined(separator: " ")
        var driver = Self.driver(Self.document([("", "\tone\u{a0}\r\n\(long)\nlast")]))
        driver.press("Vj")
        #expect(Self.words(driver) == "2 lines selected, 12 B")
        driver.press("j")
        // All rows of the line that is wrapped are lit.
        #expect(Self.lit(driver).count > 5)
        #expect(Self.lit(driver).first?.contains("bash  $ cat 0") == true)
        driver.press("Y")
        #expect(Self.copied(driver)?.text == "cat 0\n\tone\u{a0}\r\n\(long)")
        #expect(Self.copied(driver)?.what == "3 lines of step 1")
        #expect(driver.state.trajectory?.selection == nil)
    }

    @Test("y copies what Y copies, p shows it in the pager and E in the editor; both leave it selected")
    func uses() {
        var driver = Self.driver(Self.document([("", "one\ntwo")]))
        driver.press("Vj<space>jp")
        #expect(driver.terminal.last == .page("one\ntwo", name: "lines of step 1"))
        driver.press("E")
        #expect(driver.terminal.last == .edit("one\ntwo", name: "lines of step 1"))
        driver.press("y")
        #expect(driver.terminal.last == .copy("one\ntwo", what: "2 lines of step 1"))
        // Nothing is selected any more.
        driver.press("y")
        #expect(driver.terminal.last == .copy("session-0", what: "session id"))
    }

    @Test("A fold is copied with what it hides, and the message says so")
    func folded() throws {
        var driver = Self.driver(Self.document([("", Self.lines(1...134))]))
        driver.press("Vj<space>G")
        #expect(Self.words(driver) == "134 lines selected (102 folded), 1.1 kB")
        driver.press("Y")
        #expect(Self.copied(driver)?.text == Self.lines(1...134))
        #expect(Self.copied(driver)?.what == "134 lines of step 1 (102 folded)")
    }

    @Test("What is selected stays so when it is folded, unfolded, wrapped otherwise, resized and grows")
    func stays() throws {
        let growing = try #require(
            GrowingDocument(Self.document([("", Self.lines(1...134)), ("two", "out"), ("3", "")])))
        growing.advance(to: 0.9)
        var driver = Self.driver(growing.document)
        // From the 20th line into what is folded behind.
        driver.press("V" + String(repeating: "j", count: 20) + "<space>" + String(repeating: "j", count: 8))
        let before = driver.state.trajectory?.selection
        let changes: [(inout StateDriver) -> Void] = [
            { $0.press("zR") }, { $0.press("zM") }, { $0.press("zR") }, { $0.press("W") },
            { $0.send(.resize(Size(width: 50, height: 24))) }, { $0.press("xx") }, { $0.press("x") },
            { _ in growing.advance(to: 1) }, { $0.answer(.trajectory, .documentGrew) },
        ]
        for change in changes { change(&driver) }
        #expect(driver.state.trajectory?.selection == before)
        #expect(driver.state.trajectory?.stepCount == 3)
        driver.press("Y")
        #expect(Self.copied(driver)?.text == Self.lines(20...129))
    }

    @Test("Steps are parted by a blank line; headers and words of ours are not copied, and not lit")
    func steps() {
        var driver = Self.driver(Self.document([("first", "one"), ("second", ""), ("third", "three")]))
        driver.press("V}}}")
        #expect(Self.words(driver) == "10 lines selected, 48 B")
        #expect(!Self.lit(driver).contains { $0.contains("agent") || $0.contains("no result") })
        driver.press("Y")
        #expect(Self.copied(driver)?.text == "first\ncat 0\none\n\nsecond\ncat 1\n\nthird\ncat 2\nthree")
    }

    @Test("A step on one line stands for all that it says")
    func oneLine() {
        var driver = Self.driver(Self.document([("first", "one"), ("second", "two"), ("third", "three")]))
        driver.press("xVj")
        #expect(Self.words(driver) == "steps 1 to 2 selected")
        driver.press("Y")
        #expect(Self.copied(driver)?.text == "first\ncat 0\none\n\nsecond\ncat 1\ntwo")
        #expect(Self.copied(driver)?.what == "7 lines of steps 1 to 2 (folded ones too)")
    }

    @Test("The outline selects steps")
    func outline() {
        var driver = Self.driver(Self.document([("first", "one"), ("second", "two"), ("third", "three")]))
        driver.press("<s-tab>Vj<space>jok")
        #expect(driver.state.trajectory?.current == 0)
        driver.press("j")
        #expect(driver.state.trajectory?.reading.isSelected(step: 1) == true)
        #expect(driver.state.trajectory?.reading.isSelected(step: 2) == true)
        driver.press("Y")
        #expect(Self.copied(driver)?.text == "second\ncat 1\ntwo\n\nthird\ncat 2\nthree")
    }

    @Test("Markdown is copied as it was written")
    func markdown() {
        let text =
            "# Title\n\nSome **bold** text\n```python\n\tx = 1\n\ty = 2\n```\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- last"
        var driver = Self.driver(Self.document([(text, "out")]))
        driver.press("Vjj")
        driver.press("Y")
        #expect(Self.copied(driver)?.text == "# Title\n\nSome **bold** text")
        driver.press("/x = 1<enter>VjY")
        #expect(Self.copied(driver)?.text == "\tx = 1\n\ty = 2")
        driver.press("g/^USome<enter>V/^Ulast<enter>Y")
        let wanted = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2).joined(separator: "\n")
        #expect(Self.copied(driver)?.text == wanted)
        #expect(Self.copied(driver)?.what == "10 lines of step 1")
    }

    @Test("JSON is copied as it is laid out, what is told by a number included")
    func json() {
        let numbers = (0..<40).map(String.init)
        let text = "{\"a\": \"b\", \"n\": [\(numbers.joined(separator: ","))], \"t\": \"x\\n\\ty\"}"
        var driver = Self.driver(Self.document([("", text)]))
        driver.press("Vj<space>GY")
        let wanted = """
            {
              "a": "b",
              "n": [\(numbers.joined(separator: ", "))],
              "t": \"\"\"
            x
            \ty
            }
            """
        #expect(Self.copied(driver)?.text == wanted)
    }

    @Test("JSON that is shown as it is, for what is looked for in it, is copied as it is")
    func jsonWithMatch() {
        let text = "{\"a\":1,\"b\":2}"
        var driver = Self.driver(Self.document([("", text)]))
        driver.press("/\"a\":1<enter>VY")
        #expect(Self.copied(driver)?.text == text)
    }

    @Test("Colours of a tool's output are no text; while hidden characters are shown, all is")
    func colours() {
        let text = "\u{1b}[31mred\u{1b}[0m \u{1b}]0;title\u{7}\nnext"
        var driver = Self.driver(Self.document([("", text)]))
        driver.press("Vj<space>Y")
        #expect(Self.copied(driver)?.text == "red \u{1b}]0;title\u{7}")
        driver.press("zvVj<space>jY")
        #expect(Self.copied(driver)?.text == text)
    }

    @Test("A line that is cut or moved to the side is copied whole")
    func cut() {
        let long = String(repeating: "0123456789", count: 9_000)
        var driver = Self.driver(Self.document([("", long + "\nnext")]))
        driver.press("WzlzlVj<space>jY")
        #expect(Self.copied(driver)?.text == long + "\nnext")
    }

    @Test("Parts that are hidden and steps that are left out are not copied")
    func limited() {
        var driver = Self.driver(Self.document([("first", "one"), ("second", "two"), ("third", "three")]))
        driver.press(":hide tools<enter>gVGY")
        #expect(Self.copied(driver)?.text == "first\n\nsecond\n\nthird")
        driver.press(":show<enter>g/two<enter>:context 0<enter>&")
        driver.answer(.match, .matched([StepMatches(index: 1, count: 1)], scanned: 3, isLast: true))
        driver.press("V{<space>GY")
        #expect(Self.copied(driver)?.text == "second\ncat 1\ntwo")
    }

    // MARK: Keys

    @Test("Esc and V leave the selection, and go no further; so does another way of showing texts")
    func leaving() {
        var driver = Self.driver(Self.document([("first", "one")]))
        for keys in ["V<esc>", "VV", "Vzv", "V:raw<enter>"] {
            driver.press(keys)
            #expect(driver.state.trajectory?.selection == nil, "\(keys)")
            #expect(driver.state.place == .trajectory, "\(keys)")
        }
    }

    @Test("Esc leaves the selection before it stops what is still coming")
    func leavingWhileLoading() throws {
        let growing = try #require(GrowingDocument(Self.document([("a", "one"), ("b", "two"), ("c", "three")])))
        growing.advance(to: 0.8)
        var driver = Self.driver(growing.document)
        #expect(driver.state.trajectory?.phase == .loading)
        driver.press("V<esc>")
        #expect(driver.state.trajectory?.phase == .loading)
        #expect(driver.state.trajectory?.selection == nil)
    }

    @Test("o changes ends, and only while lines are selected")
    func ends() {
        var driver = Self.driver(Self.document([("", Self.lines(1...9))]))
        driver.press("Vjj<space>jjokY")
        #expect(Self.copied(driver)?.text == Self.lines(1...4))
        driver.press("o")
        #expect(driver.state.message?.tone == .warning)
    }

    @Test("The cursor is in view after every motion, and the lines between are selected", arguments: [40, 24, 12])
    func motions(height: Int) throws {
        let steps = (0..<30).map { ("message \($0)", Self.lines(1...(1 + $0 * 3 % 50))) }
        var driver = Self.driver(Self.document(steps), size: Size(width: 60, height: height))
        driver.press("}}jV")
        let start = try #require(driver.state.trajectory?.selection?.anchor)
        for key in ["j", "k", "^D", "<pgdn>", "<pgdn>", "}", "}", "{", "]t", "G", "k", "<pgup>", "[t", "g", "^U", "j"] {
            driver.press(key)
            let model = try #require(driver.state.trajectory)
            let cursor = try #require(model.cursor)
            #expect(model.reading.visibleRows().contains { $0.position == cursor }, "\(key)")
            #expect(model.current == cursor.step, "\(key)")
            #expect(model.selection?.anchor == start)
        }
    }

    @Test("One key down and one key up lead to the same line, over wrapped lines and steps")
    func thereAndBack() throws {
        let long = Array(repeating: "words of a line", count: 40).joined(separator: " ")
        var driver = Self.driver(
            Self.document((0..<4).map { _ in (long, long + "\nshort\n" + long) }), size: Size(width: 50, height: 24))
        driver.press("V")
        var seen: [LineRange] = []
        for _ in 0..<23 {
            seen.append(try #require(driver.state.trajectory?.selection?.cursor))
            driver.press("j")
        }
        #expect(Set(seen).count == seen.count)
        for line in seen.reversed() {
            driver.press("k")
            #expect(driver.state.trajectory?.selection?.cursor == line)
        }
    }

    @Test("The mouse's wheel and a match move the end of the selection")
    func otherMotions() {
        var driver = Self.driver(Self.document([("", Self.lines(1...20)), ("needle", "needle 2")]))
        driver.press("Vj<space>/needle<enter>nY")
        #expect(Self.copied(driver)?.text.hasSuffix("line 20\n\nneedle\ncat 1\nneedle 2") == true)
        driver.press("/^U<enter>gVj<space>")
        driver.send(.key(.wheelDown(x: 1, y: 1)))
        driver.press("Y")
        #expect(Self.copied(driver)?.text == Self.lines(1...4))
    }

    // MARK: Large steps

    @Test("Of a step of megabytes the lines are copied that are not laid out")
    func heavy() throws {
        let count = 400_000
        let output = Self.lines(1...count)
        let document = Self.document([("short", "one"), ("", output)])
        #expect(BackgroundDecoder.isHeavy(1, of: document))
        var driver = Self.driver(document)
        driver.press("}zR")
        let step = try #require(StepAbridger.step(1, of: document))
        driver.answer(.decode, .decoded(step, 1))
        // From the first line that is laid out to the last but one.
        driver.press("Vj<space>Gkk")
        #expect(Self.words(driver)?.hasPrefix("at least") == true)
        driver.press("Y")
        let copied = try #require(Self.copied(driver))
        #expect(copied.text == Self.lines(1...(count - 1)))
        #expect(copied.what.hasPrefix("399,999 lines of step 2"))
    }

    @Test("A large step is selected as a whole while it is not here")
    func pendingHit() throws {
        let output = Self.lines(1...400_000)
        var driver = Self.driver(Self.document([("short", "one"), ("", output), ("last", "")]))
        driver.press("}V")
        #expect(Self.words(driver) == "step 2 selected")
        driver.press("Y")
        #expect(Self.copied(driver)?.text == "cat 1\n" + output)
    }

    @Test("More steps than can be laid out between two keys are selected, told by their number and copied")
    func many() throws {
        var driver = Self.driver(Self.document((1...400).map { ("message \($0)", Self.lines(1...60)) }))
        driver.press("VG")
        #expect(Self.words(driver) == "steps 1 to 400 selected")
        driver.press("Y")
        let copied = try #require(Self.copied(driver))
        #expect(copied.what == "25,199 lines of steps 1 to 400 (folded ones too)")
        #expect(copied.text.split(separator: "\n").count { $0 == "line 60" } == 400)
    }
}

@Suite(
    "Each line is copied as it is shown", .enabled(if: FixtureFiles.areHere, Comment(rawValue: FixtureFiles.absence)))
struct SelectionFixtureTests {
    /// The text without blanks and stand-ins: tabs become blanks, and blanks are where rows break.
    private static func essence(_ text: String) -> [UInt8] {
        Sanitize.lines(Sanitize.colourless(text)).joined().utf8.filter { $0 != 0x20 }
    }

    @Test("A line that is selected alone is what its rows show", arguments: FixtureFiles.paths())
    func lines(path: String) throws {
        let document = try TrajectoryDocument.open(path: path)
        var options = ReaderOptions(width: 70)
        options.folds.all = false
        options.preferences.isRaw = true
        for index in stride(from: 0, to: document.stepCount, by: max(1, document.stepCount / 6)) {
            guard let step = document.step(index) else { continue }
            let rows = StepRowsBuilder.build(step, index: index, before: nil, options: options).rows
            let places = rows.map { LineRange(step: index, $0) }
            for (place, next) in zip(places, places.dropFirst()) where place != next {
                #expect(place.lower < next.lower, "\(FixtureFiles.shortName(path)) step \(index + 1)")
            }
            // Calls are laid out with marks of their own.
            let lines = rows.filter { $0.line != nil && !$0.part.isCall }
            for row in stride(from: 0, to: lines.count, by: max(1, lines.count / 25)) {
                let selected = SelectedLines(
                    range: LineRange(step: index, lines[row]), steps: [index], hidden: [], isRaw: true,
                    showsHidden: false, folded: 0)
                let shown = lines.filter { $0.block == lines[row].block && $0.line == lines[row].line }
                    .flatMap(\.spans).map(\.text).joined().filter { !"┊◂▏".contains($0) }
                guard case .stepText(let text, _, _) = try selected.answer(document, .copy) else {
                    #expect(Self.essence(shown).isEmpty)
                    continue
                }
                #expect(
                    Self.essence(text) == Self.essence(shown),
                    "\(FixtureFiles.shortName(path)) step \(index + 1) row \(row)")
            }
        }
    }
}

extension SectionKind {
    fileprivate var isCall: Bool { if case .call = self { true } else { false } }
}
