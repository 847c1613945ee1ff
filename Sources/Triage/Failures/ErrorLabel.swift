/// What is shown of a class of errors: the words that all of them have, and what stands in the places where they differ.
/// Where they agree the value itself is shown (`No module named 'numpy'`), where they differ in a few names those are
/// (`'gdb', 'nuclei': not found`), and otherwise its kind (`timed out after <duration>`).
package struct ErrorLabel: Hashable, Sendable {
    private enum Slot: Hashable {
        /// Words and punctuation of every error.
        case fixed(String, isWord: Bool)
        /// What stood in one place, each different value once.
        case values(MaskKind, [String])
        /// Too many different values to name.
        case many(MaskKind)
        /// Words that are not the same in all errors.
        case gap
    }

    private var slots: [Slot]

    /// Values of one place that are named.
    private static let mostNamed = 3
    /// Characters of a value that are shown.
    private static let longestValue = 64
    /// Pieces that are kept: more are not shown.
    private static let mostSlots = 90
    /// Words that are shown.
    private static let mostShown = 40

    init(_ tokens: [MaskToken]) {
        slots = tokens.prefix(Self.mostSlots).map { token in
            switch token {
            case .word(let word): .fixed(word.text, isWord: true)
            case .filler(let text): .fixed(text.text, isWord: false)
            case .mask(let kind, let text): text.isEmpty ? .many(kind) : .values(kind, [Self.short(text)])
            }
        }
    }

    private static func short(_ text: Bytes) -> String {
        text.count > longestValue ? text.prefix(longestValue - 1).text + "…" : text.text
    }

    // MARK: Several errors

    /// What is true of the errors of both.
    package mutating func merge(_ other: ErrorLabel) {
        guard self != other else { return }
        if slots.count == other.slots.count {
            slots = zip(slots, other.slots).map(Self.merged)
        } else {
            let before = zip(slots, other.slots).prefix { Self.isAlike($0, $1) }.map(Self.merged)
            let rest = (slots.dropFirst(before.count), other.slots.dropFirst(before.count))
            let after = zip(rest.0.reversed(), rest.1.reversed()).prefix { Self.isAlike($0, $1) }.map(Self.merged)
            slots = before + [.gap] + after.reversed()
        }
        // Several gaps with nothing but punctuation between them are one.
        slots = slots.reduce(into: []) { kept, slot in
            if slot == .gap, let last = kept.lastIndex(of: .gap), kept[(last + 1)...].allSatisfy(Self.isFiller) {
                kept.removeSubrange((last + 1)...)
            } else {
                kept.append(slot)
            }
        }
    }

    private static func isFiller(_ slot: Slot) -> Bool {
        if case .fixed(_, isWord: false) = slot { true } else { false }
    }

    private static func isAlike(_ left: Slot, _ right: Slot) -> Bool { merged(left, right) != .gap || left == right }

    private static func merged(_ left: Slot, _ right: Slot) -> Slot {
        switch (left, right) {
        case _ where left == right: left
        case (.values(let kind, let old), .values(let other, let new)): named(kind == other ? kind : .string, old + new)
        case (.fixed(let word, isWord: true), .values(let kind, let names)): named(kind, [word] + names)
        case (.values(let kind, let names), .fixed(let word, isWord: true)): named(kind, names + [word])
        case (.fixed(let old, isWord: true), .fixed(let new, isWord: true)):
            old.lowercased() == new.lowercased() ? left : named(.string, [old, new])
        case (.many(let kind), .values), (.many(let kind), .many), (.values, .many(let kind)): .many(kind)
        case (.many(let kind), .fixed(_, isWord: true)), (.fixed(_, isWord: true), .many(let kind)): .many(kind)
        default: .gap
        }
    }

    /// The values of one place: only names are worth naming, and only a few of them.
    private static func named(_ kind: MaskKind, _ values: [String]) -> Slot {
        var different: [String] = []
        for value in values where !different.contains(value) { different.append(value) }
        if different.count == 1 { return .values(kind, different) }
        return kind == .string && different.count <= mostNamed ? .values(kind, different) : .many(kind)
    }

    // MARK: Reading

    /// For reading, on one line: `bash: 'gdb', 'nuclei': not found`.
    package var text: String {
        readable { values in values.joined(separator: ", ") }
    }

    /// The same with every value as its kind: `bash: <str>: not found`.
    var masked: String { readable { _ in nil } }

    private func readable(_ name: ([String]) -> String?) -> String {
        var line = LineOfWords(limit: Self.mostShown)
        for slot in slots {
            let piece =
                switch slot {
                case .fixed(let text, _): text
                case .values(let kind, let values): name(values) ?? kind.rawValue
                case .many(let kind): kind.rawValue
                case .gap: "…"
                }
            guard line.append(piece) else { return line.text + " …" }
        }
        return line.text
    }
}

/// Pieces of text as one line of so many words, one blank between two.
private struct LineOfWords {
    private var bytes: [UInt8] = []
    private var words = 0
    private var isInWord = false
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// False where the line is full.
    mutating func append(_ piece: String) -> Bool {
        for byte in piece.utf8 {
            guard !byte.isBlank else {
                isInWord = false
                continue
            }
            if !isInWord {
                guard words < limit else { return false }
                if words > 0 { bytes.append(UInt8(ascii: " ")) }
                words += 1
                isInWord = true
            }
            bytes.append(byte)
        }
        return true
    }
}
