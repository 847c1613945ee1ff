import Shell

/// The `:` line: the names of all commands, and words that take a value.
package enum CommandLine {
    /// A word that takes a value.
    package struct Word: Sendable {
        package var name: String
        package var usage: String
        package var help: String
    }

    package static let words: [Word] = [
        Word(name: "step", usage: "step N", help: "goes to step N of the trajectory"),
        Word(name: "time", usage: "time HH:MM[:SS]", help: "goes to the first step at or after a time"),
        Word(name: "subagent", usage: "subagent N", help: "opens the N-th sub-agent's trajectory of the document"),
        Word(
            name: "context", usage: "context N", help: "how many steps \(key: .limit) leaves around each that matches"),
        Word(name: "hide", usage: "hide tools|reasoning|system|user|agent", help: "hides parts or steps of a kind"),
        Word(name: "show", usage: "show [KIND]", help: "shows them again, or everything"),
        Word(name: "write", usage: "write[!] FILE", help: "writes the trajectory as received; ! over a file"),
        Word(
            name: "export", usage: "export[!] [M-N] FILE.md", help: "writes a report of the steps to read elsewhere"),
        Word(name: "curl", usage: "curl", help: "shows and copies the request behind the screen"),
        Word(name: "format", usage: "format atif|openai|native", help: "asks for the trajectory in another form"),
        Word(name: "compacted", usage: "compacted", help: "with the compacted history, or without"),
        Word(name: "raw", usage: "raw", help: "the texts as they are, or Markdown and pretty forms again"),
        Word(name: "markdown", usage: "markdown", help: "Markdown and pretty forms"),
        Word(name: "about", usage: "about", help: "what the trajectory says of itself, its sums, and what is wrong"),
        Word(name: "bookmark", usage: "bookmark [NAME]", help: "sets a bookmark here, or names it"),
        Word(name: "bookmarks", usage: "bookmarks", help: "lists the bookmarks; \(key: .open) goes to one"),
        Word(name: "sort", usage: "sort COLUMN[,COLUMN]", help: "sorts the items; - turns a column round"),
        Word(
            name: "columns", usage: "columns NAME,...|edit|default",
            help: "choose columns; result.NAME adds one"),
        Word(name: "select", usage: "select FILTER|all|none", help: "select rows, to mark or note them at once"),
        Word(name: "theme", usage: "theme NAME", help: "switch colors; the name shows them as you type"),
        Word(name: "filter", usage: "filter TEXT|@NAME", help: "filters the items"),
        Word(
            name: "mark", usage: "mark WORD|+WORD|-WORD|none", help: "mark the item; + adds a word to its marks"),
        Word(
            name: "alert", usage: "alert none|bell|message|both",
            help: "how the end of a followed evaluation is told"),
        Word(name: "mark-all", usage: "mark-all WORD", help: "marks every item that the filter shows"),
        Word(
            name: "group", usage: "group failure|task|model|...", help: "groups by worker, capability or status as well"
        ),
        Word(
            name: "save", usage: "save NAME",
            help: "keeps the filter under a name, for :filter @NAME; in the hits the search, for :search NAME"),
        Word(name: "search", usage: "search NAME|QUERY", help: "asks a saved search, or any other"),
        Word(
            name: "refusals", usage: "refusals SET",
            help: "sweeps with another set of phrases: default, broad, policy, your own"
        ),
        Word(name: "searches", usage: "searches", help: "the saved searches"),
        Word(
            name: "watch", usage: "watch refusals|QUERY|off",
            help: "calls (bell, or OSC 9) when a running sample starts to match"),
        Word(
            name: "report", usage: "report[!] FILE.md|.json|.csv",
            help: "writes what failed and why, of the items shown"),
        Word(name: "name", usage: "name TEXT", help: "names the selected class of failures, in every evaluation"),
        Word(name: "compare", usage: "compare ITEM", help: "reads a run of the list beside the selected one"),
        Word(name: "traces", usage: "traces [items]", help: "what the platform traced of the evaluation, as JSON"),
        Word(name: "retry", usage: "retry", help: "retries the failed items of the evaluation"),
        Word(name: "cancel", usage: "cancel", help: "cancels the evaluation, the worlds job, or in :jobs the download"),
        Word(
            name: "download", usage: "download FILE [FORM] [compacted]",
            help: "downloads all trajectories of the evaluation, behind"),
        Word(name: "download!", usage: "download! FILE …", help: "the same, and replaces the file"),
        Word(name: "jobs", usage: "jobs", help: "the downloads"),
        Word(name: "profile", usage: "profile [NAME]", help: "goes on with another profile; alone, lists them"),
        Word(name: "organization", usage: "organization [KEY]", help: "goes on in another organization"),
        Word(name: "workspace", usage: "workspace [KEY]", help: "goes on in another workspace"),
        Word(name: "project", usage: "project [KEY]", help: "lists one project, or all"),
        Word(name: "login", usage: "login", help: "signs in, and goes on here with the new key"),
        Word(name: "cancel-download", usage: "cancel-download", help: "stops the download; its part is removed"),
    ]

    /// Names that a beginning can be completed to.
    package static func completions(of text: String) -> [String] {
        let names = words.map(\.name) + Command.allCases.map(\.rawValue)
        return Set(names.filter { $0.hasPrefix(text) }).sorted()
    }
}
