import Platform
import Synchronization
import Trajectory
import Triage
import Wire

/// Does the work that the state asks for, one task a slot, and posts what comes of it.
package final class EffectRunner: Sendable {
    private let reads: CachedReads
    private let platform: any Platform
    private let marks: any MarksStore
    private let post: @Sendable (Event) -> Void
    private let tasks = Mutex<[EffectSlot: Task<Void, Never>]>([:])

    /// `post` may be called from any thread.
    package init(
        platform: any Platform, cache: ResponseCache, marks: any MarksStore, post: @escaping @Sendable (Event) -> Void
    ) {
        self.platform = platform
        self.marks = marks
        self.post = post
        reads = CachedReads(platform: platform, cache: cache)
    }

    /// Starts work; what is under way in its slot is cancelled.
    package func run(_ effect: Effect) {
        let slot = effect.ticket.slot
        let before = tasks.withLock { tasks in
            let before = tasks[slot]
            let stored = Self.touchesMarks(slot) ? tasks[.stored] : nil
            tasks[slot] =
                effect.work == .cancel
                ? nil
                : Task {
                    // Marks are stored in the order in which they were made, and read after that.
                    await stored?.value
                    await self.perform(effect)
                }
            // What is stored or fetched for the user is not stopped by the next thing that is stored.
            return slot == .stored || slot == .errand ? nil : before
        }
        before?.cancel()
    }

    private static func touchesMarks(_ slot: EffectSlot) -> Bool {
        [.stored, .marks, .bookmarks, .classNames].contains(slot)
    }

    /// Waits until every mark is stored.
    package func drain() async { await tasks.withLock { $0[.stored] }?.value }

    /// Stops everything but what is being stored (`drain`).
    package func stop() {
        let all = tasks.withLock { tasks in
            defer { tasks = tasks.filter { $0.key == .stored } }
            return tasks.filter { $0.key != .stored }.map(\.value)
        }
        for task in all { task.cancel() }
    }

    private func perform(_ effect: Effect) async {
        let answer: @Sendable (Answer) -> Void = { [post] in post(.answer(effect.ticket, $0)) }
        do {
            try await perform(effect.work, answer)
        } catch is CancellationError {
            // Nobody waits for this any more.
        } catch let error as PlatformError {
            answer(.failed(error))
        } catch {
            answer(.failed(PlatformError(.storage, detail: String(describing: error))))
        }
    }

    private func perform(_ work: Work, _ answer: @escaping @Sendable (Answer) -> Void) async throws {
        switch work {
        case .evaluations(let query, let isForced): try await reads.evaluations(query, isForced: isForced, answer)
        case .evaluation(let id): answer(.evaluation(try await platform.evaluation(id)))
        case .items(let id, let isForced, let isSettled):
            try await reads.items(of: id, isForced: isForced, isSettled: isSettled, answer)
        case .describe(let id, let first, let most): try await reads.describe(id, first: first, atMost: most, answer)
        case .traces(let id, let byItem):
            let title = byItem ? "Traces, item by item" : "Traces"
            answer(.raw(try await platform.traces(of: id, byItem: byItem), title))
        case .analytics(let id): answer(.analytics(try await reads.analytics(of: id)))
        case .trajectory(let request): try await reads.document(request, answer)
        case .survey(let reference, let from): try survey(reference.document, from: from, answer)
        case .match(let reference, let pattern, let from, let hidden):
            try MatchCount(reference.document, pattern, hiding: hidden).run(from: from, answer)
        case .search(let id, let query, let isForced):
            answer(.found(try await reads.search(id, query, isForced: isForced) { answer(.foundSoFar($0)) }))
        case .prepareSearch(let id):
            // A search says what is wrong with it.
            try? await (platform as? any SearchPreparing)?.prepareIndex(of: id)
            answer(.due)
        case .readingSearch(let id, let query):
            answer(.found(try await reads.readingSearch(id, query) { answer(.foundSoFar($0)) }))
        case .messageSearch(let session, let query): answer(.messages(try await reads.messages(in: session, query)))
        case .sweep(let id, let items, let set): try await sweep(id, items, set, answer)
        case .watch(let id, let subject, let before):
            answer(.watched(try await Watch(platform: platform, subject: subject).look(id, after: before)))
        case .item(let id, let evaluation): answer(.item(try await platform.item(id, of: evaluation)))
        case .locate(let reference, let words): answer(.located(try words.firstStep(in: reference.document)))
        case .decode(let reference, let index):
            if let step = StepAbridger.step(index, of: reference.document) { answer(.decoded(step, index)) }
        case .retryFailed(let id): answer(.evaluation(try await platform.retryFailed(id)))
        case .cancelEvaluation(let id): answer(.evaluation(try await platform.cancel(id)))
        case .worldJobs(let query): answer(.jobs(try await platform.worldJobs(query)))
        case .worldTrajectories(let job): try await reads.worldTrajectories(of: job, answer)
        case .worldManifests: answer(.manifests(try await reads.worldManifests()))
        case .createWorld(let request): answer(.job(try await platform.createWorldTrajectories(request)))
        case .cancelWorldJob(let id): answer(.job(try await platform.cancelWorldJob(id)))
        case .loadMarks(let id): answer(.marks(try await marks.facts(of: id)))
        case .storeMarks(let id, let changes):
            try await marks.store(changes, of: id)
            answer(.due)
        case .compare(let before, let after):
            let (old, new) = (try await reads.rows(of: before), try await reads.rows(of: after))
            let comparison = Comparison(before: old, after: new, now: .now)
            answer(.compared(Compared(comparison: comparison, before: old, after: new)))
        case .follow(let name, let session, let request):
            answer(.followed(try await reads.follow(name, beside: session, like: request)))
        case .chain(let request, let goesOn):
            answer(.chain(try await reads.chain(from: request, goesOn: goesOn)))
        case .sides(let left, let right): try await reads.sides(left, right, answer)
        case .arrange(let work): answer(.arranged(try work.run()))
        case .group(let work): answer(.grouped(try await work.run { answer(.grouped($0)) }))
        case .summarise(let work): answer(.summarised(try await work.run { answer(.summarised($0)) }))
        case .prepare(let work):
            try await work.run()
            answer(.due)
        case .lastErrors(let items):
            try await reads.lastErrors(of: items) { answer(.lastError($0)) }
            answer(.lastErrorsRead)
        case .prefetch(let request):
            try await reads.prefetch(request)
            answer(.due)
        case .loadBookmarks(let place): answer(.bookmarks(place, try await marks.bookmarks(of: place)))
        case .storeBookmark(let bookmark, let place):
            try await marks.store(bookmark, of: place)
            answer(.due)
        case .removeBookmark(let step, let place):
            try await marks.removeBookmark(at: step, of: place)
            answer(.due)
        case .selectedText(let reference, let lines, let use): answer(try lines.answer(reference.document, use))
        case .stepText(let reference, let index, let use): answer(StepTexts.answer(reference.document, index, use))
        case .findMedia(let session, let paths):
            var found: [String: Int?] = [:]
            for path in paths { found[path] = .some(try await platform.attachmentSize(path, of: session)) }
            answer(.media(found))
        case .loadClassNames: answer(.classNames(try await marks.classNames()))
        case .storeClassName(let id, let name):
            try await marks.name(class: id, name)
            answer(.due)
        case .wait(let seconds):
            try await Task.sleep(for: .seconds(seconds))
            answer(.due)
        case .file(let file): answer(.done(try file.write()))
        case .organizations:
            let found = try await platform.organizations()
            answer(.organizations(found.map { Offer(name: $0.key, detail: $0.name) }))
        case .workspaces(let organization):
            let found = try await platform.workspaces(of: organization)
            answer(.workspaces(found.map { Offer(name: $0.key, detail: $0.name) }))
        case .report, .download, .openBundle, .copy, .page, .edit, .openMedia, .alert, .suspend, .redraw, .quit,
            .cancel:
            break
        case .profiles, .connect, .login: break
        }
    }

    // MARK: Sweeping

    private func sweep(
        _ id: EvaluationID, _ items: [EvaluationItem], _ set: RefusalSet, _ answer: @escaping @Sendable (Answer) -> Void
    ) async throws {
        let items = items.isEmpty ? try await reads.allItems(of: id) : items
        let last = Mutex(RefusalSweep.Progress())
        try await RefusalSweep(platform: platform, set: set).run(id, items: items) { found, progress in
            last.withLock { $0 = progress }
            answer(.swept(found.map { [$0] } ?? [], progress, isLast: false))
        }
        answer(.swept([], last.withLock { $0 }, isLast: true))
    }

    // MARK: Work on a document that is here

    /// Steps that are looked at before a batch is posted: some 20 ms of work, and 1 while the document still arrives.
    private static func batch(_ document: TrajectoryDocument) -> Int { document.progress.isComplete ? 1_000 : 50 }

    private func survey(_ document: TrajectoryDocument, from: Int, _ answer: (Answer) -> Void) throws {
        var steps: [SurveyedStep] = []
        let end = min(document.stepCount, from + Self.batch(document))
        for index in from..<max(from, end) {
            try Task.checkCancellation()
            guard let step = document.outline(index) else { continue }
            steps.append(SurveyedStep(index: index, step))
        }
        answer(.surveyed(steps, next: end))
    }
}
