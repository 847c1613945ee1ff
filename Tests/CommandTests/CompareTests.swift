import Platform
import Testing
import Triage

@testable import trawl

@Suite struct CompareTests {
    private func rows(_ models: [String]) -> [ItemRow] {
        models.enumerated().map { index, model in
            var item = EvaluationItem(
                id: ItemID("i\(index)"), evaluationID: "e", position: index, status: .passed, taskName: "t")
            item.model = model
            return ItemRow(item)
        }
    }

    @Test func aModelIsNamedByAPartOfItsName() throws {
        let rows = rows(["openai/gpt-5", "openai/gpt-5-mini", "anthropic/claude"])
        #expect(try Compare.model("claude", of: rows) == "anthropic/claude")
        #expect(try Compare.model("openai/gpt-5", of: rows) == "openai/gpt-5")
        #expect(throws: CommandError.self) { try Compare.model("gpt", of: rows) }
        #expect(throws: CommandError.self) { try Compare.model("llama", of: rows) }
    }

    @Test func whereTwoRunsPartIsASentence() {
        #expect(RunComparison.heading(TrajectoryAlignment(left: [], right: [])) == "Both did the same.")
    }
}
