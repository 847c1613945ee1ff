import Platform
package import Wire

/// Asks one server: headers, retries, limits, and every failure as a `PlatformError`.
package struct HTTPClient: Sendable {
    package let server: ServerConnection
    let transport: any HTTPTransport
    let options: HTTPOptions
    /// What its answers have taught.
    let manners: ServerManners

    package init(
        server: ServerConnection, transport: any HTTPTransport, options: HTTPOptions = HTTPOptions(),
        manners: ServerManners = ServerManners()
    ) {
        self.server = server
        self.transport = transport
        self.options = options
        self.manners = manners
    }

    /// The JSON document at an endpoint. `watching` may look at the body of every attempt as it arrives.
    package func get(
        _ endpoint: Endpoint, watching: @Sendable (ByteStream) -> ByteStream = { $0 }
    ) async throws -> JSONValue {
        try await repeating(endpoint, isRepeatable: true) {
            let answer = try await send(.get, endpoint)
            return try await AnswerReader(limit: options.maximumJSON).json(watching(answer.body))
        }
    }

    /// Sends a body, once. A lost answer is `outcomeUnknown`.
    package func post(_ endpoint: Endpoint, _ body: JSONValue? = nil) async throws -> JSONValue {
        try await repeating(endpoint, isRepeatable: false) {
            let answer = try await send(.post, endpoint, body: body)
            do {
                return try await AnswerReader(limit: options.maximumJSON).json(answer.body)
            } catch let error as PlatformError {
                throw PlatformError(.outcomeUnknown, detail: error.detail)
            }
        }
    }

    /// A body that is read as it arrives. Retried until its head is here; what breaks later breaks its reader. A body
    /// of one of the `foreign` content types is not what was asked for: `malformed`.
    package func stream(
        _ endpoint: Endpoint, accepting types: String, foreign: Set<String> = ["text/html"]
    ) async throws -> ByteStream {
        try await answer(endpoint, accepting: types, foreign: foreign).body
    }

    /// The same with its head. Where the server still has what `tag` names, it is a 304 without a body.
    func answer(
        _ endpoint: Endpoint, accepting types: String, foreign: Set<String> = ["text/html"], unless tag: String? = nil
    ) async throws -> TransportResponse {
        var answer = try await repeating(endpoint, isRepeatable: true) {
            let answer = try await send(.get, endpoint, accepting: types, unless: tag)
            if let type = answer.body.contentType, foreign.contains(type) {
                throw await AnswerReader(limit: AnswerReader.refusalLimit).foreign(answer.body, instead: types)
            }
            return answer
        }
        answer.body = answer.body.mapErrors { error in
            do { return try Self.platformError(error, isRepeatable: true).of(endpoint) } catch { return error }
        }
        return answer
    }

    /// Runs an attempt until it succeeds or the policy gives up.
    private func repeating<T>(
        _ endpoint: Endpoint, isRepeatable: Bool, _ attempt: () async throws -> T
    ) async throws -> T {
        guard endpoint.isValid else { throw PlatformError.notFound(endpoint.resource).of(endpoint) }
        var count = 1
        try await manners.wait(options)
        while true {
            do {
                return try await attempt()
            } catch {
                var error = try Self.platformError(error, isRepeatable: isRepeatable).of(endpoint)
                error.attempts = count
                let facts = RetryPolicy.Facts(error: error, attempt: count, isRepeatable: isRepeatable)
                guard case .retry(let seconds) = options.retry.decide(facts, jitter: options.random()) else {
                    throw error
                }
                notify(error, attempt: count, seconds: seconds)
                let isAsked = error.status == 429 || error.retryAfter != nil
                let end = options.now() + seconds
                if isAsked { manners.pause(until: end) }
                try await options.sleep(seconds)
                manners.resume(from: end)
                count += 1
            }
        }
    }

    private func notify(_ error: PlatformError, attempt: Int, seconds: Double) {
        options.onRetry(
            RetryNotice(
                attempt: attempt, maximumAttempts: options.retry.maximumAttempts, seconds: seconds,
                until: manners.now(options) + seconds, cause: error, resource: error.resource ?? ""))
    }

    /// Sends once; an answer that is no success is thrown.
    private func send(
        _ method: TransportRequest.Method, _ endpoint: Endpoint, body: JSONValue? = nil,
        accepting types: String = "application/json", unless tag: String? = nil
    ) async throws -> TransportResponse {
        var headers = [
            ("User-Agent", options.userAgent), ("Accept", types), ("X-Dreadnode-Network", server.network ?? "public"),
        ]
        if let credential = server.credential { headers.append(credential.header) }
        if body != nil { headers.append(("Content-Type", "application/json")) }
        if let tag { headers.append(("If-None-Match", tag)) }
        var url = server.address.base + endpoint.text
        for _ in 0...Self.mostHops {
            let answer = try await transport.send(
                TransportRequest(method, url, headers: headers, body: body?.bytes))
            manners.read(date: answer.headers["Date"], at: options.now())
            if (200..<300).contains(answer.status) || tag != nil && answer.status == 304 { return answer }
            // Elsewhere on the same server the key is at home, and nothing is done twice by reading.
            guard method == .get, (300..<400).contains(answer.status),
                let next = answer.headers["Location"].flatMap({ server.address.resolve($0, from: url) }), next != url
            else { throw await refusal(answer, method) }
            url = next
        }
        throw PlatformError(.redirected, detail: "from page to page")
    }

    private static let mostHops = 3

    /// The error of an answer that is no success.
    private func refusal(_ answer: TransportResponse, _ method: TransportRequest.Method) async -> PlatformError {
        if (300..<400).contains(answer.status) {
            let target = answer.headers["Location"].map { ServerAddress($0)?.origin ?? "another page" }
            return PlatformError(.redirected, detail: target.map { "to \($0)" } ?? "\(answer.status)")
        }
        var error = await AnswerReader(limit: AnswerReader.refusalLimit).refusal(answer)
        error.retryAfter = answer.headers["Retry-After"].flatMap { RetryAfter.seconds($0, now: manners.now(options)) }
        // A gateway that lost the answer cannot say whether the server acted.
        if method == .post, [502, 504].contains(answer.status) {
            error.kind = .outcomeUnknown
            error.detail = "\(answer.status) \(error.detail)"
        }
        return error
    }

    /// What the transport threw, in the platform's terms; `CancellationError` passes through.
    private static func platformError(_ error: any Error, isRepeatable: Bool) throws -> PlatformError {
        switch error {
        case let error as PlatformError: return error
        case let fault as TransportError:
            let isLost = !isRepeatable && fault.mayHaveArrived
            return PlatformError(isLost ? .outcomeUnknown : fault.kind, detail: fault.detail)
        default: throw error
        }
    }
}

extension PlatformError {
    /// The error with the name of what was asked for.
    fileprivate func of(_ endpoint: Endpoint) -> PlatformError {
        var error = self
        error.resource = endpoint.resource
        return error
    }
}
