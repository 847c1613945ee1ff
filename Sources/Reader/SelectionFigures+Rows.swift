import RichText
import Shell
import Wire

extension SelectionFigures {
    /// Adds the selected rows of a step; a blank line parts the text of a step from that of the one before.
    mutating func add(_ rows: [BodyRow], to end: TextPosition?) {
        guard !rows.isEmpty else { return }
        if lines > 0 { (lines, bytes) = (lines + 1, bytes + 1) }
        var at = rows.startIndex
        while at < rows.endIndex {
            let block = rows[at].block
            let of = rows[at...].prefix { $0.block == block }
            at = of.endIndex
            add(of.compactMap(\.line), to: end?.block == block ? end?.offset : nil)
        }
    }

    private mutating func add(_ all: [LineOrigin], to end: Int?) {
        let origins = all.filter { $0.count > 0 }
        guard let first = origins.first, let last = origins.last else { return }
        lines += last.line + last.count - first.line
        let upper = min(last.bytes.upperBound, end ?? .max)
        if upper == .max { isAtLeast = true }
        bytes += (upper == .max ? last.bytes.lowerBound : upper) - first.bytes.lowerBound + 1
        // Rows of a line that is wrapped are of one line.
        for (row, origin) in origins.enumerated() where origin.count > 1 && (row == 0 || origins[row - 1] != origin) {
            folded += origin.count
        }
    }
}
