import Platform
import Wire

/// Reads a ZIP of trajectories: with the platform's manifest, or without one.
enum BundleSource {
    /// What an archive holds: what its manifest lists, or files like those of any folder.
    enum Found {
        case evaluation(ArchivedEvaluation)
        case files(FileSet)
    }

    static func open(_ path: String, _ options: ArchiveOptions) throws(PlatformError) -> Found {
        if let tar = try TarFiles.files(path) {
            return .files(FileSet(tar, path: path, archive: nil))
        }
        let archive = try ZipArchive(path: path, limits: options.limits)
        let manifest = archive.entries.first { lastComponent($0.name) == "manifest.json" && !$0.isFolder }
        let json = try manifest.flatMap { (entry) throws(PlatformError) in try parse(entry, in: archive) }
        let notes = BundleManifest(json)
        // Without a list of samples it is a folder like any other.
        guard !notes.items.isEmpty else { return .files(FileSet(archive)) }
        var facts = Evaluation.bundle(path: path, archive: archive, notes: notes)
        let joined = Samples(archive: archive, notes: notes, seed: facts.id.text, manifest: manifest?.index)
        var (samples, others) = joined.make()
        if let record = try BundleRecord.read(archive) {
            facts = record.facts
            samples = BundleRecord.join(record.lines, with: samples)
        }
        facts.datasetSize = Quantity(samples.count)
        facts.otherFiles = others
        return .evaluation(ArchivedEvaluation(facts: facts, samples: samples, bundle: (path, notes.form ?? "atif")))
    }

    private static func parse(_ entry: ZipEntry, in archive: ZipArchive) throws(PlatformError) -> JSONValue? {
        guard entry.refusal == nil, entry.size <= 512 << 20 else { return nil }
        return try archive.contents(entry).withBytes { try? JSONParser.parse($0, repairing: true) }
    }
}

/// Joins the entries of an archive with what its manifest says of them.
private struct Samples {
    let archive: ZipArchive
    let notes: BundleManifest
    let seed: String
    let manifest: Int?

    /// The samples, and how many entries are something else.
    func make() -> (samples: [ArchivedSample], others: Int) {
        var byName: [String: Int] = [:]
        let isRecorded = archive.entries.count { BundleRecord.holds($0.name) } == 2
        let entries = archive.entries.filter {
            !$0.isFolder && $0.index != manifest && !(isRecorded && BundleRecord.holds($0.name))
        }
        for entry in entries {
            byName[entry.name] = byName[entry.name] ?? entry.index
        }
        var taken: Set<Int> = []
        var samples: [ArchivedSample] = []
        for note in notes.items {
            let entry = entry(for: note, byName: byName)
            if let entry { taken.insert(entry.index) }
            samples.append(sample(note, entry, number: samples.count))
        }
        var recognizer = Recognizer()
        var others = 0
        for entry in entries where !taken.contains(entry.index) {
            let nature = recognizer.nature(of: .entry(entry, archive))
            guard nature.isDocument else {
                others += 1
                continue
            }
            samples.append(sample(entry, nature.problem))
        }
        return (samples, others)
    }

    /// The entry that a note names: by its path, or by its last component where the ZIP has a folder around it all.
    private func entry(for note: BundleManifest.Item, byName: [String: Int]) -> ZipEntry? {
        guard note.reason == nil || note.file != nil else { return nil }
        let names = [note.file, note.id.map { $0 + ".json" }, note.sessionID.map { $0 + ".json" }].compactMap { $0 }
        for name in names {
            if let index = byName[name] ?? byName[notes.folder + name] { return archive.entries[index] }
        }
        return nil
    }

    private func sample(_ note: BundleManifest.Item, _ entry: ZipEntry?, number: Int) -> ArchivedSample {
        let id = note.id ?? StableHash(seed, "item", note.file ?? String(number)).uuid
        let name = note.taskName ?? entry.map { taskName(of: $0.name) } ?? id
        var sample = ArchivedSample(id: ItemID(id), taskName: name)
        sample.error = note.error
        guard let entry else {
            sample.remark = note.reason.map { "skipped: " + $0 } ?? "the archive has no such entry"
            return sample
        }
        locate(entry, in: &sample, session: note.sessionID)
        return sample
    }

    private func sample(_ entry: ZipEntry, _ problem: String?) -> ArchivedSample {
        let id = StableHash(seed, "item", entry.name, String(entry.index)).uuid
        var sample = ArchivedSample(id: ItemID(id), taskName: taskName(of: entry.name))
        locate(entry, in: &sample, session: nil)
        sample.remark = sample.remark ?? problem ?? "not listed in the manifest"
        return sample
    }

    private func locate(_ entry: ZipEntry, in sample: inout ArchivedSample, session: String?) {
        if let refusal = entry.refusal {
            sample.remark = refusal
            return
        }
        sample.sessionID = SessionID(session ?? StableHash(seed, "session", entry.name, String(entry.index)).uuid)
        sample.document = .entry(entry, archive)
    }
}
