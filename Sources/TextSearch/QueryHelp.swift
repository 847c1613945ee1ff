/// The language of searches over transcripts, for the help on the screen, of the command line and in the README.
package enum QueryHelp {
    package static let rows: [(written: String, meaning: String)] = [
        ("one two", "both words in one message (fla* is a prefix)"),
        ("\"one two\"", "these words in this order"),
        ("one or two", "either"),
        ("one -two", "one, and not two"),
        ("/ex(pr)?/", "regular expression; capitals match case"),
        ("in:agent,error", "only in \(TextScope.names)"),
        ("never:bash", "items that never called bash (mcp* is a prefix)"),
        ("bash>edit/3", "bash, then edit within 3 steps (no /3: any time)"),
        ("ends:error", "items whose last step failed"),
    ]

    /// What can be written, as short as it goes, the most useful first.
    package static let forms = [
        "words", "\"a phrase\"", "or", "-not", "/regex/", "in:agent", "never:bash", "bash>edit/3", "ends:error",
    ]

    /// All of it as lines.
    package static var text: String {
        let width = rows.map(\.written.count).max() ?? 0
        return rows.map { "  " + $0.written + String(repeating: " ", count: width + 2 - $0.written.count) + $0.meaning }
            .joined(separator: "\n")
    }
}
