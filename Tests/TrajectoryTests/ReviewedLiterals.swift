/// Shapes in which something was lost: what stands there is shown, or named.
extension Literals {
    static let keptWhole: [Literal] = [
        Literal(
            about: "a line whose member looks like a document is a line all the same",
            json: #"""
                {"role":"user","content":"hi","metadata":{"request":{"id":"x"}}}
                {"role":"assistant","content":"hello"}
                """#,
            expected: ["openai", "user: hi", "agent: hello"]),
        Literal(
            about: "lines of ATIF that keep a history of their own",
            json: #"""
                {"step_id":1,"source":"user","message":"q","extra":{"history":[{"role":"user","content":"old"}]}}
                {"step_id":2,"source":"agent","message":"a"}
                """#,
            expected: ["atif-jsonl", "user: q", "agent: a"]),
        Literal(
            about: "a line of mini-swe with the answer of the API beside its call",
            json: #"""
                {"role":"assistant","content":"c","tool_calls":[{"id":"i","function":{"name":"f","arguments":"{}"}}],"extra":{"response":{"choices":[{"message":{"role":"assistant","content":"c"}}]}}}
                {"role":"tool","tool_call_id":"i","content":"r"}
                """#,
            expected: ["openai", "agent: c f#i{}=>#i(r)"]),
        Literal(
            about: "an observation that is a text stands beside the message",
            json: #"""
                {"steps":[{"step_id":1,"source":"agent","content":"Let me look","observation":"a.py\nb.py"},
                {"source":"agent","content":"And now","observation":"c.py d.py"}]}
                """#,
            expected: ["atif", "agent: Let me look stray=>(a.py\nb.py)", "agent: And now stray=>(c.py d.py)"]),
        Literal(
            about: "input and output are the frame of a run",
            json:
                #"{"input":[{"role":"user","content":"fix it"}],"trajectory":[{"role":"user","content":"fix it"},{"role":"assistant","content":"how"}],"output":"done"}"#,
            expected: ["openai", "user: fix it", "agent: how", "agent: done"]),
        Literal(
            about: "what a tool answered is said in whole lines, and numbers are said nowhere",
            json: #"""
                [{"role":"assistant","content":null,"tool_calls":[{"id":"a","function":{"name":"f","arguments":"{}"}}]},
                {"role":"tool","tool_call_id":"a","content":"Ran in 12 s\n  twice","output":3,"result":{"passed":99},"stdout":"2","stderr":"twice","text":"Ran in 12 s"}]
                """#,
            expected: ["openai", "agent: f#a{}=>#a(Ran in 12 s\n  twice 3 {\n  \"passed\": 99\n} 2)"]),
        Literal(
            about: "answers among the parts of a tool's message are of the call that it names, and so is the rest",
            json: #"""
                [{"role":"assistant","content":null,"tool_calls":[{"id":"a","function":{"name":"f","arguments":"{}"}},{"id":"b","function":{"name":"g","arguments":"{}"}}]},
                {"role":"tool","tool_call_id":"b","content":[{"type":"tool_result","content":"r"},{"type":"text","text":"and more"}]}]
                """#,
            expected: ["openai", "agent: f#a{} g#b{}=>#b(r)=>#b(and more) [unpaired]"]),
        Literal(
            about: "a turn that says it under another name",
            json:
                #"[{"role":"user","content":"q"},{"role":"assistant","response":"a b"},{"role":"assistant","content":null,"output":"c d"}]"#,
            expected: ["openai", "user: q", "agent: a b", "agent: c d"]),
        Literal(
            about: "an answer under the name of a message, and another answer of the API beside the calls",
            json: #"""
                [{"role":"assistant","content":null,"tool_calls":[{"id":"a","function":{"name":"f","arguments":"{}"}}],"response":{"choices":[]}},
                {"role":"tool","tool_call_id":"a","message":"r s"}]
                """#,
            expected: ["openai", "agent: f#a{}=>#a(r s)"]),
        Literal(
            about: "invocations of the AI SDK beside the content and in its parts",
            json: #"""
                [{"role":"assistant","content":"c","toolInvocations":[{"state":"result","toolCallId":"i","toolName":"f","args":{"x":1},"result":"r"}]},
                {"role":"assistant","content":"d","parts":[{"type":"tool-invocation","toolInvocation":{"toolCallId":"j","toolName":"f","args":{},"result":"s"}}],"toolInvocations":[{"toolCallId":"j","toolName":"f","args":{},"result":"s"}]}]
                """#,
            expected: ["openai", #"agent: c f#i{"x":1}=>#i(r)"#, "agent: d f#j{}=>#j(s)"]),
        Literal(
            about: "a call of the AI SDK that failed is one call",
            json: #"""
                [{"role":"assistant","content":[{"type":"tool-call","toolCallId":"c","toolName":"f","input":{}},{"type":"tool-error","toolCallId":"c","toolName":"f","input":{},"error":"no such file"}]}]
                """#,
            expected: ["openai", "agent: f#c{}=>#c!(no such file) [error]"]),
        Literal(
            about: "an answer of Gemini has a speaker and calls",
            json: #"""
                {"request":{"contents":[{"role":"user","parts":[{"text":"q"}]}]},"response":{"candidates":[{"content":{"role":"model","parts":[{"text":"a"},{"functionCall":{"name":"f","args":{"x":1}}}]},"finishReason":"STOP"}]}}
                """#,
            expected: ["openai", "user: q", #"agent: a f{"x":1} [unpaired]"#]),
        Literal(
            about: "a picture of the screen is a picture",
            json:
                #"[{"role":"user","content":[{"type":"computer_screenshot","image_url":"data:image/png;base64,QUFB"}]}]"#,
            expected: ["openai", "user: image(image/png  3) [media]"]),
    ]
}
