import Platform
import Synchronization
import Wire

/// A file that is an evaluation, as it was when it was listed, and what lists it again: runs are added while it is open.
struct ListedFile: Sendable {
    private let file: FileEntry
    let list: @Sendable () -> ArchivedEvaluation?

    /// Nil for what is no file.
    init?(_ location: DocumentLocation, list: @escaping @Sendable () -> ArchivedEvaluation?) {
        guard case .file(let file) = location else { return nil }
        (self.file, self.list) = (file, list)
    }

    var hasChanged: Bool {
        fileEntry(file.path).map { ($0.size, $0.modified) != (file.size, file.modified) } ?? false
    }
}

/// One evaluation on this disk: its facts, its samples, and where their documents lie.
final class ArchivedEvaluation: Sendable {
    let facts: Evaluation
    let samples: [ArchivedSample]
    /// The ZIP file and the form of its documents, where the evaluation is one whole bundle.
    let bundle: (path: String, form: String)?
    /// Nothing vouches for the documents: they are what the recogniser found.
    let isLoose: Bool
    /// What files beside the documents say of them, and the least score that counts as passed.
    private let beside: (results: ResultsBeside, passes: Double)?
    var passes: Double { beside?.passes ?? 1 }
    /// Folders with a single document.
    private let lonely: Set<String>
    private let directory = Mutex<Directory?>(nil)
    /// What reading found out about documents: the reason why one is no trajectory.
    private let verdicts = Mutex<[Int: String]>([:])
    /// What documents say of their runs, of samples of which nothing else tells.
    private let descriptions = Mutex<[Int: DocumentFacts]>([:])
    private let silent: [Int]
    private let counts: Mutex<ItemCounts>
    private let origin: ListedFile?

    init(
        facts: Evaluation, samples: [ArchivedSample], bundle: (path: String, form: String)? = nil,
        isLoose: Bool = false,
        beside: (results: ResultsBeside, passes: Double)? = nil, origin: ListedFile? = nil
    ) {
        self.origin = origin
        var facts = facts
        facts.datasetSize = facts.datasetSize ?? Quantity(samples.count)
        if facts.counts.total == 0 { facts.counts = Self.counts(samples) }
        self.facts = facts
        counts = Mutex(facts.counts)
        self.samples = samples
        self.beside = beside
        let folders = beside == nil ? [] : samples.compactMap { $0.document?.name.folderName }
        lonely = Set(Dictionary(grouping: folders) { $0 }.filter { $0.value.count == 1 }.keys)
        self.bundle = bundle
        self.isLoose = isLoose
        silent = samples.indices.filter { samples[$0].document != nil && samples[$0].asksDocument }
    }

    /// All that lies under one path, as one evaluation; of a single one itself.
    convenience init(joining all: [ArchivedEvaluation], of path: String) {
        if all.count == 1, let only = all.first {
            self.init(
                facts: only.facts, samples: only.samples, bundle: only.bundle, isLoose: only.isLoose,
                beside: only.beside, origin: only.origin)
            return
        }
        let id = EvaluationID(StableHash("path", absolutePath(path)).uuid)
        var facts = Evaluation(id: id, name: lastComponent(path), status: .completed)
        let models = Set(all.map(\.facts.model))
        facts.model = models.count == 1 ? models.first ?? nil : nil
        facts.createdAt = all.compactMap(\.facts.createdAt).max()
        facts.otherFiles = all.reduce(0) { $0 + $1.facts.otherFiles }
        let samples = all.flatMap { one in one.samples.indices.map { (one, $0) } }.enumerated().map { position, place in
            let (one, index) = place
            var sample = one.samples[index]
            sample.details = {
                var item = one.item(index)
                item.position = position
                return item
            }
            return sample
        }
        self.init(facts: facts, samples: samples, isLoose: true)
    }

    /// The same evaluation as its file is now; nil where the file is what it was, or cannot be read.
    var renewed: ArchivedEvaluation? { origin.flatMap { $0.hasChanged ? $0.list() : nil } }

    // MARK: What only documents tell

    /// Whether a document may tell of a sample what is not known yet.
    func needsEnrichment(_ index: Int) -> Bool {
        samples[index].document != nil && samples[index].asksDocument && descriptions.withLock { $0[index] == nil }
    }

    /// The next samples of which little is known, but some.
    func nextSilent(_ most: Int, but others: Set<Int>) -> [Int] {
        var found: [Int] = []
        descriptions.withLock { known in
            for index in silent where known[index] == nil && !others.contains(index) {
                if found.count == most { return }
                found.append(index)
            }
        }
        return found
    }

    var silentCount: Int { descriptions.withLock { silent.count - $0.count } }

