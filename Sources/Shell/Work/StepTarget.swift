/// Where in a trajectory to begin.
package enum StepTarget: Hashable, Sendable {
    case start
    case end
    case firstError
    case lastError
    /// Where the user wants to read a failure.
    case failure
    /// 1-based step.
    case step(Int)
    /// The first step that answers a search query, or the one of the message that is meant, by its `seq`.
    case query(String, seq: Int? = nil)
}

extension StepTarget {
    package var isError: Bool { self == .firstError || self == .lastError }

    /// Where a failure is read: a setting.
    package enum OfFailure: String, CaseIterable, Sendable {
        case lastError = "last_error"
        case firstError = "first_error"
        case end

        package var target: StepTarget {
            switch self {
            case .lastError: .lastError
            case .firstError: .firstError
            case .end: .end
            }
        }
    }
}
