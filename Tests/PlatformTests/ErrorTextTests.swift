import Platform
import Testing
import Wire

struct ErrorTextTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var error: PlatformError
        var sentence: String
        var hint: String
        var isRetryable: Bool
        var testDescription: String { sentence }

        init(_ error: PlatformError, _ sentence: String, _ hint: String, _ isRetryable: Bool = false) {
            self.error = error
            self.sentence = sentence
            self.hint = hint
            self.isRetryable = isRetryable
        }
    }

    private static func status(
        _ code: Int, _ detail: String = "why", retryAfter: Double? = nil, fields: [FieldProblem] = []
    ) -> PlatformError {
        PlatformError(
            .status(code), detail: detail, fields: fields, retryAfter: retryAfter, resource: "evaluation/e1/items")
    }

    private static let fields = [
        FieldProblem(path: ["body", "count"], message: "must be from 1 to 100", type: "value_error"),
        FieldProblem(path: ["query", "q"], message: "too long", type: "string_length"),
    ]

    static let table: [Row] = [
        Row(status(400), "The server does not understand the request: why.", ""),
        Row(status(401), "The server rejected the API key: why.", "trawl login, or set DREADNODE_API_KEY."),
        Row(
            status(403), "No permission for evaluation/e1/items: why.",
            "Ask for access, or choose another organization or workspace."),
        Row(status(404), "Not found: evaluation/e1/items: why.", "It may be gone, or be in another workspace."),
        Row(status(409), "Conflict with the current state on the server: why.", "Refresh, and look again."),
        Row(
            status(409, "Session prefix 'dead' matches 4 sessions"),
            "Several things have an id that begins so: Session prefix 'dead' matches 4 sessions.",
            "Type more of the id."),
        Row(status(429, "Too many requests."), "Too many requests.", "Wait a little, then try again.", true),
        Row(status(422), "The server does not accept a value: why.", "Correct it and send again."),
        Row(
            status(422, fields: fields),
            "The server does not accept a value: count: must be from 1 to 100; q: too long.",
            "Correct it and send again."),
        Row(
            status(426, "Client version 0.9 or later is required."),
            "The server asks for a newer client: Client version 0.9 or later is required.", "Update trawl."),
        Row(status(429), "Too many requests: why.", "Wait a little, then try again.", true),
        Row(status(429, retryAfter: 12.2), "Too many requests: why.", "Try again in 13 s.", true),
        Row(status(429, retryAfter: 300), "Too many requests: why.", "Try again in 5 min.", true),
        Row(
            status(429, "Insufficient credits"), "Out of credits: Insufficient credits.",
            "Add credits, or ask the organization's owner to."),
        Row(status(500), "The server failed: why.", "Try again.", true),
        Row(status(502, ""), "Bad gateway: no valid response from the server.", "Try again.", true),
        Row(status(503), "The server is not available at the moment: why.", "Try again.", true),
        Row(status(503, retryAfter: 3), "The server is not available at the moment: why.", "Try again in 3 s.", true),
        Row(status(504), "A gateway waited too long for the server: why.", "Try again.", true),
        Row(status(418), "The server answered 418: why.", ""),
        Row(status(599), "The server answered 599: why.", "Try again.", true),
        Row(
            PlatformError(.unreachable, detail: "Connection refused"),
            "The server cannot be reached: Connection refused.", "Is it running, and is --server right?", true),
        Row(
            PlatformError(.unknownHost), "The server's name is unknown.", "Check --server and the network.", true),
        Row(
            PlatformError(.insecure, detail: "certificate has expired"),
            "No secure connection: certificate has expired.",
            "Its operator has to renew the certificate; or the clock of this machine is wrong."),
        Row(
            PlatformError(.insecure, detail: "self-signed certificate"),
            "No secure connection: self-signed certificate.",
            "If the server's authority is your own, name its certificate in SSL_CERT_FILE."),
        Row(
            PlatformError(.insecure, detail: "no alternative certificate subject name matches target host name 'a'"),
            "No secure connection: no alternative certificate subject name matches target host name 'a'.",
            "The certificate is for another name: check --server."),
        Row(
            PlatformError(.insecure, detail: "wrong version number"), "No secure connection: wrong version number.",
            "Does this port of the server speak TLS? Check --server."),
        Row(PlatformError(.interrupted, attempts: 4), "Connection lost (tried 4 times).", "Try again.", true),
        Row(PlatformError(.stalled), "The server stopped responding.", "Try again.", true),
        Row(
            PlatformError(.malformed, detail: "no JSON"), "Unexpected response: no JSON.",
            "Is --server the platform's API? A proxy or sign-in page may have answered."),
        Row(
            PlatformError(.tooLarge), "The answer is larger than allowed.", "Ask for less, or raise the limit."),
        Row(
            PlatformError(.redirected, detail: "to https://portal.example"),
            "The server redirected the request: to https://portal.example.",
            "Check --server; behind a sign-in page of the network, sign in there first. The key was not sent along."),
        Row(PlatformError(.storage, detail: "disk full"), "A local file could not be read or written: disk full.", ""),
        Row(PlatformError(.unsupported), "Not supported here.", ""),
        Row(
            PlatformError(.outcomeUnknown),
            "No response: the request may have succeeded.",
            "Check the list before you retry."),
    ]

    @Test(arguments: table)
    func saysWhatHappenedAndWhatToDo(row: Row) {
        let text = row.error.text
        #expect(text.sentence == row.sentence && text.hint == row.hint && text.isRetryable == row.isRetryable)
    }

    @Test(arguments: table)
    func everySentenceIsOne(row: Row) {
        let text = row.error.text
        #expect(text.sentence.hasSuffix("."))
        #expect(!text.sentence.contains(".."))
        #expect(text.hint.isEmpty || text.hint.hasSuffix(".") || text.hint.hasSuffix("?"))
    }

    @Test func readsTheEnvelopeLeniently() {
        let error = PlatformError(
            status: 422,
            body: [
                "code": 422, "detail": ["odd": true], "errors": [["loc": ["body", 3], "msg": "bad", "type": "t"], 5],
            ])
        #expect(error.detail == #"{"odd":true}"#)
        #expect(error.fields.map(\.name) == ["3", "request"])
        #expect(PlatformError(status: 500, body: nil, text: "boom").detail == "boom")
        let listed = PlatformError(
            status: 422,
            body: ["detail": [["loc": ["query", "items", 0, "page"], "msg": "Field required", "type": "missing"]]])
        #expect(listed.fields.map(\.name) == ["items.0.page"])
        #expect(listed.text.sentence == "The server does not accept a value: items.0.page: Field required.")
        let long = PlatformError(.status(503), detail: String(repeating: "upstream ", count: 500)).text
        #expect(long.sentence.count < 400 && long.sentence.hasSuffix("….") && !long.hint.isEmpty)
    }
}
