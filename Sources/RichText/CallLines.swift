import Terminal
package import Wire

/// Renders the call of a tool as people read it: a shell command as a command, texts as lines, the rest as JSON.
package enum CallLines {
    /// Arguments that say best what a call does, in order of preference.
    package static let tellingKeys = [
        "command", "cmd", "code", "script", "query", "path", "file_path", "file", "url", "name", "raw_action",
    ]
    private static let commandKeys: Set<String> = ["command", "cmd", "raw_action", "keystrokes"]
    private static let codeKeys: Set<String> = ["code", "script", "source"]

    /// A call under its name: what it asks for stands beside the name where it is one short line. Without colours where
    /// only the text is wanted, which is had much sooner.
    package static func titled(
        _ tool: String, _ arguments: JSONValue, isColoured: Bool = true, most: Int = JSONLines.mostLines,
        isRaw: Bool = false
    ) -> [RichLine] {
        let lines = render(arguments, isColoured: isColoured, most: most, isRaw: isRaw)
        let name = [Span(Sanitize.line(tool), .tool)]
        let (lead, follow) = ([Span("▸ ", .tool)], [Span("  ")])
        guard lines.count == 1, let line = lines.first, isShort(line.text) else {
            return [RichLine(name, lead: lead, follow: follow)] + lines.map { $0.led(by: follow, follow: follow) }
        }
        var beside = RichLine(name + [Span("  ")] + line.lead + line.spans, lead: lead, follow: follow + [Span("  ")])
        // A command is taken away as one would type it.
        if line.lead.first?.text == prompt { beside.taken = line.taken ?? line.text }
        return [beside]
    }

    private static let prompt = "$ "

    /// Columns up to which what is asked for stands beside the name.
    private static let mostBeside = 60

    private static func isShort(_ text: String) -> Bool {
        text.utf8.count <= 4 * mostBeside && TextWidth.width(text) <= mostBeside
    }

    /// What a call asks for: the command first, then the other arguments, then an edit as a diff.
    package static func render(
        _ arguments: JSONValue, isColoured: Bool = true, most: Int = JSONLines.mostLines, isRaw: Bool = false
    ) -> [RichLine] {
        switch arguments {
        case .object(let object): members(object, isColoured, most, isRaw)
        case .string(let text): text.isEmpty ? [] : block(text, isColoured ? .shell : nil)
        case .null: []
        default: JSONLines.render(arguments, most: most)
        }
    }

    private static func members(_ object: JSONObject, _ isColoured: Bool, _ most: Int, _ isRaw: Bool) -> [RichLine] {
        let leading = object.members.filter { commandKeys.contains($0.key) && shellText($0.value) != nil }
        let edit = isRaw ? nil : EditLines(object)
        let others = object.members.filter { member in
            !leading.contains { $0.key == member.key } && edit?.keys.contains(member.key) != true
        }
        var lines: [RichLine] = []
        for member in leading { lines += command(shellText(member.value) ?? "", isColoured) }
        for member in others { lines += argument(member, isColoured, most, isRaw) }
        return lines + (edit?.lines ?? [])
    }

    /// The command that a call runs, as one would type it; nil for calls that run none.
    package static func command(in arguments: JSONValue) -> String? {
        arguments.object?.members.lazy.filter { commandKeys.contains($0.key) }.compactMap { shellText($0.value) }
            .first
    }

    /// A command as one would type it: a text, or a list of words; of `["bash", "-lc", text]` the text.
    private static func shellText(_ value: JSONValue) -> String? {
        if let text = value.string { return text }
        guard let words = value.array?.map(\.string), !words.isEmpty, !words.contains(nil) else { return nil }
        let all = words.compactMap(\.self)
        if all.count == 3, ["bash", "sh", "zsh", "/bin/bash", "/bin/sh"].contains(all[0]),
            ["-c", "-lc"].contains(all[1])
        {
            return all[2]
        }
        return all.map { Quote.shell($0) }.joined(separator: " ")
    }

    private static func command(_ text: String, _ isColoured: Bool) -> [RichLine] {
        // Keys that are typed end in a line end, which is no line of its own.
        var lines = SafeLine.lines(text)
        if lines.count > 1, lines.last?.shown.isEmpty == true { lines.removeLast() }
        return lines.enumerated().map { index, line in
            var rich = RichLine(
                isColoured ? Highlighter.line(line.shown, .shell) : [Span(line.shown)],
                lead: [Span(index == 0 ? prompt : "  ", .tool)], follow: [Span("  ")])
            rich.taken = line.taken
            return rich
        }
    }

    private static func argument(
        _ member: JSONObject.Member, _ isColoured: Bool, _ most: Int, _ isRaw: Bool
    ) -> [RichLine] {
        let key = [Span(Sanitize.line(member.key), .property), Span(" ", .dim)]
        switch member.value {
        case .string(let text) where text.contains("\n"):
            let language: Highlighter.Language? =
                codeKeys.contains(member.key) ? .python : Highlighter.isDiff(text) ? .diff : nil
            return [RichLine(key)] + block(text, isColoured ? language : nil)
        case .string(let text):
            let shown = Sanitize.line(text)
            var line = RichLine(key + [Span(shown, .string)], follow: [Span("  ")])
            if shown != text { line.taken = Sanitize.line(member.key) + " " + text }
            return [line]
        case .object(let object) where !object.isEmpty: return [RichLine(key)] + indented(member.value, most)
        case .array(let values) where !values.isEmpty:
            if !isRaw, values.count <= most, let list = TodoLines.render(values) {
                return [RichLine(key)] + list.map { $0.led(by: [Span("  ")], follow: [Span("  ")]) }
            }
            return [RichLine(key)] + indented(member.value, most)
        default: return [RichLine(key + [Span(Sanitize.line(member.value.serialized()), .literal)])]
        }
    }

    private static func indented(_ value: JSONValue, _ most: Int) -> [RichLine] {
        JSONLines.render(value, most: most).map { $0.led(by: [Span("  ")], follow: [Span("  ")]) }
    }

    private static func block(_ text: String, _ language: Highlighter.Language?) -> [RichLine] {
        // A line end at the end begins no line of its own.
        var lines = SafeLine.lines(text)
        if lines.count > 1, lines.last?.shown.isEmpty == true { lines.removeLast() }
        return lines.map { line in
            let spans = language.map { Highlighter.line(line.shown, $0) } ?? [Span(line.shown, .string)]
            var rich = RichLine(spans, lead: [Span("▏ ", .rule)])
            rich.taken = line.taken
            return rich
        }
    }
}
