import Archive
import Platform

/// A path of this disk in place of an evaluation, of a server's item or of both: `runs/a.json`, `results.jsonl/task 3#12`.
struct LocalPlace: Hashable, Sendable {
    var path: String
    var item: String?
    var step: Int?

    /// Nil where no beginning of the text leads to anything.
    init?(_ text: String) {
        guard text.contains(where: { $0 != "/" }) else { return nil }
        if ArchivePlatform.isPath(text) {
            path = text
            return
        }
        var rest = text[...]
        if let hash = rest.lastIndex(of: "#"), let number = Int(rest[rest.index(after: hash)...]), number > 0 {
            step = number
            rest = rest[..<hash]
        }
        var end = rest.endIndex
        while !ArchivePlatform.isPath(String(rest[..<end])) {
            guard let slash = rest[..<end].lastIndex(of: "/"), slash > rest.startIndex else { return nil }
            end = slash
        }
        path = String(rest[..<end])
        item = end < rest.endIndex ? String(rest[rest.index(after: end)...]) : nil
    }
}
