import Panes
import Shell
import Triage
import Wire
import YAMLText
import Yams

/// Reads the settings file, and says of every fault in which line it is.
struct SettingsReader {
    let path: String

    /// A setting: its name, how its value is written, what it is for, and how it is read.
    struct Field {
        var name: String
        /// The value, as `trawl help settings` shows it.
        var form: String
        var help: String
        fileprivate var apply: (SettingsReader, inout Settings, Node) throws -> Void
    }

    /// The settings there are: one table for reading, for "did you mean" and for the manual.
    static var fields: [Field] {
        [
            Field(
                name: "theme", form: "NAME|FILE",
                help: "Colors: auto, dark, light, mono, high-contrast, colour-blind, or a file."
            ) {
                $1.theme = try $0.text($2, "theme")
            },
            Field(
                name: "mouse", form: "true|false",
                help: "The mouse selects and scrolls; off, the terminal's own selection works."
            ) {
                $1.mouse = try $0.flag($2, "mouse")
            },
            Field(name: "cache", form: "SIZE", help: "Memory for responses of the server, such as 256M or 1G.") {
                $1.cacheBudget = try $0.size($2, "cache")
            },
            Field(
                name: "keep_lists", form: "true|false",
                help: "The lists seen last are kept in the cache folder (4 MB a server), for a start without it."
            ) {
                $1.keepsLists = try $0.flag($2, "keep_lists")
            },
            Field(
                name: "limit", form: "SIZE",
                help: "The largest answer or document that is kept, 1G unless said; of a larger one, its beginning."
            ) {
                $1.limit = try $0.size($2, "limit")
            },
            Field(
                name: "passes", form: "NUMBER",
                help: "The least score that counts as passed, 1 unless said, where a run's files give no verdict."
            ) {
                $1.passes = try $0.number($2, "passes")
            },
            Field(name: "time_zone", form: "UTC|local", help: "The zone of the times that are shown, UTC unless said.")
            {
                $1.usesLocalZone = try $0.zone($2)
            },
            Field(
                name: "failed_items", form: "last_error|first_error|end",
                help: "The step at which a failed item opens, its last error unless said."
            ) {
                $1.failureTarget = try $0.failureTarget($2)
            },
            Field(name: "keys", form: "{COMMAND: [KEY, ...]}", help: "Own keys of a command of trawl help keys.") {
                $1.keys = try $0.keys($2)
            },
            Field(
                name: "verdicts", form: "[WORD, ...]", help: "One to five words for the verdict keys, by their letters."
            ) {
                $1.verdicts = try $0.verdicts($2)
            },
            Field(name: "alert", form: "none|bell|message|both", help: "How the end of a followed evaluation is told.")
            {
                $1.alert = try $0.alert($2)
            },
            Field(
                name: "columns", form: "{LIST: [COLUMN, ...]}",
                help: "Columns of evaluations, items, failures, hits, refusals or worlds, in their order."
            ) {
                $1.columns = try $0.columns($2)
            },
            Field(
                name: "commands", form: "{NAME: {key: KEY, run: [WORD, ...]}}",
                help:
                    "Own programs on keys, with $ITEM, $TASK, $SESSION, $EVALUATION, $MODEL, $STATUS, $ID and $FILE (a "
                    + "file of the text) in their words; confirm: true asks first, shell: true takes a line for sh, readonly: true says that it "
                    + "changes nothing, so that it runs under --readonly, too."
            ) {
                $1.commands = try $0.commands($2)
            },
            Field(
                name: "refusals", form: "{SET: [PHRASE, ...]}",
                help: "Own sets of phrases for refusal sweeps, beside default, broad and policy."
            ) {
                $1.refusals = try $0.refusals($2)
            },
        ]
    }

    func read(_ yaml: String) throws -> Settings {
        var settings = Settings()
        guard let root = try compose(yaml) else { return settings }
        if root.null != nil { return settings }
        let fields = Self.fields
        let names = fields.map(\.name)
        for (key, value) in try mapping(root, "the file") {
            let name = try text(key, "a key")
            guard let field = fields.first(where: { $0.name == name }) else {
                let closest = Spelling.closest(to: name, among: names).map { "; did you mean \($0)?" } ?? ""
                throw fault(
                    key,
                    "unknown setting \(name)\(closest.isEmpty ? " (known: \(names.joined(separator: ", ")))" : closest)"
                )
            }
            try field.apply(self, &settings, value)
        }
        return settings
    }

    private func compose(_ yaml: String) throws -> Node? {
        do {
            return try YAMLText.compose(yaml)
        } catch {
            throw SettingsError(path: path, line: error.line, message: error.problem)
        }
    }

    private func fault(_ node: Node, _ message: String) -> SettingsError {
        SettingsError(path: path, line: node.mark?.line, message: message)
    }

    // MARK: Values

    private func mapping(_ node: Node, _ what: String) throws -> [(Node, Node)] {
        guard let mapping = node.mapping else { throw fault(node, "\(what) must be a mapping of names to values") }
        return mapping.map { ($0.key, $0.value) }
    }

    private func text(_ node: Node, _ what: String) throws -> String {
        guard let scalar = node.scalar, !scalar.string.isEmpty else { throw fault(node, "\(what) must be a text") }
        return scalar.string
    }

