/// What a subcommand tells the shell. One table: the README's is the same. A command that has done its work ends with a
/// status of its own by throwing it.
enum ShellStatus: Int32, CaseIterable, Error {
    case success = 0
    /// The answer is no: no hit, a broken document, a job that failed.
    case negative = 1
    /// The command line, the configuration or a filter makes no sense.
    case misuse = 2
    /// The server cannot be reached, fails, or answers with something else.
    case server = 3
    /// No key, a wrong key, or no permission.
    case authentication = 4
    /// There is no such evaluation, item, session or job.
    case notFound = 5
    /// A local file cannot be read or written.
    case local = 6
    /// The server refuses what was asked, or it is not possible here.
    case refused = 7
    /// Ctrl-C, or SIGTERM.
    case interrupted = 130

    var meaning: String {
        switch self {
        case .success: "done; hits were found; the job completed"
        case .negative: "negative result: no hit, unreadable document, failed job"
        case .misuse: "usage error: command line, configuration or filter"
        case .server: "the server cannot be reached, fails, or answers with something else"
        case .authentication: "no key, a wrong key, or no permission"
        case .notFound: "no such evaluation, item, session or job"
        case .local: "a local file cannot be read or written"
        case .refused: "rejected by the server, or not supported here"
        case .interrupted: "interrupted"
        }
    }
}
