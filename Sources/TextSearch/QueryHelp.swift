/// The language of searches over transcripts, for the help on the screen, of the command line and in the README.
package enum QueryHelp {
    package static let rows: [(written: String, meaning: String)] = [
        ("one two", "both words, in one message; beginnings with fla*"),
        ("\"one two\"", "these words in this order"),
        ("one or two", "either"),
        ("one -two", "one, and not two"),
        ("/ex(pr)?/", "a regular expression; capitals in it make case matter"),
        ("in:agent,error", "only in \(TextScope.names)"),
        ("never:bash", "samples that never called the tool of this name; never:mcp* none of such names"),
        ("bash>edit/3", "bash, and at most 3 steps later edit; without /3 at any time"),
        ("ends:error", "no step after the last error"),
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
