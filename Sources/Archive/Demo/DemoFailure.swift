import Platform

/// The ways in which the demo's items fail: every class has a wording of its own with numbers and paths that vary, as
/// real ones do, so that grouping by signature has something to find.
enum DemoFailure: Int, CaseIterable, Sendable {
    case wrongFlag, missingFlag, maxSteps, toolMissing, contextWindow, refused
    case commandTimeout, taskTimeout
    case imagePull, sandboxTimeout, evicted, overloaded

    /// No sandbox was had, so there is no session.
    var isProvisioning: Bool { self == .imagePull || self == .sandboxTimeout }

    static func pick(_ outcome: ItemStatus, family: String, _ random: inout DemoRandom) -> DemoFailure? {
        switch outcome {
        case .failed:
            random.pick([.wrongFlag, .wrongFlag, .missingFlag, .maxSteps, .maxSteps, .toolMissing, .contextWindow])
        case .timedOut: random.pick([.commandTimeout, .taskTimeout, .taskTimeout])
        case .infraError:
            family == "ad"
                ? random.pick([.imagePull, .imagePull, .imagePull, .sandboxTimeout, .overloaded])
                : random.pick([.sandboxTimeout, .evicted, .evicted, .overloaded, .imagePull])
        default: nil
        }
    }
}
