package import Wire

/// A job that makes a world manifest or trajectories (WorldJobResponse, Platform.docc/Worlds).
package struct WorldJob: AnswerModel, Hashable, Sendable, Identifiable {
    package var id: WorldJobID
    /// `manifest_generation` or `trajectory_generation`.
    package var kind: String
    package var status: JobStatus
    package var createdAt: Timestamp?
    package var startedAt: Timestamp?
    package var completedAt: Timestamp?
    package var cancelRequestedAt: Timestamp?
    package var createdBy: String?
    package var error: String?
    /// 0 to 1.
    package var progress: Quantity?
    package var projectID: String?
    package var resourceID: String?
    /// `manifest`, `trajectory` or `trajectory_batch`.
    package var resourceType: String?
    package var result: JSONValue?
    package var raw: JSONValue

    package init(id: WorldJobID, kind: String, status: JobStatus) {
        self.id = id
        self.kind = kind
        self.status = status
        raw = .object(JSONObject())
    }

    package init?(_ json: JSONValue) {
        guard let id = json["id"]?.string else { return nil }
        self.init(id: WorldJobID(id), kind: "unknown", status: JobStatus(rawValue: "unknown"))
        read(json)
    }

    package mutating func exchange(_ fields: inout AnswerFields) {
        fields.id("id", &id)
        fields.text("kind", &kind)
        fields.status("status", &status)
        fields.time("created_at", &createdAt)
        fields.time("started_at", &startedAt)
        fields.time("completed_at", &completedAt)
        fields.time("cancel_requested_at", &cancelRequestedAt)
        fields.user("created_by_user", or: "created_by", &createdBy)
        fields.words("error", &error)
        fields.number("progress", &progress)
        fields.text("project_id", &projectID)
        fields.text("resource_id", &resourceID)
        fields.text("resource_type", &resourceType)
        fields.value("result", &result)
    }
}

/// A generated network that world trajectories walk through (Platform.docc/Worlds).
package struct WorldManifest: AnswerModel, Hashable, Sendable, Identifiable {
    package var id: WorldManifestID
    package var name: String
    package var status: JobStatus
    package var createdAt: Timestamp?
    package var raw: JSONValue

    package init(id: WorldManifestID, name: String, status: JobStatus) {
        self.id = id
        self.name = name
        self.status = status
        raw = .object(JSONObject())
    }

    package init?(_ json: JSONValue) {
        guard let id = json["id"]?.string else { return nil }
        self.init(id: WorldManifestID(id), name: id, status: .completed)
        read(json)
    }

    package mutating func exchange(_ fields: inout AnswerFields) {
        fields.id("id", &id)
        fields.text("name", &name)
        fields.status("status", &status)
        fields.time("created_at", &createdAt)
    }
}

/// One generated run through a world (Platform.docc/Worlds).
package struct WorldTrajectory: AnswerModel, Hashable, Sendable, Identifiable {
    package var id: WorldTrajectoryID
    package var manifestID: WorldManifestID
    package var name: String?
    package var goal: String?
    package var strategy: String?
    package var success: Bool?
    package var stepCount: Quantity
    package var terminationReason: String?
    package var sourceJobID: WorldJobID?
    package var createdAt: Timestamp?
    package var raw: JSONValue

    package init(id: WorldTrajectoryID, manifestID: WorldManifestID) {
        self.id = id
        self.manifestID = manifestID
        stepCount = 0
        raw = .object(JSONObject())
    }

    package init?(_ json: JSONValue) {
        guard let id = json["id"]?.string else { return nil }
        self.init(id: WorldTrajectoryID(id), manifestID: "")
        read(json)
    }

    package mutating func exchange(_ fields: inout AnswerFields) {
        fields.id("id", &id)
        fields.id("manifest_id", &manifestID)
        fields.text("name", &name)
        fields.text("goal", &goal)
        fields.text("strategy", &strategy)
        fields.flag("success", &success)
        fields.count("step_count", &stepCount)
        fields.text("termination_reason", &terminationReason)
        fields.id("source_job_id", &sourceJobID)
        fields.time("created_at", &createdAt)
    }
}

