import Foundation
import Terminal
import TestSupport
import Testing
import Trajectory
import Wire

@testable import Reader

@Suite("Nothing is lost", .enabled(if: FixtureFiles.areHere, Comment(rawValue: FixtureFiles.absence)))
struct NothingLostTests {
    /// Blanks are where rows break, tabs become blanks, and rules stand before rows: they do not count.
    private static func essence(_ text: String) -> [UInt8] {
        let bars: Set<[UInt8]> = [Array("┊".utf8), Array("▏".utf8)]
        let bytes = Array(text.utf8)
        var kept: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if bytes[at] == 0xE2, at + 2 < bytes.count, bars.contains(Array(bytes[at...(at + 2)])) {
                at += 3
            } else {
                if bytes[at] != 0x20, bytes[at] != 0x0A { kept.append(bytes[at]) }
                at += 1
            }
        }
        return kept
    }

    private static func holds(_ text: [UInt8], _ piece: [UInt8]) -> Bool {
        piece.isEmpty || Data(text).range(of: Data(piece)) != nil
    }

    /// What should be on the screen for each part: text as it is cleaned, with the colours of tools taken out.
    private static func expected(_ step: Step) -> [(SectionKind, String)] {
        var texts: [(SectionKind, String)] = []
        if let reasoning = step.reasoning { texts.append((.reasoning, prose(reasoning))) }
        for part in step.message {
            switch part {
            case .text(let text), .refusal(let text): texts.append((.message, prose(text)))
            case .reasoning(let text): texts.append((.reasoning, prose(text)))
            case .media, .unknown: break
            }
        }
        for (number, call) in step.calls.enumerated() {
            for member in call.arguments.object?.members ?? [] {
                if let text = member.value.string { texts.append((.call(number), prose(text))) }
            }
            for (at, result) in call.results.enumerated() {
                texts += outputs(result).map { (.result(call: number, at), $0) }
            }
        }
        for (number, result) in step.results.enumerated() {
            texts += outputs(result).map { (.looseResult(number), $0) }
        }
        return texts
    }

    private static func prose(_ text: String) -> String { Sanitize.lines(text).joined(separator: "\n") }

    private static func outputs(_ result: ToolResult) -> [String] {
        result.parts.compactMap { part in
            switch part {
            case .text(let text), .refusal(let text), .reasoning(let text):
                Sanitize.spans(text, slot: .result).joined().map(\.text).joined()
            case .media, .unknown: nil
            }
        }
    }

    @Test("Every text of every step is on the screen, unfolded, at every width", arguments: FixtureFiles.paths())
    func nothingLost(path: String) throws {
        let document = try TrajectoryDocument.open(path: path)
        var checked = 0
        for index in 0..<document.stepCount {
            guard let step = document.step(index) else { continue }
            let expected = Self.expected(step).map { ($0.0, Self.essence($0.1)) }
            for width in [120, 80, 40] {
                var options = ReaderOptions(width: width)
                options.folds.all = false
                options.preferences.isRaw = true
                let rows = StepRowsBuilder.build(step, index: index, before: nil, options: options).rows
                checked += 1
                let drawn = Dictionary(grouping: rows, by: \.part).mapValues { rows in
                    Self.essence(rows.flatMap(\.spans).map(\.text).joined())
                }
                for (part, text) in expected where !Self.holds(drawn[part] ?? [], text) {
                    Issue.record("step \(index + 1) at \(width): a text of \(part) is not whole")
                }
                let widest = rows.map { TextWidth.width($0.spans.map(\.text).joined()) }.max() ?? 0
                #expect(widest <= max(width, 16), "step \(index + 1)")
            }
        }
        #expect(checked == document.stepCount * 3)
    }
}
