import Platform
import TextSearch
import Trajectory
import Wire

/// What an item says itself of a refusal: its stop reason, its error, its result.
enum RefusalFacts {
    static func finding(of item: EvaluationItem) -> RefusalFinding? {
        let agent = item.metadata.flatMap { RuntimeReport(metadata: $0)?.agent }
        if let reason = agent?.stopReason ?? reason(in: item.result, depth: 3),
            ErrorMarkers.isRefusal(stopReason: reason)
        {
            return make("stop_reason: \(reason)", item.error ?? agent?.error ?? "")
        }
        for case let text? in [item.error, agent?.error] {
            if let place = error?.firstMatch(in: text) {
                return make(String(decoding: Array(text.utf8)[place], as: UTF8.self), text)
            }
        }
        return nil
    }

    /// How providers and runners write that a model, or the filter before it, refused.
    private static let error = try? TextRegex(
        "(?i)stop_?reason:? ?\\W?(?:refusal|content_filter|safety)|\\brefusal\\b|\\b(?:model|agent|assistant|provider) (?:has |was )?(?:refused|declined)\\b"
            + "|content[ _-]?(?:filter|policy|management)|usage polic|safety (?:filter|system|settings|policy)|responsible ?ai"
            + "|prohibited[ _]content|blocked by (?:the )?(?:\\w+ )?(?:safety|policy|filter|moderation)|flagged by moderation"
    )

    private static func make(_ phrase: String, _ text: String) -> RefusalFinding {
        RefusalFinding(
            step: nil, phrase: phrase, snippet: TextSnippet.beginning(of: text), strength: .marked, source: .item,
            place: .run)
    }

    /// A stop reason that stands somewhere near the top of a result.
    private static func reason(in json: JSONValue?, depth: Int) -> String? {
        guard depth > 0, let object = json?.object else { return nil }
        for name in ["stop_reason", "finish_reason", "stopReason", "finishReason"] {
            if let text = object[name]?.string { return text }
        }
        for member in object.members {
            if let found = reason(in: member.value, depth: depth - 1) { return found }
        }
        return nil
    }
}
