import TestSupport
import Testing
import Trajectory
import Triage
import Wire

@Suite struct RunAlignmentTests {
    // MARK: Hand-made divergences

    private func bash(_ command: String, _ answer: String = "", failed: Bool = false) -> StepSketch {
        var step = Step(number: 1, source: .agent)
        step.message = [.text("whatever is said beside it: \(answer.count)")]
        let result = ToolResult(callID: "1", parts: [.text(answer)], isError: failed)
        step.calls = [ToolCall(id: "1", name: "bash", arguments: ["command": .string(command)], results: [result])]
        if failed { step.flags = .error }
        return StepSketch(step)
    }

    private func says(_ text: String, _ source: StepSource = .agent) -> StepSketch {
        var step = Step(number: 1, source: source)
        step.message = [.text(text)]
        return StepSketch(step)
    }

    private func changes(_ alignment: TrajectoryAlignment) -> [StepChange] { alignment.rows.map(\.change) }

    @Test func theSameTwice() {
        let run = [says("do it", .user), bash("ls"), says("done")]
        let alignment = TrajectoryAlignment(left: run, right: run)
        #expect(changes(alignment) == [.same, .same, .same])
        #expect(alignment.divergence == nil && alignment.differences == 0 && alignment.leftTail == nil)
    }

    @Test func aGreetingIsNoDivergence() {
        let alignment = TrajectoryAlignment(
            left: [says("do it", .user), says("Sure, let me look."), bash("ls"), bash("make"), says("done")],
            right: [says("do it", .user), says("I will help with that."), bash("ls"), bash("rm -r /"), says("done")])
        #expect(alignment.divergence == 3 && !alignment.hasDifferentInstructions)
        // The same was done: what is said last tells them apart, what is said before does not.
        let said = TrajectoryAlignment(
            left: [says("Hello"), bash("ls"), says("all")], right: [says("Hi"), bash("ls"), says("all")])
        #expect(said.divergence == nil && said.differences == 1)
        #expect(TrajectoryAlignment(left: [bash("ls"), says("4")], right: [bash("ls"), says("5")]).divergence == 1)
    }

    @Test func nothingAndSomething() {
        #expect(TrajectoryAlignment(left: [], right: []).rows.isEmpty)
        let alignment = TrajectoryAlignment(left: [], right: [bash("ls"), bash("pwd")])
        #expect(changes(alignment) == [.onlyRight, .onlyRight])
        #expect(alignment.divergence == 0)
        #expect(alignment.leftTail?.steps == 0 && alignment.rightTail?.calls == 2)
    }

    @Test func divergesInTheMiddle() throws {
        let alignment = TrajectoryAlignment(
            left: [says("fix it", .user), bash("ls"), bash("sed -i s/a/b/ x.py"), bash("pytest", "ok"), says("done")],
            right: [
                says("fix it", .user), bash("ls"), bash("cat x.py"), bash("echo b > x.py"),
                bash("pytest", "boom", failed: true), says("I could not"),
            ])
        #expect(changes(alignment) == [.same, .same, .action, .onlyRight, .answer, .action])
        #expect(alignment.divergence == 2 && alignment.firstResultDifference == nil && alignment.differences == 4)
        #expect(alignment.leftTail?.steps == 3 && alignment.rightTail?.steps == 4)
        #expect(alignment.rightTail?.errors == 1)
        #expect(alignment.difference(from: 2, forward: true) == 3)
        #expect(alignment.difference(from: 2, forward: false) == nil)
        #expect(alignment.difference(from: 5, forward: true) == nil)
    }

    @Test func anotherAnswerComesBeforeTheDivergence() {
        let alignment = TrajectoryAlignment(
            left: [bash("make", "ok"), bash("make install")],
            right: [bash("make", "no rule", failed: true), bash("ls")])
        #expect(changes(alignment) == [.answer, .action])
        #expect(alignment.firstResultDifference == 0 && alignment.divergence == 1)
    }

    @Test func numbersIdsAndBlanksDoNotMatter() {
        let alignment = TrajectoryAlignment(
            left: [bash("cat  /tmp/9f8a7b6c5d4e/log", "took 12.5 s, pid 81")],
            right: [bash("cat /tmp/0011223344ff/log", "took 9.1 s, pid 4077")])
        #expect(changes(alignment) == [.same])
        // A line number of a command is what the command does.
        let lines = TrajectoryAlignment(left: [bash("sed -n 1,50p x")], right: [bash("sed -n 50,90p x")])
        #expect(changes(lines) == [.action])
    }

