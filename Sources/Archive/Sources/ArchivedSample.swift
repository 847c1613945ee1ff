import Platform

/// One sample as an archive knows it, small enough to be held 200,000 times.
struct ArchivedSample: Sendable {
    var id: ItemID
    /// Nil: there is no document.
    var sessionID: SessionID?
    var taskName: String
    /// What the archive's manifest says is wrong with it.
    var error: String?
    /// What we found: there is no document, or it cannot be read.
    var remark: String?
    var document: DocumentLocation?
    /// Further documents of the same sample: continuations, summaries, other steps of the task.
    var siblings: [DocumentLocation] = []
    /// What a run folder or an export says of the sample beyond its name.
    var details: (@Sendable () -> EvaluationItem)?
    /// Reads the files beside it; nil where there are none.
    var files: (@Sendable () -> [ItemFile])?
    /// The document may tell more of the sample than `details`.
    var asksDocument = true
}

extension EvaluationItem {
    /// An item of which no more is known than its name.
    init(_ sample: ArchivedSample, position: Int) {
        self.init(id: sample.id, evaluationID: "", position: position, status: .unknown, taskName: sample.taskName)
    }
}

extension ItemStatus {
    /// A document was found, and nothing beside it says how the sample ended.
    static let unknown = ItemStatus(rawValue: "unknown")
}
