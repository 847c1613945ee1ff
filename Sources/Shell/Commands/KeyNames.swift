package import RichText
package import Terminal

/// What the user presses for each command. A text names a command (`"\(key: .refresh) reloads"`), never a key: the screen
/// puts the key in its place, as the user has bound it.
package struct KeyNames: Hashable, Sendable {
    /// All keys of each command, as they are shown. Made once and never changed: it is compared by where it stands.
    private final class Table: Hashable, Sendable {
        let keys: [Command: [String]]

        init(_ keys: [Command: [String]]) { self.keys = keys }

        static func == (left: Table, right: Table) -> Bool { left === right }
        func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
    }

    private let table: Table

    /// The default keys.
    package static let standard = KeyNames()

    /// The default keys, with the user's own in place of those of the commands they name.
    package init(overrides: [Command: [String]] = [:]) {
        table = Table(
            Dictionary(
                CommandTable.all.map { info in
                    let known = (overrides[info.command] ?? info.keys + info.textKeys).filter {
                        KeyNotation.parse($0) != nil
                    }
                    return (info.command, known.map(KeyNotation.shown))
                }, uniquingKeysWith: +))
    }

    /// All keys of a command; none where the user took them away.
    package func all(of command: Command) -> [String] { table.keys[command] ?? [] }

    /// The key that the sequence of a command begins with.
    package func prefix(of command: Command) -> String {
        let name = name(of: command)
        return name.count == 2 && name.first != "F" && name.first != "^" ? String(name.prefix(1)) : name
    }

    /// What to press: the first key, or the command's name behind `:` where it has none.
    package func name(of command: Command) -> String { all(of: command).first ?? ":\(command.rawValue)" }

    /// A text with the keys in the place of the commands that it names.
    package func resolve(_ text: String) -> String {
        guard text.utf8.contains(KeyMarker.startByte) else { return text }
        var resolved = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let start = rest.firstIndex(of: KeyMarker.start), let end = rest[start...].firstIndex(of: KeyMarker.end) {
            resolved.append(contentsOf: rest[..<start])
            let name = String(rest[rest.index(after: start)..<end])
            resolved.append(
                contentsOf: Command(rawValue: name).map { self.name(of: $0).unicodeScalars } ?? "".unicodeScalars)
            rest = rest[rest.index(after: end)...]
        }
        resolved.append(contentsOf: rest)
        return String(resolved)
    }

    package func resolve(_ spans: [Span]) -> [Span] {
        guard spans.contains(where: { $0.text.utf8.contains(KeyMarker.startByte) }) else { return spans }
        return spans.map { span in
            var span = span
            span.text = resolve(span.text)
            return span
        }
    }

    package func resolve(_ line: RichLine) -> RichLine {
        var line = line
        line.spans = resolve(line.spans)
        line.lead = resolve(line.lead)
        line.taken = line.taken.map { resolve($0) }
        return line
    }

    package func resolve(_ message: Message) -> Message { Message(resolve(message.text), message.tone) }
}

/// How a text holds the place of a command's key: between two controls, which no text that went through `Sanitize` holds.
private enum KeyMarker {
    static let start: Unicode.Scalar = "\u{1}"
    static let end: Unicode.Scalar = "\u{2}"
    static let startByte: UInt8 = 1
}

extension DefaultStringInterpolation {
    /// The key of a command, as the user has bound it.
    package mutating func appendInterpolation(key command: Command) {
        appendLiteral("\u{1}\(command.rawValue)\u{2}")
    }

    /// A key that forms and typed lines have of their own, and that nobody binds.
    package mutating func appendInterpolation(fixed key: Key) { appendLiteral(KeyNotation.shown(key)) }
}
