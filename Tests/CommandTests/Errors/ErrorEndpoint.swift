import Testing

/// One endpoint that the program uses, and how to get to it: on the screen by keys, in a shell by a subcommand.
struct ErrorEndpoint: Sendable, CustomTestStringConvertible {
    /// The method, and the path below the workspace or the base, `*` for an id.
    var name: String
    /// What the words call it: the path without the query.
    var resource: String
    /// Keys from the first screen on (`ScreenRun.press`); nil where the screen does not ask for it.
    var keys: String?
    /// Keys that ask again.
    var again = "r"
    /// The subcommand; nil where none asks for it.
    var command: [String]?
    /// What the command line says of the place in the server.
    var scope = ["--organization", "acme", "--workspace", "main"]
    /// Endpoints that have to fail as well before this one is asked.
    var before: [String] = []
    /// A name may stand for an id here.
    var isLookedUp = false
    /// What the screen does where it does not say that this failed.
    var instead: Instead?
    /// The hint has no room: the line says what is shown instead.
    var hasHint = true

    /// Something else that helps as well.
    struct Instead: Sendable {
        /// In words, for the table.
        var words: String
        /// What the frame holds.
        var mark: String
    }

    var isGet: Bool { name.hasPrefix("GET ") }
    var testDescription: String { name }

    private static let job = ["worlds", "create", "--manifest", "m1"]

    static let all: [ErrorEndpoint] = [
        ErrorEndpoint(name: "GET user", resource: "user", command: ["whoami"]),
        ErrorEndpoint(
            name: "GET user/organizations", resource: "user/organizations", keys: ":«organization»<enter>", again: "j",
            command: ["evaluations"], scope: []),
        ErrorEndpoint(
            name: "GET org/*/ws", resource: "org/acme/ws", keys: ":«workspace»<enter>", again: "j",
            command: ["evaluations"], scope: ["--organization", "acme"]),
        ErrorEndpoint(name: "GET projects/*", resource: "projects/p1", command: ["evaluations", "--project", "p1"]),
        ErrorEndpoint(name: "GET evaluations", resource: "evaluations", keys: "", command: ["evaluations"]),
        ErrorEndpoint(
            name: "GET evaluation/*", resource: "evaluation/zz", keys: "", again: "j", command: ["items", "zz"],
            isLookedUp: true),
        ErrorEndpoint(
            name: "GET evaluation/*/items", resource: "evaluation/e1/items", keys: "<enter>", command: ["items", "e1"]),
        ErrorEndpoint(
            name: "GET evaluation/*/items/*", resource: "evaluation/e1/items/zz", command: ["trajectory", "e1/zz"],
            isLookedUp: true),
        ErrorEndpoint(
            name: "GET evaluation/*/items/search", resource: "evaluation/e1/items/search",
            keys: "<enter>s«flag»", again: "<enter>",
            command: ["search", "e1", "flag"]),
        ErrorEndpoint(
            name: "GET evaluation/*/analytics", resource: "evaluation/e1/analytics", keys: "i",
            instead: Instead(words: "(nothing is missed: the figures are reckoned from the items)", mark: "web-easy")),
        ErrorEndpoint(
            name: "POST evaluation/*/cancel", resource: "evaluation/e2/cancel",
            keys: "j:«cancel»<enter>«web-hard»<enter>",
            again: ":«cancel»<enter>«web-hard»<enter>"),
        ErrorEndpoint(
            name: "POST evaluation/*/retry-failed", resource: "evaluation/e1/retry-failed",
            keys: ":«retry»<enter>«retry»<enter>",
            again: ":«retry»<enter>«retry»<enter>"),
        ErrorEndpoint(
            name: "GET evaluation/*/trajectories", resource: "evaluation/e1/trajectories",
            keys: ":«download /nowhere/of/all.zip»<enter>", again: ":«download /nowhere/of/all.zip»<enter>",
            command: ["download", "e1", "-o", "/nowhere/of/all.zip"]),
        ErrorEndpoint(name: "GET sessions", resource: "sessions", command: ["sessions"]),
        ErrorEndpoint(
            name: "GET evaluation/*/traces", resource: "evaluation/e1/traces", keys: ":«traces»<enter>", again: "j"),
        ErrorEndpoint(
            name: "GET evaluation/*/traces/items", resource: "evaluation/e1/traces/items",
            keys: ":«traces items»<enter>", again: "j"),
        ErrorEndpoint(
            name: "GET sessions/*/trajectory", resource: "sessions/s1/trajectory", keys: "<enter><enter>",
            command: ["trajectory", "s1"], hasHint: false),
        ErrorEndpoint(
            name: "GET sessions/*/transcript", resource: "sessions/s1/transcript", keys: "<enter><enter>",
            before: ["GET sessions/*/trajectory"],
            instead: Instead(
                words: "(the transcript stands in for a trajectory: why that is refused is said)",
                mark: "Not found: sessions/s1/trajectory: none. It may be gone")),
        ErrorEndpoint(
            name: "GET sessions/*/messages/search", resource: "sessions/s1/messages/search",
            keys: "<enter>s«flag»<enter>x", again: "x"),
        ErrorEndpoint(name: "GET worlds/jobs", resource: "worlds/jobs", keys: "w", command: ["worlds", "jobs"]),
        ErrorEndpoint(name: "GET worlds/jobs/*", resource: "worlds/jobs/j1", command: ["worlds", "job", "j1"]),
        ErrorEndpoint(
            name: "POST worlds/jobs/*/cancel", resource: "worlds/jobs/j1/cancel", keys: "wX«cancel»<enter>",
            again: "X«cancel»<enter>",
            command: ["worlds", "cancel", "j1"]),
        ErrorEndpoint(
            name: "POST worlds/trajectories", resource: "worlds/trajectories", keys: "wa<enter><enter>",
            again: "<enter><enter>",
            command: job),
        ErrorEndpoint(
            name: "GET worlds/manifests", resource: "worlds/manifests", keys: "wa", again: "<esc>a",
            command: ["worlds", "manifests"]),
        ErrorEndpoint(name: "GET worlds/trajectories", resource: "worlds/trajectories", keys: "wjj<enter>"),
        ErrorEndpoint(name: "GET worlds/trajectories/*", resource: "worlds/trajectories/t1", keys: "wj<enter>"),
        ErrorEndpoint(
            name: "GET worlds/trajectories/*/replay", resource: "worlds/trajectories/t1/replay",
            keys: "wj<enter><enter>"),
        ErrorEndpoint(name: "POST auth/device/code", resource: "auth/device/code", command: ["login"], scope: []),
        ErrorEndpoint(name: "POST auth/device/token", resource: "auth/device/token", command: ["login"], scope: []),
        ErrorEndpoint(name: "POST user/api-keys", resource: "user/api-keys", command: ["login"], scope: []),
    ]
}
