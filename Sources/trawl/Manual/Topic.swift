import App
import Shell
import TextSearch
import Triage

/// A part of the manual that stands by itself: `trawl help NAME`, and a section of the manual page. Its rows are made from the
/// tables that the program itself works with.
struct Topic {
    /// What it is asked for by; never the name of a subcommand.
    var name: String
    /// What it tells, in the list of topics: up to 60 columns.
    var summary: String
    /// Before the rows; lines that begin with blanks are examples and stand as they are.
    var introduction = ""
    var groups: [Group]

    /// Rows under a heading of their own.
    struct Group {
        /// Empty: the topic's own.
        var heading = ""
        var rows: [Row]
    }

    /// A term and what it means.
    struct Row {
        var term: String
        var meaning: String
    }

    static let all = [keys, commands, queries, filters, settings, environment, files, exitStatus, json]

    static func named(_ name: String) -> Topic? { all.first { $0.name == name } }

    /// Columns of the widest term that is set beside its meaning; a wider one stands on a line of its own.
    private static let widestTerm = 30

    /// Plain text for a terminal or a pipe, without colors. `width` is the number of columns to wrap at.
    func lines(width: Int) -> [String] {
        let column = min(groups.flatMap(\.rows).map { $0.term.count }.max() ?? 0, Self.widestTerm) + 2
        var lines = introduction.isEmpty ? [] : Self.wrapped(lines: introduction, width: width)
        for group in groups {
            if !lines.isEmpty { lines.append("") }
            if !group.heading.isEmpty { lines.append(group.heading) }
            for row in group.rows {
                let meaning = Self.wrapped(row.meaning, width: max(24, width - column - 2))
                let indent = String(repeating: " ", count: column + 2)
                if row.term.count + 2 > column {
                    lines += ["  " + row.term] + meaning.map { indent + $0 }
                } else {
                    let gap = String(repeating: " ", count: column - row.term.count)
                    lines += ["  " + row.term + gap + (meaning.first ?? "")] + meaning.dropFirst().map { indent + $0 }
                }
            }
        }
        return lines
    }

