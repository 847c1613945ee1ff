package import Shell
import Trajectory
import Wire

/// A jump to the next or previous step of a kind.
package struct StepJump {
    package let isForward: Bool
    /// What is looked for, for the message that says there is none.
    package let words: String
    package let matches: (SurveyedStep) -> Bool
    private let noun: String

    /// The jump that a command stands for; nil for other commands.
    package init?(_ command: Command) {
        guard let row = Self.table.first(where: { $0.forward == command || $0.backward == command }) else { return nil }
        isForward = row.forward == command
        words = (isForward ? "further " : "earlier ") + row.words
        matches = row.matches
        noun = row.words
    }

    /// "error 2 of 5"; "of 5 so far" where not all steps were looked at.
    func place(of found: SurveyedStep, among steps: [SurveyedStep], isAll: Bool) -> String {
        let alike = steps.filter(matches)
        let number = (alike.firstIndex { $0.index == found.index } ?? 0) + 1
        return
            "\(noun) \(NumberFormat.grouped(number)) of \(NumberFormat.grouped(alike.count))\(isAll ? "" : " so far")"
    }

    private static let table:
        [(forward: Command, backward: Command, words: String, matches: @Sendable (SurveyedStep) -> Bool)] = [
            (.nextError, .previousError, "error", { $0.flags.contains(.error) }),
            (.nextRefusal, .previousRefusal, "refusal", { $0.flags.contains(.refusal) }),
            (.nextTool, .previousTool, "tool call", { $0.flags.contains(.toolCall) }),
            (.nextAgent, .previousAgent, "turn of the agent", { $0.source == .agent }),
            (.nextSubagent, .previousSubagent, "sub-agent", { $0.flags.contains(.subagent) }),
            (.nextUser, .previousUser, "turn of the user", { $0.source == .user }),
        ]
}
