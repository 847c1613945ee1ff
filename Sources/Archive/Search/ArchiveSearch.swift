import GRDB
import Platform
import TextSearch
import Trajectory
import Wire

/// Search over one archived evaluation. The index is built in the background; answers come from what is in it so far
/// and say how much that is.
actor ArchiveSearch {
    let evaluation: ArchivedEvaluation
    private let folder: String?
    private var store: IndexStore?
    private var opening: Task<IndexStore, any Error>?
    private var building: Task<Void, Never>?
    /// The number of each sample's document in the index, and back.
    private var documents: [Int: Int] = [:]
    private var samples: [Int: Int] = [:]
    private var indexed: Set<Int> = []
    private var unreadable = 0
    private var failure: PlatformError?
    /// A build of ours went through to its end.
    private var hasBuilt = false

    /// What names each sample's document in the index: the same for as long as the document is the same.
    private let keys: [String]

    /// The search over the evaluation as it was before its file changed, whose index goes on.
    private var before: ArchiveSearch?

    init(evaluation: ArchivedEvaluation, folder: String?, after before: ArchiveSearch? = nil) {
        self.evaluation = evaluation
        self.folder = folder
        self.before = before
        keys = Self.keys(evaluation.samples)
    }

    deinit { building?.cancel() }

    /// Samples that have a document to look into.
    private var searchable: Int { evaluation.samples.count { $0.document != nil } }

    var coverage: SearchCoverage {
        SearchCoverage(indexed: indexed.count, total: searchable, unreadable: unreadable)
    }

    /// Starts to build, unless all is built or another process is at it: then what it has done so far is looked at.
    func start() async throws {
        let store = try await opened()
        guard building == nil else { return }
        guard !hasBuilt, indexed.count + unreadable < searchable || documents.count < keys.count else { return }
        guard store.acquire() else { return try await learn(store) }
        building = Task(priority: .utility) { [weak self] in await self?.build() }
    }

    /// Waits until everything is indexed that can be, by this process or by another one that is at it.
    func finish() async throws {
        failure = nil
        try await start()
        await building?.value
        while failure == nil, !hasBuilt, indexed.count + unreadable < searchable {
            try await Task.sleep(for: Self.pollWatch)
            try await start()
            await building?.value
        }
        if let failure { throw failure }
    }

    /// How long to wait for another process before its progress is looked at again.
    private static let pollWatch = Duration.milliseconds(100)

    /// Throws 422 for a query that makes no sense. `partial` gets what is found while texts are still being read.
    func search(
        _ text: String, cap: Int, partial: @escaping @Sendable (SearchResult) -> Void = { _ in }
    ) async throws -> SearchResult {
        let query = TranscriptQuery(text)
        if let problem = query.problem { throw PlatformError.badQuery(problem) }
        do {
            return try await lookUp(query, cap: cap, partial)
        } catch let error as DatabaseError where error.isDamage {
            try await renew()
            return try await lookUp(query, cap: cap, partial)
        }
    }

    private func lookUp(
        _ query: TranscriptQuery, cap: Int, _ partial: @escaping @Sendable (SearchResult) -> Void
    ) async throws -> SearchResult {
        try await start()
        guard let store else { return SearchResult(coverage: coverage) }
        // What is indexed while the question is looked up is not in its answer.
        let coverage = coverage
        let answers = ArchiveAnswers(evaluation: evaluation, samples: samples, coverage: coverage)
        let within = last.flatMap { $0.indexed == coverage.indexed && query.narrows($0.query) ? $0.documents : nil }
        let state = try await store.index.documents(query, cap: cap, within: within) { partial(answers.result($0)) }
        if state.scanned != nil, !state.hasMore { last = Answered(query, coverage.indexed, state.documents) }
        return answers.result(state)
    }

    /// The last query that was answered by reading texts: one that asks for more need not read the others again.
    private struct Answered {
        var query: TranscriptQuery
        var indexed: Int
        var documents: Set<Int>

        init(_ query: TranscriptQuery, _ indexed: Int, _ documents: Set<Int>) {
            self.query = query
            self.indexed = indexed
            self.documents = documents
        }
    }

    private var last: Answered?

    /// Searches in one document; in one that is not indexed, as yet or ever, by itself.
    func messages(_ text: String, in place: ArchivedEvaluation.Place, _ query: MessageQuery) async throws
        -> MessageSearchResult
    {
        let store = try await opened()
        let isOwn = evaluation.samples[place.sample].sessionID == place.session
        if isOwn, indexed.contains(place.sample), let document = documents[place.sample] {
            return try await store.index.messages(text, in: document, session: place.session, query)
        }
        let read = try ReadDocument.read(try place.document.load(), name: place.document.name)
        if let refusal = read.refusal { throw PlatformError(.malformed, detail: refusal) }
        let alone = try SearchIndex(path: nil)
        let messages = IndexedMessage.messages(of: read.steps)
        try await alone.database.write { try SearchIndex.add(messages, of: 1, to: $0) }
        return try await alone.messages(text, in: 1, session: place.session, query)
    }

    // MARK: The store

    /// Gives the index to who goes on with it.
    private func handOver() async -> IndexStore? {
        building?.cancel()
        await building?.value
        return store
    }

    private func opened() async throws -> IndexStore {
        if let store { return store }
        let task =
            opening
            ?? Task { [evaluation, keys, folder, before] in
                if let store = await before?.handOver() { return store }
                return try await Self.open(evaluation, keys, folder: folder)
            }
        opening = task
        let made: IndexStore
        do {
            made = try await task.value
        } catch {
            opening = nil
            throw PlatformError(.storage, detail: "search index: \(error)")
        }
        // Another call may have been here while this one waited.
        if store == nil {
            try await learn(made)
            (store, before) = (made, nil)
        }
        return made
    }

    /// A bundle's index is named by its content and serves every copy of it; a folder's is named by the folder, and
    /// follows its files.
    private static func open(
        _ evaluation: ArchivedEvaluation, _ keys: [String], folder: String?, anew: Bool = false
    ) async throws -> IndexStore {
        var name = StableHash("index", evaluation.bundle == nil ? evaluation.facts.id.text : "bundle")
        if evaluation.bundle != nil {
            for key in keys { name.combine(key) }
        }
        let store = try IndexStore(folder: folder, name: name.hexadecimal, anew: anew)
        guard !anew, !(await store.isSound()) else { return store }
        return try IndexStore(folder: folder, name: name.hexadecimal, anew: true)
    }

    /// Throws the index away and begins another one, after it turned out to be damaged.
    private func renew() async throws {
        building?.cancel()
        await building?.value
        store = nil
        opening = Task { [evaluation, keys, folder] in
            try await Self.open(evaluation, keys, folder: folder, anew: true)
        }
        unreadable = 0
        hasBuilt = false
        last = nil
        try await start()
    }

    /// Takes over what the index says of the documents.
    private func learn(_ store: IndexStore) async throws {
        var places: [String: Int] = [:]
        for (index, key) in keys.enumerated() { places[key] = index }
        var bad = 0
        documents = [:]
        samples = [:]
        indexed = []
        for entry in try await store.entries() {
            guard let sample = places[entry.key] else { continue }
            documents[sample] = entry.id
            samples[entry.id] = sample
            guard evaluation.samples[sample].document != nil else { continue }
            if entry.state == .whole { indexed.insert(sample) }
            if entry.state == .unreadable {
                bad += 1
                if let error = entry.error { evaluation.note(error, on: sample) }
            }
        }
        unreadable = bad
    }

    // MARK: Building

    /// Text that is gathered before it is written: large enough for few segments, small enough to be seen growing.
    private static let batchBytes = 8 << 20
    private static let readers = 3

    private func build() async {
        defer { store?.release() }
        do {
            try await adopt()
            try await readPending()
            hasBuilt = true
        } catch {
            failure = error as? PlatformError ?? PlatformError(.storage, detail: "search index: \(error)")
        }
        building = nil
    }

    /// Makes the index know the samples as they are now.
    private func adopt() async throws {
        guard let store else { return }
        // By the name and the error that the list of items shows.
        try await store.adopt(
            keys.enumerated().map { index, key in
                let item = evaluation.item(index)
                return (key, item.taskName, item.error)
            })
        try await learn(store)
    }

    private func readPending() async throws {
        var pending = evaluation.samples.indices.filter { sample in
            evaluation.samples[sample].document != nil && !indexed.contains(sample)
        }[...]
        try await withThrowingTaskGroup(of: (Int, IndexReading).self) { group in
            for _ in 0..<Self.readers { addReading(of: &pending, to: &group) }
            var batch: [(Int, IndexReading)] = []
            var size = 0
            while let reading = try await group.next() {
                try Task.checkCancellation()
                addReading(of: &pending, to: &group)
                batch.append(reading)
                size += reading.1.size
                guard size >= Self.batchBytes || batch.count >= 500 else { continue }
                try await write(batch)
                batch = []
                size = 0
            }
            try await write(batch)
        }
    }

    private func addReading(
        of pending: inout ArraySlice<Int>, to group: inout ThrowingTaskGroup<(Int, IndexReading), any Error>
    ) {
        while let sample = pending.popFirst() {
            guard let document = documents[sample] else { continue }
            let evaluation = evaluation
            group.addTask(priority: .utility) {
                (sample, try IndexReading(evaluation, sample, document: document))
            }
            return
        }
    }

    private func write(_ batch: [(Int, IndexReading)]) async throws {
        guard let store, !batch.isEmpty else { return }
        try await store.write(batch.map(\.1))
        for (sample, reading) in batch {
            if let error = reading.error {
                unreadable += 1
                evaluation.note(error, on: sample)
            } else {
                indexed.insert(sample)
            }
        }
    }
}

extension ArchiveSearch {
    fileprivate static func keys(_ samples: [ArchivedSample]) -> [String] {
        var seen: [String: Int] = [:]
        return samples.map { sample in
            var hash = StableHash(sample.id.text)
            if let document = sample.document { hash.combine(document.fingerprint.hexadecimal) }
            let key = hash.hexadecimal
            // A manifest may name one sample twice.
            let count = seen[key, default: 0]
            seen[key] = count + 1
            return count == 0 ? key : "\(key)#\(count)"
        }
    }
}
