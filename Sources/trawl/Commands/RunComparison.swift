import Platform
import Trajectory
import Triage
import Wire

/// Two runs step by step, for people and scripts.
enum RunComparison {
    static func print(
        _ platform: any Platform, _ before: Target, _ after: Target, asJSON: Bool, to out: Output
    ) throws {
        let (old, new) = try runBlocking {
            (try await read(before, platform), try await read(after, platform))
        }
        let alignment = RunAlignment(left: sketches(old), right: sketches(new))
        if asJSON { return out.json(json(alignment, old, new)) }
        out.line(heading(alignment))
        var table = Table([.text("change"), .number("a"), .number("b"), .text("tool"), .flexible("step")])
        for row in alignment.rows where row.change != .same {
            let left = row.left.flatMap { old.outline($0) }
            let right = row.right.flatMap { new.outline($0) }
            for outline in row.change == .action ? [left, right] : [left ?? right] {
                guard let outline else { continue }
                table.add([
                    words(row.change), outline == right && row.change == .action ? "" : number(row.left),
                    outline == left && row.change == .action ? "" : number(row.right), outline.tool ?? "",
                    outline.preview,
                ])
            }
        }
        table.print(to: out)
    }

    private static func read(_ target: Target, _ platform: any Platform) async throws -> TrajectoryDocument {
        let session = try await TrajectoryCommand.session(target, platform)
        let body = try await platform.trajectory(of: session, form: .atif, includeCompacted: false)
        return try await TrajectoryDocument.read(body, name: session.text)
    }

    private static func sketches(_ document: TrajectoryDocument) -> [StepSketch] {
        (0..<document.stepCount).compactMap { document.sketch($0) }
    }

    static func heading(_ alignment: RunAlignment) -> String {
        guard let divergence = alignment.divergence else { return "Both runs did the same." }
        let row = alignment.rows[divergence]
        let places = [row.left.map { "step \($0 + 1) of a" }, row.right.map { "step \($0 + 1) of b" }].compactMap { $0 }
        let same = "The same was done for \(divergence) step\(divergence == 1 ? "" : "s")"
        return "\(same); they part at \(places.joined(separator: ", ")). "
            + "\(alignment.differences) of \(alignment.rows.count) rows differ."
    }

    static func json(
        _ alignment: RunAlignment, _ old: TrajectoryDocument, _ new: TrajectoryDocument
    ) -> JSONValue {
        [
            "steps_a": .int(old.stepCount), "steps_b": .int(new.stepCount), "differences": .int(alignment.differences),
            "divergence": .optional(alignment.divergence.map { $0 + 1 }),
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
        case .answer: "other answer"
        case .action: "differs"
        case .onlyLeft: "only a"
        case .onlyRight: "only b"
        }
    }
}
