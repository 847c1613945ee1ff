import App
import Platform
import Terminal
import TestSupport
import Testing
import Trajectory
import Triage
import Wire

@testable import Reader
@testable import Shell

/// Whatever was done in one document is of that document alone.
@Suite("One state for each document")
struct ReadingStateTests {
    private static func step(_ number: Int, calling file: String? = nil) -> JSONValue {
        let text = (0..<8).map { "line \($0) of message \(number)" }.joined(separator: "\n")
        let references: [JSONValue] = file.map { [["trajectory_path": .string($0)]] } ?? []
        let result: JSONValue = [
            "source_call_id": .string("c\(number)"), "content": .string(text),
            "subagent_trajectory_ref": .array(references),
        ]
        return [
            "step_id": .int(number), "source": number.isMultiple(of: 4) ? "user" : "agent",
            "timestamp": .string("2026-04-15T12:00:\(10 + number)Z"), "reasoning_content": "thinking of a way",
            "message": [
                ["type": "text", "text": .string(text)],
                ["type": "image", "source": ["media_type": "image/png", "path": .string("images/\(number).png")]],
            ],
            "tool_calls": [
                [
                    "tool_call_id": .string("c\(number)"), "function_name": "bash",
                    "arguments": ["command": .string(number > 4 ? "ls" : "ls \(number)")],
                ]
            ],
            "observation": ["results": [result]],
        ]
    }

    private static func root(_ name: String, steps: Int = 12, holding inner: [JSONValue] = []) -> JSONValue {
        [
            "schema_version": "ATIF-v1.8", "trajectory_id": .string(name), "agent": ["name": "a", "version": "1"],
            "steps": .array((1...steps).map { step($0, calling: $0 == 3 ? "inner.json" : nil) }),
            "subagent_trajectories": .array(inner),
        ]
    }

    private static func document(_ name: String, holding inner: [JSONValue] = []) -> TrajectoryDocument {
        TrajectoryDocument.read(root(name, holding: inner).bytes, name: name)
    }

    /// Two items, and a second part of the first one's trajectory.
    private static func driver() -> StateDriver {
        let outer = document("outer", holding: [root("inner", steps: 9, holding: [root("innermost", steps: 7)])])
        let documents = ["session-0": outer, "session-1": document("next"), "part-2": document("part-2")]
        let file = ReferencedDocument(document: document("file"), session: "file", name: "inner.json")
        let usual = Sample.workspace(items: (0..<2).map { Sample.item($0) })
        var driver = StateDriver(
            answers: { work in
                switch work {
                case .trajectory(let request):
                    documents[request.session.text].map { [.document($0, .trajectory(.atif))] } ?? []
                case .chain:
                    [
                        .chain(
                            FileChain(parts: [
                                .init(session: "session-0", name: ""), .init(session: "part-2", name: "p"),
                            ]))
                    ]
                case .follow: [.followed(.document(file))]
                case .marks(.loadBookmarks(let place)): [.bookmarks(place, [Bookmark(step: 4, name: place.session)])]
                case .findMedia(_, let paths): [.media(Dictionary(uniqueKeysWithValues: paths.map { ($0, 12) }))]
                default: usual(work)
                }
            }, computed: matches)
        driver.press("<enter><enter>")
        return driver
    }

    private static func matches(_ work: any ComputeWork) -> [EffectResult] {
        (work as? MatchWork).map { work in work.results { try work.run($0) } } ?? []
    }

    private static func surveyed(_ work: SurveyWork) -> [EffectResult] { work.results { try work.run($0) } }

    /// What comes of an effect.
    private static func results(_ work: Work, _ driver: StateDriver) -> [EffectResult] {
        if let work = work.platform { return driver.answers(work) }
        if let work = work.computed(SurveyWork.self) { return surveyed(work) }
        return work.computed(MatchWork.self).map(matches) ?? []
    }

    /// What is done in a document and leaves the reader there.
    private static let keys = [
        "j", "k", "^D", "^U", "G", "g", "}", "{", "]e", "]t", "]u", "zc", "zo", "zx", "zM", "zR", "zl", "/line<enter>",
        "/message 7<enter>", "/nothing<enter>", "n", "N", "&", "V", "Vjjj", "b", "'", "^O", "<a-o>", "t", "<tab>",
        "m<esc>", ":hide tools<enter>", ":hide user<enter>", ":show<enter>", ":context 3<enter>", ":bookmark x<enter>",
        ":5<enter>",
    ]
    /// What goes on from one document to the next.
    private static let preferences = ["x", "zC", "zO", "W", "zv", ":raw<enter>"]

    private static func wander(
        _ driver: inout StateDriver, _ keys: [String], using random: inout SeededGenerator
    ) {
        for _ in 0..<Int.random(in: 1...14, using: &random) { driver.press(keys.randomElement(using: &random) ?? "j") }
        if driver.state.prompt != nil { driver.press("<esc>") }
    }

    private static func reading(_ driver: StateDriver) throws -> ReadingState {
        try #require(driver.state.trajectory).reading
    }

    /// What differs, by name. What of the files on the screen was asked about follows from what is on the screen.
    private static func differences(_ state: ReadingState, _ other: ReadingState) -> [String] {
        var other = other
        other.askedMedia = state.askedMedia
        guard state != other else { return [] }
        return zip(Mirror(reflecting: state).children, Mirror(reflecting: other).children).compactMap { this, that in
            "\(this.value)" == "\(that.value)" ? nil : this.label
        }
    }

