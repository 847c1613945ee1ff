package import Terminal
package import Trajectory
import Triage

/// What stands out about a step, by sign and colour: one column.
package enum StepSymbol {
    /// The sign; nil where nothing stands out.
    package static func span(_ flags: StepFlags) -> Span? {
        for (flag, sign, slot) in marks where flags.contains(flag) { return Span(sign, slot) }
        return nil
    }

    private static let marks: [(StepFlags, String, ThemeSlot)] = [
        (.refusal, "⊗", .refusal), (.error, "!", .stepError), (.compaction, "═", .boundary), (.subagent, "↳", .link),
        (.sidechain, "┆", .boundary), (.deterministic, "∙", .dim),
    ]
}
