import App
import Terminal
import TestSupport
import Testing
import TextSearch
import Trajectory
import Wire

@testable import Reader
@testable import Shell

@Suite("Finding in a trajectory")
struct TrajectoryFindTests {
    private static func step(_ number: Int, _ source: String, _ text: String) -> JSONValue {
        ["step_id": .int(number), "source": .string(source), "message": .string(text)]
    }

    private static func driver(_ steps: [JSONValue]) -> StateDriver {
        let value: JSONValue = [
            "schema_version": "ATIF-v1.7", "agent": ["name": "a", "version": "1"], "steps": .array(steps),
        ]
        return .reading(TrajectoryDocument.read(value.bytes, name: "test"))
    }

    private static func calling(_ number: Int, _ command: String, _ output: String, fails: Bool = false) -> JSONValue {
        [
            "step_id": .int(number), "source": "agent", "message": "I try.", "reasoning_content": "needle in thought",
            "tool_calls": [["tool_call_id": "c", "function_name": "bash", "arguments": ["command": .string(command)]]],
            "observation": [
                "results": [
                    [
                        "source_call_id": "c", "content": .string(output),
                        "extra": ["tool_result_is_error": .bool(fails)],
                    ]
                ]
            ],
        ]
    }

    private static var run: [JSONValue] {
        [
            step(1, "user", "find the needle"), calling(2, "grep needle x", "no such file", fails: true),
            calling(3, "ls", "needle.txt"), step(4, "agent", "The needle is here: needle."),
            step(5, "system", "needle"),
        ]
    }

    private func find(_ text: String, in driver: inout StateDriver) {
        driver.press("/")
        driver.type(text)
    }

    @Test(
        "A scope says in whose words",
        arguments: [
            ("needle", [0: 1, 1: 2, 2: 2, 3: 2, 4: 1]), ("needle in:user", [0: 1]), ("in:agent needle", [3: 2]),
            ("in:reasoning needle", [1: 1, 2: 1]), ("needle in:call", [1: 1]), ("in:result needle", [2: 1]),
            ("file in:error", [1: 1]), ("in:system,user needle", [0: 1, 4: 1]), ("/need[a-z]+\\./", [2: 1, 3: 1]),
            ("/^the|ls$/", [2: 1, 3: 1]),
        ])
    func scopes(query: String, counts: [Int: Int]) {
        var driver = Self.driver(Self.run)
        find(query, in: &driver)
        #expect(driver.state.trajectory?.find?.counts == counts)
        #expect(driver.state.trajectory?.find?.isComplete == true)
        for (step, count) in counts {
            #expect(driver.state.trajectory?.reading.rows(of: step).matchRows.count == count, "\(query), step \(step)")
        }
    }

    @Test("What makes no sense is told while it is typed, and what was found stays")
    func bad() {
        var driver = Self.driver(Self.run)
        find("/need(le", in: &driver)
        #expect(driver.state.prompt?.problem == "a ( without its )")
        #expect(driver.state.trajectory?.find?.pattern.text == "/need")
        driver.type(")/")
        #expect(driver.state.prompt?.problem == nil)
        #expect(driver.state.trajectory?.find?.total == 8)
        driver.press("<enter>/<end>")
        driver.type(" in:nowhere")
        #expect(driver.state.prompt?.problem?.hasPrefix("in: takes agent, user") == true)
        // It stands to be put right; Esc gives it up.
        driver.press("<enter>")
        #expect(driver.state.prompt != nil)
        driver.press("<esc>")
        #expect(driver.state.trajectory?.find?.pattern.text == "/need(le)/")
        #expect(driver.state.trajectory?.find?.total == 8)
    }

    @Test("Paths are texts, expressions stand between slashes", arguments: ["/usr/bin", "/etc/a.conf", "//"])
    func paths(query: String) throws {
        #expect(RegexQuery.source(query) == nil)
        #expect(RegexQuery.source("/a|b/") == "a|b")
        #expect(RegexQuery.source("/a|b") == "a|b")
        #expect(RegexQuery.source("/a\\/b/") == "a/b")
    }

