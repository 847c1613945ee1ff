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

    /// The text of one part, as it was received; nil where the step has no such part.
    static func text(of part: PartKind, in step: Step) -> String? {
        switch part {
        case .header, .message: return step.message.plainText
        case .reasoning: return step.reasoning ?? step.message.plainText
        case .call(let number):
            guard step.calls.indices.contains(number) else { return nil }
            return CallLines.titled(step.calls[number], isColoured: false).map(\.text).joined(separator: "\n")
        case .result(let call, let number):
            guard step.calls.indices.contains(call), step.calls[call].results.indices.contains(number) else {
                return nil
            }
            return step.calls[call].results[number].text
        case .looseResult(let number): return step.results.indices.contains(number) ? step.results[number].text : nil
        }
    }

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
            pieces += CallLines.titled(call, isColoured: false).map { Piece(kinds: [.call], text: $0.text) }
            pieces += call.results.map(piece)
        }
        return pieces + step.results.map(piece)
    }

    private static func piece(_ result: ToolResult) -> Piece {
        Piece(kinds: TextScope.kinds(of: result), text: result.text)
    }
}
