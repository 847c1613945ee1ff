import RichText
import Terminal

/// JSON over the panes, whose objects, arrays and long texts fold with the keys of the reader.
package struct JSONPane: TextOverlay {
    package var text: TextPane
    private let lines: [RichLine]
    /// The last line of every node of several lines, by its first.
    private let ends: [Int: Int]
    private var folded: Set<Int> = []
    /// The lines that are shown.
    private var shown: [Int]

    /// Of lines that `JSONLines` made.
    package init(_ text: TextPane) {
        self.text = text
        self.text.cursor = 0
        lines = text.lines
        ends = JSONLines.nodes(lines)
        shown = Array(lines.indices)
    }

    package var contexts: [Context] { text.selection == nil ? [.json, .detail] : [.selection, .json, .detail] }

    package var hints: [Hint] {
        guard text.selection == nil else { return TextPane.selectionHints }
        return [
            Hint(.open, "fold"), Hint(.foldAll, "fold all"), Hint(.unfoldAll, "unfold all"), Hint(.find, "find"),
            Hint(.select, "select"), Hint(.copyText, "copy"), Hint(.back, "close"),
        ]
    }

    package mutating func apply(_ command: Command) -> Reaction? {
        let node = node
        switch command {
        case .open: toggle(node)
        case .fold: toggle(node.flatMap { folded.contains($0) ? parent(of: $0) : $0 })
        case .unfold: if let node { fold(folded.subtracting([node])) }
        case .foldKind, .unfoldKind:
            let level = node.map { JSONLines.depth(of: lines[$0]) }
            let same = ends.keys.filter { JSONLines.depth(of: lines[$0]) == level }
            fold(command == .foldKind ? folded.union(same) : folded.subtracting(same))
        case .foldAll: fold(Set(ends.keys.filter { JSONLines.depth(of: lines[$0]) > 0 }))
        case .unfoldAll: fold([])
        case .copyText where text.selection == nil: return .act(.copy(RichLine.taken(lines), what: text.title))
        case .pager where text.selection == nil: return .act(.page(RichLine.taken(lines), name: text.title))
        default: return applyToText(command)
        }
        return .done
    }

    /// What is looked for is shown, wherever it is.
    package mutating func find(typed text: String) -> Reaction {
        if !folded.isEmpty, let found = FindPattern(text)?.matches(in: lines) {
            let open = folded.filter { first in
                found[(first + 1)...(ends[first] ?? first)].contains { !$0.ranges.isEmpty }
            }
            fold(folded.subtracting(open))
        }
        self.text.find(text)
        return .done
    }

    // MARK: Nodes

    /// The line under the cursor.
    private var line: Int {
        let cursor = text.selection?.cursor ?? text.cursor ?? 0
        return shown.indices.contains(cursor) ? shown[cursor] : 0
    }

    /// The first line of the node that begins under the cursor, or that the cursor is in.
    private var node: Int? { ends[line] == nil ? parent(of: line) : line }

    private func parent(of line: Int) -> Int? {
        ends.keys.filter { $0 < line && (ends[$0] ?? $0) >= line }.max()
    }

    private mutating func toggle(_ node: Int?) {
        if let node { fold(folded.symmetricDifference([node])) }
    }

    /// Folds these nodes and no others; the cursor stays in the innermost one that is shown.
    private mutating func fold(_ nodes: Set<Int>) {
        let line = line
        folded = nodes
        shown = []
        var next = 0
        while next < lines.count {
            shown.append(next)
            next = (folded.contains(next) ? ends[next] ?? next : next) + 1
        }
        text.show(shown.map { folded.contains($0) ? summary($0) : lines[$0] }, fromTop: false)
        text.putCursor(onLine: shown.lastIndex { $0 <= line } ?? 0)
    }

    /// A node on one line, which is taken away with all that is in it.
    private func summary(_ first: Int) -> RichLine {
        let end = ends[first] ?? first
        var line = lines[first]
        line.spans.append(Span(" ··· \(end - first) lines ", .folded))
        if JSONLines.depth(of: lines[end]) == JSONLines.depth(of: lines[first]) {
            line.spans.append(Span(String(lines[end].text.drop { $0 == " " }), .dim))
        }
        line.taken = RichLine.taken(Array(lines[first...end]))
        return line
    }
}
