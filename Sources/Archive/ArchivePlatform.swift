package import Platform
import Synchronization
import Trajectory
package import Wire

/// What lies on this disk, as a platform: ZIP bundles, folders of trajectories, run folders, exports.
///
/// Nothing can be changed, so `cancel`, `retryFailed` and all of Worlds throw `unsupported`.
package final class ArchivePlatform: Platform {
    package let scope: PlatformScope
    private let listed: Mutex<[ArchivedEvaluation]>
    let options: ArchiveOptions
    let searches = Searches()
    let states = FileStates()

    /// Lists what the paths hold, one evaluation or more for each; documents are read when they are asked for. Throws
    /// `storage` for a path that is absent, unreadable, or a damaged archive.
    package static func open(
        paths: [String], options: ArchiveOptions = ArchiveOptions()
    ) throws(PlatformError) -> ArchivePlatform {
        ArchivePlatform(try ArchiveOpener.evaluations(paths, options), options)
    }

    /// The same, where each path is one evaluation: with their ids, in the order of the paths.
    package static func open(
        joining paths: [String], options: ArchiveOptions
    ) throws(PlatformError) -> (platform: ArchivePlatform, ids: [EvaluationID]) {
        var ids: [EvaluationID] = []
        var found: [ArchivedEvaluation] = []
        for path in paths {
            let one = ArchivedEvaluation(joining: try ArchiveOpener.evaluations([path], options), of: path)
            if !ids.contains(one.facts.id) { found.append(one) }
            ids.append(one.facts.id)
        }
        return (ArchivePlatform(found, options), ids)
    }

    /// Whether a word of a command line leads to something on this disk, or is what was piped in.
    package static func isPath(_ text: String) -> Bool { text == "-" || pathKind(text) != .absent }

    init(_ archived: [ArchivedEvaluation], _ options: ArchiveOptions) {
        listed = Mutex(archived)
        self.options = options
        scope = PlatformScope(server: "archive", organization: "local", workspace: "archive", capabilities: .files)
    }

    /// The evaluations, as their files are now.
    var archived: [ArchivedEvaluation] {
        let known = listed.withLock { $0 }
        let renewed = known.compactMap(\.renewed)
        guard !renewed.isEmpty else { return known }
        return listed.withLock { listed in
            for new in renewed {
                if let place = listed.firstIndex(where: { $0.facts.id == new.facts.id }) { listed[place] = new }
            }
            return listed
        }
    }

    package func user() async throws -> JSONValue {
        ["id": .string(StableHash("user").uuid), "username": "local", "email_address": "local@localhost"]
    }

    package func organizations() async throws -> [Place] {
        [Place(id: StableHash("organization").uuid, key: scope.organization, name: "This machine", isDefault: true)]
    }

    package func workspaces(of organization: String) async throws -> [Place] {
        guard organization == scope.organization else { throw PlatformError.notFound("organization \(organization)") }
        return [Place(id: StableHash("workspace").uuid, key: scope.workspace, name: "Opened files", isDefault: true)]
    }

    package func evaluations(_ query: EvaluationQuery) async throws -> Page<Evaluation> {
        let matching = archived.map(\.known).filter(query.holds)
        return Page(matching, page: query.page, pageSize: query.pageSize)
    }

    package func evaluation(_ id: EvaluationID) async throws -> Evaluation { try find(id).known }

    package func items(of evaluation: EvaluationID) async throws -> ItemStream {
        let archived = try find(evaluation)
        let batches = Batches(count: archived.samples.count)
        return ItemStream {
            try Task.checkCancellation()
            return await batches.next()?.map { archived.item($0) }
        }
    }

    package func item(_ id: ItemID, of evaluation: EvaluationID) async throws -> EvaluationItem {
        let archived = try find(evaluation)
        return archived.item(try archived.find(id))
    }

    package func files(of item: ItemID, in evaluation: EvaluationID) async throws -> [ItemFile] {
        let archived = try find(evaluation)
        return archived.samples[try archived.find(item)].files?() ?? []
    }

    package func analytics(of evaluation: EvaluationID) async throws -> JSONValue {
        let archived = try find(evaluation)
        return Analytics.summary(of: archived.known, items: archived.samples.indices.lazy.map { archived.item($0) })
    }

    package func cancel(_ evaluation: EvaluationID) async throws -> Evaluation {
        throw Self.unsupported("an archive cannot be cancelled: it is a record of what has run")
    }

    package func retryFailed(_ evaluation: EvaluationID) async throws -> Evaluation {
        throw Self.unsupported("an archive cannot be run again: it is a record of what has run")
    }

    static func unsupported(_ detail: String) -> PlatformError { PlatformError(.unsupported, detail: detail) }

    func find(_ id: EvaluationID) throws(PlatformError) -> ArchivedEvaluation {
        let archived = archived
        if let exact = archived.first(where: { $0.facts.id == id }) { return exact }
        let matches = archived.filter { id.text.count >= 4 && $0.facts.id.text.hasPrefix(id.text) }
        guard let only = matches.first, matches.count == 1 else {
            throw PlatformError.notFound("evaluation \(id)")
        }
        return only
    }

    /// The evaluation and the place of the document that a session stands for.
    func find(_ session: SessionID) throws(PlatformError) -> (ArchivedEvaluation, ArchivedEvaluation.Place) {
        let archived = archived
        for evaluation in archived {
            if let place = evaluation.place(exactly: session) { return (evaluation, place) }
        }
        let found = archived.flatMap { evaluation in evaluation.places(beginning: session).map { (evaluation, $0) } }
        if found.count == 1, let only = found.first { return only }
        guard !found.isEmpty else { throw PlatformError.notFound("session \(session)") }
        let names = found.map(\.1.session.text).sorted().prefix(8).joined(separator: ", ")
        throw PlatformError(
            .status(409),
            detail: "\(session) is the beginning of \(found.count) sessions: \(names)\(found.count > 8 ? ", …" : "")",
            resource: "session \(session)")
    }
}

extension ArchivedEvaluation {
    func find(_ id: ItemID) throws(PlatformError) -> Int {
        guard let index = index(of: id) else { throw PlatformError.notFound("item \(id)") }
        return index
    }
}

extension Page {
    /// One page of a list that is all here.
    init(_ all: [Element], page: Int, pageSize: Int) {
        let size = min(max(pageSize, 1), 1000)
        let start = max(page - 1, 0).multipliedReportingOverflow(by: size)
        let first = start.overflow ? all.count : min(start.partialValue, all.count)
        self.init(
            items: Array(all[first..<min(first + size, all.count)]), total: all.count, page: max(page, 1),
            pageSize: size)
    }
}

/// Hands out ranges of a list, so that a long one arrives in pieces.
private actor Batches {
    private let count: Int
    private var position = 0

    init(count: Int) { self.count = count }

    func next() -> Range<Int>? {
        guard position < count else { return nil }
        let range = position..<min(position + 2_000, count)
        position = range.upperBound
        return range
    }
}
