/// The state of an item (Platform.docc/Evaluations). Words that the contract does not know are kept as they are.
package struct ItemStatus: RawRepresentable, Hashable, Sendable {
    package var rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    package static let queued = ItemStatus(rawValue: "queued")
    package static let claiming = ItemStatus(rawValue: "claiming")
    package static let provisioning = ItemStatus(rawValue: "provisioning")
    package static let agentRunning = ItemStatus(rawValue: "agent_running")
    package static let agentFinished = ItemStatus(rawValue: "agent_finished")
    package static let verifying = ItemStatus(rawValue: "verifying")
    package static let passed = ItemStatus(rawValue: "passed")
    package static let failed = ItemStatus(rawValue: "failed")
    package static let timedOut = ItemStatus(rawValue: "timed_out")
    package static let cancelled = ItemStatus(rawValue: "cancelled")
    package static let infraError = ItemStatus(rawValue: "infra_error")

    /// Every status of the contract, in the order of an item's life.
    package static let known = [
        queued, claiming, provisioning, agentRunning, agentFinished, verifying, passed, failed, timedOut, cancelled,
        infraError,
    ]

    /// Nothing moves any more.
    package var isTerminal: Bool {
        switch rawValue {
        case "passed", "failed", "timed_out", "cancelled", "infra_error": true
        default: false
        }
    }
    /// Ended, and not by passing.
    package var isFailure: Bool { isTerminal && self != .passed }
}