    @Test("Every key looks from where the find began, and Esc goes back there")
    func incremental() {
        let steps = (1...60).map { Self.step($0, "agent", $0 == 5 ? "na" : $0 == 3 ? "nab" : $0 == 50 ? "nabc" : "x") }
        var driver = Self.driver(steps)
        find("na", in: &driver)
        #expect(driver.state.trajectory?.current == 2)
        driver.type("bc")
        #expect(driver.state.trajectory?.current == 49)
        driver.press("<bs><bs>")
        #expect(driver.state.trajectory?.current == 2)
        driver.press("<esc>")
        #expect(driver.state.trajectory?.top == BodyPosition())
        #expect(driver.state.trajectory?.find == nil)
        find("nabcd", in: &driver)
        driver.press("<bs><enter>^O")
        #expect(driver.state.trajectory?.top.step == 0)
    }

    @Test("n goes through matches on the last page too, which cannot come to the top")
    func lastPage() {
        let steps = (1...40).map { Self.step($0, "agent", $0 >= 36 ? "a needle\n\nand a needle" : "hay") }
        var driver = Self.driver(steps)
        find("needle", in: &driver)
        driver.press("<enter>")
        var places: [BodyPosition] = []
        for _ in 0..<10 {
            if let place = driver.state.trajectory?.currentMatch { places.append(place) }
            if places.count < 10 { driver.press("n") }
        }
        #expect(Set(places).count == 10)
        #expect(driver.state.trajectory?.find?.words(of: 40) == "10 of 10")
        driver.press("NN")
        #expect(driver.state.trajectory?.find?.words(of: 40) == "8 of 10")
    }

    @Test("& without a find asks for one; steps around the matches stay, as many as :context says")
    func limit() {
        let steps = (1...60).map { Self.step($0, "agent", $0.isMultiple(of: 20) ? "the needle" : "hay") }
        var driver = Self.driver(steps)
        driver.press("&")
        #expect(driver.state.prompt?.label == "&/")
        driver.type("needle")
        driver.press("<enter>")
        let model = driver.state.trajectory
        #expect(
            (0..<(model?.shownCount ?? 0)).compactMap { model?.reading.step(atRow: $0) } == [
                18, 19, 20, 38, 39, 40, 58, 59,
            ])
        #expect(
            KeyNames.standard.resolve(model?.limitWords ?? "")
                == "3 match, ±1 shown, 52 of 60 steps hidden, Esc shows all")
        driver.press(":")
        driver.type("context 0")
        driver.press("<enter>")
        #expect(driver.state.trajectory?.shownCount == 3)
        driver.press("<esc>")
        #expect(driver.state.trajectory?.shownCount == 60)
    }

    @Test("Steps are found whatever escapes the writer of the JSON used")
    func escapes() throws {
        let text = #"""
            {"schema_version": "ATIF-v1.7", "agent": {"name": "a", "version": "1"}, "steps": [
            {"step_id": 1, "source": "agent", "message": "n\u0065edle"},
            {"step_id": 2, "source": "agent", "message": "needle \u001b[1m"},
            {"step_id": 3, "source": "agent", "message": "hay"},
            {"step_id": 4, "source": "agent", "message": "caf\u00e9 NEEDLE"}]}
            """#
        let document = TrajectoryDocument.read(Array(text.utf8), name: "t")
        var steps: [Int] = []
        for query in ["needle", "/ne+dle/", "CAF", "café needle"] {
            let pattern = try #require(try FindPattern.read(query))
            steps = []
            try MatchCount(document, pattern).run(from: 2) { answer in
                if case .matched(let found, _, _) = answer { steps += found.map(\.index) }
            }
            let wanted = (0..<4).filter {
                document.step($0).map { StepText.count(pattern, in: $0, hiding: []).shown > 0 } ?? false
            }
            #expect(steps.sorted() == wanted, "\(query)")
        }
        #expect(steps == [3])
    }
}
