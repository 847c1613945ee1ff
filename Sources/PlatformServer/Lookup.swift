import Platform
import Wire

/// Finds things by their id or by a prefix that fits one thing only, on any platform.
struct Lookup: Sendable {
    private static let pageSize = 100

    let context: ServerContext
    private var platform: any Platform { context.platform }

    func evaluation(_ text: String) async throws -> Evaluation {
        do {
            return try await platform.evaluation(EvaluationID(text))
        } catch let error as PlatformError where error.status == 404 {
            let found = try await evaluations().filter { $0.id.text.hasPrefix(text) }
            return try only(found, "Evaluation", text)
        }
    }

    func item(_ text: String, of evaluation: EvaluationID) async throws -> EvaluationItem {
        do {
            return try await platform.item(ItemID(text), of: evaluation)
        } catch let error as PlatformError where error.status == 404 {
            let stream = try await platform.items(of: evaluation)
            var found: [EvaluationItem] = []
            while let batch = try await stream.next() { found += batch.filter { $0.id.text.hasPrefix(text) } }
            return try only(found, "Item", text)
        }
    }

    /// All evaluations, page by page.
    func evaluations() async throws -> [Evaluation] {
        try await Pager.read { try await platform.evaluations(EvaluationQuery(page: $0, pageSize: Self.pageSize)) }.all
    }

    func manifest(_ text: String) async throws -> WorldManifest {
        let found = try await Pager.read {
            try await platform.worldManifests(WorldQuery(page: $0, pageSize: Self.pageSize))
        }.all
        if let exact = found.first(where: { $0.id.text == text }) { return exact }
        return try only(found.filter { $0.id.text.hasPrefix(text) }, "Manifest", text)
    }

    private func only<T>(_ found: [T], _ what: String, _ prefix: String) throws -> T {
        guard let first = found.first, !prefix.isEmpty else { throw PlatformError.notFound(what) }
        guard found.count == 1 else {
            throw PlatformError(.status(409), detail: "\(what) prefix fits \(found.count) ids: type more of the id")
        }
        return first
    }
}
