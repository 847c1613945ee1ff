import Archive
import Platform
import PlatformHTTP

extension PlatformOptions {
    /// Opens the platform for a subcommand: with retries told on standard error, and Ctrl-C cancelling what runs. A key
    /// that is for another server is not sent, which is told.
    func openForScript(_ output: Output) throws -> any Platform {
        Interruption.listen()
        Settings.useZone()
        if demo { return DemoPlatform() }
        if !archive.isEmpty { return try ArchivePlatform.open(paths: archive, options: try Self.archiveOptions()) }
        let place = try ServerScope(self)
        if let question = try place.question { output.note("\(question) --api-key-file says which key to send.") }
        return try place.open(
            onRetry: { notice in
                output.note("\(notice.cause.text.sentence) Trying again in \(CellFormat.seconds(notice.seconds)).")
            },
            onPick: { pick in
                if let loss = pick.loss { return output.warn(loss) }
                output.note("\(pick.what) \(pick.key), one of \(pick.count): --\(pick.what) takes another.")
            })
    }

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