    @Test func theMostAlikeStandSideBySide() {
        let alignment = TrajectoryAlignment(
            left: [bash("grep -rn parse src/lexer.py"), bash("python -m pytest tests/test_lexer.py")],
            right: [bash("python -m pytest tests/test_lexer.py -x")])
        #expect(alignment.rows.map(\.left) == [0, 1])
        #expect(alignment.rows.map(\.right) == [nil, 0])
    }

    @Test func whatRepeatsIsMetWhereItComesFirst() {
        let left = ["a", "make", "b", "make", "c", "make"].map { bash($0) }
        let right = ["x", "make", "y"].map { bash($0) }
        let alignment = TrajectoryAlignment(left: left, right: right)
        let same = alignment.rows.first { $0.change == .same }
        #expect(same?.left == 1 && same?.right == 1)
        #expect(alignment.divergence == 0)
    }

    @Test func aLoopThatGoesOnLongerInOneRunPartsWhereTheOtherLeavesIt() {
        let left = [bash("ls")] + Array(repeating: bash("pytest", "boom"), count: 14) + [says("I give up")]
        let right = [bash("ls")] + Array(repeating: bash("pytest", "boom"), count: 3) + [bash("fix it"), says("done")]
        let alignment = TrajectoryAlignment(left: left, right: right)
        #expect(alignment.rows.prefix(4).allSatisfy { $0.change == .same && $0.left == $0.right })
        #expect(alignment.divergence == 4)
        #expect(alignment.leftTail?.steps == 12 && alignment.rightTail?.steps == 2)
    }

    @Test func whatTheAgentsAreToldIsNotWhatTheyDo() {
        let alignment = TrajectoryAlignment(
            left: [says("please fix it", .user), bash("ls"), bash("make")],
            right: [says("mend it, now", .user), bash("ls"), bash("rm -r .")])
        #expect(alignment.divergence == 2 && alignment.hasDifferentInstructions)
        #expect(alignment.leftTail?.steps == 1)
    }

    @Test func anAgentsStepNeverStandsBesideAUsers() {
        let alignment = TrajectoryAlignment(left: [says("a", .user)], right: [says("b", .agent)])
        #expect(Set(changes(alignment)) == [.onlyLeft, .onlyRight])
    }

    // MARK: Properties

    /// Two runs of one seed: the second is the first with steps left out, put in and changed.
    private func runs(_ random: inout SeededGenerator, count: Int, kinds: Int) -> ([StepSketch], [StepSketch]) {
        let alphabet = (0..<kinds).map { index in
            index % 5 == 0 ? says("word \(index)", index % 2 == 0 ? .user : .agent) : bash("run thing\(index)")
        }
        let left = (0..<count).compactMap { _ in alphabet.randomElement(using: &random) }
        var right: [StepSketch] = []
        for step in left {
            switch Int.random(in: 0..<10, using: &random) {
            case 0: break
            case 1: right += [step] + [alphabet.randomElement(using: &random) ?? step]
            case 2: right.append(alphabet.randomElement(using: &random) ?? step)
            default: right.append(step)
            }
        }
        return (left, right)
    }

    @Test func nothingIsLostAndNothingCrosses() {
        var random = SeededGenerator(seed: 2026)
        for round in 0..<300 {
            let (left, right) = runs(&random, count: round % 60, kinds: 1 + round % 17)
            let alignment = TrajectoryAlignment(left: left, right: right)
            #expect(alignment.rows.compactMap(\.left) == Array(left.indices))
            #expect(alignment.rows.compactMap(\.right) == Array(right.indices))
            for row in alignment.rows {
                switch row.change {
                case .onlyLeft: #expect(row.left != nil && row.right == nil)
                case .onlyRight: #expect(row.left == nil && row.right != nil)
                case .same, .answer, .action:
                    guard let here = row.left, let there = row.right else {
                        Issue.record("a pair without a side")
                        continue
                    }
                    #expect((left[here].action == right[there].action) == (row.change != .action))
                    #expect(left[here].source == right[there].source)
                }
            }
        }
    }
}
