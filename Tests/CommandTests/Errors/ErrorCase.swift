import Platform
import TestSupport
import Wire

@testable import trawl

/// One way in which the server says no (Platform.docc/Errors), and what has to come of it, by rule.
struct ErrorCase: Sendable {
    var name: String
    var status: Int
    var detail: String
    var retryAfter: Int?
    var errors: JSONValue = nil

    static let all: [ErrorCase] = [
        ErrorCase(name: "400", status: 400, detail: "Invalid request"),
        ErrorCase(name: "401", status: 401, detail: "Authentication failed"),
        ErrorCase(name: "403", status: 403, detail: "Access forbidden"),
        ErrorCase(name: "404", status: 404, detail: "Nothing of this name"),
        ErrorCase(name: "409", status: 409, detail: "Already exists"),
        ErrorCase(
            name: "422", status: 422, detail: "Validation error",
            errors: [["loc": ["body", "count"], "msg": "is too many", "type": "value_error"]]),
        ErrorCase(name: "426", status: 426, detail: "Client version 2.1.0 or later is required"),
        ErrorCase(name: "429", status: 429, detail: "Slow down"),
        ErrorCase(name: "429 after 7 s", status: 429, detail: "Slow down", retryAfter: 7),
        ErrorCase(name: "429 credits", status: 429, detail: "Insufficient credits"),
        ErrorCase(name: "500", status: 500, detail: "Internal server error"),
        ErrorCase(name: "502", status: 502, detail: "Bad gateway"),
        ErrorCase(name: "503", status: 503, detail: "Maintenance"),
        ErrorCase(name: "504", status: 504, detail: "Gateway timeout"),
    ]

    var fault: FaultyTransport.Fault {
        var body = JSONObject([("code", .int(status)), ("detail", .string(detail)), ("type", "some_error")])
        if errors != nil { body["errors"] = errors }
        return FaultyTransport.Fault(
            status: status, headers: retryAfter.map { [("Retry-After", String($0))] } ?? [], body: .object(body))
    }

    private var isAboutCredits: Bool { name == "429 credits" }

    /// A request that does no harm is sent four times, where waiting may help; any other once.
    func requests(of endpoint: ErrorEndpoint) -> Int {
        endpoint.isGet && [429, 502, 503, 504].contains(status) && !isAboutCredits ? 4 : 1
    }

    func exit(of endpoint: ErrorEndpoint) -> ShellStatus {
        if isAboutCredits { return .refused }
        // A name that the server does not know is looked for in the list; it is not there either.
        if endpoint.isLookedUp, [400, 422].contains(status) { return .notFound }
        switch status {
        case 401, 403: return .authentication
        case 404: return .notFound
        case 400, 409, 422, 426: return .refused
        default: return .server
        }
    }

    /// A gateway that lost the answer to a POST: nobody knows what became of it.
    private func isOpen(_ endpoint: ErrorEndpoint) -> Bool { !endpoint.isGet && [502, 504].contains(status) }

    /// What the words must hold, besides being words: of what went wrong, and of what to do about it.
    func needed(of endpoint: ErrorEndpoint, inShell: Bool) -> (sentence: [String], hint: [String]) {
        if inShell, endpoint.isLookedUp, [400, 404, 422].contains(status) { return (["There is no"], []) }
        if isOpen(endpoint) { return (["may have succeeded"], ["list"]) }
        switch status {
        case 401: return (["rejected the API key"], [inShell ? "trawl login" : "Type :login"])
        case 403: return (["No permission for \(endpoint.resource)", detail], ["Ask for access"])
        case 404: return (["Not found: \(endpoint.resource)"], [])
        case 422: return (["ount", "is too many"], [])
        case 426: return (["2.1.0"], ["Update trawl"])
        case 429 where isAboutCredits: return (["Out of credits"], ["Add credits"])
        case 429: return (["Too many requests"], [retryAfter.map { "in \($0) s" } ?? "Wait a little"])
        case 500...: return ([detail], ["ry again"])
        default: return ([detail], [])
        }
    }
}
