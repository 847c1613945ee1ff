package import Platform
package import Wire

/// An item with everything that filters, sorts and groups ask about read out of its documents once.
///
/// A class, so that a list of 200,000 is a list of references: filtering copies no item.
package final class ItemRow: Sendable {
    package let item: EvaluationItem
    /// Ended, and not by passing.
    let isFailure: Bool
    /// The status's place in an item's life; past the end where the contract does not know it.
    let statusRank: Int
    /// Tokens of the agent's run; nil where the platform did not say.
    package let tokens: Quantity?
    package let toolCalls: Quantity?
    /// Turns of the model.
    package let steps: Quantity?
    /// US dollars of the agent's run; nil where nobody said.
    package let cost: Quantity?
    /// What the verifier gave it, as a number; nil where it gave none.
    package let score: ItemScore?
    package let stopReason: String?
    /// Why no sandbox could be had; nil where there was one.
    package let provisionFailure: ProvisionFailure?
    /// The agent's own last error.
    package let agentError: String?
    /// Parts of the runtime that did not work.
    package let defects: Int
    /// The capability that the item ran, or the first one that its runtime report names.
    package let capability: String?

    package init(_ item: EvaluationItem) {
        self.item = item
        isFailure = item.status.isFailure
        statusRank = ItemStatus.known.firstIndex(of: item.status) ?? ItemStatus.known.count
        let metadata = item.metadata
        let report = RuntimeReport(metadata: metadata)
        tokens = report?.agent.flatMap(Self.tokens)
        toolCalls = report?.agent?.totalToolCalls
        cost = metadata.flatMap(Self.cost)
        score = ItemScore(item)
        steps = report?.agent?.generationSteps
        stopReason = report?.agent?.stopReason
        provisionFailure = report?.provisionFailure
        agentError = report?.agent?.error
        defects = report?.components.count { $0.isDefect } ?? 0
        capability = item.unknown["capability"]?.string ?? report?.components.lazy.compactMap(\.capability).first
    }

    /// Ended, and nobody knows how: not passed, and not failed either.
    package var isUnknown: Bool {
        !ItemStatus.known.contains(item.status) || item.status == .agentFinished && item.completedAt != nil
    }

    /// The fields that a bare word is looked for in: task, error, model, id and worker.
    func forEachSearched(_ body: (String) -> Void) {
        body(item.taskName)
        if let error = item.error { body(error) }
        if let model = item.model { body(model) }
        body(item.id.text)
        if let worker = item.workerID { body(worker) }
    }

    /// Whether something is true of one of those fields.
    func holds(_ accepts: (String) -> Bool) -> Bool {
        var isHeld = false
        forEachSearched { isHeld = isHeld || accepts($0) }
        return isHeld
    }

    /// Where the platform's report and Harbor's results have it.
    private static func cost(_ metadata: JSONValue) -> Quantity? {
        let cost = metadata["_dreadnode"]?["agent_result"]?["cost_usd"] ?? metadata["harbor"]?["cost_usd"]
        return cost?.quantity.flatMap { $0 >= 0 ? $0 : nil }
    }

    private static func tokens(of agent: AgentResult) -> Quantity? {
        if let total = agent.totalTokens { return total }
        guard agent.inputTokens != nil || agent.outputTokens != nil else { return nil }
        return (agent.inputTokens ?? 0) + (agent.outputTokens ?? 0)
    }

    /// Seconds from start to end, or to `now` while it runs; nil before it starts.
    package func duration(now: Timestamp) -> Double? { item.duration(now: now) }
}
