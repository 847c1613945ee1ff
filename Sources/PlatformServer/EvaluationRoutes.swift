import Platform
import Wire

/// Evaluations and their items (Platform.docc/Evaluations).
enum EvaluationRoutes {
    private static let base = "org/{org}/ws/{ws}/evaluation/{evaluation}"

    static let routes: [Router.Route] = [
        .init("GET", "org/{org}/ws/{ws}/evaluations", list),
        .init("GET", base) { context, request in .json(try await evaluation(context, request).json) },
        .init("POST", base + "/cancel", cancel),
        .init("POST", base + "/retry-failed") { context, request in
            let id = try await evaluation(context, request).id
            return .json(try await context.platform.retryFailed(id).json)
        },
        .init("GET", base + "/traces") { context, request in
            .json(try await context.platform.traces(of: evaluation(context, request).id, byItem: false))
        },
        .init("GET", base + "/traces/items") { context, request in
            .json(try await context.platform.traces(of: evaluation(context, request).id, byItem: true))
        },
        .init("GET", base + "/analytics") { context, request in
            .json(try await context.platform.analytics(of: evaluation(context, request).id))
        },
        .init("GET", base + "/trajectories", bundle),
        .init("GET", base + "/items", items),
        .init("GET", base + "/items/search", search),
        .init("GET", base + "/items/{item}") { context, request in
            let item = try await item(context, request)
            let known = try await context.platform.describe([item.id], of: item.evaluationID, atMost: 1).items
            return .json((known.first { $0.id == item.id } ?? item).json)
        },
        .init("GET", base + "/items/{item}/transcript", transcript),
        .init("GET", base + "/items/{item}/trajectory", trajectory),
    ]

    private static func evaluation(_ context: ServerContext, _ request: ServerRequest) async throws -> Evaluation {
        try await Lookup(context: context).evaluation(request[parameter: "evaluation"])
    }

    private static func item(_ context: ServerContext, _ request: ServerRequest) async throws -> EvaluationItem {
        let id = try await evaluation(context, request).id
        return try await Lookup(context: context).item(request[parameter: "item"], of: id)
    }

    private static func list(_ context: ServerContext, _ request: ServerRequest) async throws -> Reply {
        let status = try request.word("status", of: JobStatus.known.map(\.rawValue)).map { JobStatus(rawValue: $0) }
        let paging = try Paging(request, context.options, default: 50)
        let query = EvaluationQuery(
            page: paging.page, pageSize: paging.size, status: status, projectID: request.value("project_id"))
        return .json(try await context.platform.evaluations(query).json(\.json))
    }

    /// Ended evaluations cannot be cancelled.
    private static func cancel(_ context: ServerContext, _ request: ServerRequest) async throws -> Reply {
        let evaluation = try await evaluation(context, request)
        guard !evaluation.status.isTerminal else {
            throw PlatformError(.status(409), detail: "Evaluation is already \(evaluation.status.rawValue)")
        }
        return .json(try await context.platform.cancel(evaluation.id).json)
    }

    /// Items that are put together before they are sent, so that who has them already is not sent them again.
    private static let fewItems = 5_000

    /// All items in one body, sent batch by batch: the list has no pages and may be long.
    private static func items(_ context: ServerContext, _ request: ServerRequest) async throws -> Reply {
        let evaluation = try await evaluation(context, request)
        let items = try await context.platform.items(of: evaluation.id)
        let writer = ItemWriter(items: items, of: evaluation.id, context.platform)
        let body = ByteStream { try await writer.next() }
        var reply = Reply.stream(body, contentType: "application/json")
        reply.compresses = true
        if (1...fewItems).contains(evaluation.counts.total.int), !context.platform.capabilities.contains(.describes) {
            reply.body = .bytes(try await body.collect())
        }
        return reply
    }

    private static func search(_ context: ServerContext, _ request: ServerRequest) async throws -> Reply {
        guard let text = request.value("q") else {
            throw ServerRequest.invalid("query", "q", "is required", "missing")
        }
        let id = try await evaluation(context, request).id
        guard text.contains(where: { !$0.isWhitespace }) else { return .json(SearchResult().json) }
        return try await SearchReply(context.platform, id, for: text, cap: context.options.searchCap).reply()
    }

