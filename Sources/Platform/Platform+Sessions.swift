package import Wire

/// What a platform has that keeps no sessions and no traces of their own.
extension Platform {
    package func traces(of evaluation: EvaluationID, byItem: Bool) async throws -> JSONValue {
        throw PlatformError(.unsupported, detail: "\(scope.server) keeps no traces")
    }

    /// The sessions of all items, evaluation by evaluation, as far as a page goes.
    package func sessions(_ query: SessionQuery) async throws -> Page<Session> {
        let words = (query.search ?? "").lowercased().split(separator: " ")
        var found: [Session] = []
        let listed = try await Pager.read { page in
            try await evaluations(EvaluationQuery(page: page, projectID: query.projectID))
        }
        for evaluation in listed.all {
            for item in try await items(of: evaluation.id).collect() {
                guard let session = Session(of: item, in: evaluation), session.holds(words) else { continue }
                found.append(session)
            }
        }
        let rest = found.dropFirst((max(query.page, 1) - 1) * max(query.pageSize, 1)).prefix(max(query.pageSize, 1))
        return Page(items: Array(rest), total: found.count, page: query.page, pageSize: query.pageSize)
    }
}

extension Session {
    /// The session of an item; nil where it has none.
    init?(of item: EvaluationItem, in evaluation: Evaluation) {
        guard let id = item.sessionID else { return nil }
        self.init(id: id)
        title = item.taskName
        model = item.model ?? evaluation.model
        agent = evaluation.capability
        createdAt = item.startedAt ?? item.queuedAt
        let end = item.completedAt ?? item.agentFinishedAt ?? createdAt
        raw = [
            "id": .string(id.text), "origin": "eval", "project_id": .optional(evaluation.projectID),
            "updated_at": .optional(end?.iso8601), "last_message_at": .optional(end?.iso8601),
        ]
    }

    /// Whether title, model, agent and labels hold all words.
    package func holds(_ words: [Substring]) -> Bool {
        let text = ([title, model, agent, id.text] + labels).compactMap { $0?.lowercased() }.joined(separator: "\n")
        return words.allSatisfy { text.contains($0) }
    }
}
