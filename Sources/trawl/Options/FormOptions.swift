import ArgumentParser
import Platform

extension TrajectoryFormat: ExpressibleByArgument {
    /// Any name: the server knows which there are.
    public init?(argument: String) {
        guard !argument.isEmpty else { return nil }
        self.init(named: argument)
    }
}

/// In which form a trajectory is asked for.
struct FormOptions: ParsableArguments {
    @Option(help: "The form of the trajectories: atif, openai, native, or what else the server knows.")
    var format: TrajectoryFormat = .atif

    @Flag(name: .customLong("include-compacted"), help: "With the messages that were compacted away.")
    var includeCompacted = false
}
