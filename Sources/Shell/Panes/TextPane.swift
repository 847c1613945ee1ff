package import RichText
package import Terminal

/// Lines that are scrolled: the detail of an item, the help, raw JSON, a report.
package struct TextPane: Hashable, Sendable {
    package var title: String
    package private(set) var lines: [RichLine]
    package private(set) var top = 0
    package internal(set) var selection: TextSelection?
    /// The line that commands are about, in texts that are walked through line by line.
    package internal(set) var cursor: Int?
    package private(set) var pattern: FindPattern?
    private var rows: [[Span]] = []
    /// The line that each row is of.
    private var rowLines: [Int] = []
    private var width = 0
    /// What the user presses for the commands that the lines name; nil before the pane is on the screen.
    private var keys: KeyNames?
    private(set) var height = 1

    package init(title: String, lines: [RichLine]) {
        self.title = title
        self.lines = lines
    }

    package var count: Int { rows.count }

    /// The rows on the screen.
    package var visible: ArraySlice<[Span]> { rows[min(top, rows.count)..<min(rows.count, top + height)] }

    package mutating func resize(width: Int, height: Int, keys: KeyNames? = nil) {
        self.height = max(1, height)
        if self.keys == nil, let keys {
            self.keys = keys
            lines = lines.map { keys.resolve($0) }
        }
        if width != self.width {
            self.width = width
            layOut()
        }
        clamp()
    }

    /// Takes other lines: from the top, or where they were when it is the same thing anew.
    package mutating func show(_ lines: [RichLine], fromTop: Bool) {
        let lines = keys.map { keys in lines.map { keys.resolve($0) } } ?? lines
        guard lines != self.lines || fromTop else { return }
        selection = nil
        self.lines = lines
        layOut()
        if fromTop { top = 0 }
        clamp()
    }

    package mutating func apply(_ command: Command) -> Bool {
        if applyToSelection(command) { return true }
        let page = max(1, height - 1)
        switch command {
        case .down: top += 1
        case .up: top -= 1
        case .halfPageDown: top += max(1, height / 2)
        case .halfPageUp: top -= max(1, height / 2)
        case .pageDown: top += page
        case .pageUp: top -= page
        case .top: top = 0
        case .bottom: top = rows.count
        case .nextMatch: return goToMatch(forward: true, from: top + 1)
        case .previousMatch: return goToMatch(forward: false, from: top - 1)
        default: return false
        }
        clamp()
        return true
    }

    /// Lights up a text and goes to its first occurrence from here on.
    package mutating func find(_ text: String) { light(FindPattern(text)) }

    /// Lights up a pattern, or none, and goes to its first occurrence from here on.
    package mutating func light(_ pattern: FindPattern?) {
        self.pattern = pattern
        layOut()
        _ = goToMatch(forward: true, from: top)
    }

    private mutating func goToMatch(forward: Bool, from row: Int) -> Bool {
        let isMatch = { (row: [Span]) in row.contains { $0.ink.slot == .match } }
        let found =
            forward
            ? rows.indices.first { $0 >= row && isMatch(rows[$0]) }
            : rows.indices.last { $0 <= row && isMatch(rows[$0]) }
        if let found {
            top = found
            if selection != nil || cursor != nil { putCursor(onLine: line(ofRow: found)) }
        }
        clamp()
        return true
    }

    private mutating func layOut() {
        let lit = pattern.map { zip(lines, $0.matches(in: lines)).map { $0.lit($1.ranges) } } ?? lines
        (rows, rowLines) = ([], [])
        for (index, line) in lit.enumerated() {
            let wrapped = line.rows(width: max(1, width), isWrapping: true)
            rows += wrapped
            rowLines += Array(repeating: index, count: wrapped.count)
        }
    }

    /// The line of a row, or of the last one.
    func line(ofRow row: Int) -> Int { rowLines.isEmpty ? 0 : rowLines[min(max(0, row), rowLines.count - 1)] }

    func firstRow(ofLine line: Int) -> Int { rowLines.firstIndex(of: line) ?? 0 }

    /// Brings the line of the cursor into view, from its beginning.
    mutating func reveal() {
        guard let line = selection?.cursor ?? cursor else { return }
        let first = firstRow(ofLine: line)
        let last = rowLines.lastIndex(of: line) ?? first
        top = min(max(top, last - height + 1), first)
        clamp()
    }

    private mutating func clamp() { top = min(max(0, top), max(0, rows.count - height)) }
}
