package import RichText

/// The matches in one of several lines.
package struct LineMatches: Hashable {
    /// In UTF-8 offsets of the line's text.
    package var ranges: [Range<Int>] = []
    /// The first one began in a line before.
    package var goesOn = false

    package init(ranges: [Range<Int>] = []) {
        self.ranges = ranges
    }

    /// Matches that begin in the line.
    package var count: Int { ranges.count - (goesOn ? 1 : 0) }
}

extension FindPattern {
    /// The matches in lines that follow one another.
    package func matches(in lines: [RichLine]) -> [LineMatches] {
        guard lines.count > 1, crossesLines else { return lines.map { LineMatches(ranges: matches(in: $0.text)) } }
        var text: [UInt8] = []
        var ends: [Int] = []
        for line in lines {
            text += Array(line.text.utf8)
            ends.append(text.count)
            text.append(0x0A)
        }
        var found = lines.map { _ in LineMatches() }
        var first = 0
        for range in text.withUnsafeBytes({ matches(in: $0) }) {
            while ends[first] < range.lowerBound { first += 1 }
            for line in first..<lines.count {
                let start = line == 0 ? 0 : ends[line - 1] + 1
                guard start < range.upperBound else { break }
                let piece = max(range.lowerBound, start)..<max(range.lowerBound, min(range.upperBound, ends[line]))
                guard !piece.isEmpty, piece.lowerBound >= start else { continue }
                if line > first { found[line].goesOn = true }
                found[line].ranges.append(piece.lowerBound - start..<piece.upperBound - start)
            }
        }
        return found
    }
}

extension RichLine {
    /// The line with every match of a pattern in the ink of a match.
    package func lit(_ pattern: FindPattern) -> RichLine { lit(pattern.matches(in: text)) }
}
