package import Terminal

/// Colours for source text: small lexers for what agents write and read most. A lexer never changes the text.
package enum Highlighter {
    /// A language that has a lexer here.
    package enum Language: Hashable, Sendable {
        case json, shell, python, c, diff

        /// The language of a Markdown fence's info string.
        package init?(fence: String) {
            switch fence.lowercased().prefix(while: { $0 != " " && $0 != "{" }) {
            case "json", "jsonc", "json5": self = .json
            case "sh", "bash", "shell", "zsh", "console", "shellsession": self = .shell
            case "py", "python", "python3": self = .python
            case "c", "cpp", "c++", "h", "java", "js", "javascript", "ts", "typescript", "go", "rust", "rs", "swift",
                "php", "cs":
                self = .c
            case "diff", "patch": self = .diff
            default: return nil
            }
        }
    }

    /// One line in colours. Strings and comments that span lines are coloured line by line.
    package static func line(_ text: String, _ language: Language) -> [Span] {
        switch language {
        case .diff: [Span(text, diffSlot(text))]
        case .json: tokens(text, keywords: ["true", "false", "null"], comment: nil, keysAreProperties: true)
        case .shell: tokens(text, keywords: shellWords, comment: "#", keysAreProperties: false)
        case .python: tokens(text, keywords: pythonWords, comment: "#", keysAreProperties: false)
        case .c: tokens(text, keywords: cWords, comment: "//", keysAreProperties: false)
        }
    }

    /// Whether a text looks like a unified diff.
    package static func isDiff(_ text: String) -> Bool {
        let start = text.prefix(4_000)
        return start.hasPrefix("diff --git ") || (start.hasPrefix("--- ") && start.contains("\n+++ "))
            || (start.contains("\n--- ") && start.contains("\n+++ ") && start.contains("\n@@ "))
    }

    private static func diffSlot(_ line: String) -> ThemeSlot {
        if line.hasPrefix("+++") || line.hasPrefix("---") || line.hasPrefix("diff ") { return .strong }
        if line.hasPrefix("@@") { return .hunk }
        if line.hasPrefix("+") { return .added }
        if line.hasPrefix("-") { return .removed }
        return .code
    }

    private static let shellWords: Set<String> = [
        "if", "then", "else", "elif", "fi", "for", "in", "do", "done", "while", "until", "case", "esac", "function",
        "return", "export", "local", "cd", "echo", "sudo", "exit", "set", "source",
    ]
    private static let pythonWords: Set<String> = [
        "def", "class", "return", "if", "elif", "else", "for", "while", "in", "not", "and", "or", "is", "None", "True",
        "False", "import", "from", "as", "with", "try", "except", "finally", "raise", "lambda", "yield", "pass",
        "break",
        "continue", "async", "await", "global", "assert", "del",
    ]
    private static let cWords: Set<String> = [
        "if", "else", "for", "while", "do", "switch", "case", "default", "break", "continue", "return", "struct",
        "enum",
        "class", "const", "let", "var", "func", "fn", "function", "static", "public", "private", "import", "export",
        "void", "int", "char", "bool", "true", "false", "null", "nil", "new", "async", "await", "try", "catch", "throw",
        "package", "type", "interface", "impl", "use", "pub", "mut", "match",
    ]

    private static func tokens(
        _ text: String, keywords: Set<String>, comment: String?, keysAreProperties: Bool
    ) -> [Span] {
        var spans: [Span] = []
        var plain = ""
        var rest = Substring(text)
        func flush() {
            if !plain.isEmpty { spans.append(Span(plain, .code)) }
            plain = ""
        }
        while let first = rest.first {
            if let comment, rest.hasPrefix(comment), plain.last.map({ $0 == " " }) ?? true {
                flush()
                spans.append(Span(String(rest), .comment))
                return spans
            }
            if first == "\"" || first == "'" {
                let (literal, after) = quoted(rest, by: first)
                flush()
                let isKey = keysAreProperties && after.drop { $0 == " " }.first == ":"
                spans.append(Span(String(literal), isKey ? .property : .string))
                rest = after
                continue
            }
            let isWordStart = first.isLetter || first == "_"
            if isWordStart || first.isNumber {
                let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || (!isWordStart && $0 == ".") }
                rest = rest[word.endIndex...]
                let slot: ThemeSlot? = isWordStart ? (keywords.contains(String(word)) ? .keyword : nil) : .literal
                if let slot, !joins(plain) {
                    flush()
                    spans.append(Span(String(word), slot))
                } else {
                    plain += word
                }
                continue
            }
            plain.append(first)
            rest = rest.dropFirst()
        }
        flush()
        return spans
    }

    /// A word right after these is part of a longer one: `--set`, `./if`, `a-for`.
    private static func joins(_ before: String) -> Bool {
        before.last.map { "-./$@%".contains($0) || $0.isLetter || $0.isNumber } ?? false
    }

    private static func quoted(_ text: Substring, by quote: Character) -> (Substring, Substring) {
        var at = text.index(after: text.startIndex)
        while at < text.endIndex {
            if text[at] == "\\" {
                at = text.index(after: at)
                if at < text.endIndex { at = text.index(after: at) }
                continue
            }
            let here = at
            at = text.index(after: at)
            if text[here] == quote { return (text[..<at], text[at...]) }
        }
        return (text, text[text.endIndex...])
    }
}
