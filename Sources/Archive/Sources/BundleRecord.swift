package import Platform
package import Wire

/// What a download keeps beside the trajectories, in their ZIP: the evaluation and every item as the platform told of them,
/// under the names and in the form of an export, so that outcomes travel with the documents, packed or unpacked.
package enum BundleRecord {
    /// JSON Lines as well: whoever counts the documents of a ZIP by `.json` counts trajectories alone.
    static let evaluationName = "evaluation.jsonl"
    private static let samplesName = "samples.jsonl"

    /// Whether an entry is no document but part of the record.
    static func holds(_ name: String) -> Bool { name == evaluationName || name == samplesName }

    /// Writes the record of an evaluation into its ZIP. `notes` is what this machine knows of an item beyond what the
    /// platform says. Gives the number of items; throws what reading them throws, and `storage`, with the ZIP as it was.
    package static func add(
        to path: String, _ evaluation: Evaluation, _ items: ItemStream, from scope: PlatformScope,
        notes: @Sendable (ItemID) -> JSONValue?
    ) async throws -> Int {
        let names = try ZipArchive(path: path).entries.map(\.name).filter(holds)
        guard names.count != 1 else {
            throw PlatformError(.storage, detail: "the ZIP has a document of the name \(names[0])", resource: path)
        }
        var file = try ZipFileWriter(path: path, adding: true)
        var count = 0
        while let batch = try await items.next() {
            try Task.checkCancellation()
            for item in batch {
                var item = item
                if let notes = notes(item.id) { item.own = notes }
                try file.append(item.json.bytes + [UInt8(ascii: "\n")])
            }
            count += batch.count
        }
        try file.end(name: samplesName)
        let source: JSONValue = [
            "server": .string(scope.server), "organization": .string(scope.organization),
            "workspace": .string(scope.workspace), "unreadable": .int(await items.unreadable()),
            "at": .string(Timestamp.now.iso8601),
        ]
        let told: JSONValue = ["evaluation": evaluation.json, "source": source]
        try file.add(name: evaluationName, bytes: Array(told.serialized().utf8) + [UInt8(ascii: "\n")])
        try file.finish()
        return count
    }

    /// The evaluation and the lines of its items; nil where the ZIP holds no record.
    static func read(_ archive: ZipArchive) throws(PlatformError) -> (facts: Evaluation, lines: ExportLines)? {
        guard let first = archive.entries.first(where: { $0.name == evaluationName && $0.refusal == nil }),
            let second = archive.entries.first(where: { $0.name == samplesName && $0.refusal == nil })
        else { return nil }
        let told = try archive.contents(first, atMost: 64 << 20).withBytes { try? JSONParser.parse($0) }
        guard var facts = told.flatMap({ Evaluation($0["evaluation"] ?? $0) }) else { return nil }
        let lines = ExportLines(try archive.contents(second), of: facts.id)
        facts.counts = lines.counts
        return (facts, lines)
    }

    /// Gives the items of a record their documents: those of the same item or session. What no item claims comes last.
    static func join(_ lines: ExportLines, with found: [ArchivedSample]) -> [ArchivedSample] {
        var places: [String: Int] = [:]
        for (place, sample) in found.enumerated() {
            for id in [sample.id.text, sample.sessionID?.text] { if let id { places[id] = places[id] ?? place } }
        }
        var claimed: Set<Int> = []
        let samples = lines.sketches.enumerated().map { number, sketch in
            var sample = ArchivedSample(id: sketch.id, taskName: sketch.taskName)
            sample.details = { lines.item(number) }
            sample.asksDocument = false
            guard let place = places[sketch.id.text] ?? sketch.sessionID.flatMap({ places[$0.text] }),
                claimed.insert(place).inserted
            else { return sample }
            sample.remark = found[place].remark
            guard let document = found[place].document else { return sample }
            sample.document = document
            sample.sessionID = sketch.sessionID ?? found[place].sessionID
            return sample
        }
        return samples + found.indices.filter { !claimed.contains($0) }.map { found[$0] }
    }
}
