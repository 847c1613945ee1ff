import Foundation
import Platform
import Terminal
import Trajectory
import Triage
import Wire

/// Runs step by step, for people and scripts: two of them, or a failed one and all passed ones of its task.
enum RunComparison {
    /// One of the runs, with what it is called.
    struct Run {
        let evaluation: Evaluation
        let item: EvaluationItem
        let document: TrajectoryDocument

        /// `web/sqli-3 (failed), nightly, openai/gpt-5, 2026-11-30 (UTC)`
        var words: String { "\(item.taskName) (\(item.status.rawValue)), \(side.words)" }

        private var side: ComparedSide { ComparedSide(evaluation, model: item.model) }

        var json: JSONValue {
            [
                "evaluation_id": .string(evaluation.id.text), "name": .string(evaluation.name),
                "item_id": .string(item.id.text), "task": .string(item.taskName), "model": .optional(side.model),
                "status": .string(item.status.rawValue), "date": .optional((item.startedAt ?? side.date)?.iso8601),
                "steps": .int(document.stepCount),
            ]
        }

        var sketches: [StepSketch] { (0..<document.stepCount).compactMap { document.sketch($0) } }
    }

    static func print(
        _ platform: any Platform, _ before: Target, _ after: Target, asJSON: Bool, to out: Output
    ) throws {
        let (old, new) = try runBlocking { (try await read(before, platform), try await read(after, platform)) }
        let alignment = TrajectoryAlignment(left: old.sketches, right: new.sketches)
        if asJSON { return out.json(json(alignment, old, new)) }
        out.line("a: \(old.words)")
        out.line("b: \(new.words)")
        out.line(heading(alignment))
        var table = Table([.text("change"), .number("a"), .number("b"), .text("tool"), .flexible("step")])
        for row in alignment.rows where row.change != .same {
            let left = row.left.flatMap { old.document.outline($0) }
            let right = row.right.flatMap { new.document.outline($0) }
            guard row.change == .action, let left, let right else {
                if let one = left ?? right {
                    table.add([
                        words(row.change), number(row.left), number(row.right), one.tool ?? "", one.preview,
                    ])
                }
                continue
            }
            let texts = previews(row, left, right, old.document, new.document)
            table.add([words(row.change), number(row.left), "", left.tool ?? "", texts.left])
            table.add([words(row.change), "", number(row.right), right.tool ?? "", texts.right])
        }
        table.print(to: out)
    }

    /// The previews of two steps that differ; where they look the same, what is around the first difference.
    private static func previews(
        _ row: AlignedStep, _ left: StepOutline, _ right: StepOutline, _ old: TrajectoryDocument,
        _ new: TrajectoryDocument
    ) -> (left: String, right: String) {
        guard left.preview == right.preview, let here = row.left.flatMap({ old.step($0) }),
            let there = row.right.flatMap({ new.step($0) })
        else { return (left.preview, right.preview) }
        let (one, other) = (Sanitize.line(text(of: here)), Sanitize.line(text(of: there)))
        let common = max(0, one.commonPrefix(with: other).count - 24)
        return ("…" + one.dropFirst(common).prefix(200), "…" + other.dropFirst(common).prefix(200))
    }

    private static func text(of step: Step) -> String {
        step.calls.isEmpty
            ? step.message.plainText
            : step.calls.map { "\($0.name) \($0.arguments.string ?? $0.arguments.serialized())" }.joined(separator: " ")
    }

    private static func read(_ target: Target, _ platform: any Platform) async throws -> Run {
        let resolver = Resolver(platform: platform)
        guard let name = target.evaluation else { throw CommandError.misuse("an evaluation is missing") }
        let evaluation = try await resolver.evaluation(name)
        let item = try await resolver.item(target.item ?? "", of: evaluation.id)
        return try await read(item, of: evaluation, platform)
    }

    private static func read(
        _ item: EvaluationItem, of evaluation: Evaluation, _ platform: any Platform
    ) async throws -> Run {
        guard let session = item.sessionID else {
            throw CommandError("Item \(item.id.short) has no trajectory.", status: .notFound)
        }
        let body = try await platform.trajectory(of: session, form: .atif, includeCompacted: false)
        let document = try await TrajectoryDocument.read(body, name: session.text)
        return Run(evaluation: evaluation, item: item, document: document)
    }

