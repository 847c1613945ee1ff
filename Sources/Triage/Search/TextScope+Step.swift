package import TextSearch
package import Trajectory

extension TextScope {
    /// Of messages; a role that no format knows is part of the system around the run.
    package init(_ source: StepSource) {
        switch source {
        case .agent: self = .agent
        case .user: self = .user
        case .system, .other: self = .system
        }
    }

    package static func kinds(of result: ToolResult) -> Set<TextScope> {
        result.hasFailed ? [.result, .error] : [.result]
    }
}
