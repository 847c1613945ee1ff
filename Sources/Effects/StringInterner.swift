import Platform

/// Texts that many items have in common, kept once: a list of 200,000 names few tasks and models.
struct StringInterner {
    private var known: Set<String> = []
    /// Texts up to this length take no room of their own.
    private static let short = 15

    /// The item with texts that others have as well.
    mutating func sharing(_ item: EvaluationItem) -> EvaluationItem {
        var item = item
        item.evaluationID.text = one(item.evaluationID.text)
        item.taskName = one(item.taskName)
        item.model = item.model.map { one($0) }
        item.workerID = item.workerID.map { one($0) }
        return item
    }

    private mutating func one(_ text: String) -> String {
        text.utf8.count <= Self.short ? text : known.insert(text).memberAfterInsert
    }
}
