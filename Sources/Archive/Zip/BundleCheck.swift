import Platform
import Wire

/// A trajectories ZIP, looked at as a whole: is every byte of it there, and what does it hold.
package struct BundleCheck: Hashable, Sendable {
    /// A sample that is not in the ZIP, and why.
    package struct Skipped: Hashable, Sendable {
        package var name: String
        package var reason: String
    }

    /// Documents in the ZIP, the manifest not counted.
    package private(set) var samples = 0
    /// Samples that the manifest names as left out.
    package private(set) var skipped: [Skipped] = []
    /// Entries that are not read, since they may do harm: encrypted, links, bombs.
    package private(set) var refused: [Skipped] = []
    /// Bytes of all documents, unpacked.
    package private(set) var bytes = 0

    /// Reads every entry to its end, which compares its check sum, and the manifest. `report` is told how many entries
    /// are done, of how many. Throws `storage` for a ZIP that is cut off or damaged, or has no readable manifest, and
    /// `CancellationError` when its task is cancelled.
    package init(
        verifying path: String, limits: ZipLimits = ZipLimits(), report: (Int, Int) -> Void = { _, _ in }
    ) throws {
        let archive = try ZipArchive(path: path, limits: limits)
        var manifest: JSONValue?
        for (done, entry) in archive.entries.enumerated() where !entry.isFolder {
            try Task.checkCancellation()
            report(done, archive.entries.count)
            if let refusal = entry.refusal {
                refused.append(Skipped(name: entry.name, reason: refusal))
            } else if manifest == nil, lastComponent(entry.name) == "manifest.json" {
                manifest = try Self.manifest(entry, in: archive)
            } else {
                try Self.readWhole(entry, in: archive)
                // What an earlier download kept beside them is no sample.
                guard !BundleRecord.holds(entry.name) else { continue }
                samples += 1
                bytes += entry.size
            }
        }
        guard let manifest else {
            throw PlatformError(.storage, detail: "the ZIP has no manifest.json", resource: path)
        }
        skipped = BundleManifest(manifest).items.compactMap { item in
            let name = item.taskName ?? item.id ?? item.sessionID ?? "?"
            return item.file == nil ? Skipped(name: name, reason: item.reason ?? item.error ?? "no reason given") : nil
        }
    }

    private static func readWhole(_ entry: ZipEntry, in archive: ZipArchive) throws {
        let reader = try archive.read(entry)
        while try reader.next() != nil { try Task.checkCancellation() }
    }

    private static func manifest(_ entry: ZipEntry, in archive: ZipArchive) throws -> JSONValue {
        do {
            let store = try archive.contents(entry)
            return try store.withBytes { (bytes) throws(JSONError) in try JSONParser.parse(bytes) }
        } catch let error as JSONError {
            throw PlatformError(.storage, detail: "the manifest is not readable: \(error)", resource: entry.name)
        }
    }
}
