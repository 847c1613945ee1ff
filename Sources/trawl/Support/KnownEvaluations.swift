import ArgumentParser
import Platform
import Wire

/// Ids and names of the evaluations that were listed last, for completion: no server is asked while somebody types.
struct KnownEvaluations {
    /// More are of no help to anybody who types.
    private static let most = 500
    let path: String

    init(_ folders: Folders = Folders()) { path = folders.cache + "/evaluations.txt" }

    /// Puts evaluations first in the list. Nobody is told when it cannot be written: it is a convenience.
    func remember(_ evaluations: [Evaluation]) {
        let new = evaluations.prefix(Self.most).compactMap { evaluation in
            evaluation.id.word.map { Known(id: $0, name: EvaluationID(evaluation.name).word) }
        }
        guard !new.isEmpty else { return }
        var seen: Set<String> = []
        let text =
            (new + known).filter { seen.insert($0.id).inserted }.map(\.line).prefix(Self.most).joined(separator: "\n")
            + "\n"
        try? PrivateFile.replace(path, with: Array(text.utf8), isConvenience: true)
    }

    /// An evaluation that may be a word of a command line: an id, and a name where that is as plain as an id.
    private struct Known {
        var id: String
        var name: String?

        var line: String { [id, name].compactMap(\.self).joined(separator: "\t") }
    }

    /// The file was written by us, and may have been by anybody.
    private var known: [Known] {
        guard let bytes = try? RegularFile.read(path, atMost: 1 << 20) else { return [] }
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let words = line.split(separator: UInt8(ascii: "\t")).map {
                EvaluationID(String(decoding: $0, as: UTF8.self)).word
            }
            return words.first?.map { Known(id: $0, name: words.count > 1 ? words[1] : nil) }
        }
    }

    /// Ids, then names of one plain word, that begin with what is typed.
    func candidates(for typed: String) -> [String] {
        let known = known
        return (known.map(\.id) + known.compactMap(\.name)).filter { $0.hasPrefix(typed) }
    }
}

extension CompletionKind {
    /// The evaluations that were listed last.
    static let evaluation = CompletionKind.custom { _, _, typed in KnownEvaluations().candidates(for: typed) }
}
