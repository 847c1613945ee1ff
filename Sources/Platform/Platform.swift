package import Wire

/// One page of a paged list. Pages start at 1.
package struct Page<Element: Hashable & Sendable>: Hashable, Sendable {
    package var items: [Element]
    /// All elements of all pages; nil where the server does not say.
    package var total: Int?
    /// The number that was asked for.
    package let page: Int
    /// What a full page holds, as the server says.
    package let pageSize: Int
    /// Whether the server says that a further page follows; nil where it does not say.
    package var hasNext: Bool?
    /// Rows that came without an id, or are none.
    package var unreadable = 0

    /// Numbers outside of what a list can have become the nearest that it can.
    package init(items: [Element], total: Int?, page: Int, pageSize: Int) {
        self.items = items
        self.total = total.map { max(0, $0) }
        self.page = min(max(page, 1), 1 << 30)
        self.pageSize = min(max(pageSize, 1), 1 << 20)
    }

    /// Whether a further page holds more of a list that is all here.
    package var hasMore: Bool {
        guard !items.isEmpty else { return false }
        return total.map { (page - 1) * pageSize + items.count < $0 } ?? (items.count >= pageSize)
    }
}

/// What is asked of the list of evaluations (Platform.docc/Evaluations).
package struct EvaluationQuery: Hashable, Sendable {
    package var page: Int
    package var pageSize: Int
    package var status: JobStatus?
    package var projectID: String?

    package init(page: Int = 1, pageSize: Int = 50, status: JobStatus? = nil, projectID: String? = nil) {
        self.page = page
        self.pageSize = pageSize
        self.status = status
        self.projectID = projectID
    }

    /// Whether an evaluation is one of those that are asked for.
    package func holds(_ evaluation: Evaluation) -> Bool {
        (status == nil || evaluation.status == status) && (projectID == nil || evaluation.projectID == projectID)
    }
}

/// What is asked of a session's transcript and of the search in it.
package struct MessageQuery: Hashable, Sendable {
    package var afterSeq: Int?
    package var limit: Int
    package var includeCompacted: Bool

    package init(afterSeq: Int? = nil, limit: Int = 1000, includeCompacted: Bool = false) {
        self.afterSeq = afterSeq
        self.limit = limit
        self.includeCompacted = includeCompacted
    }
}

/// What is asked of the list of sessions (Platform.docc/Sessions): those of evaluations as well.
package struct SessionQuery: Hashable, Sendable {
    package var page: Int
    package var pageSize: Int
    /// Words that title, model or agent hold; nil for all.
    package var search: String?
    package var projectID: String?

    package init(page: Int = 1, pageSize: Int = 50, search: String? = nil, projectID: String? = nil) {
        self.page = page
        self.pageSize = pageSize
        self.search = search
        self.projectID = projectID
    }
}

/// The filters of a list of world jobs, manifests or trajectories.
package struct WorldQuery: Hashable, Sendable {
    package var page: Int
    package var pageSize: Int
    package var kind: String?
    package var status: JobStatus?
    package var manifestID: WorldManifestID?
    package var projectID: String?

    package init(
        page: Int = 1, pageSize: Int = 20, kind: String? = nil, status: JobStatus? = nil,
        manifestID: WorldManifestID? = nil, projectID: String? = nil
    ) {
        self.page = page
        self.pageSize = pageSize
        self.kind = kind
        self.status = status
        self.manifestID = manifestID
        self.projectID = projectID
    }

    /// Whether something is of the project that is asked for; what names no project is of every one.
    package func isOfProject(_ project: String?) -> Bool {
        projectID == nil || project == nil || project == projectID
    }
}

