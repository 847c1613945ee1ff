package import Shell
import Triage

/// The `:` line: the names of all commands, and words that take a value.
package enum CommandLine {
    /// A word that takes a value.
    package struct Word: Sendable {
        package var name: String
        package var usage: String
        package var help: String
        package var takes: Argument

        /// Its name is what the usage begins with.
        init(_ usage: String, _ help: String, _ takes: Argument = .text) {
            name = String(usage.prefix { $0 != " " && $0 != "[" })
            (self.usage, self.help, self.takes) = (usage, help, takes)
        }
    }

    /// What the value of a word is, for those that complete it.
    package enum Argument: Hashable, Sendable {
        case nothing, text, file, filter, phrases, search, mark, task, model, columns, theme
        /// Whom an item is compared with.
        case partner
        case one(of: [String])
    }

    /// Words that change something on a server, in marks or in files.
    static let writing: Set = [
        "write", "export", "bookmark", "mark", "note", "mark-all", "report", "marks", "name", "retry", "cancel",
        "download", "login",
    ]

    private static let kinds = Argument.one(of: ["tools", "reasoning", "system", "user", "agent"])

    package static let words: [Word] = [
        Word("step N", "go to step N of the trajectory"),
        Word("time HH:MM[:SS]", "go to the first step at or after a time"),
        Word("subagent N", "open sub-agent N of this trajectory"),
        Word("context N", "set how many steps \(key: .limit) shows around a match"),
        Word("hide tools|reasoning|system|user|agent", "hide sections or steps of a kind", kinds),
        Word("show [KIND]", "show a kind of steps again, or everything", kinds),
        Word("write[!] FILE", "save the trajectory as received; with ! overwrite", .file),
        Word("export[!] [M-N] FILE.md|.html", "save steps as Markdown or HTML; with ! overwrite", .file),
        Word("curl", "copy this screen's request as a curl command", .nothing),
        Word(
            "format atif|openai|native", "reload the trajectory in another format",
            .one(of: ["atif", "openai", "native"])),
        Word("compacted", "show or hide the compacted history", .nothing),
        Word("raw", "show raw or formatted text", .nothing),
        Word("markdown", "show formatted text", .nothing),
        Word("about", "show metadata, totals and problems", .nothing),
        Word("bookmark [NAME]", "set a bookmark here, or name it"),
        Word("bookmarks", "list the bookmarks; \(key: .open) goes to one", .nothing),
        Word(
            "sort COLUMN[,COLUMN]", "sort the items; -COLUMN sorts descending",
            .one(of: ItemColumn.allCases.map(\.rawValue))),
        Word("columns NAME,...|edit|default", "choose columns; result.NAME adds one", .columns),
        Word("theme NAME", "switch colors; the name shows them as you type", .theme),
        Word("filter TEXT|@NAME", "filter the items", .filter),
        Word("mark WORD|+WORD|-WORD|none", "mark the item; + adds a word to its marks", .mark),
        Word("note [TASK] [TEXT]", "write a note on the selected item, or on a task", .task),
        Word("select FILTER|all|none", "select rows, to mark or note them at once", .filter),
        Word(
            "alert none|bell|message|both", "set the alert for the end of an evaluation",
            .one(of: AlertKind.allCases.map(\.rawValue))),
        Word("mark-all WORD", "mark all items in the filtered list", .mark),
        Word(
            "group failure|task|model|...", "group by failure, task, model, worker, status",
            .one(of: ["failure"] + ItemGrouping.allCases.map(\.rawValue))),
        Word("save NAME", "save the filter (:filter @NAME) or the search"),
        Word("search NAME|QUERY", "run a saved search, or a new query", .search),
        Word("refusals SET", "run a refusal sweep with another phrase set", .phrases),
        Word("searches", "list the saved searches", .nothing),
        Word(
            "watch refusals|QUERY|off", "alert when a running item starts to match", .one(of: ["refusals", "off"])),
        Word("report[!] FILE.md|.html|.json|.csv", "save a report of the listed items, or of a comparison", .file),
        Word("marks[!] FILE.csv|.md|.html|.json", "save the marks and notes of the listed items", .file),
        Word("name TEXT", "name this failure class in all evaluations"),
        Word("compare TASK|MODEL|ID", "compare with another item, or another model", .partner),
        Word("traces [items]", "show the platform's traces as JSON", .one(of: ["items"])),
        Word("retry", "retry the failed items of the evaluation", .nothing),
        Word("cancel", "cancel the evaluation, job or download shown", .nothing),
        Word("download[!] FILE [FORM] [compacted]", "download all trajectories in the background", .file),
        Word("jobs", "list the downloads", .nothing),
        Word("profile [NAME]", "switch the profile; without NAME, list them"),
        Word("organization [KEY]", "switch to another organization"),
        Word("workspace [KEY]", "switch to another workspace"),
        Word("project [KEY]", "list one project, or all"),
        Word("login", "sign in again, with a new key", .nothing),
        Word("cancel-download", "cancel the download, delete the partial file", .nothing),
    ]

    /// The word of a line, and the value that is typed behind it; nil while the word is typed.
    package static func argument(of line: String) -> (word: Word, value: String)? {
        guard let blank = line.firstIndex(of: " ") else { return nil }
        let name = line[..<blank]
        let word = words.first { $0.name == name } ?? words.first { $0.name + "!" == name }
        return word.map { ($0, String(line[line.index(after: blank)...].drop { $0 == " " })) }
    }

    /// The names that begin so, each with what it does: words before commands, and before those that hold it elsewhere.
    package static func names(beginningWith text: String, own: [OwnCommand] = []) -> [Completion] {
        let all =
            own.map { Completion(line: $0.name, label: $0.name, help: $0.words.joined(separator: " ")) }
            + words.map {
                Completion(line: $0.name + ($0.takes == .nothing ? "" : " "), label: $0.usage, help: $0.help)
            }
            + CommandTable.all.filter { info in !words.contains { $0.name == info.command.rawValue } }.map {
                Completion(line: $0.command.rawValue, label: $0.command.rawValue, help: $0.help)
            }
        let begin = all.filter { $0.line.hasPrefix(text) && $0.line != text }
        let hold = text.count < 2 ? [] : all.filter { !$0.line.hasPrefix(text) && $0.line.contains("-" + text) }
        return begin + hold
    }

    /// Every name, for one that is misspelt.
    static var allNames: [String] { words.map(\.name) + Command.allCases.map(\.rawValue) }
}
