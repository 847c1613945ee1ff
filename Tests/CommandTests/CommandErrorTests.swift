import Foundation
import Platform
import PlatformHTTP
import Testing
import Triage
import Wire

@testable import trawl

/// What is said, and which status the shell gets.
@Suite struct FailureTests {
    static let statuses: [(PlatformError.Kind, ShellStatus)] = [
        (.status(400), .refused), (.status(401), .authentication), (.status(403), .authentication),
        (.status(404), .notFound), (.status(409), .refused), (.status(422), .refused), (.status(426), .refused),
        (.status(429), .server), (.status(500), .server), (.status(502), .server), (.status(503), .server),
        (.status(504), .server), (.unreachable, .server), (.unknownHost, .server), (.insecure, .server),
        (.interrupted, .server), (.stalled, .server), (.malformed, .server), (.tooLarge, .server),
        (.redirected, .server),
        (.storage, .local), (.unsupported, .refused), (.outcomeUnknown, .server),
    ]

    @Test(arguments: statuses) func everyErrorHasAStatusAndASentence(_ row: (PlatformError.Kind, ShellStatus)) {
        let failure = CommandError(PlatformError(row.0, detail: "because", resource: "evaluation/e1"))
        #expect(failure.status == row.1)
        #expect(!failure.message.isEmpty)
        #expect(!failure.hint.contains("r to"), "a shell has no keys: \(failure.hint)")
    }

    @Test func otherErrors() {
        #expect(CommandError(ConfigurationError.nothingConfigured).status == .misuse)
        #expect(CommandError(CancellationError()).status == .interrupted)
        #expect(CommandError(SystemError(code: ENOENT, path: "x")).status == .local)
        #expect(CommandError(FilterError(message: "no field x", word: "x:1")).hint.contains("status"))
        #expect(CommandError(SettingsError(path: "c.yaml", line: 3, message: "bad")).message == "c.yaml:3: bad")
    }

    @Test func hostileDetailDoesNotReachTheTerminal() {
        let error = PlatformError(.status(500), detail: "\u{1B}]0;pwned\u{7} \u{202E}\u{9B}31m")
        for line in CommandError(error).lines {
            #expect(
                !line.unicodeScalars.contains {
                    $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0 == "\u{202E}"
                })
        }
    }

    @Test func statusesAreDistinct() {
        #expect(Set(ShellStatus.allCases.map(\.rawValue)).count == ShellStatus.allCases.count)
        #expect(ShellStatus.misuse.rawValue == 2 && ShellStatus.negative.rawValue == 1)
    }
}