/// Where a platform is, for the breadcrumb and for keys of what is stored by server and workspace.
package struct PlatformScope: Hashable, Sendable {
    /// `https://app.dreadnode.io`, `archive`, `demo`.
    package var server: String
    package var organization: String
    package var workspace: String
    package var capabilities: Capabilities
    /// The key goes as a bearer token.
    package var usesBearer: Bool
    /// Lists are of this project alone.
    package var projectID: String?
    /// The same for people, where nobody asked for it now: `project ctf`.
    package var filteredBy: String?

    package init(
        server: String, organization: String, workspace: String, capabilities: Capabilities = [],
        usesBearer: Bool = false, projectID: String? = nil
    ) {
        self.server = server
        self.organization = organization
        self.workspace = workspace
        self.capabilities = capabilities
        self.usesBearer = usesBearer
        self.projectID = projectID
    }

    /// Something else than this process answers.
    package var isRemote: Bool { server.contains("://") }
}

/// An organization or a workspace.
package struct Place: Hashable, Sendable {
    package var id: String
    package var key: String
    package var name: String
    package var isDefault: Bool

    package init(id: String, key: String, name: String, isDefault: Bool = false) {
        self.id = id
        self.key = key
        self.name = name
        self.isDefault = isDefault
    }

    package init?(_ json: JSONValue) {
        guard let key = json["key"]?.string else { return nil }
        self.init(
            id: json["id"]?.string ?? key, key: key, name: json["name"]?.string ?? key,
            isDefault: json["is_default"]?.bool ?? false)
    }
}

