extension Platform {
    /// The last evaluation of the same name that began before; nil where there is none.
    package func evaluationBefore(_ evaluation: Evaluation) async throws -> Evaluation? {
        guard let time = evaluation.began else { return nil }
        let all = try await Pager.read { try await evaluations(EvaluationQuery(page: $0)) }.all
        return all.filter { other in
            other.name == evaluation.name && other.id != evaluation.id && other.began.map { $0 < time } ?? false
        }.max { ($0.began ?? time) < ($1.began ?? time) }
    }
}
