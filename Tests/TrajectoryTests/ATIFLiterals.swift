extension Literals {
    private static func atif(_ about: String, _ steps: String, _ expected: String...) -> Literal {
        Literal(
            about: about,
            json: #"{"schema_version":"ATIF-v1.7","agent":{"name":"a","version":"1"},"steps":[\#(steps)]}"#,
            expected: ["atif"] + expected)
    }

    static let atif: [Literal] = [
        atif(
            "calls and results in another order, two results of one call, none of another",
            #"""
            {"step_id":1,"source":"agent","message":"m","tool_calls":[{"tool_call_id":"a","function_name":"f","arguments":{"x":1}},{"tool_call_id":"b","function_name":"g","arguments":{}},{"tool_call_id":"c","function_name":"h","arguments":{}}],
            "observation":{"results":[{"source_call_id":"b","content":"B"},{"source_call_id":"a","content":"A"},{"source_call_id":"b","content":"B2"}]}}
            """#,
            #"agent: m f#a{"x":1}=>#a(A) g#b{}=>#b(B)=>#b(B2) h#c{} [unpaired]"#),
        atif(
            "one call, a result without an id; several calls, one result without",
            #"""
            {"step_id":1,"source":"agent","message":"","tool_calls":[{"tool_call_id":"a","function_name":"f","arguments":{}}],"observation":{"results":[{"content":"A"}]}},
            {"step_id":2,"source":"agent","message":"","tool_calls":[{"tool_call_id":"a","function_name":"f","arguments":{}},{"tool_call_id":"b","function_name":"f","arguments":{}}],"observation":{"results":[{"source_call_id":null,"content":"AB"}]}},
            {"step_id":3,"source":"agent","message":"","tool_calls":[{"tool_call_id":"","function_name":"f","arguments":{}},{"tool_call_id":"","function_name":"g","arguments":{}}],"observation":{"results":[{"source_call_id":"","content":"F"},{"source_call_id":"","content":"G"}]}}
            """#,
            "agent: f#a{}=>(A)", "agent: f#a{} f#b{} stray=>(AB)", "agent: f{}=>#(F) g{}=>#(G)"),
        atif(
            "results without calls, dangling ids, a step with nothing",
            #"""
            {"step_id":1,"source":"system","message":"s","observation":{"results":[{"content":"o"}]}},
            {"step_id":2,"source":"agent","message":"","observation":{"results":[{"source_call_id":"zz","content":"o"}]}},
            {"step_id":3,"source":"agent","message":""}
            """#,
            "system: s stray=>(o)", "agent: stray=>#zz(o) [unpaired]", "agent: [empty]"),
        atif(
            "flags: copied, no model, side chain, compaction, error",
            #"""
            {"step_id":1,"source":"user","message":"u","is_copied_context":true},
            {"step_id":2,"source":"agent","message":"d","llm_call_count":0},
            {"step_id":3,"source":"agent","message":"s","extra":{"is_sidechain":true,"agent_id":"sub"}},
            {"step_id":4,"source":"system","message":"c","extra":{"context_management":{"type":"compaction","boundary":"replace"}}},
            {"step_id":5,"source":"agent","message":"e","tool_calls":[{"tool_call_id":"a","function_name":"f","arguments":{}}],"observation":{"results":[{"source_call_id":"a","content":"x","extra":{"tool_result_is_error":true}}]}},
            {"step_id":6,"source":"agent","message":"","extra":{"stop_reason":"refusal"}}
            """#,
            "user: u [copied]", "agent: d [deterministic]", "agent: s [sidechain]", "system: c [compaction]",
            "agent: e f#a{}=>#a!(x) [error]", "agent: [refusal empty]"),
        atif(
            "sub-agents: a list, the single object of v1.0, a path",
            #"""
            {"step_id":1,"source":"agent","message":"","observation":{"results":[{"content":"x","subagent_trajectory_ref":[{"trajectory_id":"t1"}]}]}},
            {"step_id":2,"source":"agent","message":"","observation":{"results":[{"content":null,"subagent_trajectory_ref":{"session_id":"s","trajectory_path":"sub.json"}}]}}
            """#,
            "agent: stray=>(x)^t1 [subagent]", "agent: stray=>()^sub.json [subagent]"),
        atif(
            "parts: pictures by path, URL and data, audio",
            #"""
            {"step_id":1,"source":"user","message":[{"type":"text","text":"see"},{"type":"image","source":{"media_type":"image/png","path":"images/a.png"}},{"type":"image","source":{"media_type":"image/jpeg","path":"data:image/jpeg;base64,AAAA"}},{"type":"audio","source":{"media_type":"audio/wav","path":"https://h/a.wav","duration_sec":3}}]},
            {"step_id":2,"source":"agent","message":[],"observation":{"results":[{"content":[{"type":"image","source":{"media_type":"image/png","path":"b.png"}}]}]}}
            """#,
            "user: see image(image/png images/a.png ) image(image/jpeg  3) audio(audio/wav https://h/a.wav ) [media]",
            "agent: stray=>(image(image/png b.png )) [media]"),
        atif(
            "reasoning, and reasoning that is the message",
            #"{"step_id":1,"source":"agent","message":"m","reasoning_content":"r"},{"step_id":2,"source":"agent","message":"same","reasoning_content":"same\n"}"#,
            "agent: m thinks(r)", "agent: same"),
    ]

    static let atifOddities: [Literal] = [
        atif(
            "a bare tool result, content that is an object, a list for the observation",
            #"""
            {"step_id":1,"source":"system","message":"s","observation":{"type":"tool_result","content":"EACCES","result":{"success":false,"error":"EACCES"}}},
            {"step_id":2,"source":"agent","message":"s","observation":{"results":[{"content":{"exit_code":1,"out":"x"}}]}},
            {"step_id":3,"source":"agent","message":"s","observation":[{"content":"l"}]}
            """#,
            "system: s stray=>!(EACCES) [error]",
            "agent: s stray=>!({\n  \"exit_code\": 1,\n  \"out\": \"x\"\n}) [error]", "agent: s stray=>(l)"),
        atif(
            "messages that are an object, a list of messages, null",
            #"""
            {"step_id":1,"source":"user","message":{"model":"m","messages":[{"role":"user","content":"asked"}]}},
            {"step_id":2,"source":"agent","message":{"role":"assistant","content":"said","reasoning":"hm","tool_calls":[{"id":"x","function":{"name":"f","arguments":"{}"}}]}},
            {"step_id":3,"source":"user","message":[{"role":"user","content":"one"},{"role":"user","content":"two"}]},
            {"step_id":4,"source":"agent","message":null}
            """#,
            "user: asked", "agent: said thinks(hm) f#x{} [unpaired]", "user: one two", "agent: [empty]"),
        atif(
            "fields missing or of another kind",
            #"{"step_id":"1","message":7},{},{"source":"robot","message":true},null,{"step_id":5,"source":"agent","tool_calls":{"function_name":"f"},"timestamp":12}"#,
            ": 7", ": [empty]", "robot: true", "value: [empty]", "agent: f{} [unpaired]"),
        Literal(
            about: "lines with a header",
            json: """
                {"__header__":true,"schema_version":"ATIF-v1.4","agent":{"name":"h","version":"1"}}
                {"step_id":1,"source":"user","message":"u"}
                {"step_id":2,"source":"agent","message":"a"}
                """, expected: ["atif-jsonl", "user: u", "agent: a"]),
        Literal(
            about: "lines without a header, the first one torn",
            json: "ent\": \"x\"}\n{\"step_id\":8,\"source\":\"agent\",\"message\":\"a\"}\n",
            expected: ["atif-jsonl", "agent: a"]),
        Literal(
            about: "an array of trajectories",
            json:
                #"[{"schema_version":"1.4","steps":[{"step_id":1,"source":"user","message":"1"}]},{"steps":[{"step_id":1,"source":"agent","message":"2"}]}]"#,
            expected: ["atif", "user: 1", "agent: 2"]),
        Literal(
            about: "an array of steps", json: #"[{"step_id":1,"source":"user","message":"1"}]"#,
            expected: ["atif", "user: 1"]),
        Literal(
            about: "no header, other keys around",
            json: #"{"extra":{"steps":[1]},"x":[1,2],"steps":[{"source":"agent","message":"m"}],"final_metrics":null}"#,
            expected: ["atif", "agent: m"]),
        Literal(about: "no steps", json: #"{"schema_version":"ATIF-v1.2","steps":[]}"#, expected: ["atif"]),
        Literal(
            about: "cut off in a step",
            json:
                #"{"steps":[{"step_id":1,"source":"user","message":"1"},{"step_id":2,"source":"agent","message":"to be c"#,
            expected: ["atif", "user: 1", "agent: to be c"]),
    ]

    static let native: [Literal] = [
        Literal(
            about: "the platform's bundle",
            json:
                #"{"session":{"id":"s","model":"m"},"messages":[{"id":"m1","seq":3,"role":"assistant","content":"I will look.","tool_calls":[{"id":"c","name":"bash","arguments":"{\"cmd\":\"ls\"}"}],"compacted_at":"2026-01-01T00:00:00Z"},{"id":"m2","seq":4,"role":"tool","content":"flag.txt","tool_call_id":"c","tool_calls":null}],"events":[]}"#,
            expected: ["native", #"agent: I will look. bash#c{"cmd":"ls"}=>#c(flag.txt) [compacted]"#]),
        Literal(
            about: "results that only the events know",
            json:
                #"{"session":{"id":"s"},"messages":[{"seq":0,"role":"assistant","content":"look","tool_calls":[{"id":"c","name":"bash","arguments":"{}"},{"id":"d","name":"bash","arguments":"{}"}]}],"events":[{"type":"heartbeat","data":{}},{"type":"toolend","data":{"tool_call":{"id":"c","name":"bash"},"result":"flag.txt","error":null}},{"type":"toolerror","data":{"tool_call":{"id":"d","name":"bash"},"result":null,"error":"boom"}}]}"#,
            expected: ["native", "agent: look bash#c{}=>#c(flag.txt) bash#d{}=>#d!(boom) [error]"]),
        Literal(
            about: "a transcript, the session last",
            json: #"{"messages":[{"role":"user","content":"q","seq":1}],"has_more":false,"session":{"id":"s"}}"#,
            expected: ["native", "user: q"]),
        Literal(
            about: "the SDK's events",
            json:
                #"{"session_id":"s","agent_id":"a","system_prompt":"rules","events":[{"_type":"AgentStart"},{"_type":"GenerationStep","messages":[{"role":"assistant","content":[{"type":"text","text":"I will look."}],"tool_calls":[{"id":"c","type":"function","function":{"name":"bash","arguments":"{}"}}]}],"usage":{"input_tokens":10,"output_tokens":5},"stop_reason":"tool_calls"},{"_type":"Heartbeat"},{"_type":"ToolEnd","tool_call":{"id":"c","name":"bash"},"result":"flag.txt","stop":false},{"_type":"AgentEnd","stop_reason":"finished"}]}"#,
            expected: [
                "sdk", "system: rules", "system: AgentStart", "agent: I will look. bash#c{}=>#c(flag.txt)",
                "system: AgentEnd: finished",
            ]),
        Literal(
            about: "the SDK's steps hold what they add: a user's message, an answer, a hook's feedback",
            json:
                #"{"session_id":"s","events":[{"_type":"GenerationStep","messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}]},{"_type":"ReactStep","hook_name":"h","messages":[{"role":"user","content":"try again"}]},{"_type":"ReactStep","messages":[]},{"_type":"ToolError","tool_call":{"id":"c","name":"f"},"error":"boom"}]}"#,
            expected: [
                "sdk", "user: q", "agent: a", "user: try again", "tool: f#c{}=>#c!(boom) [error]",
            ]),
        Literal(
            about: "the replay of a world",
            json:
                #"{"id":"w","goal":"g","source_format":"worlds","steps":[{"command":"whoami","command_name":"shell","exit_code":0,"failed":false,"details":{"host":"h"},"stdout":"root"},{"command":"cat /x","command_name":null,"exit_code":1,"failed":true}]}"#,
            expected: [
                "native", #"agent: shell{"command":"whoami","details":{"host":"h"}}=>(root)"#,
                #"agent: command{"command":"cat /x"}=>!(exit code: 1) [error]"#,
            ]),
    ]

    static let others: [Literal] = [
        Literal(
            about: "a claude-code session, one answer in two lines",
            json: """
                {"type":"summary","summary":"x"}
                {"type":"user","message":{"role":"user","content":"q"},"timestamp":"2026-01-01T00:00:00Z"}
                {"type":"assistant","message":{"id":"m1","role":"assistant","content":[{"type":"thinking","thinking":"hm"}]}}
                {"type":"assistant","message":{"id":"m1","role":"assistant","content":[{"type":"tool_use","id":"t","name":"Bash","input":{}}]},"isSidechain":true}
                {"type":"user","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"o"}]}}
                """, expected: ["other", "summary: x", "user: q", "agent: thinks(hm) Bash#t{}=>#t(o) [sidechain]"]),
        Literal(
            about: "a Codex rollout",
            json: """
                {"timestamp":"2026-01-01T00:00:00Z","type":"session_meta","payload":{"id":"s","cwd":"/"}}
                {"timestamp":"2026-01-01T00:00:01Z","type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"q"}]}}
                {"timestamp":"2026-01-01T00:00:02Z","type":"event_msg","payload":{"type":"agent_message","message":"x"}}
                {"timestamp":"2026-01-01T00:00:03Z","type":"response_item","payload":{"type":"function_call","name":"shell","arguments":"{}","call_id":"c"}}
                {"timestamp":"2026-01-01T00:00:04Z","type":"response_item","payload":{"type":"function_call_output","call_id":"c","output":"Process exited with code 2"}}
                """, expected: ["other", "user: q", "agent: x shell#c{}=>#c(Process exited with code 2) [error]"]),
        Literal(
            about: "SWE-agent: the history, not the trajectory",
            json:
                #"{"environment":"e","trajectory":[{"action":"ls","observation":"x","response":"r","thought":"t"}],"history":[{"role":"system","content":"s","agent":"p"},{"role":"assistant","content":"a"}],"info":{}}"#,
            expected: ["swe-agent", "system: s", "agent: a"]),
        Literal(
            about: "SWE-agent: the trajectory alone",
            json:
                #"{"trajectory":[{"action":"ls","observation":"x","response":"r","thought":"t","state":"{}"}],"info":{}}"#,
            expected: ["swe-agent", #"agent: t r action{"command":"ls"}=>(x)"#]),
        Literal(
            about: "gemini-cli",
            json:
                #"{"sessionId":"s","messages":[{"id":"1","type":"user","content":"q"},{"id":"2","type":"gemini","content":"a","thoughts":[{"subject":"S","description":"D"}],"toolCalls":[{"id":"t","name":"f","args":{},"result":[{"functionResponse":{"response":{"output":"o"}}}],"status":"success"}]}]}"#,
            expected: ["other", "user: q", "agent: a thinks(S: D) f#t{}=>#t(o)"]),
    ]

    static let rejected: [Literal] =
        ["", " \n", "hello", "42", "\"text\"", "null", "[]", "{}", "[1,2]", "[[]]", "[[[[{}]]]]"]
        .map { Literal(about: "no trajectory: \($0)", json: $0, expected: ["unknown"]) }
        + [
            #"{"name":"CI","steps":[{"run":"make"}],"on":"push"}"#, #"{"items":[{"item_id":"1","file":"1.json"}]}"#,
            #"{"started":true,"events":[{"ts":1.0,"kind":"x"}]}"#, "not JSON at all\nand more of it\n",
            "{\"a\":1}\n{\"b\":2}\n",
            #"[{"source":"wiki","content":"Paris is a city"},{"source":"web","content":"So is Rome"}]"#,
        ].map { Literal(about: "no trajectory: \($0)", json: $0, expected: ["unknown"]) }
}
