/// Breaks one line of text into rows: after blanks where there are any, else where the width ends; wide characters and
/// their marks stay whole. Blanks that do not fit at the end of a row are dropped, nothing else is.
package enum Wrap {
    /// The rows of a line; at least one.
    ///
    /// - Parameters:
    ///   - width: columns; below 2 counts as 2, so that a wide character fits.
    ///   - limit: rows wanted. Only so much of the line is read, so the start of a huge line costs nothing.
    package static func rows(_ spans: [Span], width: Int, limit: Int = .max) -> [[Span]] {
        if let single = unbroken(spans, width: width) { return limit > 0 ? [single] : [] }
        var breaker = RowBreaker(spans, width: width)
        var rows: [[Span]] = []
        while rows.count < limit, let row = breaker.next() { rows.append(row) }
        return rows
    }

    /// A line of no more bytes than columns needs no breaking: no character is wider than its bytes are many.
    private static func unbroken(_ spans: [Span], width: Int) -> [Span]? {
        spans.reduce(0) { $0 + $1.text.utf8.count } <= max(2, width) ? spans : nil
    }
}

/// Yields the rows of a line one by one, reading no further than it must.
package struct RowBreaker: Sequence, IteratorProtocol {
    /// A place in the line.
    struct Mark: Equatable {
        var span = 0
        /// Bytes into the span.
        var offset = 0
    }

    private var spans: [Span]
    private let width: Int
    private var position = Mark()
    private var isDone = false

    package init(_ spans: [Span], width: Int) {
        self.spans = spans
        for index in self.spans.indices { self.spans[index].text.makeContiguousUTF8() }
        self.width = Swift.max(2, width)
    }

    package mutating func next() -> [Span]? {
        advance().map { slice($0.start, $0.end) }
    }

    /// Steps over the next row and tells where it is; nil at the end.
    mutating func advance() -> (start: Mark, end: Mark)? {
        guard !isDone else { return nil }
        let start = position
        let end = rowEnd()
        position = end
        skipBlanks()
        isDone = position.span >= spans.count
        return (start, end)
    }

    /// Finds the end of the row that starts at `position`.
    private func rowEnd() -> Mark {
        var row = Row(width: width)
        var index = position.span
        while index < spans.count {
            var text = spans[index].text
            let from = index == position.span ? position.offset : 0
            let isFull = text.withUTF8 { row.scan($0, from: from, span: index) }
            if isFull { return row.breakPoint }
            index += 1
        }
        return Mark(span: spans.count, offset: 0)
    }

    /// Blanks at a break belong to the row before it, which has no room for them.
    private mutating func skipBlanks() {
        while position.span < spans.count {
            var text = spans[position.span].text
            let offset = position.offset
            let end = text.withUTF8 { bytes in
                var end = offset
                while end < bytes.count, bytes[end] == 0x20 { end += 1 }
                return end
            }
            position.offset = end
            guard end == spans[position.span].text.utf8.count else { return }
            position = Mark(span: position.span + 1, offset: 0)
        }
    }

    private func slice(_ start: Mark, _ end: Mark) -> [Span] {
        var row: [Span] = []
        for index in start.span..<Swift.min(end.span + 1, spans.count) {
            let text = spans[index].text.utf8
            let from = index == start.span ? start.offset : 0
            let to = index == end.span ? end.offset : text.count
            guard to > from else { continue }
            let range = text.index(text.startIndex, offsetBy: from)..<text.index(text.startIndex, offsetBy: to)
            row.append(Span(String(spans[index].text[range]), ink: spans[index].ink))
        }
        return row
    }
}

extension RowBreaker {
    /// What is known of a row while its characters are counted.
    private struct Row {
        let width: Int
        private var used = 0
        /// Where the row ends if the next character does not fit; nil before any place to break.
        private var softBreak: Mark?
        private var hardBreak = Mark()
        private var afterBlank = false
        private var afterWide = false
        /// Indentation alone is no row: a long word after it is broken where the width ends.
        private var sawWord = false

        init(width: Int) { self.width = width }

        var breakPoint: Mark { softBreak ?? hardBreak }

        /// Counts characters until one does not fit; true when there was one.
        mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, from offset: Int, span: Int) -> Bool {
            var walk = UTF8Walk(bytes, from: offset)
            while true {
                let here = Mark(span: span, offset: walk.offset)
                guard let scalar = walk.next() else { return false }
                let columns = TextWidth.columns(scalar)
                if columns == 0 { continue }
                if mayBreak(before: scalar, columns: columns) { softBreak = here }
                if used + columns > width {
                    hardBreak = here
                    return true
                }
                used += columns
                afterBlank = scalar == 0x20
                afterWide = columns == 2
                sawWord = sawWord || !afterBlank
            }
        }

        /// Between a blank and a word, at the blank that does not fit, and around wide characters, which have no blanks.
        private func mayBreak(before scalar: UInt32, columns: Int) -> Bool {
            if scalar == 0x20 { return used == width }
            return sawWord && (afterBlank || afterWide || columns == 2)
        }
    }
}
