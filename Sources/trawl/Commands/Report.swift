import ArgumentParser
import LocalState
import Platform
import Shell
import Triage
import Wire

/// `trawl report`: what failed in an evaluation and why, to hand to somebody.
struct Report: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case md, html, json, csv
    }

    static let configuration = CommandConfiguration(
        abstract: "Report the failure classes of an evaluation.",
        discussion: "md or html to read, json for programs (one document), csv with one row a class.")

    @Argument(help: ArgumentHelp("Id, beginning of an id, or name.", valueName: "evaluation"), completion: .evaluation)
    var evaluation: String

    @Option(help: "How it is written.")
    var format: Format = .md

    @Option(parsing: .unconditional, help: ArgumentHelp("Only items that pass.", valueName: "filter"))
    var filter = ""

    @Flag(
        name: .customLong("last-errors"),
        help: "Take the error from the trajectory where an item has none.")
    var lastErrors = false

    @Flag(help: "Leave what looks like a key or a password as it is.")
    var reveal = false

    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let filter = try ItemFilter(parsing: filter)
        let out = output.open()
        let (platform, names) = try platform.openForScript(out, evaluations: [evaluation])
        let items = try AnnotatedItems.load(platform, names[0], filter: filter, out)
        let rows = items.passing(filter, now: .now)
        var local = items.local
        if lastErrors { local.lastErrors = try Self.lastErrors(of: rows, platform, out) }
        var report = FailureReport(
            items.evaluation, rows, filter: filter, local: local, scope: platform.scope, now: .now)
        report.coverage = items.coverage
        // What is noted of an evaluation is of all its items, whatever this report is of.
        let isWhole = filter.isEmpty && !lastErrors
        let all = isWhole ? report.classes : ItemTable(items.rows).failureClasses()
        var seen = [(items.evaluation, all)]
        if let before = try earlier(items.evaluation, filter, platform, out) {
            report.since = (before.run, ClassChanges(before: before.classes, after: report.classes))
            report.coverage = items.coverage + before.coverage
            if isWhole { seen.append((before.run, before.classes)) }
        }
        report.history = try history(of: seen, in: platform.scope, out)
        defer { out.flush() }
        switch format {
        case .json: out.json(report.json, shown)
        case .md: for line in report.blocks.markdown { out.clean(shown(line)) }
        case .html:
            for line in HTMLPage.lines(title: report.evaluation.name, report.blocks) { out.clean(shown(line)) }
        case .csv: for line in report.csv { out.clean(shown(line)) }
        }
    }

    private func shown(_ text: String) -> String { reveal ? text : Secrets.masked(text) }

    /// The classes of the last evaluation of the same name; nil where this is the first.
    private func earlier(
        _ evaluation: Evaluation, _ filter: ItemFilter, _ platform: any Platform, _ out: Output
    ) throws -> (run: Evaluation, classes: [FailureClass], coverage: Coverage)? {
        guard let run = try runBlocking({ try await platform.evaluationBefore(evaluation) }) else {
            return nil
        }
        let items = try AnnotatedItems.load(platform, run.id.text, filter: filter, out)
        let rows = items.passing(filter, now: .now)
        let errors = lastErrors ? try Self.lastErrors(of: rows, platform, out) : [:]
        return (run, ItemTable(rows).failureClasses(lastErrors: errors), items.coverage)
    }

    /// Notes the classes of evaluations on this machine, and gives all that is noted. What cannot be kept is a remark: the
    /// report does not depend on it.
    private func history(
        of seen: [(evaluation: Evaluation, classes: [FailureClass])], in scope: PlatformScope, _ out: Output
    ) throws -> [String: [ClassSighting]] {
        try runBlocking {
            do {
                let database = try MarksDatabase(path: Folders().marks)
                let place = MarksDatabase.Scope(scope)
                for (evaluation, classes) in seen {
                    try await database.store(ClassSighting.of(classes, in: evaluation), of: evaluation.id, in: place)
                }
                return try await database.sightings(in: place)
            } catch  where !(error is CancellationError) {
                out.note("first seen is left out: \(Folders().marks) cannot be used")
                return [:]
            }
        }
    }

    /// The last errors of the failures that say nothing themselves.
    private static func lastErrors(
        of rows: [ItemRow], _ platform: any Platform, _ out: Output
    ) throws -> [ItemID: String] {
        let silent = rows.filter { $0.isSilentFailure && $0.item.sessionID != nil }.map(\.item)
        let progress = Progress(quiet: out.isQuiet)
        defer { progress.clear() }
        return try runBlocking {
            var found: [ItemID: String] = [:]
            var done = 0
            try await LastErrors(platform: platform).read(silent) { result in
                done += 1
                found[result.item] = result.text
                progress.show("\(done) of \(silent.count) trajectories")
            }
            return found
        }
    }
}
