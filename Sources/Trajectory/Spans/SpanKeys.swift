import Wire

/// Under which names spans keep what was asked, answered and done: the conventions of OpenTelemetry and of those who came
/// before them, the best first.
enum SpanKeys {
    static let asked = [
        "gen_ai.input.messages", "gen_ai.prompt", "llm.input_messages", "ai.prompt.messages", "ai.prompt",
        "gen_ai.request.messages", "langfuse.observation.input", "llm.prompts", "pydantic_ai.all_messages", "input",
        "inputs",
    ]
    static let answered = [
        "gen_ai.output.messages", "gen_ai.completion", "llm.output_messages", "gen_ai.response.messages",
        "langfuse.observation.output", "ai.response.text", "ai.response.object", "output", "outputs",
    ]
    static let answeredCalls = ["ai.response.toolCalls"]
    static let system = ["gen_ai.system_instructions", "gen_ai.system.instructions", "gen_ai.agent.instructions"]
    static let operation = [
        "gen_ai.operation.name", "openinference.span.kind", "traceloop.span.kind", "ai.operationId",
        "llm.request.type", "langfuse.observation.type", "run_type", "type", "as_type", "span_type",
    ]
    static let model = [
        "gen_ai.response.model", "gen_ai.request.model", "llm.model_name", "ai.response.model", "ai.model.id",
        "langfuse.observation.model.name", "model", "model_name", "extra.metadata.ls_model_name",
    ]
    static let inputTokens = [
        "gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.token_count.prompt", "ai.usage.promptTokens",
        "llm.usage.prompt_tokens", "usage.input_tokens", "usage.prompt_tokens", "usage.input",
        "usageDetails.input", "prompt_tokens",
    ]
    static let outputTokens = [
        "gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "llm.token_count.completion",
        "ai.usage.completionTokens", "llm.usage.completion_tokens", "usage.output_tokens", "usage.completion_tokens",
        "usage.output", "usageDetails.output", "completion_tokens",
    ]
    static let stop = ["gen_ai.response.finish_reasons", "ai.response.finishReason"]
    static let tool = [
        "gen_ai.tool.name", "tool.name", "tool_name", "ai.toolCall.name", "traceloop.entity.name", "name",
    ]
    static let call = [
        "gen_ai.tool.call.arguments", "tool.parameters", "tool_arguments", "ai.toolCall.args", "input.value",
        "traceloop.entity.input", "gcp.vertex.agent.tool_call_args", "gen_ai.tool.arguments",
        "langfuse.observation.input", "input", "inputs",
    ]
    static let result = [
        "gen_ai.tool.call.result", "tool_response", "ai.toolCall.result", "output.value", "traceloop.entity.output",
        "gcp.vertex.agent.tool_response", "gen_ai.tool.output", "langfuse.observation.output", "output", "outputs",
    ]
    static let callID = ["gen_ai.tool.call.id", "tool_call.id", "ai.toolCall.id", "tool_call_id"]
    /// What went in and came out, whatever it is.
    static let input = ["input.value", "traceloop.entity.input"]
    static let output = ["output.value", "traceloop.entity.output"]

    /// What spans are, by the last word of their operation.
    static func kind(_ operation: String) -> Record.Span? {
        switch Spelling.bare(String(operation.split(separator: ".").last ?? "")) {
        case "chat", "chatmodel", "response", "textcompletion", "generatecontent", "llm", "dogenerate", "dostream",
            "completion", "generation":
            .model
        case "executetool", "tool", "toolcall", "function", "retriever": .tool
        case "": nil
        default: .frame
        }
    }

    /// Lists of spans, and of what holds them.
    static let lists = [
        "resourceSpans", "resource_spans", "scopeSpans", "scope_spans", "instrumentationLibrarySpans", "spans",
        "batches", "data", "resourceLogs", "scopeLogs", "logRecords", "traces", "observations", "child_runs", "runs",
    ]

    /// Words of which a file of spans has one near its beginning.
    static let signs = [
        "\"resourceSpans\"", "\"resource_spans\"", "\"resourceLogs\"", "\"gen_ai.", "\"llm.", "\"traceloop.",
        "\"openinference.", "\"ai.prompt", "\"span_kind\"", "\"langfuse.observation.",
        "\"run_type\"", "\"span_data\"", "\"GENERATION\"",
    ]
}