/// What a new trajectory job is asked for (Platform.docc/Worlds).
package struct WorldTrajectoryRequest: Hashable, Sendable {
    package var manifestID: WorldManifestID
    package var goal = "Domain Admins"
    /// 1 to 100.
    package var count = 1
    /// One of `strategies`.
    package var strategy = "random"
    /// 1 to 1000.
    package var maxSteps = 100
    package var seed = 42
    /// 1 to 16.
    package var threads = 1
    package var onlySuccessful = false
    /// One of `modes`; `agent` needs a runtime and a capability.
    package var mode = "kali"
    package var name: String?
    package var projectID: String?
    package var runtimeID: String?
    package var capabilityName: String?
    package var agentName: String?
    package var agentModel: String?
    /// The policy that the agent works under, in full; nil, as usual: the server takes its own as it stands.
    package var agentPolicy: JSONValue?

    package static let strategies = ["random", "greedy", "recon-first", "smart-random"]
    package static let modes = ["kali", "c2", "agent"]

    /// What a policy must say.
    private static let policyMembers = [
        "capability_artifact_digest", "capability_name", "capability_runtime_digest", "capability_version",
        "runtime_digest", "runtime_id",
    ]

    package init(manifestID: WorldManifestID) { self.manifestID = manifestID }

    /// Takes a policy as it is typed: JSON. What is none is left for `problems` to tell.
    package mutating func setPolicy(_ text: String?) {
        agentPolicy = text.map { (try? JSONParser.parse($0)) ?? .string($0) }
    }

    /// Reads a request body; absent fields take their defaults. Limits are for `problems` to check.
    package init(_ json: JSONValue) {
        self.init(manifestID: WorldManifestID(json["manifest_id"]?.string ?? ""))
        goal = json["goal"]?.string ?? goal
        count = json["count"]?.int ?? count
        strategy = json["strategy"]?.string ?? strategy
        maxSteps = json["max_steps"]?.int ?? maxSteps
        seed = json["seed"]?.int ?? seed
        threads = json["threads"]?.int ?? threads
        onlySuccessful = json["only_successful"]?.bool ?? onlySuccessful
        mode = json["mode"]?.string ?? mode
        name = json["name"]?.string
        projectID = json["project_id"]?.string
        runtimeID = json["runtime_id"]?.string
        capabilityName = json["capability_name"]?.string
        agentName = json["agent_name"]?.string
        agentModel = json["agent_model"]?.string
        agentPolicy = json["agent_policy"]
    }

    package var json: JSONValue {
        var object = JSONObject([
            ("manifest_id", .string(manifestID.text)), ("goal", .string(goal)), ("count", .int(count)),
            ("strategy", .string(strategy)), ("max_steps", .int(maxSteps)), ("seed", .int(seed)),
            ("threads", .int(threads)), ("only_successful", .bool(onlySuccessful)), ("mode", .string(mode)),
        ])
        for (key, value) in [
            ("name", name), ("project_id", projectID), ("runtime_id", runtimeID), ("capability_name", capabilityName),
            ("agent_name", agentName), ("agent_model", agentModel),
        ] {
            if let value { object[key] = .string(value) }
        }
        if let agentPolicy { object["agent_policy"] = agentPolicy }
        return .object(object)
    }

    /// What the platform would refuse, by field, before anything is sent (Platform.docc/Worlds).
    package var problems: [FieldProblem] {
        var problems: [FieldProblem] = []
        func check(_ condition: Bool, _ field: String, _ message: String) {
            if !condition {
                problems.append(FieldProblem(path: ["body", field], message: message, type: "value_error"))
            }
        }
        check(!manifestID.text.isEmpty, "manifest_id", "a completed manifest is required")
        check((1...100).contains(count), "count", "must be from 1 to 100")
        check(
            Self.strategies.contains(strategy), "strategy", "must be one of " + Self.strategies.joined(separator: ", "))
        check((1...1000).contains(maxSteps), "max_steps", "must be from 1 to 1000")
        check((1...16).contains(threads), "threads", "must be from 1 to 16")
        check(Self.modes.contains(mode), "mode", "must be one of " + Self.modes.joined(separator: ", "))
        if mode == "agent" {
            check(runtimeID?.isEmpty == false, "runtime_id", "is required when mode is agent")
            check(capabilityName?.isEmpty == false, "capability_name", "is required when mode is agent")
        }
        if let agentPolicy {
            let absent = Self.policyMembers.filter { agentPolicy[$0]?.string == nil }
            check(
                absent.isEmpty, "agent_policy",
                agentPolicy.object == nil ? "must be a JSON object" : "lacks " + absent.joined(separator: ", "))
        }
        return problems
    }
}

package typealias WorldJobID = Identifier<WorldJob>
package typealias WorldManifestID = Identifier<WorldManifest>
package typealias WorldTrajectoryID = Identifier<WorldTrajectory>
