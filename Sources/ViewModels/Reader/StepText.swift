import TextSearch
import Trajectory
import Triage

/// The texts of a step in which people look for things: what is drawn, without headers and labels.
package enum StepText {
    /// A text, and whose words it is.
    struct Piece {
        var kinds: Set<TextScope>
        var text: String
    }

    package static func count(_ pattern: FindPattern, in step: Step) -> Int {
        pieces(of: step).reduce(0) { $0 + (pattern.looksAt($1.kinds) ? pattern.count(in: $1.text) : 0) }
    }

    package static func texts(of step: Step) -> [String] { pieces(of: step).map(\.text) }

    /// Reasoning, message, calls with their results, loose results: in the order in which they are drawn.
    static func pieces(of step: Step) -> [Piece] {
        var pieces: [Piece] = []
        if let reasoning = step.reasoning { pieces.append(Piece(kinds: [.reasoning], text: reasoning)) }
        for part in step.message {
            switch part {
            case .text(let text), .refusal(let text):
                pieces.append(Piece(kinds: [TextScope(step.source)], text: text))
            case .reasoning(let text): pieces.append(Piece(kinds: [.reasoning], text: text))
            case .media, .unknown: break
            }
        }
        for call in step.calls {
            let asked = [call.name] + CallLines.render(call).map(\.text)
            pieces += asked.map { Piece(kinds: [.call], text: $0) }
            pieces += call.results.map(piece)
        }
        return pieces + step.results.map(piece)
    }

    private static func piece(_ result: ToolResult) -> Piece {
        Piece(kinds: TextScope.kinds(of: result), text: result.text)
    }
}
