import Testing
import Trajectory
import Wire

@Suite struct LiteralTests {
    @Test(arguments: Literals.all)
    func isReadAsExpected(_ literal: Literal) {
        #expect(Summary.of(literal.json) == literal.expected)
    }

    /// However the bytes arrive, the document is the same in the end.
    @Test(arguments: Literals.all)
    func cuttingAnywhereChangesNothing(_ literal: Literal) {
        let whole = Summary.of(literal.json)
        let count = literal.json.utf8.count
        var differing: [Int] = []
        // Of longer ones at every third byte: below, all are cut everywhere at once.
        for cut in stride(from: 1, to: count, by: count < 300 ? 1 : 3)
        where Summary.of(literal.json, cuts: [cut]) != whole {
            differing.append(cut)
        }
        #expect(differing.isEmpty)
        if count > 1 { #expect(Summary.of(literal.json, cuts: Array(1..<count)) == whole) }
    }

    /// What is no trajectory says so, once, with a reason.
    @Test(arguments: Literals.rejected)
    func isRefusedWithAReason(_ literal: Literal) {
        let document = Summary.document(literal.json)
        #expect(document.format == .unknown && document.problems.count == 1 && document.stepCount == 0)
    }

    /// The outline sees what the step is, though it decodes less of it.
    @Test(arguments: Literals.all)
    func outlinesAgreeWithSteps(_ literal: Literal) {
        let document = Summary.document(literal.json)
        for index in 0..<document.stepCount {
            #expect(document.outline(index)?.flags == document.step(index)?.flags)
            #expect(document.outline(index)?.source == document.step(index)?.source)
        }
    }
}
