package import Wire

/// What is wrong with one field of a request (an entry of `errors` in the envelope, Platform.docc/Errors).
package struct FieldProblem: Hashable, Sendable {
    /// Where: `["body", "max_steps"]`.
    package var path: [String]
    package var message: String
    package var type: String

    package init(path: [String], message: String, type: String) {
        self.path = path
        self.message = message
        self.type = type
    }

    package init(_ json: JSONValue) {
        let place = json["loc"] ?? json["field"] ?? json["path"]
        path =
            place?.array?.map { $0.string ?? $0.serialized() }
            ?? place?.string?.split(separator: ".").map { String($0) } ?? []
        message = ErrorWords.of(json) ?? ""
        type = json["type"]?.string ?? ""
    }

    package var json: JSONValue {
        ["loc": .array(path.map(JSONValue.string)), "msg": .string(message), "type": .string(type)]
    }
}

/// The facts of a failure. `ErrorText` turns them into a sentence, a hint and "can it be tried again".
package struct PlatformError: Error, Hashable, Sendable {
    /// What kind of thing went wrong.
    package enum Kind: Hashable, Sendable {
        /// The server answered with a status that is no success.
        case status(Int)
        /// The address could not be reached: refused, no route.
        case unreachable
        /// The host's name is unknown.
        case unknownHost
        /// TLS could not be agreed on, or the certificate is not trusted.
        case insecure
        /// The link broke before or in the middle of an answer.
        case interrupted
        /// No byte came for too long.
        case stalled
        /// The answer is not what the contract says: not JSON, or without what is needed.
        case malformed
        /// The answer is larger than allowed.
        case tooLarge
        /// The server sent us elsewhere; the credential does not follow.
        case redirected
        /// A local file, archive or index could not be read or written.
        case storage
        /// This platform has no such thing (an archive cannot cancel).
        case unsupported
        /// A request that must not be sent twice has no known outcome.
        case outcomeUnknown
    }

    package var kind: Kind
    /// The server's `detail`, or the transport's own words. Never holds a credential; hostile: show through `Sanitize`.
    package var detail: String
    /// The envelope's `type`, where the server sent one.
    package var type: String?
    package var fields: [FieldProblem]
    /// Seconds after which the server asks to be tried again.
    package var retryAfter: Double?
    /// How often the request was sent before this was given up.
    package var attempts: Int
    /// What was asked for, without the query: `evaluation/…/items`.
    package var resource: String?

    package init(
        _ kind: Kind, detail: String = "", type: String? = nil, fields: [FieldProblem] = [], retryAfter: Double? = nil,
        attempts: Int = 1, resource: String? = nil
    ) {
        self.kind = kind
        self.detail = detail
        self.type = type
        self.fields = fields
        self.retryAfter = retryAfter
        self.attempts = attempts
        self.resource = resource
    }

    /// The status code, where a server answered.
    package var status: Int? {
        if case .status(let code) = kind { code } else { nil }
    }

    /// Reads the canonical envelope `{code, detail, type, errors?}`, `{"detail": [{loc, msg, type}]}` of a framework, and
    /// others whose words stand under a usual name; anything else is kept as the detail.
    package init(status: Int, body: JSONValue?, text: String = "") {
        let errors = body?["errors"]
        var fields = (errors?.array ?? []).map { FieldProblem($0) }
        // By field, as some frameworks have it: `{"name": ["is taken"]}`.
        fields += (errors?.object?.members ?? []).map { member in
            FieldProblem(path: [member.key], message: ErrorWords.of(member.value) ?? "", type: "")
        }
        var detail = body.flatMap { $0.object == nil ? nil : ErrorWords.of($0) } ?? text
        if let problems = body?["detail"]?.array, !problems.isEmpty,
            problems.allSatisfy({ $0["msg"]?.string != nil })
        {
            fields = problems.map { FieldProblem($0) } + fields
            detail = ""
        }
        let type = body?["type"] ?? body?["error"]?["type"] ?? body?["error"]?["code"]
        self.init(.status(status), detail: detail, type: type?.string, fields: fields.filter { !$0.message.isEmpty })
    }

    /// The envelope that a server sends for this error.
    package var json: JSONValue {
        var object = JSONObject([
            ("code", .int(status ?? 500)), ("detail", .string(detail)), ("type", .string(type ?? "internal_error")),
        ])
        if !fields.isEmpty { object["errors"] = .array(fields.map(\.json)) }
        return .object(object)
    }

    package static func notFound(_ what: String) -> PlatformError {
        PlatformError(.status(404), detail: "\(what) not found", type: "not_found_error")
    }

    /// What a query that makes no sense is answered with.
    package static func badQuery(_ problem: String) -> PlatformError {
        let field = FieldProblem(path: ["query", "q"], message: problem, type: "value_error")
        return PlatformError(.status(422), detail: problem, type: "validation_error", fields: [field])
    }
}

/// The words of an error, under whatever name a server, a framework or a proxy has them.
private enum ErrorWords {
    private static let names = [
        "detail", "message", "msg", "error_description", "error", "title", "description", "reason",
    ]

    static func of(_ value: JSONValue) -> String? { words(value, depth: 0) }

    private static func words(_ value: JSONValue, depth: Int) -> String? {
        switch value {
        case .string(let text): return text.isEmpty ? nil : text
        case .array(let list) where depth < 4:
            let all = list.compactMap { words($0, depth: depth + 1) }
            return all.isEmpty ? nil : all.joined(separator: "; ")
        case .object(let object) where depth < 4:
            let told = names.lazy.compactMap { object[$0] }.compactMap { words($0, depth: depth + 1) }.first
            return told ?? (depth > 0 && !object.members.isEmpty ? value.serialized() : nil)
        case .null: return nil
        default: return value.serialized()
        }
    }
}
