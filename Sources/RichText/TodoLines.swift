import Terminal
import Wire

/// A list of things to do, as agents keep it: entries with a text and a status, drawn as a list.
enum TodoLines {
    private static let textKeys = ["content", "step", "task", "title", "text", "description"]

    /// The lines of a list; nil where it is none.
    static func render(_ values: [JSONValue]) -> [RichLine]? {
        let entries = values.map(entry)
        return entries.contains(nil) ? nil : entries.compactMap(\.self)
    }

    private static func entry(_ value: JSONValue) -> RichLine? {
        guard let object = value.object, let status = object["status"]?.string,
            let key = textKeys.first(where: { object[$0]?.string != nil }), let text = object[key]?.string
        else { return nil }
        // What is done now is said in the form for that, where there is one.
        let active = status == "in_progress" ? object["activeForm"]?.string : nil
        let others = object.members.filter { ![key, "status", "activeForm"].contains($0.key) }
        let rest = others.map { "  " + ($0.value.string ?? "\($0.key) \($0.value.serialized())") }.joined()
        let (box, slot) = look(status)
        return RichLine(
            [Span(Sanitize.line(active ?? text), slot), Span(Sanitize.line(rest), .dim)], lead: [Span(box + " ", slot)],
            follow: [Span("    ")])
    }

    private static func look(_ status: String) -> (String, ThemeSlot) {
        switch status {
        case "completed", "complete", "done": ("[x]", .dim)
        case "in_progress", "in-progress", "active", "doing": ("[>]", .strong)
        case "pending", "todo", "open", "not_started": ("[ ]", .text)
        default: ("[\(Sanitize.line(status))]", .warning)
        }
    }
}
