import Platform
import Trajectory
import Wire

/// What files beside the runs say of them: `report.json`, `results.json`, `preds.json`, `metadata.json`, `header.json`.
///
/// They speak of runs by their names: in lists (`"resolved_ids": [...]`), under them as keys, or in rows that name them.
/// What a file says of no run by name is of the only run in its folder, and its model is everybody's.
struct ResultsBeside: Sendable {
    private var lists: [(word: String, names: Set<String>)] = []
    private var byName: [String: [RunEnvelope]] = [:]
    private var byFolder: [String: [RunEnvelope]] = [:]
    private(set) var model: String?
    private var left = Self.mostBytes

    /// Bytes that are read of all files together.
    private static let mostBytes = 64 << 20
    private static let words = [
        "result", "report", "pred", "score", "summar", "metadata", "config", "header", "eval", "outcome", "metric",
        "run", "reward", "stat", "info", "reduction",
    ]

    /// Reads a file that is no document, if its name says that it tells of results.
    mutating func add(_ file: DocumentLocation) {
        let name = lastComponent(file.name).lowercased()
        guard nameRefusal(file.name) == nil, Self.words.contains(where: name.contains), file.size <= left,
            let store = try? file.load()
        else { return }
        left -= file.size
        let values = store.withBytes { bytes -> [JSONValue] in
            if let whole = try? JSONParser.parse(bytes) { return [whole] }
            return bytes.split(separator: UInt8(ascii: "\n")).compactMap {
                try? JSONParser.parse(UnsafeRawBufferPointer(rebasing: $0))
            }
        }
        let rows = values.count == 1 ? values[0].array ?? values : values
        if rows.count > 1 || values.first?.array != nil {
            for row in rows { add(row: row, folder: file.name.folderName) }
            return
        }
        guard let only = rows.first?.object else { return }
        add(only, folder: file.name.folderName)
    }

    private mutating func add(_ object: JSONObject, folder: String) {
        let envelope = RunEnvelope(json: .object(object))
        model = model ?? envelope.model?.value
        var tellsOfNames = false
        for member in object.members {
            if let values = member.value.array {
                let names = values.compactMap(\.string)
                if names.count == values.count, !names.isEmpty {
                    lists.append((EnvelopeKeys.plain(member.key), Set(names)))
                    tellsOfNames = true
                } else {
                    for value in values { add(row: value, folder: folder) }
                }
            } else if member.value.object != nil {
                let inner = RunEnvelope(json: member.value)
                if inner.isOfRun { byName[member.key, default: []].append(inner) }
            }
        }
        if !tellsOfNames { byFolder[folder, default: []].append(envelope) }
    }

    private mutating func add(row: JSONValue, folder: String) {
        let envelope = RunEnvelope(json: row)
        for name in envelope.names { byName[name.value, default: []].append(envelope) }
        if let session = Self.session(of: row) {
            byFolder[folder.isEmpty ? session : folder + "/" + session, default: []].append(envelope)
        }
    }

    /// The folder of a session that a row of the run's metadata numbers: `session_03_r02`.
    private static func session(of row: JSONValue) -> String? {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        guard let number = row["session_index"]?.int else { return nil }
        return "session_" + padded(number) + (row["replicate"]?.int.map { "_r" + padded($0) } ?? "")
    }

    /// Adds what is said of the run of these names; `isAlone` in the folder, what is said of none.
    func complete(_ item: inout EvaluationItem, names: [String], folder: String, isAlone: Bool, passes: Double) {
        for envelope in names.lazy.compactMap({ byName[$0] }).first ?? [] { envelope.complete(&item, passes: passes) }
        if item.status == .unknown, let (end, word) = listed(names) {
            item.status = ItemStatus(rawValue: end.rawValue)
            item.passed = end == .passed ? true : end == .failed ? false : nil
            item.add(metadata: "document", JSONObject([("from", ["status": .string(word)])]))
        }
        if isAlone { for envelope in byFolder[folder] ?? [] { envelope.complete(&item, passes: passes) } }
    }

    /// What lists of names say of a run: the one that it is in, or that it is not among those that passed.
    private func listed(_ names: [String]) -> (end: RunEnd, list: String)? {
        let holding = lists.filter { list in names.contains(where: list.names.contains) }
        for list in holding {
            if let end = RunEnd(list: list.word) { return (end, list.word) }
        }
        guard let passed = lists.first(where: { RunEnd(list: $0.word) == .passed }), !holding.isEmpty else {
            return nil
        }
        return (.failed, passed.word)
    }
}
