import Platform
import Wire

/// An item with everything that filters, sorts and groups ask about read out of its documents once.
///
/// A class, so that a list of 200,000 is a list of references: filtering copies no item.
package final class ItemRow: Sendable {
    package let item: EvaluationItem
    /// Task, error, model, id and worker, for bare words.
    let text: SearchText
    /// Ended, and not by passing.
    let isFailure: Bool
    /// The status's place in an item's life; past the end where the contract does not know it.
    let statusRank: Int
    /// Tokens of the agent's run; nil where the platform did not say.
    package let tokens: Int?
    package let toolCalls: Int?
    /// US dollars of the agent's run; nil where nobody said.
    package let cost: Double?
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
        text = SearchText(fields: Self.searched(item))
        isFailure = item.status.isFailure
        statusRank = ItemStatus.known.firstIndex(of: item.status) ?? ItemStatus.known.count
        let report = item.report
        tokens = report?.agent.flatMap(Self.tokens)
        toolCalls = report?.agent?.totalToolCalls
        cost = item.metadata.flatMap(Self.cost)
        stopReason = report?.agent?.stopReason
        provisionFailure = report?.provisionFailure
        agentError = report?.agent?.error
        defects = report?.components.count { $0.isDefect } ?? 0
        capability = item.unknown["capability"]?.string ?? report?.components.lazy.compactMap(\.capability).first
    }

    /// The fields that a bare word is looked for in.
    static func searched(_ item: EvaluationItem) -> [String?] {
        [item.taskName, item.error, item.model, item.id.text, item.workerID]
    }

    /// Where the platform's report and Harbor's results have it.
    private static func cost(_ metadata: JSONValue) -> Double? {
        let cost = metadata["_dreadnode"]?["agent_result"]?["cost_usd"] ?? metadata["harbor"]?["cost_usd"]
        return cost?.double.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
    }

    private static func tokens(of agent: AgentResult) -> Int? {
        if let total = agent.totalTokens { return total }
        guard agent.inputTokens != nil || agent.outputTokens != nil else { return nil }
        return (agent.inputTokens ?? 0) + (agent.outputTokens ?? 0)
    }

    /// Seconds from start to end, or to `now` while it runs; nil before it starts.
    package func duration(now: Timestamp) -> Double? { item.duration(now: now) }
}
