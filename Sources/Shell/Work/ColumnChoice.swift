import Triage
package import Wire

/// The columns that a list has, and what it is called in the settings.
package struct ColumnSet: Hashable, Sendable {
    package let list: String
    package let columns: [String]
    /// Each row is of an item: what its `result` and `metadata` hold can be columns as well.
    package let isOfItems: Bool

    package init(_ list: String, _ columns: [String], isOfItems: Bool = false) {
        self.list = list
        self.columns = columns
        self.isOfItems = isOfItems
    }

    /// Reads `status,task,score=result.score`: columns in the order in which they stand.
    package func read(_ text: String) throws(ColumnProblem) -> [ColumnChoice] {
        var choices: [ColumnChoice] = []
        for word in text.split(whereSeparator: { $0 == "," || $0 == " " }) { choices.append(try choice(word)) }
        return choices
    }

    private func choice(_ word: Substring) throws(ColumnProblem) -> ColumnChoice {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let source = parts[parts.count - 1]
        let title = parts.count > 1 && !parts[0].isEmpty ? parts[0] : nil
        if columns.contains(source) { return ColumnChoice(source, title: title) }
        let path = source.split(separator: ".", omittingEmptySubsequences: false)
        if isOfItems, path.count > 1, ["result", "metadata"].contains(path[0]), !path.contains("") {
            return ColumnChoice(source, title: title)
        }
        let near = Spelling.closest(to: source, among: columns)
        throw ColumnProblem(
            text: "No column \(source)" + (near.map { ": did you mean \($0)?" } ?? "; there are \(words)"))
    }

    private var words: String {
        (columns + (isOfItems ? ["result.NAME", "metadata.NAME"] : [])).joined(separator: " ")
    }
}

/// Why columns are not understood.
package struct ColumnProblem: Error, Hashable {
    package let text: String
}

/// One column that the user wants: one of the list's own, or what stands at a path in the item.
package struct ColumnChoice: Hashable, Sendable {
    /// The name of a column, or a path such as `result.score`.
    package let source: String
    private let named: String?

    init(_ source: String, title: String?) {
        self.source = source
        named = title
    }

    /// What stands above it; nil for what the list itself calls it.
    package var title: String? { named ?? path?.last.map(String.init) }

    /// As it is written.
    package var text: String { (named.map { "\($0)=" } ?? "") + source }

    /// The way to the value, where it is no column of the list's own.
    package var path: [Substring]? {
        let parts = source.split(separator: ".")
        return parts.count > 1 ? parts : nil
    }

    /// What stands at the path below a value, in a few words; nil where nothing does.
    package func words(in value: JSONValue?) -> String? {
        var value = value
        for part in (path ?? []).dropFirst() {
            value =
                value?.array.flatMap { list in Int(part).flatMap { list.indices.contains($0) ? list[$0] : nil } }
                ?? value?[String(part)]
        }
        guard let value, value != .null else { return nil }
        return value.string ?? value.serialized()
    }
}
