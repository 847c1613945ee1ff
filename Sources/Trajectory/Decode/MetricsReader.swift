import Wire

/// Reads tokens and cost, under the names of all formats.
enum MetricsReader {
    /// Metrics from an object of counts; nil where it names none.
    static func metrics(_ value: JSONValue?, cost: Quantity? = nil) -> Metrics? {
        let details = value?["prompt_tokens_details"] ?? value?["input_tokens_details"] ?? value?["cache"]
        let metrics = Metrics(
            promptTokens: first(
                value, ["prompt_tokens", "input_tokens", "input", "inputTokens", "promptTokens", "promptTokenCount"]),
            completionTokens: first(
                value,
                [
                    "completion_tokens", "output_tokens", "output", "outputTokens", "completionTokens",
                    "candidatesTokenCount",
                ]
            ),
            cachedTokens: first(
                value,
                [
                    "cached_tokens", "cache_read_input_tokens", "cached_input_tokens", "cached", "cacheRead",
                    "cacheReadInputTokens",
                ]) ?? details?["cached_tokens"]?.count ?? details?["read"]?.count,
            cost: value?["cost_usd"]?.quantity ?? value?["cost"]?.quantity ?? value?["cost"]?["total"]?.quantity ?? cost
        )
        return metrics == Metrics() ? nil : metrics
    }

    private static func first(_ value: JSONValue?, _ keys: [String]) -> Quantity? {
        keys.lazy.compactMap { value?[$0]?.count }.first
    }
}
