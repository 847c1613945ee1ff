package import Yams

/// What is wrong with a YAML text, in words of the parser. The text itself is not quoted: it may hold keys.
package struct YAMLFault: Error, Hashable, Sendable {
    /// 1-based; nil where the text as a whole cannot be read.
    package let line: Int?
    package let problem: String
}

/// The one door to the YAML parser for what people write: settings, profiles, themes.
package enum YAMLText {
    /// The root of a text; nil for an empty one. A key that stands twice in one mapping is a fault, where it stands again.
    package static func compose(_ text: String, _ resolver: Resolver = .default) throws(YAMLFault) -> Node? {
        do {
            return try Yams.compose(yaml: text, resolver)
        } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _)
        {
            throw YAMLFault(line: mark.line, problem: problem)
        } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
            let key = keys.min() ?? ""
            throw YAMLFault(line: again(key, in: text, from: context.mark), problem: "the key \(key) stands here twice")
        } catch {
            throw YAMLFault(line: nil, problem: "not readable as YAML")
        }
    }

    /// The parser tells where the mapping begins: its keys stand in that column, and the second of that name is meant.
    private static func again(_ key: String, in text: String, from mark: Mark) -> Int {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let found = lines.indices.dropFirst(mark.line - 1).filter { number in
            let line = lines[number]
            let indent = number == mark.line - 1 ? mark.column - 1 : line.prefix { $0 == " " }.count
            guard indent == mark.column - 1 else { return false }
            let rest = line.dropFirst(indent)
            return ["\(key):", "\"\(key)\":", "'\(key)':"].contains { rest.hasPrefix($0) }
        }
        return (found.dropFirst().first ?? mark.line - 1) + 1
    }
}
