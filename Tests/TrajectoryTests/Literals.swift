import Testing

/// Small documents and what a reader must make of them.
struct Literal: Sendable, CustomTestStringConvertible {
    let about: String
    let json: String
    let expected: [String]
    var testDescription: String { about }
}

enum Literals {
    static let all =
        producers + unseen + keptWhole + openai + openaiWrappers + openaiParts + atif + atifOddities + native + others
        + rejected

    private static func openai(_ about: String, _ messages: String, _ expected: String...) -> Literal {
        Literal(about: about, json: "[\(messages)]", expected: ["openai"] + expected)
    }

    static let openai: [Literal] = [
        openai(
            "the contract's example",
            #"""
            {"role":"user","content":"List files"},
            {"role":"assistant","content":"I will look.","tool_calls":[{"id":"call_1","type":"function","function":{"name":"bash","arguments":"{\"cmd\":\"ls\"}"}}]},
            {"role":"tool","content":"flag.txt","tool_call_id":"call_1"},
            {"role":"assistant","content":"I cannot continue."}
            """#,
            "user: List files", #"agent: I will look. bash#call_1{"cmd":"ls"}=>#call_1(flag.txt)"#,
            "agent: I cannot continue."),
        openai(
            "content null with calls, answered in another order",
            #"""
            {"role":"developer","content":"be good"},
            {"role":"assistant","content":null,"tool_calls":[{"id":"a","function":{"name":"f","arguments":"{}"}},{"id":"b","function":{"name":"g","arguments":"{}"}}]},
            {"role":"tool","content":"of b","tool_call_id":"b"},{"role":"tool","content":"of a","tool_call_id":"a"}
            """#,
            "system: be good", "agent: f#a{}=>#a(of a) g#b{}=>#b(of b)"),
        openai(
            "refusal beside null content",
            #"{"role":"assistant","content":null,"refusal":"I can't help with that."}"#,
            "agent: refuses(I can't help with that.) [refusal]"),
        openai(
            "refusal null is none; empty, missing and [] contents",
            #"{"role":"assistant","content":"","refusal":null},{"role":"assistant","content":[]},{"role":"assistant"},{"role":"user","content":""}"#,
            "agent: [empty]", "agent: [empty]", "agent: [empty]", "user: [empty]"),
        openai(
            "refusal with calls",
            #"{"role":"assistant","refusal":"no","tool_calls":[{"id":"x","function":{"name":"f","arguments":"{}"}}]}"#,
            "agent: refuses(no) f#x{} [refusal unpaired]"),
        openai(
            "content filter", #"{"role":"assistant","content":"","finish_reason":"content_filter"}"#,
            "agent: [refusal empty]"),
        openai(
            "arguments that are no JSON, empty, an object, and repeat a key",
            #"{"role":"assistant","tool_calls":[{"id":"1","function":{"name":"f","arguments":"{\"a\": tr"}},{"id":"2","function":{"name":"g","arguments":""}},{"id":"3","function":{"name":"h","arguments":{"a":1}}},{"id":"4","function":{"name":"i","arguments":"{\"a\":1,\"a\":2}"}}]}"#,
            #"agent: f#1"{\"a\": tr" g#2"" h#3{"a":1} i#4{"a":1,"a":2} [unpaired]"#),
        openai(
            "ids used again in a later turn",
            #"""
            {"role":"assistant","tool_calls":[{"id":"c","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c","content":"1"},
            {"role":"assistant","tool_calls":[{"id":"c","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c","content":"2"}
            """#,
            "agent: f#c{}=>#c(1)", "agent: f#c{}=>#c(2)"),
        openai(
            "ids twice in one turn, and empty ones",
            #"""
            {"role":"assistant","tool_calls":[{"id":"c","function":{"name":"f","arguments":"{}"}},{"id":"c","function":{"name":"g","arguments":"{}"}}]},
            {"role":"tool","tool_call_id":"c","content":"1"},{"role":"tool","tool_call_id":"c","content":"2"},{"role":"tool","tool_call_id":"c","content":"3"},
            {"role":"assistant","tool_calls":[{"id":"","function":{"name":"f","arguments":"{}"}},{"id":null,"function":{"name":"g","arguments":"{}"}}]},
            {"role":"tool","tool_call_id":"","content":"4"},{"role":"tool","content":"5"}
            """#,
            "agent: f#c{}=>#c(1) g#c{}=>#c(2)=>#c(3)", "agent: f{}=>#(4) g{}=>(5)"),
        openai(
            "orphans: first of all, with an id nobody has, and behind a user",
            #"""
            {"role":"tool","tool_call_id":"z","content":"first"},
            {"role":"assistant","content":"a","tool_calls":[{"id":"x","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"y","content":"other"},
            {"role":"user","content":"u"},{"role":"tool","tool_call_id":"x","content":"late"}
            """#,
            "tool: stray=>#z(first) [unpaired]", "agent: a f#x{} stray=>#y(other) [unpaired]", "user: u",
            "tool: stray=>#x(late) [unpaired]"),
        openai(
            "the old function call, custom calls, and null in the list",
            #"""
            {"role":"assistant","content":null,"function_call":{"name":"f","arguments":"{}"}},{"role":"function","name":"f","content":"r"},
            {"role":"assistant","tool_calls":[null,{"id":"k","type":"custom","custom":{"name":"sh","input":"ls -l"}},{"id":"n","function":null,"type":"function"}]}
            """#,
            "agent: f{}=>(r)", #"agent: sh#k"ls -l" function#n{} [unpaired]"#),
        openai(
            "roles unknown and missing",
            #"{"role":"user","content":"q"},{"role":"exit","content":"done","extra":{"exit_status":"Submitted"}},{"content":"who?"}"#,
            "user: q", "exit: done", #": who?"#),
        openai(
            "tool content that is an object, an array of parts, an error",
            #"""
            {"role":"assistant","tool_calls":[{"id":"a","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"a","content":{"k":1}},
            {"role":"assistant","tool_calls":[{"id":"a","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"a","content":[{"type":"text","text":"t"}],"error":{"type":"x","message":"bad"}}
            """#,
            "agent: f#a{}=>#a({\n  \"k\": 1\n})", "agent: f#a{}=>#a!(t bad) [error]"),
        openai(
            "a message in camel case is not this form, and is shown all the same",
            #"{"role":"assistant","content":"x","toolCalls":[{"toolCallId":"q","toolName":"f","args":{"a":1}}]}"#,
            #"agent: x f#q{"a":1} [unpaired]"#),
    ]

    static let openaiParts: [Literal] = [
        openai(
            "parts of all kinds",
            #"""
            {"role":"user","content":[{"type":"text","text":"look"},{"type":"image_url","image_url":{"url":"https://x/y.png"}},{"type":"image_url","image_url":"data:image/png;base64,AAAABBBB"},
            {"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}},{"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,AAAA"}},{"type":"hologram","x":1},"bare"]}
            """#,
            "user: look image(? https://x/y.png ) image(image/png  6) audio(audio/wav  3) file(application/pdf  3) part(hologram) bare [media]"
        ),
        openai(
            "a refusal part, and a null one inside a text part",
            #"{"role":"assistant","content":[{"type":"text","text":"t","refusal":null},{"type":"refusal","refusal":"never"}]}"#,
            "agent: t refuses(never) [refusal]"),
        openai(
            "reasoning in several fields is shown once",
            #"{"role":"assistant","content":"a","reasoning_content":"r","reasoning":"r","thinking_blocks":[{"type":"thinking","thinking":"r","signature":"s"}],"reasoning_details":[{"type":"reasoning.text","text":"r"},{"type":"reasoning.encrypted","data":"xxxx"}]}"#,
            "agent: a thinks(r)"),
        openai(
            "encrypted reasoning, and reasoning parts",
            #"{"role":"assistant","content":[{"type":"thinking","thinking":"p","signature":"s"},{"type":"redacted_thinking","data":"abcd"},{"type":"text","text":"t"}]},{"role":"assistant","content":"u","reasoning_details":[{"type":"reasoning.encrypted","data":"xxxx"}]}"#,
            "agent: thinks(p) thinks([redacted reasoning, 4 bytes]) t", "agent: u thinks([redacted reasoning, 4 bytes])"
        ),
        openai(
            "think blocks: closed, not closed, closed alone, and spoken of",
            #"{"role":"assistant","content":"<think>\nhm\n</think>\n\nyes"},{"role":"assistant","content":"<think>on and on"},{"role":"assistant","content":"hm\n</think>\n\nyes"},{"role":"assistant","content":"the </think> tag"},{"role":"user","content":"<think>mine</think>"}"#,
            "agent: thinks(hm) yes", "agent: thinks(on and on)", "agent: thinks(hm) yes", "agent: the </think> tag",
            "user: <think>mine</think>"),
        openai(
            "Anthropic's parts: calls in the assistant's, results in the user's message",
            #"""
            {"role":"assistant","content":[{"type":"text","text":"t"},{"type":"tool_use","id":"u1","name":"Bash","input":{"command":"ls"}}]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"u1","content":[{"type":"text","text":"out"}],"is_error":true}]}
            """#,
            #"agent: t Bash#u1{"command":"ls"}=>#u1!(out) [error]"#),
        openai(
            "lone surrogates and NUL", "{\"role\":\"user\",\"content\":\"a\\ud83db\\u0000c\"}", "user: a\u{FFFD}b\u{0}c"
        ),
    ]

    static let openaiWrappers: [Literal] = [
        Literal(
            about: "fine-tuning lines, each a conversation",
            json: """
                {"messages":[{"role":"user","content":"1"},{"role":"assistant","content":"2"}]}

                {"messages":[{"role":"user","content":"3"}],"tools":[]}
                """, expected: ["openai", "user: 1", "agent: 2", "user: 3"]),
        Literal(
            about: "one message a line, byte order mark, blank lines, torn end",
            json:
                "\u{FEFF}{\"role\":\"user\",\"content\":\"1\"}\r\n\r\n{\"role\":\"assistant\",\"content\":\"2\"}\n{\"role\":\"us",
            expected: ["openai", "user: 1", "agent: 2", "us: [empty]"]),
        Literal(
            about: "mixed wrappers by line",
            json: """
                {"role":"user","content":"0"}
                [{"role":"user","content":"1"}]
                {"messages":[{"role":"user","content":"2"}]}
                """, expected: ["openai", "user: 0", "user: 1", "user: 2"]),
        Literal(
            about: "a single message", json: #"{"role":"user","content":"x"}"#, expected: ["openai", "user: x"]),
        Literal(
            about: "a batch: lists in a list",
            json: #"[[{"role":"user","content":"1"}],[{"role":"user","content":"2"}]]"#,
            expected: ["openai", "user: 1", "user: 2"]),
        Literal(
            about: "SFT conversations, ShareGPT",
            json: #"[{"conversations":[{"from":"human","value":"q"},{"from":"gpt","value":"a"}],"task":"t"}]"#,
            expected: ["openai", "user: q", "agent: a"]),
        Literal(
            about: "SFT prefixes: what an earlier entry held is copied",
            json:
                #"[{"conversations":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}]},{"conversations":[{"role":"user","content":"q"},{"role":"assistant","content":"a"},{"role":"user","content":"r"}]},{"conversations":[{"role":"user","content":"q"},{"role":"assistant","content":"b"}]}]"#,
            expected: [
                "openai", "user: q", "agent: a", "user: q [copied]", "agent: a [copied]", "user: r", "user: q",
                "agent: b",
            ]),
        Literal(
            about: "Docent",
            json:
                #"{"id":"r","transcripts":[{"messages":[{"role":"assistant","content":"c","tool_calls":[{"id":"1","function":"f","arguments":{"a":1},"type":"function","error":null}]},{"role":"tool","tool_call_id":"1","content":"o","error":null}]}]}"#,
            expected: ["openai", #"agent: c f#1{"a":1}=>#1(o)"#]),
        Literal(
            about: "request and response",
            json:
                #"{"request":{"model":"m","messages":[{"role":"user","content":"q"}]},"response":{"choices":[{"index":0,"finish_reason":"content_filter","message":{"role":"assistant","content":""}}],"usage":{}}}"#,
            expected: ["openai", "user: q", "agent: [refusal empty]"]),
        Literal(
            about: "a system prompt beside the messages",
            json: #"{"system":"rules","messages":[{"role":"user","content":"q"}]}"#,
            expected: ["openai", "system: rules", "user: q"]),
        Literal(
            about: "Responses items",
            json:
                #"{"object":"response","output":[{"type":"reasoning","summary":[{"type":"summary_text","text":"hm"}]},{"type":"function_call","call_id":"c","name":"f","arguments":"{}"},{"type":"function_call_output","call_id":"c","output":"o"},{"type":"message","role":"assistant","content":[{"type":"output_text","text":"t"}]}]}"#,
            expected: ["openai", "agent: thinks(hm) f#c{}=>#c(o)", "agent: t"]),
        Literal(
            about: "answers of the Responses API among messages",
            json:
                #"{"messages":[{"role":"user","content":"q"},{"object":"response","model":"m","output":[{"type":"message","role":"assistant","content":[{"type":"output_text","text":"t"}]},{"type":"function_call","call_id":"c","name":"f","arguments":"{}"}]},{"type":"function_call_output","call_id":"c","output":"o"}],"trajectory_format":"mini-swe-agent-1.1"}"#,
            expected: ["openai", "user: q", "agent: t f#c{}=>#c(o)"]),
        Literal(about: "no messages", json: #"{"messages":[]}"#, expected: ["openai"]),
        Literal(
            about: "a document around the document",
            json: #"{"trajectory":{"messages":[{"role":"user","content":"q"}]}}"#,
            expected: ["openai", "user: q"]),
    ]
}
