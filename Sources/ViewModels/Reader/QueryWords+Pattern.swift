import TextSearch
import Triage

extension QueryWords {
    /// Lights up every word in any of its forms, as the index finds `running` for `run` as well; or what the expressions
    /// match.
    package var pattern: FindPattern? {
        guard !query.regexes.isEmpty else {
            return words.lighting.map { FindPattern($0, in: query.scopes, shown: query.words) }
                ?? FindPattern(any: words.words, in: query.scopes, shown: query.words)
        }
        let source = query.regexes.map { query.regexes.count > 1 ? "(?:\($0.source))" : $0.source }
        let regex = try? TextRegex(source.joined(separator: "|"))
        return regex.map { FindPattern($0, in: query.scopes, shown: "/" + $0.source + "/") }
    }
}
