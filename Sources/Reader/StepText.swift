import RichText
import Shell
import TextSearch
package import Trajectory
import Triage

/// How often something was found.
struct FindCount: Hashable, Sendable {
    var shown = 0
    /// In what `:hide` leaves out.
    var hidden = 0

    mutating func add(_ count: Int, isHidden: Bool) {
        if isHidden { hidden += count } else { shown += count }
    }
}

/// The texts of a step in which people look for things: what is drawn, without headers and labels.
package enum StepText {
    /// A text, and whose words it is.
    struct Piece {
        var kinds: Set<TextScope>
        var text: String
    }

    /// How often a pattern stands in what is shown of a step, and in what is not.
    static func count(_ pattern: FindPattern, in step: Step, hiding kinds: Set<StepFilter.Kind>) -> FindCount {
        var count = FindCount()
        for piece in pieces(of: step) where pattern.looksAt(piece.kinds) {
            count.add(pattern.count(in: piece.text), isHidden: isHidden(piece, of: step.source, kinds))
        }
        return count
    }

    static func isHidden(_ piece: Piece, of source: StepSource, _ kinds: Set<StepFilter.Kind>) -> Bool {
        guard !kinds.isEmpty else { return false }
        if StepFilter.drops(source, kinds) { return true }
        if kinds.contains(.reasoning), piece.kinds.contains(.reasoning) { return true }
        return kinds.contains(.tools) && !piece.kinds.isDisjoint(with: [.call, .result, .error])
    }

    /// What a step says, to be taken away: its calls as they were received, and not as they are drawn.
    package static func texts(of step: Step) -> [String] { pieces(of: step) { [received($0)] }.map(\.text) }

    /// A call's name, and what it asks for as it was received.
    private static func received(_ call: ToolCall) -> String {
        let lines = CallLines.render(call.arguments, isColoured: false, most: .max, isRaw: true)
        return lines.isEmpty ? call.name : call.name + "\n" + RichLine.taken(lines)
    }

    /// The text of one part, as it was received; nil where the step has no such part.
    static func text(of part: SectionKind, in step: Step) -> String? {
        switch part {
        case .header, .message: return step.message.plainText
        case .reasoning: return step.reasoning ?? step.message.plainText
        case .call(let number):
            guard step.calls.indices.contains(number) else { return nil }
            return received(step.calls[number])
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
        pieces(of: step) { CallLines.titled($0.name, $0.arguments, isColoured: false).map(\.text) }
    }

    private static func pieces(of step: Step, _ texts: (ToolCall) -> [String]) -> [Piece] {
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
            pieces += texts(call).map { Piece(kinds: [.call], text: $0) }
            pieces += call.results.map(piece)
        }
        return pieces + step.results.map(piece)
    }

    private static func piece(_ result: ToolResult) -> Piece {
        Piece(kinds: TextScope.kinds(of: result), text: result.text)
    }
}

extension StepMatches {
    /// Nil where there is none.
    init?(index: Int, _ count: FindCount, in step: Step) {
        guard count.shown + count.hidden > 0 else { return nil }
        self.init(
            index: index, count: count.shown, isCopied: step.flags.contains(.copied), hidden: count.hidden)
    }
}
