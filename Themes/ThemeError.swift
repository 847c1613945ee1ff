/// What is wrong with a theme file, and where.
package struct ThemeError: Error, Equatable, CustomStringConvertible {
    package let file: String
    /// 1-based; nil when the file could not be read at all.
    package let line: Int?
    /// The slot, palette colour or section in question; nil when it is the file as a whole.
    package let place: String?
    package let problem: String

    /// `dark.yaml:12: list.selectd: unknown slot; did you mean list.selected?`
    package var description: String {
        let position = line.map { "\(file):\($0)" } ?? file
        return ([position] + [place].compactMap { $0 } + [problem]).joined(separator: ": ")
    }
}

/// Finds what somebody meant to type.
enum Suggestion {
    /// `; did you mean NAME?`, or the empty text when nothing is near.
    static func text(for word: String, among names: some Sequence<String>) -> String {
        let near = names.map { (name: $0, distance: distance(word, $0)) }.min { $0.distance < $1.distance }
        guard let near, near.distance <= max(2, word.count / 3) else { return "" }
        return "; did you mean \(near.name)?"
    }

    /// Insertions, removals, changes and exchanges of neighbours that turn one word into the other.
    static func distance(_ one: String, _ other: String) -> Int {
        let one = Array(one)
        let other = Array(other)
        var rows = [Array(0...other.count)]
        for i in 0..<one.count {
            var row = [i + 1]
            for j in 0..<other.count {
                var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (one[i] == other[j] ? 0 : 1))
                if i > 0, j > 0, one[i] == other[j - 1], one[i - 1] == other[j] {
                    best = min(best, rows[i - 1][j - 1] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[one.count][other.count]
    }
}
