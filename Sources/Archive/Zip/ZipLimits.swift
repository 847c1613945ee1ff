/// What an archive may make of our memory: entries beyond it are listed with the reason and never inflated.
package struct ZipLimits: Hashable, Sendable {
    /// Bytes of one inflated entry.
    package var entryBytes = 2 << 30
    /// Bytes of all inflated entries together.
    package var totalBytes = 64 << 30
    /// Inflated bytes for one packed byte, for entries larger than `ratioFloor`. Text packs 4 to 30 times; a bomb, 1000.
    package var ratio = 250
    /// Bytes below which an entry may pack as well as it likes.
    package var ratioFloor = 32 << 20

    package init() {}

    /// Marks the entries that are beyond the limits.
    func judge(_ entries: [ZipEntry], fileSize: Int) -> [ZipEntry] {
        var total = 0
        var packed = 0
        var judged = entries
        for index in judged.indices where judged[index].refusal == nil {
            total = total.saturatingAdd(judged[index].size)
            packed = packed.saturatingAdd(judged[index].compressedSize)
            judged[index].refusal = refusal(judged[index], total: total)
        }
        // Entries that share their data need more packed bytes than the file has: only bombs are built that way.
        guard packed > fileSize else { return judged }
        for index in judged.indices where judged[index].refusal == nil {
            judged[index].refusal = "entries overlap: \(packed) packed bytes in a file of \(fileSize)"
        }
        return judged
    }

    private func refusal(_ entry: ZipEntry, total: Int) -> String? {
        if entry.size > entryBytes { return "too large: \(entry.size) bytes, limit \(entryBytes)" }
        if total > totalBytes { return "the archive is too large: more than \(totalBytes) bytes" }
        if entry.size > ratioFloor, entry.size / max(entry.compressedSize, 1) > ratio {
            return "packed \(entry.size / max(entry.compressedSize, 1)) to 1: looks like a bomb, not inflated"
        }
        return nil
    }
}

extension Int {
    fileprivate func saturatingAdd(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
