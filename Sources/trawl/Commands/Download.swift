import Archive
import ArgumentParser
import Platform
import Shell
import Wire

/// `trawl download`: the ZIP of all trajectories.
struct Download: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Download all trajectories of an evaluation as a ZIP.",
        discussion: """
            Saves the bundle only after every entry passed its check. The evaluation, the outcomes of its items and
            your marks are kept in it (evaluation.jsonl, samples.jsonl): trawl open shows them without the server.
            """)

    @Argument(help: ArgumentHelp("Id, beginning of an id, or name.", valueName: "evaluation"), completion: .evaluation)
    var evaluation: String

    @Option(name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("Output file.", valueName: "file"))
    var file: String?

    @Flag(help: "Replace the file if it exists.")
    var force = false

    @Flag(name: .customLong("open"), help: "Open the bundle after the download.")
    var opens = false

    @OptionGroup var form: FormOptions
    @OptionGroup var json: JSONOption
    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let out = output.open()
        if let file { try BundleDownload(destination: file, force: force).checkDestination() }
        let platform = try platform.openForScript(out)
        let progress = Progress(quiet: out.isQuiet)
        let (name, form, file, force) = (evaluation, form, file, force)
        let (path, check) = try runBlocking { () async throws -> (String, BundleCheck) in
            defer { progress.clear() }
            let found = try await Resolver(platform: platform).evaluation(name)
            let download = BundleDownload(destination: file ?? BundleRequest.fileName(found), force: force)
            try download.checkDestination()
            let body = try await platform.bundle(
                of: found.id, form: form.format, includeCompacted: form.includeCompacted)
            let local = try await LocalAnnotations.read(found.id, in: platform.scope, isNeeded: false, out)
            let record = BundleDownload.Record(platform: platform, evaluation: found.id, facts: local.facts) {
                out.warn("The outcomes of the items are not kept with the trajectories: \($0)")
            }
            return (download.destination, try await download.run(body, keeping: record) { progress.show($0.text) })
        }
        report(path, check, out)
        out.flush()
        guard opens else { return }
        Interruption.ignore()
        try ScreenLauncher.run(.files([path]))
    }

    private func report(_ path: String, _ check: BundleCheck, _ out: Output) {
        if json.json {
            out.json([
                "file": .string(path), "samples": .int(check.samples), "bytes": .int(check.bytes),
                "skipped": .array(check.skipped.map { ["name": .string($0.name), "reason": .string($0.reason)] }),
                "refused": .array(check.refused.map { ["name": .string($0.name), "reason": .string($0.reason)] }),
            ])
            return
        }
        out.line("\(path): \(check.samples) items, \(CellFormat.bytes(check.bytes)) unpacked")
        let reasons = check.skipped.reduce(into: [String: Int]()) { $0[$1.reason, default: 0] += 1 }
        for (reason, count) in reasons.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            out.line("\(count) skipped: \(reason)")
        }
        for entry in check.refused { out.line("not read: \(entry.name): \(entry.reason)") }
        if !opens { out.note("trawl open \(Quote.shell(SystemPath.argument(path))) browses it.") }
    }
}
