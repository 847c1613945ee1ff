import Terminal
import Trajectory

/// What stands out about a step, by sign and colour: one column; nil where nothing does.
enum OutlineMark {
    static func span(_ step: StepOutline) -> Span? {
        for (flag, sign, slot) in marks where step.flags.contains(flag) { return Span(sign, slot) }
        return nil
    }

    private static let marks: [(StepFlags, String, Slot)] = [
        (.refusal, "⊗", .refusal), (.error, "!", .stepError), (.compaction, "═", .boundary), (.subagent, "↳", .link),
        (.sidechain, "┆", .boundary), (.deterministic, "∙", .dim),
    ]
}
