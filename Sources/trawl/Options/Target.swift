import Foundation
import Platform

/// A place as people write it: `EVALUATION[/ITEM][#STEP]`, the same with a path of this disk, or a link from the web pages.
struct Target: Hashable, Sendable {
    /// An id, the beginning of one, or the name of an evaluation. Nil where a link names only a session.
    var evaluation: String?
    var item: String?
    /// 1-based.
    var step: Int?
    var session: String?
    /// What was written in place of an evaluation.
    var path: String?
    // What a link says of where it points.
    var server: String?
    var organization: String?
    var workspace: String?

    /// Reads a place; throws for what is none.
    init(_ text: String) throws(CommandError) {
        if text.hasPrefix("http://") || text.hasPrefix("https://") {
            try self.init(link: text)
        } else if let local = LocalPlace(text) {
            self.init(local)
        } else {
            try self.init(path: text)
        }
    }

    private init(_ local: LocalPlace) {
        (path, evaluation, item, step) = (local.path, local.path, local.item, local.step)
    }

    private init(path text: String) throws(CommandError) {
        var rest = Substring(text)
        if let hash = rest.lastIndex(of: "#") {
            let digits = rest[rest.index(after: hash)...]
            guard let number = Int(digits), number > 0 else {
                throw .misuse("\(text): a step is a number from 1, as in 4f1c/9a#12")
            }
            step = number
            rest = rest[..<hash]
        }
        let parts = rest.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = parts.first, !first.isEmpty, parts.count == 1 || !parts[1].isEmpty else {
            throw .misuse("\(text): a place is EVALUATION, EVALUATION/ITEM or EVALUATION/ITEM#STEP")
        }
        evaluation = String(first)
        item = parts.count == 2 ? String(parts[1]) : nil
        if step != nil, item == nil { throw .misuse("\(text): a step belongs to an item, as in 4f1c/9a#12") }
    }

    /// `{root}/{org}/evaluation?workspace=W&eval=ID` and `{root}/{org}/analysis?workspace=W&session=ID`.
    private init(link: String) throws(CommandError) {
        guard let parts = URLComponents(string: link), let host = parts.host else {
            throw .misuse("the link cannot be read")
        }
        func value(_ name: String) -> String? {
            parts.queryItems?.first { $0.name == name }?.value.flatMap { $0.isEmpty ? nil : $0 }
        }
        let port = parts.port.map { ":\($0)" } ?? ""
        server = "\(parts.scheme ?? "https")://\(host)\(port)"
        organization = parts.path.split(separator: "/").dropLast().last.map(String.init)
        workspace = value("workspace")
        evaluation = value("eval") ?? value("evaluation")
        item = value("item") ?? value("sample")
        session = value("session")
        guard evaluation != nil || session != nil else {
            throw .misuse("the link names neither an evaluation nor a session")
        }
    }
}
