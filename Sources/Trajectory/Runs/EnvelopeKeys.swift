import Wire

/// What members beside the messages are called: small tables for all producers. A key is compared without case, `_`, `-`
/// and blanks, so that `exit_status`, `exitStatus` and `Exit Status` are one.
package enum EnvelopeKeys {
    enum Role: Hashable, Sendable {
        /// Says by itself whether the run passed.
        case verdict(Int)
        /// A word that may say it.
        case word(Int)
        /// A number that was given.
        case score(Int)
        /// Several numbers, each under its name.
        case scoreGroup
        /// A finding that is no verdict: a number of its own.
        case facet
        case error(Int)
        /// Whether it was an error; what it was stands elsewhere.
        case errorFlag
        case stopReason(Int)
        case model(Int)
        /// What the run was about, or what it is called.
        case name(Int)
        case cost, inputTokens, outputTokens, started, ended
        /// What was used of each model, under its name.
        case usageByModel
        /// Why it was judged so, and what was handed in: kept as they are.
        case remark
        /// What was to be done, or with what: says nothing of how it went.
        case definition
        /// How the run was set up: of interest for the model alone.
        case settings
        /// Which of several tries it is.
        case trial
        /// The run is a part of another one, where it has one of these.
        case parent

        /// Means the run only within objects that may tell of it.
        var isOfOutcome: Bool {
            switch self {
            case .verdict, .word, .score, .scoreGroup, .error, .errorFlag, .facet: true
            default: false
            }
        }
    }

    /// Whether an object may tell how the run came out: `test_result`, `info`; and not `setup`, which succeeds by itself.
    static func mayTellOutcome(_ key: String) -> Bool {
        let key = plain(key)
        return carriers.contains(key) || parts.contains(where: key.contains)
    }

    private static let carriers: Set<String> = [
        "info", "metadata", "extra", "data", "output", "payload", "summary", "run", "attributes", "details", "response",
        "status", "stats", "error", "exceptioninfo", "body",
    ]

    private static let parts = [
        "result", "eval", "score", "grad", "judg", "verif", "test", "report", "outcome", "reward", "metric", "final",
        "verdict", "rating",
    ]

    /// A key as it is compared.
    package static func plain(_ key: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(key.utf8.count)
        for byte in key.utf8 {
            switch byte {
            case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: " "), UInt8(ascii: "."): continue
            case 0x41...0x5A: bytes.append(byte | 0x20)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func role(_ key: String) -> Role? { roles[plain(key)] ?? identity(key) }

    /// `bug_id`, `challengeId`: an id of what nobody else named.
    private static func identity(_ key: String) -> Role? {
        guard key.hasSuffix("_id") || key.hasSuffix("Id") else { return nil }
        let word = plain(key).dropLast(2)
        return others.contains(where: word.hasSuffix) ? nil : .name(lastIdentity)
    }

    /// Things that have ids and are no tasks.
    private static let others = [
        "session", "trace", "span", "request", "message", "user", "thread", "eval", "evaluation", "model", "response",
        "org", "organization", "agent", "conversation", "project", "job", "container", "workspace", "parent", "prompt",
        "batch", "experiment", "provider", "dataset", "run", "trajectory", "worker", "sandbox", "process", "commit",
        "call", "completion", "chat", "log", "event", "step", "turn", "generation", "observation", "group", "account",
        "image", "file", "document", "tool",
    ]

    /// Names up to this rank tell one task from another; what follows may be anything.
    static let lastIdentity = 31

    private static let ranked: [(keys: [String], role: @Sendable (Int) -> Role)] = [
        (
            [
                "resolved", "is_resolved", "solved", "is_solved", "success", "is_success", "successful",
                "is_successful", "succeeded", "task_success", "task_completed_successfully", "passed", "is_passed",
                "pass", "all_passed", "correct", "is_correct", "goal_achieved", "goal_reached", "accepted", "won",
                "utility",
            ], Role.verdict
        ),
        (
            [
                "verdict", "outcome", "judgement", "judgment", "conclusion", "grade", "result", "evaluation",
                "final_status", "status",
            ], Role.word
        ),
        (
            [
                "reward", "score", "final_reward", "final_score", "total_reward", "total_score", "raw_score",
                "mean_reward", "mean_score", "avg_reward", "avg_score", "accuracy", "acc", "exact_match", "em", "f1",
                "points", "pass_rate", "pass_at_1", "partial_credit",
            ], Role.score
        ),
        (
            [
                "error", "error_message", "exception_info", "exception", "exception_message", "error_info",
                "failure_reason", "failure", "failure_mode", "error_type", "exception_type", "errors",
            ], Role.error
        ),
        (
            [
                "exit_status", "termination_reason", "exit_reason", "stop_reason", "terminal_reason", "finish_reason",
                "end_reason", "stopping_reason", "stop", "limit", "subtype",
            ], Role.stopReason
        ),
        (
            [
                "model", "model_name", "model_id", "model_name_or_path", "llm", "llm_model", "agent_model", "lm",
                "engine", "provider",
            ], Role.model
        ),
        (
            [
                "instance_id", "task_name", "task_id", "sample_id", "problem_id", "question_id", "scenario_id",
                "case_id", "test_id", "example_id", "custom_id", "user_task_id", "episode_id", "item_id", "task",
                "scenario", "test_name", "problem_name", "challenge", "env_id", "domain",
            ], Role.name
        ),
    ]

    /// Names that need not be of tasks.
    private static let weakNames = ["name", "title", "id", "key", "uid", "uuid", "doc_id", "idx", "index"]

    /// Scores up to this rank are called so, and no measure of something else.
    static let plainScores = 6

    /// Words under these keys say no more than that something came to its end.
    static let firstStatus = 6

    private static let plainly: [(keys: [String], role: Role)] = [
        (
            [
                "scores", "rewards", "grades", "score_breakdown", "reward_breakdown", "reward_components",
                "feedback_stats",
            ], .scoreGroup
        ),
        (["security", "injection_success", "attack_success", "harmful", "unsafe", "jailbroken", "refused"], .facet),
        (["is_error", "has_error", "errored"], .errorFlag),
        (
            ["cost", "total_cost", "total_cost_usd", "cost_usd", "instance_cost", "accumulated_cost", "agent_cost"],
            .cost
        ),
        (
            [
                "input_tokens", "prompt_tokens", "tokens_sent", "total_input_tokens", "total_prompt_tokens",
                "n_input_tokens", "prompt_token_count",
            ],
            .inputTokens
        ),
        (
            [
                "output_tokens", "completion_tokens", "tokens_received", "total_output_tokens",
                "total_completion_tokens", "n_output_tokens", "candidates_token_count",
            ], .outputTokens
        ),
        (["model_usage"], .usageByModel),
        (["started_at", "start_time", "started", "start"], .started),
        (["completed_at", "finished_at", "end_time", "ended_at", "completed", "finished", "end"], .ended),
        (
            [
                "explanation", "reason", "feedback", "rationale", "comment", "submission", "model_patch", "git_patch",
                "final_answer", "answer", "failed_tests",
            ], .remark
        ),
        (
            [
                "instance", "doc", "sample", "input", "inputs", "vars", "question", "target", "expected", "reference",
                "dataset", "problem", "user_scenario", "evaluation_criteria", "tool_definitions", "functions", "store",
                "environment", "env", "arguments", "args", "kwargs", "schema", "message", "state", "prompt",
                "test_case",
            ], .definition
        ),
        (["config", "configuration", "settings", "params", "parameters", "options", "plan", "llm_config"], .settings),
        (["trial", "epoch", "attempt", "rollout", "repetition", "replicate"], .trial),
        (["parent_id", "parent_run_id", "parent_span_id", "parent_observation_id"], .parent),
    ]

    private static let roles: [String: Role] = {
        var roles: [String: Role] = [:]
        func add(_ keys: [String], _ role: (Int) -> Role) {
            for (rank, key) in keys.enumerated() where roles[plain(key)] == nil { roles[plain(key)] = role(rank) }
        }
        for table in ranked { add(table.keys, table.role) }
        for table in plainly { add(table.keys) { _ in table.role } }
        add(weakNames) { .name(lastIdentity + 1 + $0) }
        return roles
    }()
}