    private static func bundle(_ context: ServerContext, _ request: ServerRequest) async throws -> Reply {
        let form = try TrajectoryQuery(request)
        let evaluation = try await evaluation(context, request)
        let body = try await context.platform.bundle(
            of: evaluation.id, form: form.form, includeCompacted: form.includeCompacted)
        var reply = Reply.stream(body, contentType: "application/zip")
        let name = "trajectories-\(evaluation.id.short.filter { $0.isLetter || $0.isNumber || $0 == "-" }).zip"
        reply.headers.append(("Content-Disposition", "attachment; filename=\"\(name)\""))
        return reply
    }

    private static func transcript(_ context: ServerContext, _ request: ServerRequest) async throws -> Reply {
        let item = try await item(context, request)
        guard item.sessionID != nil else { throw PlatformError.notFound("Session of this item") }
        return .json(try await context.platform.transcript(of: item.id, in: item.evaluationID).json)
    }

    private static func trajectory(_ context: ServerContext, _ request: ServerRequest) async throws -> Reply {
        let query = try TrajectoryQuery(request)
        guard let session = try await item(context, request).sessionID else {
            throw PlatformError.notFound("Session of this item")
        }
        return try await query.reply(context, session)
    }
}

/// Which form of a trajectory is asked for.
struct TrajectoryQuery: Sendable {
    var form: TrajectoryFormat
    var includeCompacted: Bool

    init(_ request: ServerRequest) throws {
        let word = try request.word("format", of: TrajectoryFormat.allCases.map(\.rawValue))
        form = word.flatMap { TrajectoryFormat(rawValue: $0) } ?? .atif
        includeCompacted = try request.bool("include_compacted")
    }

    func reply(_ context: ServerContext, _ session: SessionID) async throws -> Reply {
        let body = try await context.platform.trajectory(of: session, form: form, includeCompacted: includeCompacted)
        return .stream(body, contentType: "application/json")
    }
}

/// `page` and `page_size`, within the server's ceiling.
struct Paging: Sendable {
    var page: Int
    var size: Int

    init(_ request: ServerRequest, _ options: ServerOptions, default size: Int) throws {
        page = try request.int("page", default: 1, in: 1...1_000_000)
        let ceiling = options.pageCeiling
        self.size = try request.int("page_size", default: min(size, ceiling), in: 1...ceiling)
    }
}

extension Page {
    /// The envelope of a page.
    func json(_ element: (Element) -> JSONValue) -> JSONValue {
        [
            "items": .array(items.map(element)), "total": .optional(total), "page": .int(page),
            "page_size": .int(pageSize),
        ]
    }
}

/// Writes `{"items": [...]}` batch by batch.
private actor ItemWriter {
    private let items: ItemStream
    private let evaluation: EvaluationID
    private let platform: any Platform
    private var pending: ArraySlice<EvaluationItem> = []
    private var hasBegun = false
    private var hasItem = false
    private var isDone = false
    /// Until then documents are read for what only they tell; who asks again gets the rest.
    private let end = ContinuousClock.now + .seconds(15)
    private static let piece = 64

    init(items: ItemStream, of evaluation: EvaluationID, _ platform: any Platform) {
        (self.items, self.evaluation, self.platform) = (items, evaluation, platform)
    }

    /// The next items, with what their documents tell where that takes a reading.
    private func batch() async throws -> [EvaluationItem]? {
        guard platform.capabilities.contains(.describes), .now < end else {
            defer { pending = [] }
            return pending.isEmpty ? try await items.next() : Array(pending)
        }
        if pending.isEmpty { pending = try await items.next()?[...] ?? [] }
        guard !pending.isEmpty else { return nil }
        let piece = pending.prefix(Self.piece)
        pending = pending.dropFirst(Self.piece)
        let told = try await platform.describe(piece.map(\.id), of: evaluation, atMost: piece.count).items
        let byID = Dictionary(told.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return piece.map { byID[$0.id] ?? $0 }
    }

    func next() async throws -> [UInt8]? {
        if isDone { return nil }
        var bytes = hasBegun ? [] : Array("{\"items\":[".utf8)
        hasBegun = true
        guard let batch = try await batch() else {
            isDone = true
            return bytes + Array("]}".utf8)
        }
        for item in batch {
            if hasItem { bytes.append(UInt8(ascii: ",")) }
            hasItem = true
            bytes += item.json.bytes
        }
        return bytes
    }
}
