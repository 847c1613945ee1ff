import Platform
import Testing
import Triage

@Suite struct RunPartnersTests {
    private func item(_ id: Int, _ status: ItemStatus, task: String = "a", model: String = "m", read: Bool = true)
        -> EvaluationItem
    {
        Samples.item(String(id), status, task: task, model: model) { item in
            item.sessionID = read ? "s" : nil
        }
    }

    private func order(_ item: EvaluationItem, among items: [EvaluationItem]) -> [String] {
        ComparableItems.of(item, among: items).map(\.id.text)
    }

    @Test func theOppositeOutcomeComesFirstThenTheNextOfTheTask() {
        let failed = item(3, .failed)
        let all = [
            item(1, .failed), item(2, .passed, model: "n"), failed, item(4, .timedOut), item(5, .passed),
            item(6, .passed, task: "b"),
        ]
        #expect(order(failed, among: all) == ["5", "2", "4", "1"])
        #expect(order(all[1], among: all) == ["3", "4", "1", "5"])
    }

    @Test func whatCannotBeReadIsNotOffered() {
        let failed = item(1, .failed)
        #expect(order(failed, among: [failed, item(2, .passed, read: false)]).isEmpty)
    }
}
