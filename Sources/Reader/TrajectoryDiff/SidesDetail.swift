import RichText
import Terminal
import Triage
import Wire

extension TrajectoryDiffModel {
    /// The selected steps in full: what both say on one row, what differs marked, the headers first.
    package var detail: [SidesDetailRow] {
        guard let selected else { return [] }
        return detailCache.rows(selected, width: size.width, density) {
            var options = ReaderOptions(width: size.isWide ? size.column - 1 : size.width - 4)
            options.preferences.density = density
            options.pattern = find?.pattern
            let sides = DiffSide.allCases.map { side in
                selected.step(side).map { Self.trimmed(self[side].rows(of: $0, options)) } ?? []
            }
            let rows = SidesDetail.rows(sides[0], sides[1])
            return size.isWide ? rows : SidesDetail.stacked(rows)
        }
    }

    /// Rows that the headers take: they stay while the rest scrolls.
    package var detailHead: Int {
        guard let first = detail.first else { return 0 }
        return !size.isWide && first.left != nil && first.right != nil ? 2 : 1
    }

    /// Rows of the detail below its headers that fit.
    package var detailRoom: Int { max(1, size.detailHeight - detailHead) }

    /// With one row for the header, and without the blank row that parts a step from the next.
    private static func trimmed(_ rows: [BodyRow]) -> [[Span]] {
        // A header that was broken goes on where its end is cut; lines across are drawn on rows of their own.
        let kept = rows.enumerated().filter { index, row in
            index == 0 || row.part != .header || row.spans.first?.text.hasPrefix("─") == true
        }
        var rows = kept.map(\.element.spans)
        while let last = rows.last, last.allSatisfy({ $0.text.allSatisfy { $0 == " " } }) { rows.removeLast() }
        return rows
    }
}

/// Puts the rows of two steps beside each other.
enum SidesDetail {
    /// The first rows are headers and stand beside each other; after them rows with the same text do. Between those what
    /// is on both sides is paired in order, with the words that differ marked.
    static func rows(_ left: [[Span]], _ right: [[Span]]) -> [SidesDetailRow] {
        guard let first = left.first, let other = right.first else {
            return left.map { SidesDetailRow(left: $0, right: nil, differs: true) }
                + right.map { SidesDetailRow(left: nil, right: $0, differs: true) }
        }
        var rows = [SidesDetailRow(left: first, right: other, differs: false)]
        var from: CommonOrder.Pair = (1, 1)
        let pairs = CommonOrder.pairs(
            keys(left, sign: 1), keys(right, sign: -1), in: 1..<max(1, left.count), 1..<max(1, right.count))
        for pair in pairs + [(left.count, right.count)] {
            rows += between(left[from.left..<pair.left], right[from.right..<pair.right])
            guard pair.left < left.count else { break }
            rows.append(SidesDetailRow(left: left[pair.left], right: right[pair.right], differs: false))
            from = (pair.left + 1, pair.right + 1)
        }
        return rows
    }

    /// For one column: of rows that differ, that of the one below that of the other.
    static func stacked(_ rows: [SidesDetailRow]) -> [SidesDetailRow] {
        var stacked = Array(rows.prefix(1))
        var pending: [SidesDetailRow] = []
        for row in rows.dropFirst() {
            guard row.differs else {
                stacked += pending + [row]
                pending = []
                continue
            }
            if row.left != nil { stacked.append(SidesDetailRow(left: row.left, right: nil, differs: true)) }
            if row.right != nil { pending.append(SidesDetailRow(left: nil, right: row.right, differs: true)) }
        }
        return stacked + pending
    }

    private static func between(_ left: ArraySlice<[Span]>, _ right: ArraySlice<[Span]>) -> [SidesDetailRow] {
        (0..<max(left.count, right.count)).map { index in
            let old = index < left.count ? left[left.startIndex + index] : nil
            let new = index < right.count ? right[right.startIndex + index] : nil
            guard let old, let new else { return SidesDetailRow(left: old, right: new, differs: true) }
            guard text(old) != text(new) else { return SidesDetailRow(left: old, right: new, differs: false) }
            let marked = WordDifference.marked(old, new)
            return SidesDetailRow(left: marked.left, right: marked.right, differs: true)
        }
    }

    /// What is equal in rows that belong together. A row that says next to nothing, blank or a bracket, belongs to none: it
    /// would tear apart what stands around it.
    private static func keys(_ rows: [[Span]], sign: Int) -> [Int] {
        rows.enumerated().map { index, row in
            let text = text(row)
            let isTelling = text.lazy.filter { $0.isLetter || $0.isNumber }.prefix(3).count == 3
            return isTelling ? text.hashValue : sign * (index + 1)
        }
    }

    private static func text(_ spans: [Span]) -> String { spans.map(\.text).joined() }
}
