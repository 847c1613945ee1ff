package import Platform
import Wire

/// What is asked for when all trajectories of an evaluation are downloaded.
package struct BundleRequest: Hashable, Sendable {
    package var evaluation: EvaluationID
    /// The evaluation's name, for people.
    package var name: String
    package var form: TrajectoryFormat
    package var includeCompacted: Bool
    /// Where to: as typed, from the folder that the program was started in.
    package var path: String
    /// What is at the path may be replaced.
    package var overwrites: Bool

    package init(
        _ evaluation: Evaluation, form: TrajectoryFormat = .atif, includeCompacted: Bool = false, path: String? = nil,
        overwrites: Bool = false
    ) {
        self.evaluation = evaluation.id
        name = evaluation.name
        self.form = form
        self.includeCompacted = includeCompacted
        self.path = path ?? Self.fileName(evaluation)
        self.overwrites = overwrites
    }

    /// Reads `FILE [atif|openai|native] [compacted]`. The file may hold blanks: the words are looked for at the end.
    package init(_ evaluation: Evaluation, parsing line: String, overwrites: Bool = false) {
        self.init(evaluation, overwrites: overwrites)
        var rest = Substring(line.trimmingBlanks())
        while let word = rest.split(separator: " ").last.map(String.init) {
            if word == "compacted" {
                includeCompacted = true
            } else if let form = TrajectoryFormat(rawValue: word) {
                self.form = form
            } else {
                break
            }
            rest = Substring(String(rest.dropLast(word.count)).trimmingBlanks())
        }
        if !rest.isEmpty { path = String(rest) }
    }

    /// The evaluation's name as a file name that is safe anywhere.
    package static func fileName(_ evaluation: Evaluation) -> String {
        let words = evaluation.name.utf8.split { !$0.isLetterOrDigit }.map { String(decoding: $0, as: UTF8.self) }
        let name = words.joined(separator: "-").prefix(60)
        let id = String(decoding: evaluation.id.segment.utf8.prefix(8).filter(\.isLetterOrDigit), as: UTF8.self)
        let parts = [String(name), id].filter { !$0.isEmpty }
        return (parts.isEmpty ? "trajectories" : parts.joined(separator: "-")) + ".zip"
    }
}
