package import Platform
package import Shell
import Synchronization
import Triage
import Wire

/// Has work done by a platform, through the cache, and by the marks beside it.
package struct PlatformWorker: Sendable {
    /// Writes the bundle of an evaluation to a file, tells how far it is, and answers once it is there.
    package typealias Download = @Sendable (BundleRequest, any Platform, @escaping ResultHandler) async throws -> Void

    private let platform: any Platform
    private let reads: CachedPlatform
    private let marks: any MarksStore
    private let download: Download

    init(platform: any Platform, cache: ResponseCache, marks: any MarksStore, download: @escaping Download) {
        self.platform = platform
        self.marks = marks
        self.download = download
        reads = CachedPlatform(platform: platform, cache: cache)
    }

    func perform(_ work: PlatformWork, _ answer: @escaping ResultHandler) async throws {
        switch work {
        case .evaluations(let query, let isForced): try await reads.evaluations(query, isForced: isForced, answer)
        case .evaluation(let id): answer(.evaluation(try await reads.evaluation(id)))
        case .items(let id, let isForced, let isSettled):
            try await reads.items(of: id, isForced: isForced, isSettled: isSettled, answer)
        case .itemFiles(let item):
            answer(.itemFiles(item, try await platform.files(of: item.id, in: item.evaluationID)))
        case .item(let id, let evaluation): answer(.item(try await platform.item(id, of: evaluation)))
        case .describe(let id, let first, let most): try await reads.describe(id, first: first, atMost: most, answer)
        case .analytics(let id): answer(.analytics(try await reads.analytics(of: id)))
        case .traces(let id, let byItem):
            let title = byItem ? "Traces, item by item" : "Traces"
            answer(.raw(try await platform.traces(of: id, byItem: byItem), title))
        case .retryFailed(let id): answer(.evaluation(try await platform.retryFailed(id)))
        case .cancelEvaluation(let id): answer(.evaluation(try await platform.cancel(id)))

        case .trajectory(let request): try await reads.document(request, answer)
        case .change(let session):
            try await platform.change(of: session)
            answer(.due)
        case .prefetch(let request):
            try await reads.prefetch(request)
            answer(.due)
        case .follow(let name, let session, let request):
            answer(.followed(try await reads.follow(name, beside: session, like: request)))
        case .chain(let request, let goesOn): answer(.chain(try await reads.chain(from: request, goesOn: goesOn)))
        case .findMedia(let session, let paths): answer(.media(try await sizes(of: paths, session)))
        case .lastErrors(let items):
            try await reads.lastErrors(of: items) { answer(.lastError($0)) }
            answer(.lastErrorsRead)
        case .classContext(let evaluation, let classes):
            answer(.classContext(try await context(of: classes, in: evaluation)))
        case .compare(let before, let after): answer(.compared(try await compared(before, after)))
        case .sides(let left, let right): try await reads.sides(left, right, answer)
        case .passedRuns(let run, let others):
            answer(.lines("Beside those that passed", try await reads.passed(run, others)))

        case .search(let id, let query, let isForced):
            answer(.found(try await reads.search(id, query, isForced: isForced) { answer(.foundSoFar($0)) }))
        case .readingSearch(let id, let query):
            answer(.found(try await reads.readingSearch(id, query) { answer(.foundSoFar($0)) }))
        case .prepareSearch(let id):
            // A search says what is wrong with it.
            try? await platform.prepareIndex(of: id, toItsEnd: false)
            answer(.due)
        case .messageSearch(let session, let query): answer(.messages(try await reads.messages(in: session, query)))
        case .sweep(let id, let items, let set): try await sweep(id, items, set, answer)
        case .watch(let id, let subject, let before):
            answer(.watched(try await Watch(platform: platform, subject: subject).look(id, after: before)))

        case .sessions(let query): answer(.sessions(try await platform.sessions(query)))
        case .worldJobs(let query): answer(.jobs(try await platform.worldJobs(query)))
        case .worldManifests: answer(.manifests(try await reads.worldManifests()))
        case .worldTrajectories(let job): try await reads.worldTrajectories(of: job, answer)
        case .createWorld(let request): answer(.job(try await platform.createWorldTrajectories(request)))
        case .cancelWorldJob(let id): answer(.job(try await platform.cancelWorldJob(id)))

        case .organizations:
            answer(
                .organizations(
                    try await platform.organizations().map { ConnectionOption(name: $0.key, detail: $0.name) }))
        case .workspaces(let organization):
            let found = try await platform.workspaces(of: organization)
            answer(.workspaces(found.map { ConnectionOption(name: $0.key, detail: $0.name) }))
        case .download(let request): try await download(request, platform, answer)
        case .marks(let work): answer(try await perform(work))
        }
    }

    /// What was not done before the program ends, and is not to be lost.
    func keepForLater(_ unfinished: [Work]) {
        let changes = unfinished.compactMap { work -> MarksWork? in
            if case .platform(.marks(let change)) = work, change.isStoring { change } else { nil }
        }
        if !changes.isEmpty { marks.keepForLater(changes) }
    }

    private func perform(_ work: MarksWork) async throws -> EffectResult {
        switch work {
        case .load(let id): return .marks(try await marks.facts(of: id))
        case .loadBookmarks(let place): return .bookmarks(place, try await marks.bookmarks(of: place))
        case .loadClassNames: return .classNames(try await marks.classNames())
        case .store(let id, let changes): try await marks.store(changes, of: id)
        case .storeBookmark(let bookmark, let place): try await marks.store(bookmark, of: place)
        case .removeBookmark(let step, let place): try await marks.removeBookmark(at: step, of: place)
        case .nameClass(let id, let name): try await marks.name(class: id, name)
        }
        return .due
    }

    private func sizes(of paths: [String], _ session: SessionID) async throws -> [String: Int?] {
        var found: [String: Int?] = [:]
        for path in paths { found[path] = .some(try await platform.attachmentSize(path, of: session)) }
        return found
    }

    /// What cannot be kept on this machine is left out: the classes are shown all the same.
    private func context(of classes: [FailureClass], in evaluation: Evaluation) async throws -> ClassContext {
        var since: (run: Evaluation, changes: ClassChanges)?
        if let run = try await platform.evaluationBefore(evaluation) {
            let before = ItemTable(try await reads.rows(of: ComparedItems(run.id))).failureClasses()
            try? await marks.note(ClassSighting.of(before, in: run), of: run.id)
            since = (run, ClassChanges(before: before, after: classes))
        }
        if evaluation.status.isTerminal {
            try? await marks.note(ClassSighting.of(classes, in: evaluation), of: evaluation.id)
        }
        return ClassContext(since: since, sightings: (try? await marks.sightings()) ?? [:])
    }

    private func compared(_ before: ComparedItems, _ after: ComparedItems) async throws -> ComparisonResult {
        let (old, new) = (try await reads.rows(of: before), try await reads.rows(of: after))
        return ComparisonResult(comparison: Comparison(before: old, after: new, now: .now), before: old, after: new)
    }

    private func sweep(
        _ id: EvaluationID, _ items: [EvaluationItem], _ set: RefusalSet, _ answer: @escaping ResultHandler
    ) async throws {
        let items = items.isEmpty ? try await reads.allItems(of: id) : items
        let last = Mutex(RefusalSweep.Progress())
        try await RefusalSweep(platform: platform, set: set).run(id, items: items) { found, progress in
            last.withLock { $0 = progress }
            answer(.swept(found.map { [$0] } ?? [], progress, isLast: false))
        }
        answer(.swept([], last.withLock { $0 }, isLast: true))
    }
}
