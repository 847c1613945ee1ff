import ArgumentParser
import Curses
import Foundation
import GRDB
import LocalState
import Platform
import PlatformHTTP
import Terminal
import Themes
import Triage
import Wire

/// An error as the command line tells it: a sentence, what to do, and the status for the shell.
struct CommandError: Error, Hashable {
    var message: String
    var hint = ""
    var status: ShellStatus
    /// What the platform said.
    var facts: PlatformError?

    init(_ message: String, hint: String = "", status: ShellStatus) {
        self.message = message
        self.hint = hint
        self.status = status
    }

    static func misuse(_ message: String, hint: String = "") -> CommandError {
        CommandError(message, hint: hint, status: .misuse)
    }

    /// Any error that a command can end with.
    init(_ error: any Error) {
        switch error {
        case let failure as CommandError: self = failure
        case let error as PlatformError:
            let text = error.text
            self.init(text.sentence, hint: text.hint, status: Self.status(of: error))
            facts = error
        case let error as SignInError: self.init(error.message, hint: error.hint, status: .authentication)
        case let error as ConfigurationError: self.init(error.message, hint: error.hint, status: .misuse)
        case let error as FilterError: self.init("\(error)", hint: Self.filterHint(error), status: .misuse)
        case let error as SystemError: self.init("\(error)", status: .local)
        case let error as SettingsError: self.init("\(error)", status: .misuse)
        case let error as ScreenError: self.init("\(error)", status: .misuse)
        case let error as ThemeError: self.init("\(error)", status: .misuse)
        case let error as DatabaseError: self.init("What trawl keeps on this machine: \(error.words).", status: .local)
        case let error as CocoaError: self.init(error.localizedDescription, status: .local)
        case is CancellationError: self.init("interrupted", status: .interrupted)
        default: self.init(String(describing: error), status: .server)
        }
    }

    private static func status(of error: PlatformError) -> ShellStatus {
        switch error.kind {
        case .status(401), .status(403): .authentication
        case .status(404): .notFound
        case .status(429): error.isOutOfCredits ? .refused : .server
        case .status(let code): code < 500 ? .refused : .server
        case .unreachable, .unknownHost, .insecure, .interrupted, .stalled, .malformed, .tooLarge, .redirected: .server
        case .storage: .local
        case .unsupported: .refused
        case .outcomeUnknown: .server
        }
    }

    private static func filterHint(_ error: FilterError) -> String {
        error.message.hasPrefix("no field") && error.suggestion == nil
            ? "Fields: " + ItemField.all.map(\.name).joined(separator: " ") : ""
    }

    /// The same for scripts, with the whole envelope of the platform.
    var json: JSONValue {
        var object = JSONObject([("error", .string(message)), ("exit", .int(Int(status.rawValue)))])
        if !hint.isEmpty { object["hint"] = .string(hint) }
        guard let facts else { return .object(object) }
        object["code"] = .optional(facts.status)
        object["detail"] = .string(facts.detail)
        object["type"] = .optional(facts.type)
        object["errors"] = .array(facts.fields.map(\.json))
        object["resource"] = .optional(facts.resource)
        object["retry_after"] = .optional(facts.retryAfter)
        return .object(object)
    }

    /// What goes to standard error.
    var lines: [String] {
        ["trawl: " + Sanitize.line(message)]
            + (hint.isEmpty ? [] : hint.split(separator: "\n").map { Sanitize.line($0) })
    }
}
