package import Shell
import TextSearch
import Triage

extension QueryWords {
    /// Lights up what the query finds: every word in any of its forms, and what the expressions match.
    package var find: FindPattern? {
        let shown = query.regexes.first.map { "/" + $0.source + "/" } ?? query.words
        return pattern.map { FindPattern($0, in: query.scopes, shown: shown) }
    }
}
