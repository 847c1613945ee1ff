import Platform

/// The fields of a new trajectory job, in the order of the form (Platform.docc/Worlds).
package enum WorldField: String, CaseIterable, Hashable, Sendable {
    case manifest = "manifest_id"
    case goal, count, strategy
    case maxSteps = "max_steps"
    case seed, threads
    case onlySuccessful = "only_successful"
    case mode
    case runtime = "runtime_id"
    case capability = "capability_name"
    case agentName = "agent_name"
    case agentModel = "agent_model"
    case agentPolicy = "agent_policy"
    case name
    case project = "project_id"

    /// How a field is filled in.
    package enum Entry: Hashable, Sendable {
        case text
        case integer(ClosedRange<Int>?)
        case choice([String])
        /// One of the workspace's completed manifests.
        case manifest
    }

    private struct Row: Sendable {
        var label: String
        var entry: Entry
        var help: String
        var isForAgents = false
    }

    private static let rows: [WorldField: Row] = [
        .manifest: Row(label: "Manifest", entry: .manifest, help: "the world: one of the completed manifests"),
        .goal: Row(label: "Goal", entry: .text, help: "the goal of the trajectories"),
        .count: Row(label: "Count", entry: .integer(1...100), help: "trajectories to make"),
        .strategy: Row(
            label: "Strategy", entry: .choice(WorldTrajectoryRequest.strategies), help: "how the next move is chosen"),
        .maxSteps: Row(label: "Max steps", entry: .integer(1...1000), help: "steps of one trajectory at most"),
        .seed: Row(label: "Seed", entry: .integer(nil), help: "the same seed makes the same moves"),
        .threads: Row(label: "Threads", entry: .integer(1...16), help: "how many work at the same time"),
        .onlySuccessful: Row(
            label: "Only successful", entry: .choice(["false", "true"]), help: "keep only those that reach the goal"),
        .mode: Row(
            label: "Mode", entry: .choice(WorldTrajectoryRequest.modes), help: "who moves; agent needs a runtime"),
        .runtime: Row(
            label: "Runtime", entry: .text, help: "the id of the runtime that the agent works in: required",
            isForAgents: true),
        .capability: Row(
            label: "Capability", entry: .text, help: "the name of the capability: required", isForAgents: true),
        .agentName: Row(
            label: "Agent", entry: .text, help: "its name, if it is not the capability's own", isForAgents: true),
        .agentModel: Row(
            label: "Agent's model", entry: .text, help: "the model, if it is not the agent's own", isForAgents: true),
        .agentPolicy: Row(
            label: "Agent's policy", entry: .text, help: "a snapshot as JSON; left empty the server takes its own",
            isForAgents: true),
        .name: Row(label: "Name", entry: .text, help: "what the trajectories are called, if wanted"),
        .project: Row(label: "Project", entry: .text, help: "its id, which must be the manifest's; left empty it is"),
    ]

    private var row: Row { Self.rows[self] ?? Row(label: rawValue, entry: .text, help: "") }

    package var label: String { row.label }
    package var entry: Entry { row.entry }
    package var help: String { row.help }
    /// Asked for with mode agent only.
    package var isForAgents: Bool { row.isForAgents }

    /// The limits in words: a range, or what there is to choose.
    package var limits: String {
        switch entry {
        case .integer(let range?): "\(range.lowerBound) to \(range.upperBound)"
        case .integer(nil): "a whole number"
        case .choice(let choices): choices.joined(separator: " ")
        default: ""
        }
    }

    /// What stands in the field at first: the platform's own default.
    package var standard: String {
        let request = WorldTrajectoryRequest(manifestID: "")
        return switch self {
        case .goal: request.goal
        case .count: String(request.count)
        case .strategy: request.strategy
        case .maxSteps: String(request.maxSteps)
        case .seed: String(request.seed)
        case .threads: String(request.threads)
        case .onlySuccessful: String(request.onlySuccessful)
        case .mode: request.mode
        default: ""
        }
    }
}
