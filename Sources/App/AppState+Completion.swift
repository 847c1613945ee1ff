import Panes
import Platform
package import Shell
import Triage
import Wire

// What the line that is typed could become.
extension AppState {
    /// Completions that are offered at most.
    private static let mostOffered = 200

    /// Offers what a line of commands could become, after every change of it.
    mutating func offer(_ prompt: inout Prompt) {
        (prompt.candidates, prompt.chosen) = ([], nil)
        guard prompt.purpose == .command, !prompt.input.text.isEmpty else { return }
        prompt.candidates = completions(of: prompt.input.text)
    }

    /// The names in a folder are asked for where a file is typed.
    func askNames(for prompt: Prompt) -> Reaction {
        guard prompt.purpose == .command, prompt.chosen == nil,
            let (word, value) = CommandLine.argument(of: prompt.input.text),
            word.takes == .file
        else { return .done }
        return .ask(.completion, .fileNames(value))
    }

    /// Takes the names of files that the line could go on with.
    mutating func take(fileNames: [String]) {
        guard var prompt, prompt.chosen == nil, let (_, value) = CommandLine.argument(of: prompt.input.text) else {
            return
        }
        let before = prompt.input.text.dropLast(value.count)
        prompt.candidates = fileNames.filter { $0.hasPrefix(value) && $0 != value }.prefix(Self.mostOffered).map {
            Completion(line: before + $0, label: $0, help: "")
        }
        self.prompt = prompt
    }

    /// Tab: as far as all candidates agree, then one after the other.
    mutating func complete(_ prompt: inout Prompt, forward: Bool) {
        if prompt.candidates.isEmpty { prompt.candidates = completions(of: prompt) }
        let count = prompt.candidates.count
        guard count > 0 else { return }
        let common = Self.commonPrefix(prompt.candidates.map(\.line))
        if prompt.chosen == nil, count > 1, common.count > prompt.input.text.count {
            prompt.input.replace(with: common)
            return
        }
        let next = prompt.chosen.map { ($0 + (forward ? 1 : count - 1)) % count } ?? (forward ? 0 : count - 1)
        prompt.chosen = next
        prompt.input.replace(with: prompt.candidates[next].line)
        // A word that takes a value is followed by what it takes, a folder by what is in it.
        if count == 1, prompt.input.text.last == " " || prompt.input.text.last == "/" { offer(&prompt) }
    }

    private func completions(of prompt: Prompt) -> [Completion] {
        let text = prompt.input.text
        switch prompt.purpose {
        case .command: return completions(of: text)
        case .find: return Self.words(stack.top.completions(of: text), endOf: text)
        default: return []
        }
    }

    private static func commonPrefix(_ texts: [String]) -> String {
        guard let first = texts.first else { return "" }
        return texts.dropFirst().reduce(first) { common, text in
            String(zip(common, text).prefix { $0 == $1 }.map(\.0))
        }
    }

    /// Words that could stand where the last word of a text is typed.
    private static func words(_ words: [String], endOf text: String) -> [Completion] {
        let before = text.lastIndex(of: " ").map { text[...$0] } ?? ""
        return words.prefix(mostOffered).map { Completion(line: before + $0, label: $0, help: "") }
    }

    // MARK: The line of commands

    /// What a line of commands could become: names, each with what it does, then values.
    package func completions(of line: String) -> [Completion] {
        guard let (word, value) = CommandLine.argument(of: line) else {
            return CommandLine.names(beginningWith: line, own: ownCommands)
        }
        let before = line.dropLast(value.count)
        if word.takes == .filter { return Self.words(filterWords(value), endOf: line) + savedFilters(value, before) }
        let values = values(of: word.takes).filter { $0.value.lowercased().hasPrefix(value.lowercased()) }
        return values.filter { $0.value != value }.prefix(Self.mostOffered).map {
            Completion(line: before + $0.value, label: $0.value, help: $0.help)
        }
    }

    private func savedFilters(_ value: String, _ before: Substring) -> [Completion] {
        savedFilters.sorted { $0.key < $1.key }.filter { "@\($0.key)".hasPrefix(value) }.map {
            Completion(line: before + "@\($0.key)", label: "@\($0.key)", help: $0.value)
        }
    }

    /// Fields of a filter and their values; of tasks and models those that there are.
    private func filterWords(_ text: String) -> [String] {
        let word = text.split(separator: " ", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        for (field, kind) in [("task:", CommandLine.Argument.task), ("model:", .model)] where word.hasPrefix(field) {
            return values(of: kind).map { field + $0.value }.filter { $0.hasPrefix(word) }
        }
        return ItemFilter.completions(for: text)
    }

    private func values(of kind: CommandLine.Argument) -> [(value: String, help: String)] {
        switch kind {
        case .nothing, .text, .file, .filter: []
        case .one(let words): words.map { ($0, "") }
        case .phrases: refusalSets.map { ($0.name, "phrases of refusal") }
        case .search: savedSearches.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        case .mark: unique(verdicts + (items?.facts.values.compactMap(\.mark).sorted() ?? [])).map { ($0, "") }
        case .task: names(\.taskName).map { ($0, "task") }
        case .model: names(\.model).map { ($0, "model") }
        case .columns: (["edit", "default"] + (stack.main.columnSet?.columns ?? [])).map { ($0, "") }
        case .theme: theme.names.map { ($0, "") }
        case .partner: values(of: .task) + values(of: .model)
        }
    }

    private func names(_ name: (EvaluationItem) -> String?) -> [String] {
        unique(items?.rows.compactMap { name($0.item) } ?? []).sorted()
    }

    private func unique(_ all: [String]) -> [String] {
        var seen: Set<String> = []
        return all.filter { seen.insert($0).inserted }
    }
}
