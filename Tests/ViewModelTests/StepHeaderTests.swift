import Terminal
import Testing
import Trajectory
import Wire

@testable import Reader

@Suite("Heads of steps")
struct StepHeaderTests {
    @Test("On one line, what steps are about stands under each other; a model is told where it is another one")
    func heads() {
        func head(_ name: String, at seconds: Double?, _ flags: StepFlags = [], model: String? = nil) -> Step {
            var step = Step(number: 7, source: .agent)
            step.timestamp = seconds.map { Timestamp(seconds: 1_700_000_000 + $0) }
            step.message = [.text(name)]
            step.model = model
            step.flags = flags
            return step
        }
        let start = Timestamp(seconds: 1_700_000_000)
        let steps = [head("here", at: 4.7), head("here", at: 75, .error), head("here", at: 0)]
        let lines = steps.map { StepHeader.line($0, before: start, digits: 2).map(\.text).joined() }
        #expect(Set(lines.map { $0.ranges(of: "here").first?.lowerBound.utf16Offset(in: $0) }).count == 1)
        #expect(lines[1].contains("! here"))
        for (model, isTold) in [("gpt", false), ("openai/gpt", false), ("gpt[1m]", false), ("gpt:8b", true)] {
            let spans = StepHeader.spans(head("x", at: nil, model: model), before: nil, usualModel: "x/gpt")
            #expect(spans.contains { $0.text.contains("gpt") } == isTold, "\(model)")
        }
    }

    @Test("On one line a call says what it runs, and never JSON where there is a text")
    func calls() {
        func line(_ arguments: JSONValue) -> String {
            var step = Step(number: 1, source: .agent)
            step.calls = [ToolCall(id: "", name: "f", arguments: arguments)]
            return StepHeader.line(step, before: nil, digits: 1).map(\.text).joined()
        }
        #expect(line(["command": ["bash", "-lc", "ls | wc"]]).hasSuffix("f ls | wc"))
        #expect(line(["input": "*** Begin Patch\n+x"]).contains("f *** Begin Patch"))
        #expect(line(["subagent_type": "Explore", "description": "find tests"]).hasSuffix("f find tests"))
        #expect(line(["n": 1]).hasSuffix("f {\"n\":1}"))
    }
}
