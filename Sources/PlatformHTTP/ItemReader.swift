import Platform
import Wire

/// The items of an evaluation, read from the body while it arrives.
actor ItemReader {
    private let body: ByteStream
    private let evaluation: EvaluationID
    private let resource: String
    private let limit: Int
    private var isDone = false

    init(body: ByteStream, evaluation: EvaluationID, resource: String, limit: Int) {
        self.body = body
        self.evaluation = evaluation
        self.resource = resource
        self.limit = limit
    }

    /// The next batch, or nil at the end.
    func next() async throws -> [EvaluationItem]? {
        if isDone { return nil }
        isDone = true
        let json = try await AnswerReader(limit: limit).json(body)
        return try Answer(json, Endpoint([], resource: resource)).list("items", EvaluationItem.init)
    }
}
