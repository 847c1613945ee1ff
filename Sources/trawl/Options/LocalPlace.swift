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

extension PlatformOptions {
    /// The platform that places are on, with the places as it knows them: paths need no server.
    func openForScript(
        _ output: Output, at places: [Target]
    ) throws -> (platform: any Platform, places: [Target]) {
        let paths = places.compactMap(\.path)
        guard !paths.isEmpty, !demo, archive.isEmpty else { return (try openForScript(output), places) }
        let (platform, ids) = try openForScript(output, paths: paths)
        var left = ids[...]
        return (
            platform,
            places.map { place in
                guard place.path != nil, let id = left.popFirst() else { return place }
                var place = place
                place.evaluation = id.text
                return place
            }
        )
    }

    /// The same for names of evaluations.
    func openForScript(
        _ output: Output, evaluations names: [String]
    ) throws -> (platform: any Platform, names: [String]) {
        let paths = names.filter(ArchivePlatform.isPath)
        guard !paths.isEmpty, !demo, archive.isEmpty else { return (try openForScript(output), names) }
        let (platform, ids) = try openForScript(output, paths: paths)
        var left = ids[...]
        return (platform, names.map { ArchivePlatform.isPath($0) ? left.popFirst()?.text ?? $0 : $0 })
    }

    private func openForScript(_ output: Output, paths: [String]) throws -> (any Platform, [EvaluationID]) {
        Interruption.listen()
        Settings.useZone()
        return try ArchivePlatform.open(joining: paths, options: try Self.archiveOptions())
    }
}