/// The protocol in the middle: everything that trawl shows comes through it, from a server elsewhere (`HTTPPlatform`),
/// from this disk or from the demo (`ArchivePlatform`); `PlatformServer` puts any of them on a port.
///
/// Every call throws `PlatformError`, or `CancellationError` when its task is cancelled.
package protocol Platform: Sendable {
    var scope: PlatformScope { get }
    /// The time by the clock that wrote the times of its answers.
    var clock: Timestamp { get }

    /// The signed-in user's document (`GET /user`).
    func user() async throws -> JSONValue
    func organizations() async throws -> [Place]
    func workspaces(of organization: String) async throws -> [Place]

    func evaluations(_ query: EvaluationQuery) async throws -> Page<Evaluation>
    func evaluation(_ id: EvaluationID) async throws -> Evaluation
    /// All items, in batches as they arrive: the platform has no pages here (Platform.docc/Evaluations).
    func items(of evaluation: EvaluationID) async throws -> ItemStream
    /// The same for who has read the list before: `mark` is what that reading ended with.
    func items(of evaluation: EvaluationID, since mark: ItemsMark?) async throws -> ItemNews
    func item(_ id: ItemID, of evaluation: EvaluationID) async throws -> EvaluationItem
    func search(_ evaluation: EvaluationID, for query: String) async throws -> SearchResult
    /// The same; `partial` gets what is found so far where that takes time. Elsewhere it is never called.
    func search(
        _ evaluation: EvaluationID, for query: String, partial: @escaping @Sendable (SearchResult) -> Void
    ) async throws -> SearchResult
    /// The platform's own figures, as received (Platform.docc/Evaluations).
    func analytics(of evaluation: EvaluationID) async throws -> JSONValue
    func cancel(_ evaluation: EvaluationID) async throws -> Evaluation
    func retryFailed(_ evaluation: EvaluationID) async throws -> Evaluation
    /// The ZIP of all trajectories (Platform.docc/Evaluations).
    func bundle(of evaluation: EvaluationID, form: TrajectoryFormat, includeCompacted: Bool) async throws -> ByteStream

    /// What the platform traced of an evaluation, as received: of the whole, or item by item
    /// (Platform.docc/Evaluations).
    func traces(of evaluation: EvaluationID, byItem: Bool) async throws -> JSONValue

    func sessions(_ query: SessionQuery) async throws -> Page<Session>
    func transcript(of item: ItemID, in evaluation: EvaluationID) async throws -> Transcript
    func transcript(of session: SessionID, _ query: MessageQuery) async throws -> Transcript
    func messages(in session: SessionID, matching text: String, _ query: MessageQuery) async throws
        -> MessageSearchResult
    func trajectory(of session: SessionID, form: TrajectoryFormat, includeCompacted: Bool) async throws -> ByteStream

    /// Where another file is that a session's document names: `trajectory.cont-1.json`, `../shared/sub.json`.
    func file(_ reference: String, beside session: SessionID) async throws -> FileReference
    /// Sessions whose documents may go on in that of a session, going by their names: what they say themselves decides.
    func candidates(before session: SessionID) async throws -> [SessionID]
    /// A file beside a document of a session, by the path that the document names it by: a picture, a sound. Nothing
    /// outside of what was opened is looked at. Throws `unsupported` where a platform keeps no such files.
    func attachment(_ path: String, of session: SessionID) async throws -> [UInt8]
    /// Its size in bytes; nil where it is missing. Throws `unsupported` as `attachment` does.
    func attachmentSize(_ path: String, of session: SessionID) async throws -> Int?
    /// The files beside an item that are no trajectory, what went wrong first; none where a platform keeps none.
    func files(of item: ItemID, in evaluation: EvaluationID) async throws -> [ItemFile]
    /// Returns once the document of a session is no longer what was last read of it; never where documents do not change.
    func change(of session: SessionID) async throws

    /// Builds the index of an evaluation, or of all: returns at once, or when it is whole. Nothing is done twice, and
    /// nothing where a platform has no index of its own.
    func prepareIndex(of evaluation: EvaluationID?, toItsEnd: Bool) async throws
    /// Reads the documents of so many items of which little is known yet: of `wanted` first, then of the next ones. What was
    /// read is known to `items` and `item` from then on. Answers how many are left: none, where items come with all that is
    /// known.
    func describe(
        _ wanted: [ItemID], of evaluation: EvaluationID, atMost: Int
    ) async throws -> (items: [EvaluationItem], left: Int)

    func worldJobs(_ query: WorldQuery) async throws -> Page<WorldJob>
    func worldJob(_ id: WorldJobID) async throws -> WorldJob
    func cancelWorldJob(_ id: WorldJobID) async throws -> WorldJob
    func createWorldTrajectories(_ request: WorldTrajectoryRequest) async throws -> WorldJob
    func worldManifests(_ query: WorldQuery) async throws -> Page<WorldManifest>
    func worldTrajectories(_ query: WorldQuery) async throws -> Page<WorldTrajectory>
    func worldTrajectory(_ id: WorldTrajectoryID) async throws -> WorldTrajectory
    /// The replay form, as received (Platform.docc/Worlds).
    func worldReplay(_ id: WorldTrajectoryID) async throws -> JSONValue
}

/// The items of an evaluation as they arrive.
package struct ItemStream: Sendable {
    private let read: @Sendable () async throws -> [EvaluationItem]?
    private let lost: @Sendable () async -> Int

    /// Items read by asking `read` until it answers nil; never asked by two tasks at once. `lost` is how many rows had no
    /// id up to now.
    package init(
        lost: @escaping @Sendable () async -> Int = { 0 },
        read: @escaping @Sendable () async throws -> [EvaluationItem]?
    ) {
        self.read = read
        self.lost = lost
    }

    /// Items that are all here.
    package init(_ items: [EvaluationItem]) {
        let once = Once(items)
        self.init { await once.take() }
    }

    /// The next batch, or nil at the end.
    package func next() async throws -> [EvaluationItem]? { try await read() }

    /// Rows that came without an id, up to now.
    package func unreadable() async -> Int { await lost() }

    /// All items.
    package func collect() async throws -> [EvaluationItem] {
        var all: [EvaluationItem] = []
        while let batch = try await next() { all += batch }
        return all
    }

    private actor Once {
        private var items: [EvaluationItem]?
        init(_ items: [EvaluationItem]) { self.items = items }
        func take() -> [EvaluationItem]? {
            defer { items = nil }
            return items
        }
    }
}
