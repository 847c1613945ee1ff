import Platform
import Wire

/// Finds what people mean by the beginning of an id, or a name.
struct Resolver: Sendable {
    let platform: any Platform

    /// The evaluation of that id, the beginning of one, or name. Throws `CommandError`: not found, or not the only one.
    func evaluation(_ text: String) async throws -> Evaluation {
        do {
            return try await platform.evaluation(EvaluationID(text))
        } catch let error as PlatformError where [400, 404, 409, 422].contains(error.status) {
            let found = try await evaluations { evaluation in
                evaluation.id.text.hasPrefix(text.lowercased()) || evaluation.name == text
            }
            // A conflict is about what is there: several ids begin so.
            if found.isEmpty, error.status == 409 { throw error }
            return try Self.only(found, text, "evaluation") { evaluation in
                let facts = [evaluation.name, evaluation.model, evaluation.createdAt?.minute]
                return "\(evaluation.id.short)  \(facts.compactMap(\.self).joined(separator: "  "))"
            }
        }
    }

    private func evaluations(where isMeant: (Evaluation) -> Bool) async throws -> [Evaluation] {
        try await Pager.read { try await platform.evaluations(EvaluationQuery(page: $0)) }.all.filter(isMeant)
    }

    /// The item of that id, the beginning of one, or task.
    func item(_ text: String, of evaluation: EvaluationID) async throws -> EvaluationItem {
        do {
            return try await platform.item(ItemID(text), of: evaluation)
        } catch let error as PlatformError where [400, 404, 409, 422].contains(error.status) {
            let items = try await platform.items(of: evaluation).collect()
            let found = items.filter { $0.id.text.hasPrefix(text.lowercased()) || $0.taskName == text }
            if found.isEmpty, error.status == 409 { throw error }
            return try Self.only(found, text, "item") { "\($0.id.short)  \($0.taskName)" }
        }
    }

    private static func only<T>(_ found: [T], _ text: String, _ what: String, _ show: (T) -> String) throws -> T {
        if found.count == 1, let one = found.first { return one }
        if found.isEmpty { throw CommandError("There is no \(what) \(text).", status: .notFound) }
        let names = found.prefix(8).map { "  " + show($0) }.joined(separator: "\n")
        throw CommandError(
            "\(text) is the beginning of \(found.count) \(what)s:", hint: names + (found.count > 8 ? "\n  …" : ""),
            status: .misuse)
    }
}
