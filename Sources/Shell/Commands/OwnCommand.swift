package import Terminal

/// A command of the user's own: a program that is run on what the cursor is on, by a key.
package struct OwnCommand: Hashable, Sendable {
    package var name: String
    package var keys: [Key]
    /// The program and its arguments, with variables in them; with `usesShell` one line for the shell.
    package var words: [String]
    /// The line is read by a shell, which finds the variables in its environment.
    package var usesShell: Bool
    /// The user is asked first.
    package var isConfirmed: Bool
    /// Its user says that it changes nothing: it runs where nothing may be changed, too.
    package var isReadOnly = false

    package init(name: String, keys: [Key], words: [String], usesShell: Bool = false, isConfirmed: Bool = false) {
        self.name = name
        self.keys = keys
        self.words = words
        self.usesShell = usesShell
        self.isConfirmed = isConfirmed
    }

    /// What stands for something of what the cursor is on.
    package enum Variable: String, CaseIterable, Sendable {
        case id = "ID", item = "ITEM", task = "TASK", session = "SESSION", evaluation = "EVALUATION", model = "MODEL"
        case status = "STATUS"
        /// A private file for the time being that holds the text.
        case file = "FILE"
    }

    /// Why a command is not run.
    package struct Problem: Error {
        package var words: String
    }

    /// The variables that it names.
    package var variables: Set<Variable> {
        Set(Variable.allCases.filter { variable in words.contains { $0.split(variable).count > 1 } })
    }

    /// The program with its arguments. A value stays one argument, whatever it holds; one that would be taken for an option
    /// is refused, as an agent or a server may have chosen it.
    package func arguments(_ values: [Variable: String]) throws(Problem) -> [String] {
        for variable in variables where values[variable] == nil {
            throw Problem(words: "\(name): there is no \(variable.rawValue.lowercased()) here")
        }
        guard !values.values.contains(where: { $0.utf8.contains(0) }) else {
            throw Problem(words: "\(name): a value holds what no argument can")
        }
        if usesShell { return ["/bin/sh", "-c", words.joined(separator: " "), "sh"] }
        var arguments: [String] = []
        for word in words {
            let filled = Variable.allCases.reduce(word) { text, variable in
                values[variable].map { text.split(variable).joined(separator: $0) } ?? text
            }
            guard !filled.hasPrefix("-") || word.hasPrefix("-") || arguments.contains("--") else {
                throw Problem(words: "\(name): a value begins with -; put -- before it")
            }
            arguments.append(filled)
        }
        return arguments
    }
}

extension String {
    /// The pieces around a variable, where it stands as a word of its own: `$TASK`, and not `$TASKS`.
    fileprivate func split(_ variable: OwnCommand.Variable) -> [String] {
        var pieces = [""]
        var rest = self[...]
        while let dollar = rest.firstIndex(of: "$") {
            let name = rest[rest.index(after: dollar)...].prefix {
                $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")
            }
            pieces[pieces.count - 1] += rest[..<dollar]
            if name == variable.rawValue {
                pieces.append("")
            } else {
                pieces[pieces.count - 1] += rest[dollar..<name.endIndex]
            }
            rest = rest[name.endIndex...]
        }
        pieces[pieces.count - 1] += rest
        return pieces
    }
}
