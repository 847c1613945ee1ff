import ArgumentParser
import Foundation
import Platform
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
        let comparison = found.comparison
        if json.json { return out.json(Self.json(found)) }
        for line in Self.heading(found) { out.line(line) }
        var table = Table([.text("change"), .text("before"), .text("after"), .flexible("task")])
        for task in comparison.tasks where task.change != .stillPassing {
            table.add([Self.words(task.change), task.before.rawValue, task.after.rawValue, task.task])
        }
        table.print(to: out)
    }

    /// What is compared, and what it is called.
    struct Found {
        let comparison: Comparison
        let before: ComparedSide
        let after: ComparedSide
        let coverage: Coverage
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

    private func comparison(_ platform: any Platform, _ sides: [String], _ out: Output) throws -> Found {
        let old = try KnownItems.load(platform, sides[0], filter: .all, out)
        guard sides.count > 1 else {
            let names = try models.map { try Self.model($0, of: old.rows) }
            return Found(
                comparison: Comparison(old.rows, before: names[0], after: names[1], now: .now),
                before: ComparedSide(old.evaluation, model: names[0]),
                after: ComparedSide(old.evaluation, model: names[1]), coverage: old.coverage)
        }
        let new = try KnownItems.load(platform, sides[1], filter: .all, out)
        return Found(
            comparison: Comparison(before: old.rows, after: new.rows, now: .now),
            before: ComparedSide(old.evaluation), after: ComparedSide(new.evaluation),
            coverage: old.coverage + new.coverage)
    }

    /// The model that is meant: by its name, or the only one with such a part.
    static func model(_ text: String, of rows: [ItemRow]) throws(Failure) -> String {
        let all = Set(rows.compactMap(\.item.model))
        if all.contains(text) { return text }
        let found = all.filter { $0.lowercased().contains(text.lowercased()) }
        if found.count == 1, let only = found.first { return only }
        throw Failure(
            found.isEmpty ? "No item was run by a model \(text)." : "\(text) is part of \(found.count) models' names.",
            hint: "The models are: " + all.sorted().joined(separator: ", "), status: .misuse)
    }

    private static func heading(_ found: Found) -> [String] {
        let comparison = found.comparison
        let (before, after) = (comparison.before.whole, comparison.after.whole)
        var lines = [
            "before: \(found.before.words): \(FailureReport.rate(before))",
            "after:  \(found.after.words): \(FailureReport.rate(after))",
            "change: "
                + (comparison.paired.map(Self.words) ?? "no task was scored on both sides, so nothing is tested"),
        ]
        lines.append("time:   " + figures(comparison) { Show.seconds($0.durationSpread?.median) } + " in the median")
        lines.append("tokens: " + figures(comparison) { Show.count($0.tokens) })
        if comparison.before.whole.cost != nil || comparison.after.whole.cost != nil {
            lines.append("cost:   " + figures(comparison) { $0.cost.map { Figures.cost($0) } ?? "unknown" })
        }
        if let words = comparison.classes.words { lines.append("failure classes: \(words)") }
        lines += comparison.classes.entries.filter { $0.change != .same }.map { entry in
            "  \(entry.change.rawValue): \(entry.countBefore) -> \(entry.failures.count)  \(entry.failures.title)"
        }
        lines += comparison.classes.gone.map { "  gone: \($0.count) -> 0  \($0.title)" }
        let counts = TaskChange.allCases.filter { comparison.count($0) > 0 }
        lines.append("tasks:  " + counts.map { "\(comparison.count($0)) \(words($0))" }.joined(separator: ", "))
        return lines
    }

    private static func words(_ test: PairedTest) -> String {
        let points = { (value: Double) in String(format: "%+.1f", value * 100) }
        let interval = test.interval.map {
            "; 95% CI \(points($0.lowerBound)) to \(points($0.upperBound))"
        }
        return
            "\(points(test.difference)) points over \(test.tasks) tasks scored on both sides (\(test.better) better, "
            + "\(test.worse) worse\(interval ?? "")), \(test.isSignificant ? "significant" : "may be chance") "
            + "(p = \(String(format: "%.3g", test.chance)), \(test.method.words))"
    }

    private static func figures(_ comparison: Comparison, _ figure: (OutcomeTally) -> String) -> String {
        "\(figure(comparison.before.whole)) before, \(figure(comparison.after.whole)) after"
    }

    private static func words(_ change: TaskChange) -> String { change.rawValue.replacing("_", with: " ") }

    static func json(_ found: Found) -> JSONValue {
        let comparison = found.comparison
        func side(_ side: ComparedSide, _ summary: EvaluationSummary) -> JSONValue {
            let (rate, interval) = (summary.whole.passRate, summary.whole.interval)
            return [
                "evaluation_id": .string(side.evaluation.id.text), "name": .string(side.evaluation.name),
                "model": .optional(side.model), "date": .optional(side.date?.iso8601),
                "passed": .int(rate.passed), "failed": .int(rate.failed), "pass_rate": Show.rounded(rate.rate),
                "pass_rate_low": Show.rounded(interval?.lowerBound),
                "pass_rate_high": Show.rounded(interval?.upperBound),
                "duration_p50_s": Show.exact(seconds: summary.whole.durationSpread?.median),
                "duration_p95_s": Show.exact(seconds: summary.whole.durationSpread?.p95),
                "tokens": .quantity(summary.whole.tokens), "cost_usd": Show.rounded(summary.whole.cost),
            ]
        }
        let test = comparison.paired
        let counts = TaskChange.allCases.map { ($0.rawValue, JSONValue.int(comparison.count($0))) }
        return [
            "before": side(found.before, comparison.before), "after": side(found.after, comparison.after),
            "common_tasks": .int(test?.tasks ?? 0), "better": .int(test?.better ?? 0), "worse": .int(test?.worse ?? 0),
            "pass_rate_difference": Show.rounded(test?.difference),
            "difference_low": Show.rounded(test?.interval?.lowerBound),
            "difference_high": Show.rounded(test?.interval?.upperBound),
            "p_value": Show.rounded(test?.chance), "test": .optional(test?.method.rawValue),
            "counts": .object(JSONObject(counts)),
            "classes": ClassChangesJSON.json(comparison.classes), "coverage": found.coverage.json,
            "complete": .bool(found.coverage.isWhole),
            "tasks": .array(
                comparison.tasks.map { task in
                    [
                        "task": .string(task.task), "change": .string(task.change.rawValue),
                        "before": .string(task.before.rawValue), "after": .string(task.after.rawValue),
                    ]
                }),
        ]
    }
}