    private func texts(_ node: Node, _ what: String) throws -> [String] {
        guard let sequence = node.sequence else { return [try text(node, what)] }
        return try sequence.map { try text($0, what) }
    }

    private func flag(_ node: Node, _ what: String) throws -> Bool {
        guard let value = node.bool else { throw fault(node, "\(what) must be true or false") }
        return value
    }

    private func number(_ node: Node, _ what: String) throws -> Double {
        guard let value = Double(try text(node, what)), value.isFinite else {
            throw fault(node, "\(what) must be a number such as 0.5")
        }
        return value
    }

    private func failureTarget(_ node: Node) throws -> StepTarget.OfFailure {
        guard let target = StepTarget.OfFailure(rawValue: try text(node, "failed_items")) else {
            let names = StepTarget.OfFailure.allCases.map(\.rawValue)
            throw fault(node, "failed_items is one of \(names.joined(separator: ", "))")
        }
        return target
    }

    private func zone(_ node: Node) throws -> Bool {
        let word = try text(node, "time_zone").lowercased()
        guard ["utc", "local"].contains(word) else { throw fault(node, "time_zone is one of UTC, local") }
        return word == "local"
    }

    /// `268435456`, `256M`, `1G`.
    private func size(_ node: Node, _ what: String) throws -> Int {
        let text = try text(node, what).uppercased()
        let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
        let unit = text.last.flatMap { units[$0] }
        let digits = unit == nil ? text : String(text.dropLast())
        guard let value = Int(digits), value > 0, value < 1 << 34 else {
            throw fault(node, "\(what) must be a size such as 256M or 1G")
        }
        let (bytes, overflow) = value.multipliedReportingOverflow(by: unit ?? 1)
        guard !overflow, bytes >= 1 << 20, bytes <= 1 << 40 else {
            throw fault(node, "\(what) must be from 1M to 1024G")
        }
        return bytes
    }

    private func keys(_ node: Node) throws -> [Settings.KeyOverride] {
        try mapping(node, "keys").map { command, keys in
            Settings.KeyOverride(
                command: try text(command, "a command"), keys: try texts(keys, "keys"), line: command.mark?.line ?? 0)
        }
    }

    private func alert(_ node: Node) throws -> AlertKind {
        let word = try text(node, "an alert")
        guard let kind = AlertKind(rawValue: word) else {
            throw fault(node, "alert is one of \(AlertKind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return kind
    }

    private func verdicts(_ node: Node) throws -> [String] {
        let words = try texts(node, "a verdict")
        guard (1...5).contains(words.count), words.allSatisfy({ !$0.contains(where: \.isWhitespace) }) else {
            throw fault(node, "verdicts must be one to five words, for the verdict keys")
        }
        return words
    }

    private func columns(_ node: Node) throws -> [String: [ColumnChoice]] {
        var columns: [String: [ColumnChoice]] = [:]
        for (key, value) in try mapping(node, "columns") {
            let name = try text(key, "a list")
            guard let set = ColumnSet.all.first(where: { $0.list == name }) else {
                throw fault(key, "columns is of \(ColumnSet.all.map(\.list).joined(separator: ", "))")
            }
            let words = try texts(value, "a column").joined(separator: ",")
            do throws(ColumnProblem) {
                columns[name] = try set.read(words)
            } catch {
                throw fault(value, error.text)
            }
        }
        return columns
    }

    private func commands(_ node: Node) throws -> [OwnCommand] {
        try mapping(node, "commands").map { name, rows in
            var command = OwnCommand(name: try text(name, "a command's name"), keys: [], words: [])
            for (key, value) in try mapping(rows, "a command") {
                switch try text(key, "a key") {
                case "key":
                    guard let keys = KeyNotation.parse(try text(value, "key")) else {
                        throw fault(value, "key is not a key")
                    }
                    command.keys = keys
                case "run": command.words = try texts(value, "run")
                case "shell": command.usesShell = try flag(value, "shell")
                case "confirm": command.isConfirmed = try flag(value, "confirm")
                case "readonly": command.isReadOnly = try flag(value, "readonly")
                case let other: throw fault(key, "a command has key, run, shell, confirm, readonly, and no \(other)")
                }
            }
            guard !command.words.isEmpty, !command.name.contains(where: \.isWhitespace) else {
                throw fault(name, "a command is one word, and has run: [PROGRAM, ARGUMENT, ...]")
            }
            return command
        }
    }

    private func refusals(_ node: Node) throws -> [RefusalSet] {
        try mapping(node, "refusals").map { name, phrases in
            let texts = try texts(phrases, "a phrase")
            guard !texts.isEmpty else { throw fault(name, "a set of phrases must hold at least one") }
            return RefusalSet(name: try text(name, "a set's name"), phrases: texts)
        }
    }
}

extension Settings {
    /// The file.
    static func path(_ folders: Folders = Folders()) -> String { folders.config + "/config.yaml" }

    /// Reads the file; throws `SettingsError` for what cannot be understood.
    static func load(_ folders: Folders = Folders()) throws -> Settings {
        let path = path(folders)
        let bytes: [UInt8]?
        do {
            bytes = try RegularFile.readIfPresent(path, atMost: 1 << 20)
        } catch {
            throw SettingsError(path: path, message: error.reason.lowercased())
        }
        return try bytes.map { try SettingsReader(path: path).read(String(decoding: $0, as: UTF8.self)) } ?? Settings()
    }
}
