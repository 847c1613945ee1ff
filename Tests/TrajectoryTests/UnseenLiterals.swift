/// Shapes that no fixture has: what a producer might write all the same is shown, or named.
extension Literals {
    static let unseen: [Literal] = [
        Literal(
            about: "a step of ATIF with its text under another key, and calls by id, as a text, as texts",
            json: #"""
                {"schema_version":"ATIF-v1.7","agent":{"name":"a"},"steps":[
                {"step_id":1,"source":"user","content":"c"},
                {"step_id":2,"source":"agent","message":null,"content":[{"type":"text","text":"d"}],"tool_calls":{"k":{"function_name":"f","arguments":{"x":"y"}}}},
                {"step_id":3,"source":"agent","message":"m","tool_calls":"[{\"tool_call_id\":\"i\",\"function_name\":\"g\",\"arguments\":{}}]","thinking":"hm"},
                {"step_id":4,"source":"agent","message":"m","tool_calls":["ls -l"],"comment":"a text of its own"}]}
                """#,
            expected: [
                "atif", "user: c", #"agent: d f#k{"x":"y"} [unpaired]"#, "agent: m thinks(hm) g#i{} [unpaired]",
                #"agent: m call"ls -l" [unpaired]"#,
            ]),
        Literal(
            about: "what was answered beside a list that ends with a question",
            json: #"""
                {"model":"m","messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"},{"role":"user","content":"r"}],
                "choices":[{"index":0,"message":{"role":"assistant","content":"fin"},"finish_reason":"stop"}]}
                """#,
            expected: ["openai", "user: q", "agent: a", "user: r", "agent: fin"]),
        Literal(
            about: "contents of Gemini and its candidates",
            json: #"""
                {"contents":[{"role":"user","parts":[{"text":"q"}]},{"role":"model","parts":[{"functionCall":{"name":"g","args":{}}}]},
                {"role":"user","parts":[{"functionResponse":{"name":"g","response":{"output":"o"}}}]}],
                "candidates":[{"content":{"role":"model","parts":[{"text":"fin"}]}}]}
                """#,
            expected: ["openai", "user: q", "agent: g{}=>(o)", "agent: fin"]),
        Literal(
            about: "an answer beside the list that the list ends with",
            json: #"""
                {"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}],
                "choices":[{"message":{"role":"assistant","content":"a"}}]}
                """#,
            expected: ["openai", "user: q", "agent: a"]),
        Literal(
            about: "invocations of a gateway: each sends what was said before",
            json: #"""
                {"modelId":"m","input":{"inputBodyJson":{"messages":[{"role":"user","content":[{"text":"q"}]}]}},"output":{"outputBodyJson":{"output":{"message":{"role":"assistant","content":[{"toolUse":{"toolUseId":"b","name":"f","input":{}}}]}}}}}
                {"modelId":"m","input":{"inputBodyJson":{"messages":[{"role":"user","content":[{"text":"q"}]},{"role":"assistant","content":[{"toolUse":{"toolUseId":"b","name":"f","input":{}}}]},{"role":"user","content":[{"toolResult":{"toolUseId":"b","content":[{"text":"r"}]}}]}]}},"output":{"outputBodyJson":{"output":{"message":{"role":"assistant","content":[{"text":"over"}]}}}}}
                """#,
            expected: ["openai", "user: q", "agent: f#b{}=>#b(r)", "agent: over"]),
        Literal(
            about: "an observation beside its results, and results under several names",
            json: #"""
                {"schema_version":"ATIF-v1.7","agent":{"name":"a"},"steps":[
                {"step_id":1,"source":"agent","message":"m","observation":{"results":[],"content":"beside"}},
                {"step_id":2,"source":"agent","message":"m","observation":{"text":"t"}},
                {"step_id":3,"source":"agent","message":"m","observation":{"results":[{"content":"same","output":"same","stderr":"warned","error":"failed"}]}},
                {"step_id":4,"source":"agent","message":"m","observation":{"results":[{"screen":"what it shows"}]}}]}
                """#,
            expected: [
                "atif", "agent: m stray=>(beside)", "agent: m stray=>(t)",
                "agent: m stray=>!(same warned failed) [error]",
                "agent: m stray=>({\n  \"screen\": \"what it shows\"\n})",
            ]),
        Literal(
            about: "events of OpenHands",
            json: #"""
                [{"id":0,"source":"user","action":"message","args":{"content":"q"},"message":"q"},
                {"id":1,"source":"agent","action":"run","args":{"command":"ls"},"message":"Running command: ls"},
                {"id":2,"source":"agent","observation":"run","content":"out","extras":{"exit_code":1}}]
                """#,
            expected: [
                "other", "user: q", #"agent: Running command: ls run#1{"command":"ls"}=>!(out) [error]"#,
            ]),
        Literal(
            about: "parts whose text is wrapped, and a refusal that is an object",
            json: #"""
                [{"role":"user","content":[{"type":"text","text":{"value":"v"}},{"type":"text","content":"c"},{"type":"text","text":["l"]}]},
                {"role":"assistant","content":null,"refusal":{"message":"no"}}]
                """#,
            expected: ["openai", "user: v c l", "agent: refuses(no) [refusal]"]),
        Literal(
            about: "what is asked and what is answered side by side",
            json: #"{"prompt":[{"role":"user","content":"q"}],"completion":[{"role":"assistant","content":"a"}]}"#,
            expected: ["openai", "user: q", "agent: a"]),
        Literal(
            about: "a body of the Responses API with its instructions",
            json: #"{"model":"m","instructions":"be good","input":[{"role":"user","content":"q"}]}"#,
            expected: ["openai", "system: be good", "user: q"]),
        Literal(
            about: "a request with its system prompt, and an answer that is the message itself",
            json:
                #"{"request":{"system":"s","messages":[{"role":"user","content":"q"}]},"response":{"role":"assistant","content":[{"type":"text","text":"a"}]}}"#,
            expected: ["openai", "system: s", "user: q", "agent: a"]),
        Literal(
            about: "lines of a batch of requests",
            json: #"""
                {"custom_id":"1","method":"POST","body":{"model":"m","messages":[{"role":"user","content":"q"}]}}
                {"custom_id":"2","method":"POST","body":{"model":"m","messages":[{"role":"user","content":"r"}]}}
                """#,
            expected: ["openai", "user: q", "user: r"]),
        Literal(
            about: "contents of Gemini, calls and answers under both spellings",
            json: #"""
                {"contents":[{"role":"user","parts":[{"text":"q"}]},{"role":"model","parts":[{"text":"a"},{"function_call":{"name":"f","args":{"x":1}}}]},
                {"role":"function","parts":[{"function_response":{"name":"f","response":{"result":"r"}}}]}]}
                """#,
            expected: ["openai", "user: q", #"agent: a f{"x":1}=>(r)"#]),
        Literal(
            about: "parts of the AI SDK with their results, and tool-result messages",
            json: #"""
                [{"role":"assistant","content":"","parts":[{"type":"reasoning","text":"hm"},{"type":"tool-invocation","toolInvocation":{"toolCallId":"c","toolName":"f","args":{"x":1},"result":"r"}},{"type":"text","text":"t"}]},
                {"role":"assistant","content":[{"type":"tool-call","toolCallId":"d","toolName":"g","args":{}}]},
                {"role":"tool","content":[{"type":"tool-result","toolCallId":"d","toolName":"g","result":"s"}]}]
                """#,
            expected: ["openai", #"agent: thinks(hm) t f#c{"x":1}=>#c(r)"#, "agent: g#d{}=>#d(s)"]),
        Literal(
            about: "messages of LangChain",
            json: #"""
                [{"type":"human","data":{"content":"q"}},{"type":"ai","data":{"content":"a","tool_calls":[{"name":"f","args":{},"id":"c"}]}},
                {"type":"tool","data":{"content":"r","tool_call_id":"c"}}]
                """#,
            expected: ["other", "user: q", "agent: a f#c{}=>#c(r)"]),
        Literal(
            about: "a list of messages under a name that nobody knows, and another beside it",
            json: #"{"dialog":[{"role":"user","content":"q"}],"other":[{"role":"user","content":"r"}]}"#,
            expected: ["openai", "user: q", "user: r"]),
        Literal(
            about: "a run that ended in an exception says where",
            json: #"""
                {"messages":[{"role":"user","content":"q"},{"role":"exit","content":"ValueError","extra":{"exit_status":"ValueError","submission":"","traceback":"File a.py, line 1"}}],"trajectory_format":"mini-swe-agent-1.1"}
                """#,
            expected: ["openai", "user: q", "exit: ValueError File a.py, line 1"]),
        Literal(
            about: "failures that Codex tells beside the messages",
            json: #"""
                {"type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"q"}]}}
                {"type":"event_msg","payload":{"type":"token_count","info":{}}}
                {"type":"event_msg","payload":{"type":"error","message":"stream disconnected"}}
                """#,
            expected: ["other", "user: q", "error: stream disconnected [error]"]),
        Literal(
            about: "an image that a provider made is described, and a call's own words are its arguments",
            json: #"""
                [{"type":"message","role":"user","content":"q"},{"type":"image_generation_call","id":"i","result":"QUFBQUFB","revised_prompt":"a cat"},
                {"type":"code_interpreter_call","id":"j","code":"1+1","outputs":[{"type":"logs","logs":"2"}]}]
                """#,
            expected: [
                "openai", "user: q",
                #"agent: image_generation_call#i{"revised_prompt":"a cat"}=>#i(image(?  6)) code_interpreter_call#j{"code":"1+1"}=>#j(part(logs)) [media]"#,
            ]),
    ]
}
