/// The state of an evaluation (Platform.docc/Evaluations). Words that the contract does not know are kept as they are.
package struct JobStatus: RawRepresentable, Hashable, Sendable {
    package var rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    package static let queued = JobStatus(rawValue: "queued")
    package static let running = JobStatus(rawValue: "running")
    package static let completed = JobStatus(rawValue: "completed")
    package static let partial = JobStatus(rawValue: "partial")
    package static let failed = JobStatus(rawValue: "failed")
    package static let cancelled = JobStatus(rawValue: "cancelled")

    /// Every status of the contract, in the order of a job's life.
    package static let known = [queued, running, completed, partial, failed, cancelled]

    /// Nothing moves any more.
    package var isTerminal: Bool { [.completed, .partial, .failed, .cancelled].contains(self) }
}