    private static func wrapped(lines text: String, width: Int) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { wrapped(String($0), width: width) }
    }

    /// Words in lines of at most `width` columns; an example stays as it is.
    private static func wrapped(_ text: String, width: Int) -> [String] {
        guard text.count > width, !text.hasPrefix(" ") else { return [text] }
        var lines = [""]
        for word in text.split(separator: " ") {
            let last = lines[lines.count - 1]
            if last.isEmpty {
                lines[lines.count - 1] = String(word)
            } else if last.count + 1 + word.count <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}

extension Topic {
    private static let keys = keys(.standard)

    /// The keys of the screen, as somebody has bound them.
    static func keys(_ names: KeyNames) -> Topic {
        Topic(
            name: "keys", summary: "keys of the screen, by what they do",
            introduction:
                """
                Digits in front of a key are a count (5j, 12G). Own keys stand in the settings (trawl help settings); \
                ? on the screen finds and runs all of them, those of the pane first.
                """,
            groups: CommandInfo.Group.allCases.map { group in
                Group(
                    heading: group.rawValue,
                    rows: CommandTable.all.filter { $0.group == group }.map { info in
                        let keys = names.all(of: info.command).joined(separator: " ")
                        return Row(
                            term: keys.isEmpty ? ":\(info.command.rawValue)" : keys,
                            meaning: "\(names.resolve(info.help)) (\(info.command.rawValue))")
                    })
            })
    }

    private static let commands = Topic(
        name: "commands", summary: "words of the : line",
        introduction:
            "Beside these, every command of trawl help keys can be typed by its name, and a number goes to that step.",
        groups: [Group(rows: CommandLine.words.map { Row(term: $0.usage, meaning: $0.help) })])

    private static let queries = Topic(
        name: "queries", summary: "what a search understands (s, trawl search)",
        introduction: """
            Archives answer all of it from their index; where a server's search knows words alone, trawl reads the \
            trajectories for the rest. All parts of a query must hold: texts in one message, the rest in its item.
              trawl search EVALUATION '"not found" -gdb'
              trawl search EVALUATION 'in:agent /I (can.t|won.t)/'
            """,
        groups: [Group(rows: QueryHelp.rows.map { Row(term: $0.written, meaning: $0.meaning) })])

    private static let filters = Topic(
        name: "filters", summary: "what a filter of items understands (/, --filter)",
        introduction: """
            A filter is words and fields. Words match task, error, model, id and worker, with smart case. All must \
            hold; or between two lets one do, - or not in front leaves out, parentheses group. A word or value may be \
            a pattern for the whole text (web/*), a regular expression (/flag.*got/), or quoted as it is.
              trawl items EVALUATION --filter 'status:failed,timed_out -task:web/* retries:>0 duration:>10m'
              trawl items EVALUATION --filter '(is:failed or score:<0.5) since:2d'
            """,
        groups: [
            Group(
                rows: ItemField.all.map { field in
                    let values = field.values.isEmpty ? "" : ": " + field.values.joined(separator: ", ")
                    return Row(term: field.name + ":", meaning: field.help + values)
                })
        ])

    private static let settings = Topic(
        name: "settings", summary: "the file config.yaml",
        introduction: """
            $XDG_CONFIG_HOME/trawl/config.yaml, or ~/.config/trawl/config.yaml. A mistake is reported with file and \
            line. Own themes lie in themes/ beside it.
            """,
        groups: [Group(rows: SettingsReader.fields.map { Row(term: "\($0.name): \($0.form)", meaning: $0.help) })])

    private static let environment = Topic(
        name: "environment", summary: "environment variables",
        groups: [
            Group(rows: [
                Row(
                    term: "DREADNODE_SERVER, DREADNODE_API_KEY",
                    meaning: "The server and the key, where no flag names them."),
                Row(
                    term: "DREADNODE_ORGANIZATION, DREADNODE_WORKSPACE, DREADNODE_PROJECT",
                    meaning: "The scope on that server: after the flags, before the profile."),
                Row(
                    term: "DREADNODE_NETWORK",
                    meaning: "public or cluster: which network of the platform is asked."),
                Row(term: "SSL_CERT_FILE", meaning: "Certificates to trust instead of the system's."),
                Row(
                    term: "http_proxy, https_proxy, no_proxy",
                    meaning: "Proxies on the way to the server; not used for this machine itself."),
                Row(term: "NO_COLOR", meaning: "No colors, as --no-color."),
                Row(
                    term: "TRAWL_LINEAR",
                    meaning: "One fact a line instead of tables, for screen readers, as --linear."),
                Row(term: "PAGER, VISUAL, EDITOR", meaning: "The programs that show and edit a step."),
                Row(
                    term: "TRAWL_OPENER",
                    meaning: "The program that opens pictures and sounds, instead of the desktop's."),
                Row(
                    term: "XDG_CONFIG_HOME, XDG_CACHE_HOME, XDG_STATE_HOME",
                    meaning: "Folders of settings, indexes and marks (trawl help files)."),
                Row(term: "TMPDIR", meaning: "Folder of temporary files."),
                Row(term: "TERM, COLUMNS", meaning: "The terminal, and its width where it does not tell."),
                Row(
                    term: "COLORFGBG",
                    meaning: "Dark or light; else the terminal is asked, if it says what it is (COLORTERM, TERM)."),
            ])
        ])

    private static let files = Topic(
        name: "files", summary: "files that trawl reads and writes",
        groups: [
            Group(rows: [
                Row(term: "~/.config/trawl/config.yaml", meaning: "Settings; $XDG_CONFIG_HOME/trawl/config.yaml."),
                Row(
                    term: "~/.config/trawl/credentials.yaml",
                    meaning: "Profiles of trawl login, with their keys; mode 0600."),
                Row(
                    term: "~/.dreadnode/config.yaml",
                    meaning: "Profiles of the platform's own client: read, never written."),
                Row(
                    term: "~/.local/state/trawl",
                    meaning: "Marks, notes, names of failure classes, the log; $XDG_STATE_HOME/trawl."),
                Row(
                    term: "~/.cache/trawl",
                    meaning: "Search indexes, and the names that completion offers; $XDG_CACHE_HOME/trawl."),
            ])
        ])

    private static let exitStatus = Topic(
        name: "exit-status", summary: "exit statuses of every command",
        groups: [Group(rows: ShellStatus.allCases.map { Row(term: "\($0.rawValue)", meaning: $0.meaning) })])

    private static let json = Topic(
        name: "json", summary: "fields of what --json prints",
        introduction: "One object a row (JSON Lines). Fields are only ever added, never renamed.",
        groups: [Group(rows: RowFields.all.map { Row(term: $0.rows, meaning: $0.fields) })])
}
