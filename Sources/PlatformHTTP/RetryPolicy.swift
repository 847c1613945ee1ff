package import Platform
package import Wire

/// When a failed request is sent again: facts in, decision out, no clock and no dice of its own.
package struct RetryPolicy: Sendable {
    /// How often a request is sent in all.
    package var maximumAttempts = 4
    /// The first wait is between 0 and this many seconds, each further one up to twice as long (full jitter).
    package var baseDelay = 0.5
    /// No wait of our own is longer than this.
    package var maximumDelay = 8.0
    /// A server that asks for more seconds than this is not waited for.
    package var maximumRetryAfter = 120.0

    package init() {}

    package enum Decision: Hashable, Sendable {
        case giveUp
        /// Send it again after so many seconds.
        case retry(after: Double)
    }

    /// What the decision is made from.
    package struct Facts: Sendable {
        package var error: PlatformError
        /// How often the request was sent so far, from 1.
        package var attempt: Int
        /// Sending it twice does no harm: a GET.
        package var isRepeatable: Bool
    }

    /// Decides. `jitter` is a random number from 0 to 1.
    package func decide(_ facts: Facts, jitter: Double) -> Decision {
        guard facts.isRepeatable, facts.attempt < maximumAttempts, Self.isTransient(facts.error) else { return .giveUp }
        if let asked = facts.error.retryAfter {
            return asked <= maximumRetryAfter ? .retry(after: max(0, asked)) : .giveUp
        }
        let doubled = baseDelay * Double(1 << min(facts.attempt - 1, 16))
        return .retry(after: min(maximumDelay, doubled) * min(max(jitter, 0), 1))
    }

    /// Whether the same request may fare better later.
    package static func isTransient(_ error: PlatformError) -> Bool {
        switch error.kind {
        case .status(429): !error.isOutOfCredits
        case .status(408), .status(425), .status(502), .status(503), .status(504): true
        case .unreachable, .unknownHost, .interrupted, .stalled: true
        default: false
        }
    }
}

/// A failed request will be sent again: for the count-down on the screen.
package struct RetryNotice: Sendable {
    /// How often the request was sent so far, from 1.
    package var attempt: Int
    package var maximumAttempts: Int
    /// Seconds until it is sent again.
    package var seconds: Double
    /// The same by the server's clock.
    package var until: Timestamp
    package var cause: PlatformError
    /// What is asked for: `evaluation/…/items`.
    package var resource: String
}

/// Reads `Retry-After`: seconds, or an HTTP date (RFC 9110, 10.2.3).
enum RetryAfter {
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// Seconds from `now`, never negative; nil where the text is neither.
    static func seconds(_ text: String, now: Timestamp) -> Double? {
        let text = text.trimming { $0.isWhitespace }
        if let seconds = Double(text), seconds.isFinite { return max(0, seconds) }
        return date(text).map { max(0, $0 - now) }
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`.
    static func date(_ text: String) -> Timestamp? {
        let parts = text.split { $0 == " " || $0 == "," }
        guard parts.count == 6, let month = months.firstIndex(of: parts[2].lowercased()), parts[1].count == 2 else {
            return nil
        }
        let number = month + 1 < 10 ? "0\(month + 1)" : "\(month + 1)"
        return Timestamp("\(parts[3])-\(number)-\(parts[1])T\(parts[4])Z")
    }
}
