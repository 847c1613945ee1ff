import ArgumentParser
import Foundation
import Platform

/// Ids and names of the evaluations that were listed last, for completion: no server is asked while somebody types.
struct KnownEvaluations {
    /// More are of no help to anybody who types.
    private static let most = 500
    let path: String

    init(_ folders: Folders = Folders()) { path = folders.cache + "/evaluations.txt" }

    /// Puts evaluations first in the list. Nobody is told when it cannot be written: it is a convenience.
    func remember(_ evaluations: [Evaluation]) {
        guard !evaluations.isEmpty else { return }
        let new = evaluations.prefix(Self.most).map { "\($0.id.text)\t\(Self.flat($0.name))" }
        var seen = Set(evaluations.map(\.id.text))
        let kept = lines.filter { line in
            seen.insert(String(line.prefix { $0 != "\t" })).inserted
        }
        let text = (new + kept).prefix(Self.most).joined(separator: "\n") + "\n"
        let folder = (path as NSString).deletingLastPathComponent
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try? Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    }

    private static func flat(_ name: String) -> String {
        String(name.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }

    private var lines: [String] {
        guard let data = FileManager.default.contents(atPath: path), data.count < 1 << 20 else { return [] }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Ids, then names of one plain word, that begin with what is typed.
    func candidates(for typed: String) -> [String] {
        let rows = lines.map { $0.split(separator: "\t", maxSplits: 1).map(String.init) }
        let names = rows.compactMap { $0.count > 1 ? $0[1] : nil }.filter { name in
            name.utf8.allSatisfy { byte in
                byte > 0x20 && byte < 0x7F && !"\"'`$\\;&|<>(){}[]*?!#~:".utf8.contains(byte)
            }
        }
        let all = rows.compactMap(\.first) + names
        return typed.isEmpty ? all : all.filter { $0.hasPrefix(typed) }
    }
}

extension CompletionKind {
    /// The evaluations that were listed last.
    static let evaluation = CompletionKind.custom { _, _, typed in KnownEvaluations().candidates(for: typed) }
}
