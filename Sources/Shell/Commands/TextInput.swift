package import Terminal

/// A line that is typed: the `/` and `:` prompts, notes, form fields.
package struct TextInput: Hashable, Sendable {
    package private(set) var text: String
    /// Characters before the cursor.
    package private(set) var cursor: Int
    /// What is there was not typed now: the first character that is typed takes its place, a key that moves or removes
    /// keeps it to be changed.
    package private(set) var isReplaceable: Bool

    package init(_ text: String = "", isReplaceable: Bool = false) {
        self.text = text
        self.isReplaceable = isReplaceable && !text.isEmpty
        cursor = text.count
    }

    /// What a key did to the line.
    package enum Outcome: Hashable, Sendable {
        case edited, moved, ignored
    }

    /// Edits the line as readline does.
    package mutating func apply(_ key: Key) -> Outcome {
        defer { isReplaceable = false }
        switch key {
        case .character(let character): insert(String(character))
        case .paste(let pasted): insert(pasted.replacingNewlines())
        case .backspace, .control("h"): return remove(from: cursor - 1, to: cursor)
        case .delete, .control("d"): return remove(from: cursor, to: cursor + 1)
        case .control("u"): return remove(from: 0, to: cursor)
        case .control("k"): return remove(from: cursor, to: text.count)
        case .control("w"), .alt("\u{7f}"): return remove(from: wordStart, to: cursor)
        case .left, .control("b"): return move(to: cursor - 1)
        case .right, .control("f"): return move(to: cursor + 1)
        case .home, .control("a"): return move(to: 0)
        case .end, .control("e"): return move(to: text.count)
        default: return .ignored
        }
        return .edited
    }

    /// Puts another text in, cursor at its end.
    package mutating func replace(with text: String) { self = TextInput(text) }

    private mutating func insert(_ addition: String) {
        if isReplaceable { self = TextInput() }
        text.insert(contentsOf: addition, at: index(cursor))
        cursor += addition.count
        cursor = min(cursor, text.count)
    }

    private mutating func remove(from: Int, to: Int) -> Outcome {
        let from = max(0, from)
        let to = min(text.count, to)
        guard from < to else { return .ignored }
        text.removeSubrange(index(from)..<index(to))
        cursor = from
        return .edited
    }

    private mutating func move(to position: Int) -> Outcome {
        cursor = min(max(0, position), text.count)
        return .moved
    }

    private var wordStart: Int {
        let before = Array(text.prefix(cursor))
        var at = before.count
        while at > 0, before[at - 1] == " " { at -= 1 }
        while at > 0, before[at - 1] != " " { at -= 1 }
        return at
    }

    private func index(_ offset: Int) -> String.Index { text.index(text.startIndex, offsetBy: offset) }
}

extension String {
    fileprivate func replacingNewlines() -> String {
        String(map { $0.isNewline ? " " : $0 })
    }
}

extension String {
    /// The text without blanks at its ends.
    package func trimmingBlanks() -> String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
