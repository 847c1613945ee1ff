/// What a failure is called on the screen and in scripts: one sentence, what to do about it, and whether trying again
/// makes sense. Server text in it is hostile: show it through `Sanitize`.
package struct ErrorText: Hashable, Sendable {
    package var sentence: String
    /// What the reader can do, named for wherever the text is read.
    package enum Remedy: Hashable, Sendable {
        case retry, retryLater, signIn
    }

    /// What the reader can do, in words that hold anywhere; empty where there is nothing.
    package var hint: String
    /// The same for who can say by which key or word it is done.
    package var remedy: Remedy?
    /// The same request may succeed later.
    package var isRetryable: Bool

    package init(_ sentence: String, hint: String = "", isRetryable: Bool = false) {
        self.sentence = sentence
        self.hint = hint
        self.isRetryable = isRetryable
    }

    private init(_ sentence: String, _ remedy: Remedy, isRetryable: Bool = true) {
        self.init(sentence, hint: Self.words(for: remedy), isRetryable: isRetryable)
        self.remedy = remedy
    }

    private static func words(for remedy: Remedy) -> String {
        switch remedy {
        case .retry: "Try again."
        case .retryLater: "Wait a little, then try again."
        case .signIn: "trawl login, or set DREADNODE_API_KEY."
        }
    }

    /// The words for an error.
    package init(_ error: PlatformError) {
        self = Self.words(for: error)
        if error.attempts > 1 { sentence = "\(sentence.dropLast()) (tried \(error.attempts) times)." }
    }

    private static func words(for error: PlatformError) -> ErrorText {
        switch error.kind {
        case .status(429): limited(error)
        case .status(let code): answered(code, error)
        case .redirected:
            ErrorText(
                "The server redirected the request\(suffix(error)).",
                hint:
                    "Check --server; behind a sign-in page of the network, sign in there first. The key was not sent along."
            )
        case .storage: ErrorText(said("A local file could not be read or written", error))
        case .unsupported: ErrorText(said("Not supported here", error))
        case .outcomeUnknown:
            ErrorText(
                said("No response: the request may have succeeded", error),
                hint: "Check the list before you retry.")
        default: transport(error)
        }
    }

    /// The link, rather than the server, failed.
    private static func transport(_ error: PlatformError) -> ErrorText {
        switch error.kind {
        case .unreachable:
            ErrorText(
                said("The server cannot be reached", error), hint: "Is it running, and is --server right?",
                isRetryable: true)
        case .unknownHost:
            ErrorText(
                said("The server's name is unknown", error), hint: "Check --server and the network.", isRetryable: true)
        case .insecure:
            ErrorText(said("No secure connection", error), hint: insecureHint(error.detail.lowercased()))
        case .interrupted: ErrorText(said("Connection lost", error), .retry)
        case .stalled: ErrorText(said("The server stopped responding", error), .retry)
        case .tooLarge:
            ErrorText(said("The answer is larger than allowed", error), hint: "Ask for less, or raise the limit.")
        default:
            ErrorText(
                said("Unexpected response", error),
                hint: "Is --server the platform's API? A proxy or sign-in page may have answered.")
        }
    }

    /// What helps depends on what was wrong with the certificate; libraries say it in words of their own.
    private static let certificates: [(words: [String], hint: String)] = [
        (
            ["expired", "not yet valid"],
            "Its operator has to renew the certificate; or the clock of this machine is wrong."
        ),
        (["subject name", "does not match", "host name"], "The certificate is for another name: check --server."),
        (
            ["issuer", "self-signed", "self signed", "unknown ca", "not trusted"],
            "If the server's authority is your own, name its certificate in SSL_CERT_FILE."
        ),
    ]

    private static func insecureHint(_ detail: String) -> String {
        certificates.first { $0.words.contains { detail.contains($0) } }?.hint
            ?? "Does this port of the server speak TLS? Check --server."
    }

    private static func limited(_ error: PlatformError) -> ErrorText {
        if error.isOutOfCredits {
            return ErrorText(said("Out of credits", error), hint: "Add credits, or ask the organization's owner to.")
        }
        guard let wait = error.retryAfter else { return ErrorText(said("Too many requests", error), .retryLater) }
        return ErrorText(said("Too many requests", error), hint: "Try again in \(seconds(wait)).", isRetryable: true)
    }

    /// What is said of statuses that trying again may help, or signing in.
    private static let remedies: [Int: Remedy] = [
        401: .signIn, 500: .retry, 502: .retry, 503: .retry, 504: .retry,
    ]

    /// Words by status: the sentence, and the hint where there is no remedy.
    private static let byStatus: [Int: (String, String)] = [
        400: ("The server does not understand the request", ""),
        401: ("The server rejected the API key", ""),
        403: ("No permission for", "Ask for access, or choose another organization or workspace."),
        404: ("Not found:", "It may be gone, or be in another workspace."),
        409: ("Conflict with the current state on the server", "Refresh, and look again."),
        422: ("The server does not accept a value", "Correct it and send again."),
        426: ("The server asks for a newer client", "Update trawl."),
        500: ("The server failed", ""),
        502: ("Bad gateway: no valid response from the server", ""),
        503: ("The server is not available at the moment", ""),
        504: ("A gateway waited too long for the server", ""),
    ]

    private static func answered(_ code: Int, _ error: PlatformError) -> ErrorText {
        guard let (sentence, hint) = byStatus[code] else {
            let words = said("The server answered \(code)", error)
            return code >= 500 ? ErrorText(words, .retry) : ErrorText(words)
        }
        if error.isAmbiguous {
            return ErrorText(said("Several things have an id that begins so", error), hint: "Type more of the id.")
        }
        let remedy = remedies[code]
        var text =
            remedy.map { ErrorText(said(sentence, error), $0, isRetryable: $0 == .retry) }
            ?? ErrorText(said(sentence, error), hint: hint)
        if code == 403 || code == 404 {
            text.sentence = "\(sentence) \(error.resource ?? "what was asked for")\(suffix(error))."
        }
        if !error.fields.isEmpty, code == 422 || error.detail.isEmpty {
            text.sentence = "\(sentence): \(fields(error))."
        }
        if let wait = error.retryAfter, text.isRetryable {
            text.hint = "Try again in \(seconds(wait))."
            text.remedy = nil
        }
        return text
    }

    private static func fields(_ error: PlatformError) -> String {
        error.fields.map { "\($0.name): \($0.message)" }.joined(separator: "; ")
    }

    /// `sentence: detail.`, without doubling the full stop, or what is said.
    private static func said(_ sentence: String, _ error: PlatformError) -> String {
        let more = suffix(error, ": ")
        return sentence + (more.lowercased() == ": " + sentence.lowercased() ? "" : more) + "."
    }

    /// Characters of the server's own words; more would leave no room for what to do about it.
    private static let mostWords = 300

    private static func suffix(_ error: PlatformError, _ separator: String = ": ") -> String {
        var detail = error.detail
        if detail.count > mostWords { detail = detail.prefix(mostWords) + "…" }
        while detail.hasSuffix(".") || detail.hasSuffix("\n") || detail.hasSuffix(" ") { detail.removeLast() }
        return detail.isEmpty ? "" : separator + detail
    }

    private static func seconds(_ value: Double) -> String {
        let whole = Int(min(max(value, 0), 1e9).rounded(.up))
        return whole < 120 ? "\(whole) s" : "\(whole / 60) min"
    }
}

extension PlatformError {
    /// A 429 that speaks of credits is no rate limit: waiting does not help (Platform.docc/Errors).
    package var isOutOfCredits: Bool { status == 429 && detail.lowercased().contains("credit") }

    /// The beginning of an id that was given fits several: a server conflicts with nobody who only reads.
    package var isAmbiguous: Bool {
        guard let status, [400, 409, 422].contains(status) else { return false }
        let isOfPath = fields.contains { $0.path.first == "path" }
        guard fields.isEmpty || isOfPath else { return false }
        let words = ([detail] + fields.map(\.message)).joined(separator: " ").lowercased()
        let several = ["matches", "several", "multiple", "more than one", "begins", "beginning", "fits", "not unique"]
        return words.contains("ambiguous")
            || ["prefix", " id", "beginning"].contains(where: words.contains) && several.contains(where: words.contains)
    }

    /// The words for this error.
    package var text: ErrorText { ErrorText(self) }
}

extension FieldProblem {
    /// The field as people know it: the path without the part of the request that it is in.
    package var name: String {
        let parts = ["body", "query", "path"].contains(path.first ?? "") ? Array(path.dropFirst()) : path
        return parts.isEmpty ? "request" : parts.joined(separator: ".")
    }
}