    /// A document of which nothing is known but what its survey tells.
    private static func fresh(_ state: ReadingState, after before: ReadingState?) -> ReadingState {
        let frame = before?.frame ?? state.frame
        var fresh = ReadingState(state.source, frame: frame, pattern: before?.find?.pattern)
        for answer in state.document.map({ surveyed(SurveyWork($0, from: 0)) }) ?? [] { _ = fresh.apply(answer) }
        // The panes are as large as there are steps.
        fresh.take(state.frame)
        return fresh
    }

    /// Holds back all answers but documents and their survey.
    private static func holding(_ driver: inout StateDriver, _ act: (inout StateDriver) -> Void) {
        let (answers, computed) = (driver.answers, driver.computed)
        driver.computed = { _ in [] }
        driver.answers = { work in
            switch work {
            case .trajectory, .follow: answers(work)
            default: []
            }
        }
        act(&driver)
        (driver.answers, driver.computed) = (answers, computed)
    }

    @Test(
        "A sub-agent's document begins afresh, and what is around it is come back to as it was left", arguments: 0..<60)
    func levels(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var driver = Self.driver()
        Self.wander(&driver, Self.keys + Self.preferences, using: &random)
        var left: [ReadingState] = []
        for way in [":subagent 1<enter>", ":subagent 1<enter>"] {
            left.append(try Self.reading(driver))
            Self.holding(&driver) { $0.press(way) }
            let inner = try Self.reading(driver)
            #expect(inner.source?.reference != left.last?.source?.reference)
            #expect(Self.differences(inner, Self.fresh(inner, after: left.last)) == [])
            Self.wander(&driver, Self.keys, using: &random)
        }
        while let before = left.popLast() {
            let depth = left.count
            Self.holding(&driver) { driver in
                // Esc ends the selection and the limit first.
                for _ in 0..<4 where driver.state.trajectory?.around.count ?? 0 > depth { driver.press("<esc>") }
            }
            var expected = before
            expected.take(try Self.reading(driver).frame)
            expected.changes = try Self.reading(driver).changes
            expected.survey.waits = try Self.reading(driver).survey.waits
            let back = try Self.reading(driver)
            #expect(Self.differences(back, expected) == [])
        }
    }

    @Test("The next item and the next part begin afresh", arguments: 0..<60, ["L", "]p"])
    func others(seed: UInt64, way: String) throws {
        var random = SeededGenerator(seed: seed)
        var driver = Self.driver()
        Self.wander(&driver, Self.keys + Self.preferences, using: &random)
        let before = try Self.reading(driver)
        Self.holding(&driver) { $0.press(way) }
        let after = try Self.reading(driver)
        #expect(after.source?.reference != before.source?.reference)
        #expect(Self.differences(after, Self.fresh(after, after: before)) == [])
        #expect(after.preferences == before.preferences)
    }

    @Test(
        "What is said late of one document says nothing of the next", arguments: ["L", "]p", ":subagent 1<enter>", ">"])
    func late(way: String) throws {
        var driver = Self.driver()
        Self.holding(&driver) { $0.press("/line<enter>:3<enter>") }
        let first = try Self.reading(driver)
        let asked = driver.effects
        Self.holding(&driver) { $0.press(way) }
        let before = try Self.reading(driver)
        #expect(before.source?.reference != first.source?.reference)
        for effect in asked {
            for answer in Self.results(effect.work, driver) { driver.send(.answer(effect.ticket, answer)) }
        }
        let after = try Self.reading(driver)
        #expect(Self.differences(after, before) == [])
    }

    @Test("An item without a session shows nothing of the one before, also when that comes late")
    func noSession() throws {
        var other = Sample.item(1)
        other.sessionID = nil
        let usual = Sample.workspace(items: [Sample.item(0), other])
        var driver = StateDriver(answers: usual)
        driver.press("<enter><enter>L")
        driver.answer(.trajectory, .document(Self.document("late"), .trajectory(.atif)))
        #expect(driver.state.trajectory?.item?.id == other.id)
        #expect(driver.state.trajectory?.document == nil)
    }

    @Test("A part that does not come leaves the one that is read what it is")
    func failedPart() throws {
        var driver = Self.driver()
        let answers = driver.answers
        driver.answers = { work in
            if case .trajectory = work { [.failed(PlatformError(.unreachable, detail: ""))] } else { answers(work) }
        }
        driver.press("jjj")
        let before = try Self.reading(driver)
        driver.press("]p")
        let after = try Self.reading(driver)
        #expect(Self.differences(after, before) == [])
        #expect(driver.state.trajectory?.partWords == "part 1 of 2")
    }

    @Test("The same trajectory fetched again is read on where one was, folded as it was")
    func again() throws {
        var driver = Self.driver()
        driver.press("}}zctW")
        let before = try Self.reading(driver)
        driver.answers = Self.driver().answers
        driver.press("r")
        let after = try Self.reading(driver)
        #expect(after.source?.reference != before.source?.reference)
        #expect(after.current == before.current && after.choices == before.choices)
    }

    @Test("Bookmarks that were not read yet when a sub-agent was entered are read on the way back")
    func bookmarks() throws {
        var driver = Self.driver()
        let answers = driver.answers
        driver = StateDriver { work in
            if case .marks(.loadBookmarks) = work { [] } else { answers(work) }
        }
        driver.press("<enter><enter>:subagent 1<enter>")
        driver.answers = answers
        driver.press("<esc>")
        #expect(try Self.reading(driver).bookmarks == [4])
    }
}
