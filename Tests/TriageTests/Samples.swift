import Platform
import Triage
import Wire

/// Items for tests.
enum Samples {
    static let now = Timestamp(seconds: 1_800_000_000)

    /// An item of a status, with what the test changes about it.
    static func item(
        _ id: String, _ status: ItemStatus = .failed, task: String = "web/login", model: String? = "openai/gpt-5",
        error: String? = nil, _ change: (inout EvaluationItem) -> Void = { _ in }
    ) -> EvaluationItem {
        var item = EvaluationItem(
            id: ItemID(id), evaluationID: "e1", position: Int(id.filter(\.isNumber)) ?? 0, status: status,
            taskName: task)
        item.model = model
        item.error = error
        change(&item)
        return item
    }

    /// Metadata as the platform writes it.
    static func metadata(_ report: JSONValue) -> JSONValue { ["_dreadnode": report] }

    static func rows(_ items: [EvaluationItem]) -> [ItemRow] { items.map { ItemRow($0) } }
}
