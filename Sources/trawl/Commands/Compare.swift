import ArgumentParser
import Foundation
import Panes
import Platform
import Shell
import Triage
import Wire

/// `trawl compare A B`: what changed from one evaluation to another, between two models in one, or between two runs.
struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare evaluations or models by task, or items step by step.",
        usage: """
            trawl compare A B
            trawl compare EVALUATION --models A B
            trawl compare EVALUATION/ITEM EVALUATION/ITEM
            trawl compare EVALUATION/ITEM
            """,
        discussion: "An item alone is compared with all items of its task that passed.")

    @Argument(help: ArgumentHelp("The evaluation or run before.", valueName: "a"), completion: .evaluation)
    var before: String

    @Argument(help: ArgumentHelp("The evaluation or run after.", valueName: "b"), completion: .evaluation)
    var after: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Two models of the one evaluation, or parts of their names.", valueName: "model"))
    var models: [String] = []

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, md, html
    }

    @Option(help: "How two evaluations, or models, are written.")
    var format: Format = .text

    @OptionGroup var json: JSONOption
    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        let isItem = models.isEmpty && (try? Target(before))?.item != nil
        guard models.isEmpty ? after != nil || isItem : models.count == 2 && after == nil else {
            throw ValidationError("Name two evaluations, one or two items, or one evaluation and --models A B.")
        }
    }

    func run() throws {
        let out = output.open()
        let (platform, places) = try openPlaces(out)
        let (target, other) = (places[0], places.count > 1 ? places[1] : nil)
        defer { out.flush() }
        if target.item != nil, let other, other.item != nil {
            return try RunComparison.print(platform, target, other, asJSON: json.json, to: out)
        }
        if target.item != nil, after == nil {
            return try RunComparison.printPassed(platform, target, asJSON: json.json, to: out)
        }
        let names = zip(places, [before, after].compactMap(\.self)).map { $0.path == nil ? $1 : $0.evaluation ?? $1 }
        let found = try comparison(platform, names, out)
        if json.json { return out.json(found.json) }
        switch format {
        case .text: break
        case .md: return found.blocks.markdown.forEach(out.clean)
        case .html: return HTMLPage.lines(title: found.title, found.blocks).forEach(out.clean)
        }
        for line in found.heading { out.line(line) }
        var table = Table([.text("change"), .text("before"), .text("after"), .flexible("task")])
        for task in found.comparison.tasks where task.change != .stillPassing {
            table.add([task.change.words, task.before.rawValue, task.after.rawValue, task.task])
        }
        table.print(to: out)
    }

    /// Files that hold one item each are compared step by step.
    private func openPlaces(_ out: Output) throws -> (any Platform, [Target]) {
        let written = try [before, after].compactMap(\.self).map { try Target($0) }
        let (platform, places) = try platform.openForScript(out, at: written)
        guard models.isEmpty, written.count == 2, written.allSatisfy({ $0.path != nil }) else {
            return (platform, places)
        }
        return try runBlocking {
            var items = places
            for index in items.indices where items[index].item == nil {
                let all = try await platform.items(of: EvaluationID(items[index].evaluation ?? "")).collect()
                guard all.count == 1 else { return (platform, places) }
                items[index].item = all[0].id.text
            }
            return (platform, items)
        }
    }

    private func comparison(_ platform: any Platform, _ sides: [String], _ out: Output) throws -> ComparisonReport {
        let old = try AnnotatedItems.load(platform, sides[0], filter: .all, out)
        guard sides.count > 1 else {
            let names = try models.map { try Self.model($0, of: old.rows) }
            return ComparisonReport(
                comparison: Comparison(old.rows, before: names[0], after: names[1], now: .now),
                before: ComparedSide(old.evaluation, model: names[0]),
                after: ComparedSide(old.evaluation, model: names[1]), coverage: old.coverage)
        }
        let new = try AnnotatedItems.load(platform, sides[1], filter: .all, out)
        return ComparisonReport(
            comparison: Comparison(before: old.rows, after: new.rows, now: .now),
            before: ComparedSide(old.evaluation), after: ComparedSide(new.evaluation),
            coverage: old.coverage + new.coverage)
    }

    /// The model that is meant: by its name, or the only one with such a part.
    static func model(_ text: String, of rows: [ItemRow]) throws(CommandError) -> String {
        let all = Set(rows.compactMap(\.item.model))
        if all.contains(text) { return text }
        let found = all.filter { $0.lowercased().contains(text.lowercased()) }
        if found.count == 1, let only = found.first { return only }
        throw CommandError(
            found.isEmpty ? "No item was run by a model \(text)." : "\(text) is part of \(found.count) models' names.",
            hint: "The models are: " + all.sorted().joined(separator: ", "), status: .misuse)
    }
}
