import Platform
import Reader
import RichText
package import Shell
import Terminal
import TextSearch
import Triage
import Wire

// What stands below the hits and the refusals: the row's text, whole, then what is known of its item.

extension HitsModel {
    package var previewID: String? {
        switch selected {
        case .sample(let hit): "\(hit.itemID.text) \(answered)"
        case .message(let message, let hit): "\(hit.itemID.text) \(message.id) \(answered)"
        case nil: nil
        }
    }

    package var previewContent: Preview.Content? {
        guard let hit = selectedHit else { return nil }
        let item = known[hit.itemID]
        var lines: [RichLine] = []
        if case .message(let message, _) = selected {
            lines += Self.lines(of: message)
        } else if let found = messages[hit.itemID]?.hits, !found.isEmpty {
            lines += Array(found.map { Self.lines(of: $0) }.joined(separator: [.blank]))
        } else {
            lines += Sanitize.lines(MatchText.plain(hit.snippet ?? "")).map { RichLine([Span($0)]) }
        }
        return Preview.Content(
            item?.taskName ?? hit.itemID.short, lines + (item.map(ItemDetail.brief) ?? []),
            lit: QueryWords(answered).find)
    }

    private static func lines(of message: MessageHit) -> [RichLine] {
        let place = message.step.map { "step \($0)" } ?? "message \(message.seq)"
        return [RichLine([Span("\(place), \(Sanitize.line(message.part ?? message.role))", .dim)])]
            + Sanitize.lines(MatchText.plain(message.content)).map { RichLine([Span($0)]) }
    }
}

/// The text of a match.
package enum MatchText {
    /// Without the tags that full-text searches put around matches.
    package static func plain(_ text: String) -> String {
        ["<b>", "</b>", "<mark>", "</mark>", "<em>", "</em>"].reduce(text) { $0.replacing($1, with: "") }
    }
}

extension SweepModel {
    package var previewID: String? { selected?.item.text }

    package var previewContent: Preview.Content? {
        guard let selected else { return nil }
        let item = known[selected.item]
        var lines = selected.findings.flatMap { finding -> [RichLine] in
            let place = finding.step.map { "step \($0), " } ?? ""
            let words =
                "\(place)\(finding.place.rawValue), \(finding.strength.rawValue): \(Sanitize.line(finding.phrase))"
            return [RichLine([Span(words, .dim)])] + Sanitize.lines(finding.snippet).map { RichLine([Span($0)]) } + [
                .blank
            ]
        }
        if let hint = selected.hint {
            lines +=
                [RichLine([Span("Not read yet: somebody said", .dim)])]
                + Sanitize.lines(hint).map { RichLine([Span($0)]) }
        }
        if lines.last == .blank { lines.removeLast() }
        return Preview.Content(item?.taskName ?? selected.item.short, lines + (item.map(ItemDetail.brief) ?? []))
    }
}
