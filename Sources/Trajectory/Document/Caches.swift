import Wire

/// The steps that were decoded last.
struct StepCache {
    private var entries: [(index: Int, size: Int, step: Step)] = []

    private static let maximumCount = 32
    /// Bytes of the document that cached steps may stand for.
    private static let maximumSize = 1 << 23

    mutating func step(_ index: Int) -> Step? {
        guard let at = entries.lastIndex(where: { $0.index == index }) else { return nil }
        let entry = entries.remove(at: at)
        entries.append(entry)
        return entry.step
    }

    mutating func insert(_ step: Step, at index: Int, size: Int) {
        entries.removeAll { $0.index == index }
        guard size <= Self.maximumSize else { return }
        entries.append((index, size, step))
        while entries.count > Self.maximumCount || total > Self.maximumSize { entries.removeFirst() }
    }

    private var total: Int { entries.reduce(0) { $0 + $1.size } }
}

/// Outlines near the ones that were asked for last.
struct OutlineCache {
    private var outlines: [Int: StepOutline] = [:]

    private static let maximumCount = 8192

    subscript(index: Int) -> StepOutline? { outlines[index] }

    mutating func insert(_ outline: StepOutline, at index: Int) {
        if outlines.count >= Self.maximumCount {
            outlines = outlines.filter { abs($0.key - index) < Self.maximumCount / 4 }
        }
        outlines[index] = outline
    }
}