    func note(_ description: DocumentFacts, on index: Int) {
        let before = item(index).status
        descriptions.withLock { $0[index] = description }
        let after = item(index).status
        guard before != after else { return }
        counts.withLock { counts in
            counts[before] = max(0, counts[before] - 1)
            counts[after] += 1
        }
    }

    /// The facts with the outcomes that are known by now.
    var known: Evaluation {
        var known = facts
        known.counts = counts.withLock { $0 }
        return known
    }

    private static func counts(_ samples: [ArchivedSample]) -> ItemCounts {
        samples.reduce(into: ItemCounts()) { counts, sample in counts[sample.details?().status ?? .unknown] += 1 }
    }

    /// The sample in the platform's form.
    func item(_ index: Int) -> EvaluationItem {
        let sample = samples[index]
        var item = sample.details?() ?? EvaluationItem(sample, position: index)
        item.evaluationID = facts.id
        item.sessionID = sample.sessionID
        item.error = item.error ?? sample.error
        if let remark = sample.remark ?? verdict(on: index) { item.remark = remark }
        let description = descriptions.withLock { $0[index] }
        if let beside, let document = sample.document {
            let folder = document.name.folderName
            let parts = taskName(of: document.name).split(separator: "/").map(String.init).reversed()
            beside.results.complete(
                &item, names: [sample.taskName] + parts + (description?.names ?? []), folder: folder,
                isAlone: lonely.contains(folder), passes: beside.passes)
        }
        description?.complete(&item)
        item.model = item.model ?? beside?.results.model
        return item
    }

    /// Why a document is no trajectory, where that is known by now.
    func verdict(on index: Int) -> String? { verdicts.withLock { $0[index] } }

    /// Notes that a document is no trajectory.
    func note(_ reason: String, on index: Int) { verdicts.withLock { $0[index] = reason } }

    // MARK: Finding

    /// Where a document belongs.
    struct Place: Sendable {
        var sample: Int
        var session: SessionID
        var document: DocumentLocation
    }

    fileprivate struct Directory: Sendable {
        var items: [String: Int] = [:]
        var sessions: [String: Place] = [:]
        var names: [String: Place] = [:]
    }

    /// Place of the sample with an id, or with a unique prefix of one.
    func index(of item: ItemID) -> Int? {
        if let exact = withDirectory({ $0.items[item.text] }) { return exact }
        guard item.text.count >= 4 else { return nil }
        let matches = samples.indices.lazy.filter { self.samples[$0].id.text.hasPrefix(item.text) }
        return Array(matches.prefix(2)).only
    }

    /// The document of a session, by its whole id.
    func place(exactly session: SessionID) -> Place? { withDirectory { $0.sessions[session.text] } }

    /// The documents of the sessions whose ids begin so; a beginning of less than four characters means nothing.
    func places(beginning session: SessionID) -> [Place] {
        guard session.text.count >= 4 else { return [] }
        return withDirectory { directory in
            directory.sessions.lazy.filter { $0.key.hasPrefix(session.text) }.map(\.value)
        }
    }

    /// The document with a name, as it stands in the folder or archive.
    func place(named name: String) -> Place? { withDirectory { $0.names[name] } }

    /// The documents, at most so many, whose names are as wanted.
    func places(atMost count: Int, where isWanted: (String) -> Bool) -> [Place] {
        withDirectory { directory in
            directory.names.keys.filter(isWanted).sorted().prefix(count).compactMap { directory.names[$0] }
        }
    }

    private func withDirectory<T>(_ body: (Directory) -> T) -> T {
        directory.withLock { directory in
            if let directory { return body(directory) }
            let made = makeDirectory()
            directory = made
            return body(made)
        }
    }

    private func makeDirectory() -> Directory {
        var made = Directory()
        for (index, sample) in samples.enumerated() {
            made.items[sample.id.text] = made.items[sample.id.text] ?? index
            guard let session = sample.sessionID, let document = sample.document else { continue }
            made.add(Place(sample: index, session: session, document: document))
            for sibling in sample.siblings {
                made.add(Place(sample: index, session: siblingSession(sibling), document: sibling))
            }
        }
        return made
    }

    /// The session that a further document of a sample is reached by.
    func siblingSession(_ document: DocumentLocation) -> SessionID {
        SessionID(StableHash(facts.id.text, "session", document.name).uuid)
    }
}

extension ArchivedEvaluation.Directory {
    fileprivate mutating func add(_ place: ArchivedEvaluation.Place) {
        sessions[place.session.text] = sessions[place.session.text] ?? place
        names[place.document.name] = names[place.document.name] ?? place
    }
}

extension Array {
    /// The one element of a list of one.
    fileprivate var only: Element? { count == 1 ? first : nil }
}
