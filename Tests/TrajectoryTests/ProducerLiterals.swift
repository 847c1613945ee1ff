/// What producers write in forms of their own: one rule and one table of spellings read them.
extension Literals {
    static let producers: [Literal] = [
        Literal(
            about: "blocks that are named by their one member, with a status",
            json: #"""
                {"messages":[{"role":"assistant","content":[{"reasoningContent":{"reasoningText":{"text":"hm"}}},{"text":"t"},{"toolUse":{"toolUseId":"c","name":"f","input":{"x":1}}}]},
                {"role":"user","content":[{"toolResult":{"toolUseId":"c","content":[{"text":"r"}],"status":"error"}}]}]}
                """#,
            expected: ["openai", #"agent: thinks(hm) t f#c{"x":1}=>#c!(r) [error]"#]),
        Literal(
            about: "requests and responses of tools in envelopes of their own",
            json: #"""
                [{"role":"assistant","content":[{"type":"toolRequest","id":"c","toolCall":{"status":"success","value":{"name":"f","arguments":{}}}}]},
                {"role":"user","content":[{"type":"toolResponse","id":"c","toolResult":{"status":"success","value":[{"type":"text","text":"r"}]}}]}]
                """#,
            expected: ["openai", "agent: f#c{}=>#c(r)"]),
        Literal(
            about: "parts that tell their kind",
            json: #"""
                [{"kind":"request","parts":[{"part_kind":"user-prompt","content":"q"}]},
                {"kind":"response","parts":[{"part_kind":"text","content":"a"},{"part_kind":"tool-call","tool_name":"f","args":"{}","tool_call_id":"c"}]},
                {"kind":"request","parts":[{"part_kind":"tool-return","tool_name":"f","content":"r","tool_call_id":"c"}]}]
                """#,
            expected: ["other", "user: q", "agent: a f#c{}=>#c(r)"]),
        Literal(
            about: "a tool with its state among the parts, and facts about the message beside them",
            json: #"""
                {"info":{"title":"t"},"messages":[{"info":{"role":"user"},"parts":[{"type":"text","text":"q"}]},
                {"info":{"role":"assistant","modelID":"m"},"parts":[{"type":"step-start"},{"type":"tool","callID":"c","tool":"f","state":{"status":"completed","input":{"x":1},"output":"r"}}]}]}
                """#,
            expected: ["openai", "user: q", #"agent: f#c{"x":1}=>#c(r)"#]),
        Literal(
            about: "calls as texts, and an answer in a run",
            json: #"""
                [{"role":"assistant","content":"","tool_calls":["{\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}"]},
                {"role":"user","content":[{"type":"tool_result","toolUseID":"c","run":{"status":"done","result":{"output":"r","exitCode":3}}}]}]
                """#,
            expected: ["openai", "agent: f#c{}=>#c!(r) [error]"]),
        Literal(
            about: "actions of a history, and what came of them as the user's messages",
            json: #"""
                {"history":[{"role":"user","content":"q"},{"role":"assistant","content":"a","action":"ls","agent":"p"},{"role":"user","content":"r"},{"role":"assistant","content":"b","action":"submit"}]}
                """#,
            expected: [
                "swe-agent", "user: q", #"agent: a action{"command":"ls"}=>(r)"#,
                #"agent: b action{"command":"submit"} [unpaired]"#,
            ]),
        Literal(
            about: "events that name their kind, and the call that they answer",
            json: #"""
                [{"kind":"SystemPromptEvent","source":"agent","system_prompt":{"type":"text","text":"s"}},
                {"kind":"MessageEvent","source":"user","llm_message":{"role":"user","content":[{"type":"text","text":"q"}]}},
                {"kind":"ActionEvent","source":"agent","thought":[{"type":"text","text":"hm"}],"action":{"kind":"A"},"tool_name":"f","tool_call_id":"c","tool_call":{"id":"c","name":"f","arguments":"{}"}},
                {"kind":"ObservationEvent","source":"environment","tool_call_id":"c","observation":{"kind":"O","output":"r","exit_code":1}}]
                """#,
            expected: ["other", "system: s", "user: q", "agent: thinks(hm) f#c{}=>#c!(r) [error]"]),
        Literal(
            about: "lines of one message with results between, and notes that part no call from its result",
            json: #"""
                {"type":"user","message":{"role":"user","content":"q"}}
                {"type":"assistant","message":{"type":"message","model":"m","id":"1","role":"assistant","content":[{"type":"tool_use","id":"a","name":"f","input":{}}]}}
                {"type":"attachment","attachment":{"type":"hook","content":["mind it"]}}
                {"type":"user","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"r"}]}}
                {"type":"assistant","message":{"type":"message","model":"m","id":"1","role":"assistant","content":[{"type":"tool_use","id":"b","name":"g","input":{}}]}}
                {"type":"user","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"b","content":"s"}]}}
                {"type":"recap","recap":"so far"}
                """#,
            expected: ["other", "user: q", "agent: f#a{}=>#a(r) g#b{}=>#b(s)", "hook: mind it", "recap: so far"]),
        Literal(
            about: "items that begin and end, and one that failed",
            json: #"""
                {"type":"thread.started","thread_id":"t"}
                {"type":"item.started","item":{"id":"i","type":"command_execution","command":"ls","aggregated_output":"","status":"in_progress"}}
                {"type":"item.completed","item":{"id":"i","type":"command_execution","command":"ls","aggregated_output":"r","exit_code":2,"status":"failed"}}
                {"type":"item.completed","item":{"id":"j","type":"agent_message","text":"a"}}
                """#,
            expected: ["other", #"agent: command_execution#i{"command":"ls"}=>#i!(r) [error]"#, "agent: a"]),
        Literal(
            about: "what a log tells of a message before it holds it",
            json: #"""
                {"type":"event_msg","payload":{"type":"user_message","message":"q q"}}
                {"type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"q q"}]}}
                {"type":"response_item","payload":{"type":"function_call","name":"f","arguments":"{}","call_id":"c"}}
                {"type":"response_item","payload":{"type":"function_call_output","call_id":"c","output":"{\"output\":\"r\",\"metadata\":{\"exit_code\":2}}"}}
                """#,
            expected: ["other", "user: q q", "agent: f#c{}=>#c!(r) [error]"]),
        Literal(
            about: "messages of a framework as its constructors",
            json: #"""
                [{"lc":1,"type":"constructor","id":["a","HumanMessage"],"kwargs":{"content":"q"}},
                {"lc":1,"type":"constructor","id":["a","AIMessage"],"kwargs":{"content":"a","type":"ai","tool_calls":[{"name":"f","args":{},"id":"c"}]}},
                {"lc":1,"type":"constructor","id":["a","ToolMessage"],"kwargs":{"content":"r","type":"tool","tool_call_id":"c"}}]
                """#,
            expected: ["other", "user: q", "agent: a f#c{}=>#c(r)"]),
        Literal(
            about: "calls and observations by their roles",
            json: #"""
                [{"conversations":[{"from":"human","value":"q"},{"from":"function_call","value":"{\"name\":\"f\",\"arguments\":{}}"},{"from":"observation","value":"r"},{"from":"gpt","value":"a"}]}]
                """#,
            expected: ["openai", "user: q", "agent: f{}=>(r)", "agent: a"]),
        Literal(
            about: "steps that are objects of fields",
            json: #"""
                [{"task":"q"},{"step_number":1,"model_output":"a","tool_calls":[{"id":"c","function":{"name":"f","arguments":"x"}}],"observations":"r"}]
                """#,
            expected: ["openai", "user: q", #"agent: a f#c"x"=>#c(r)"#]),
        Literal(
            about: "a run with its inputs, its child runs and its outputs",
            json: #"""
                {"run_type":"chain","inputs":{"messages":[{"role":"user","content":"q"}]},"child_runs":[{"run_type":"llm","outputs":{"generations":[[{"text":"a"}]]}},
                {"id":"i","name":"f","run_type":"tool","inputs":{"input":"x"},"outputs":{"output":"r"}}],"outputs":{"output":"b"}}
                """#,
            expected: ["openai", "user: q", "agent: a", #"agent: f#i{"input":"x"}=>#i(r)"#, "agent: b"]),
        Literal(
            about: "rows of a prompt and a response",
            json: #"[{"system":"s s","prompt":"q q","response":"a a"},{"prompt":"r r","response":"b b"}]"#,
            expected: ["openai", "system: s s", "user: q q", "agent: a a", "user: r r", "agent: b b"]),
        Literal(
            about: "runs under the names of their tasks, and lists under a name that nobody knows",
            json: #"{"t1":{"traj":[{"role":"user","content":"q"}]},"t2":{"traj":[{"role":"user","content":"r"}]}}"#,
            expected: ["openai", "user: q", "user: r"]),
        Literal(
            about: "requests that send all again, and answers with an empty list beside them",
            json: #"""
                {"model":"m","stream":false,"messages":[{"role":"user","content":"q"}]}
                {"choices":[{"message":{"role":"assistant","content":"a"}}],"messages":[]}
                {"model":"m","stream":false,"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"},{"role":"user","content":"r"}]}
                {"choices":[{"message":{"role":"assistant","content":"b"}}],"messages":[]}
                """#,
            expected: ["openai", "user: q", "agent: a", "user: r", "agent: b"]),
        Literal(
            about: "requests and answers as elements of one list",
            json: #"""
                [{"request":{"model":"m","messages":[{"role":"user","content":"q"}]},"response":{"choices":[{"message":{"role":"assistant","content":"","tool_calls":[{"id":"c","function":{"name":"f","arguments":"{}"}}]}}]}},
                {"request":{"model":"m","messages":[{"role":"user","content":"q"},{"role":"assistant","content":"","tool_calls":[{"id":"c","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c","content":"r"}]},"response":{"choices":[{"message":{"role":"assistant","content":"a"}}]}}]
                """#,
            expected: ["openai", "user: q", "agent: f#c{}=>#c(r)", "agent: a"]),
        Literal(
            about: "events before the requests of a log, and answers that hold their message twice",
            json: #"""
                {"event":"session_start","id":"s"}
                {"model":"m","stream":false,"messages":[{"role":"user","content":"q"}]}
                {"choices":[{"message":{"role":"assistant","content":"a"}}],"messages":[{"role":"assistant","content":"a"}]}
                {"model":"m","stream":false,"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"},{"role":"user","content":"r"}]}
                {"event":"session_end"}
                """#,
            expected: ["openai", "user: q", "agent: a", "user: r"]),
        Literal(
            about: "a system prompt behind the messages",
            json: #"""
                {"contents":[{"role":"user","parts":[{"text":"q"}]},{"role":"model","parts":[{"text":"a"}]}],"systemInstruction":{"parts":[{"text":"s"}]}}
                """#,
            expected: ["openai", "system: s", "user: q", "agent: a"]),
        Literal(
            about: "a first line of a session that says nothing of who speaks, and an error in place of an answer",
            json: #"""
                {"working_dir":"/w","description":"mend the gate","message_count":2}
                {"role":"assistant","content":[{"type":"toolRequest","id":"c","toolCall":{"status":"success","value":{"name":"f","arguments":{}}}}]}
                {"role":"user","content":[{"type":"toolResponse","id":"c","toolResult":{"status":"error","error":"no f"}}]}
                """#,
            expected: ["openai", "agent: f#c{}=>#c!(no f) [error]"]),
        Literal(
            about: "events that answer the event of a call, which has an id of its own",
            json: #"""
                [{"id":0,"source":"agent","action":"system","args":{"content":"s"},"message":""},
                {"id":1,"source":"agent","action":"run","args":{"command":"ls"},"message":"m","tool_call_metadata":{"tool_call_id":"c","function_name":"f"}},
                {"id":2,"source":"agent","observation":"run","content":"r","cause":1,"extras":{"exit_code":0}}]
                """#,
            expected: ["other", "system: s", #"agent: m run#c{"command":"ls"}=>#c(r)"#]),
        Literal(
            about: "the log of an invocation, with bodies in envelopes",
            json: #"""
                {"modelId":"m","input":{"inputBodyJson":{"messages":[{"role":"user","content":[{"text":"q q"}]}],"system":[{"text":"s s"}]}},"output":{"outputBodyJson":{"output":{"message":{"role":"assistant","content":[{"text":"a a"}]}}}}}
                """#,
            expected: ["openai", "system: s s", "user: q q", "agent: a a"]),
        Literal(
            about: "answers in steps of their own go to the calls that wait",
            json: #"""
                {"schema_version":"ATIF-v1.7","steps":[{"step_id":1,"source":"agent","message":"m","tool_calls":[{"tool_call_id":"a","function_name":"f","arguments":{}}]},
                {"step_id":2,"source":"system","message":null,"observation":{"results":[{"source_call_id":"f","content":"r"}]}}]}
                """#,
            expected: ["atif", "agent: m f#a{}=>#f(r)", "system: stray=>(r)"]),
    ]
}
