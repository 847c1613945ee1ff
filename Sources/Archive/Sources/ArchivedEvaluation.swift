import Platform
import Synchronization
import Wire

/// One sample as an archive knows it, small enough to be held 200,000 times.
struct ArchivedSample: Sendable {
    var id: ItemID
    /// Nil: there is no document.
    var sessionID: SessionID?
    var taskName: String
    var error: String?
    var document: DocumentLocation?
    /// Further documents of the same sample: continuations, summaries, other steps of the task.
    var siblings: [DocumentLocation] = []
    /// What a run folder or an export says of the sample beyond its name.
    var details: Box<EvaluationItem>?

    init(id: ItemID, taskName: String, document: DocumentLocation? = nil) {
        self.id = id
        self.taskName = taskName
        self.document = document
    }
}

/// A large value behind one pointer.
final class Box<Value: Sendable>: Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
}

extension ItemStatus {
    /// A document was found, and nothing beside it says how the sample ended.
    static let unknown = ItemStatus(rawValue: "unknown")
}

/// One evaluation on this disk: its facts, its samples, and where their documents lie.
final class ArchivedEvaluation: Sendable {
    let facts: Evaluation
    let samples: [ArchivedSample]
    /// The ZIP file and the form of its documents, where the evaluation is one whole bundle.
    let bundle: (path: String, form: String)?
    private let lookup = Mutex<[String: Int]?>(nil)
    /// What reading found out about documents: the reason why one is no trajectory.
    private let verdicts = Mutex<[Int: String]>([:])

    init(facts: Evaluation, samples: [ArchivedSample], bundle: (path: String, form: String)? = nil) {
        var facts = facts
        facts.datasetSize = facts.datasetSize ?? samples.count
        if facts.counts.counts.isEmpty { facts.counts = Self.counts(samples) }
        self.facts = facts
        self.samples = samples
        self.bundle = bundle
    }

    private static func counts(_ samples: [ArchivedSample]) -> ItemCounts {
        samples.reduce(into: ItemCounts()) { counts, sample in counts[sample.details?.value.status ?? .unknown] += 1 }
    }

    /// The sample in the platform's form.
    func item(_ index: Int) -> EvaluationItem {
        let sample = samples[index]
        var item =
            sample.details?.value
            ?? EvaluationItem(
                id: sample.id, evaluationID: facts.id, position: index, status: .unknown, taskName: sample.taskName)
        item.sessionID = sample.sessionID
        item.error = item.error ?? sample.error ?? verdict(on: index)
        return item
    }

    /// Why a document is no trajectory, where that is known by now.
    func verdict(on index: Int) -> String? { verdicts.withLock { $0[index] } }

    /// Notes that a document is no trajectory.
    func note(_ reason: String, on index: Int) { verdicts.withLock { $0[index] = reason } }

    /// Place of the sample with an item's or a session's id, or with a unique prefix of one.
    func index(of id: String) -> Int? {
        if let exact =
            (lookup.withLock { table in
                if table == nil { table = makeLookup() }
                return table?[id]
            })
        {
            return exact
        }
        guard id.count >= 4 else { return nil }
        let matches = samples.indices.lazy.filter { self.samples[$0].isNamed(byPrefix: id) }.prefix(2)
        let found = Array(matches)
        return found.count == 1 ? found[0] : nil
    }

    private func makeLookup() -> [String: Int] {
        var table: [String: Int] = [:]
        table.reserveCapacity(samples.count * 2)
        for (index, sample) in samples.enumerated() {
            table[sample.id.text] = table[sample.id.text] ?? index
            if let session = sample.sessionID { table[session.text] = table[session.text] ?? index }
        }
        return table
    }
}

extension ArchivedSample {
    fileprivate func isNamed(byPrefix prefix: String) -> Bool {
        id.text.hasPrefix(prefix) || sessionID?.text.hasPrefix(prefix) == true
    }
}