    // MARK: All passed ones

    /// A run beside every one of its task that passed: how far each did the same.
    static func printPassed(_ platform: any Platform, _ target: Target, asJSON: Bool, to out: Output) throws {
        let (run, passed, unread) = try runBlocking { () async throws -> (Run, [Run], Int) in
            let run = try await read(target, platform)
            let items = try await platform.items(of: run.evaluation.id).collect()
            let wanted = ComparableItems.passed(beside: run.item, among: items)
            var passed: [Run] = []
            for item in wanted {
                if let one = try? await read(item, of: run.evaluation, platform) { passed.append(one) }
            }
            return (run, passed, wanted.count - passed.count)
        }
        let sketches = run.sketches
        let found = passed.map { ($0, TrajectoryAlignment(left: sketches, right: $0.sketches)) }
            .sorted { shared($0.1) > shared($1.1) }
        let coverage = Coverage(searched: passed.count, of: passed.count + unread, unread: unread)
        if let words = coverage.words("read") { out.warn(words) }
        if asJSON {
            return out.json([
                "a": run.json, "coverage": coverage.json, "complete": .bool(coverage.isWhole),
                "passed": .array(found.map { json($0.1, run, $0.0) }),
            ])
        }
        out.line("a: \(run.words)")
        guard let nearest = found.first else { return out.line("No item of this task passed.") }
        out.line("b: each of \(NumberFormat.counted(found.count, "passed item")) of the task, the most alike first")
        out.line(heading(nearest.1))
        var table = Table([
            .text("b"), .flexible("model"), .number("same"), .number("differ"), .number("a"), .number("b"),
            .flexible("b did"),
        ])
        for (one, alignment) in found {
            let row = alignment.divergence.map { alignment.rows[$0] }
            let step = row?.right.flatMap { one.document.outline($0) }
            table.add([
                out.id(one.item.id), one.item.model ?? "", String(shared(alignment)), String(alignment.differences),
                number(row?.left), number(row?.right),
                [step?.tool, step?.preview].compactMap(\.self).joined(separator: " "),
            ])
        }
        table.print(to: out)
    }

    /// Steps for which both did the same.
    private static func shared(_ alignment: TrajectoryAlignment) -> Int { alignment.divergence ?? alignment.rows.count }

    static func heading(_ alignment: TrajectoryAlignment) -> String {
        guard let divergence = alignment.divergence else {
            return alignment.differences == 0
                ? "Both did the same."
                : "Both did the same; \(alignment.differences) of \(alignment.rows.count) rows differ in words or results."
        }
        let row = alignment.rows[divergence]
        let places = [row.left.map { "A step \($0 + 1)" }, row.right.map { "B step \($0 + 1)" }].compactMap { $0 }
        let same = "Same for \(NumberFormat.counted(divergence, "step"))"
        return "\(same), then \(places.joined(separator: " and ")) differ. "
            + "\(alignment.differences) of \(alignment.rows.count) rows differ."
    }

    static func json(_ alignment: TrajectoryAlignment, _ old: Run, _ new: Run) -> JSONValue {
        [
            "a": old.json, "b": new.json,
            "steps_a": .int(old.document.stepCount), "steps_b": .int(new.document.stepCount),
            "differences": .int(alignment.differences),
            "divergence": .optional(alignment.divergence.map { $0 + 1 }),
            "divergence_a": .optional(alignment.divergence.flatMap { alignment.rows[$0].left }.map { $0 + 1 }),
            "divergence_b": .optional(alignment.divergence.flatMap { alignment.rows[$0].right }.map { $0 + 1 }),
            "rows": .array(
                alignment.rows.map { row in
                    [
                        "change": .string(row.change.rawValue), "a": .optional(row.left.map { $0 + 1 }),
                        "b": .optional(row.right.map { $0 + 1 }),
                    ]
                }),
        ]
    }

    private static func number(_ index: Int?) -> String { index.map { String($0 + 1) } ?? "" }

    private static func words(_ change: StepChange) -> String {
        switch change {
        case .same: "same"
        case .answer: "other result"
        case .action: "differs"
        case .onlyLeft: "only a"
        case .onlyRight: "only b"
        }
    }
}
