import Platform
import RichText
import Shell
import Terminal
import Triage
import Wire

extension AppState {
    /// Shows and copies the requests behind what is on the screen.
    mutating func showCurl() -> Reaction {
        guard scope.isRemote else {
            let why =
                scope.capabilities.contains(.keepsFiles)
                ? "this is an archive on this disk" : "no server stands behind the \(scope.server)"
            return .say("No request to show: \(why); trawl serve puts it on a port", .warning)
        }
        let lines = stack.main.requests(in: scope).filter { !$0.isEmpty }
        guard !lines.isEmpty else { return .say("No request stands behind this", .warning) }
        let note = RichLine([Span("The key is taken from the environment: $DREADNODE_API_KEY", .hint)])
        let shown = lines.flatMap { [RichLine([Span(Sanitize.line($0))]), RichLine([])] }
        return .lines(lines.count == 1 ? "Request" : "Requests", shown + [note])
            + .act(.copy(lines.joined(separator: "\n"), what: NumberFormat.counted(lines.count, "curl line")))
    }
}
