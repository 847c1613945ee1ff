import Platform
import Trajectory
import Wire

/// What a document says of the run that it records, for items of which nothing else tells.
struct DocumentFacts: Sendable {
    private var header = TrajectoryHeader()
    private var isEmpty = true
    private var model: String?
    private var steps = 0
    private var calls = 0
    private var failures = 0
    private var tokens: (input: Quantity, output: Quantity)?
    private var times: ClosedRange<Timestamp>?
    /// What stands beside the messages.
    private var envelope = RunEnvelope()
    private let passes: Double

    /// Reads a document; one that is no trajectory, or cannot be read, says nothing.
    init(_ location: DocumentLocation, passes: Double) throws {
        self.passes = passes
        guard let store = try? location.load() else { return }
        envelope = RunList.envelope(of: store)
        let document = TrajectoryDocument(store: store, expectedBytes: store.count, name: lastComponent(location.name))
        try document.readAll()
        guard document.format != .unknown else { return }
        header = document.header
        for index in 0..<document.stepCount {
            try Task.checkCancellation()
            guard let step = document.outline(index) else { continue }
            // The first turn of the agent says which model it is, where the document does not.
            if steps == 0, step.source == .agent { model = document.step(index)?.model }
            count(step)
        }
        isEmpty = document.stepCount == 0
        if let metrics = header.finalMetrics, let input = metrics.promptTokens {
            tokens = (input, metrics.completionTokens ?? 0)
        }
    }

    /// What the run calls itself.
    var names: [String] { envelope.names.map(\.value) }

    private mutating func count(_ step: StepOutline) {
        guard !step.flags.contains(.copied) else { return }
        if step.source == .agent { steps += 1 }
        calls += step.callCount
        if step.flags.contains(.error) { failures += 1 }
        if let metrics = step.metrics, metrics.promptTokens != nil || metrics.completionTokens != nil {
            let before = tokens ?? (0, 0)
            tokens = (before.input + (metrics.promptTokens ?? 0), before.output + (metrics.completionTokens ?? 0))
        }
        guard let time = step.timestamp else { return }
        times = min(times?.lowerBound ?? time, time)...max(times?.upperBound ?? time, time)
    }

    /// Adds to an item what the document says and the item does not.
    func complete(_ item: inout EvaluationItem) {
        envelope.complete(&item, passes: passes)
        item.model = item.model ?? header.modelName ?? model
        if item.startedAt == nil, item.completedAt == nil, let times, times.lowerBound < times.upperBound {
            (item.startedAt, item.completedAt) = (times.lowerBound, times.upperBound)
        }
        if let success = header.success, item.status == .unknown {
            item.passed = success
            item.status = success ? .passed : .failed
        }
        if !isEmpty { item.add(agent: agent) }
    }

    private var agent: JSONObject {
        var agent = JSONObject([("agent", .optional(name))])
        agent["stop_reason"] = header.stopReason.map { .string($0) }
        agent["generation_steps"] = .int(steps)
        agent["total_tool_calls"] = .int(calls)
        // Many write nought where they did not count.
        if let tokens, tokens.input + tokens.output > 0 {
            agent["input_tokens"] = .quantity(tokens.input)
            agent["output_tokens"] = .quantity(tokens.output)
            agent["total_tokens"] = .quantity(tokens.input + tokens.output)
        }
        agent["tool_errors"] = .int(failures)
        agent["cost_usd"] = header.finalMetrics?.cost.map { .quantity($0) }
        return agent
    }

    private var name: String? {
        let parts = [header.agentName, header.agentVersion].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}
