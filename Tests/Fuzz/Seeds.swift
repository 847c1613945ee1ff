import Foundation

/// What a fuzzer starts from: real documents, made so short that thousands a second can be read.
enum Seeds {
    /// The shortened form of every JSON document and the beginnings of all other files, in the order of their names.
    static func documents(under folder: URL) throws -> [[UInt8]] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return forms.map { Array($0.utf8) }
            + (try names.sorted().compactMap { name in
                let file = folder.appending(path: name)
                guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { return nil }
                let data = try Data(contentsOf: file)
                if let json = try? JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed) {
                    let options: JSONSerialization.WritingOptions = [.fragmentsAllowed, .sortedKeys]
                    return Array(try JSONSerialization.data(withJSONObject: shortened(json), options: options))
                }
                return data.isEmpty ? nil : Array(data.prefix(4_000))
            })
    }

    /// Forms of producers that no folder may hold: what each part of the reader is there for.
    private static let forms = [
        #"{"messages":[{"role":"assistant","content":[{"reasoningContent":{"text":"a"}},{"toolUse":{"toolUseId":"c","name":"f","input":{"x":1}}}]},{"role":"user","content":[{"toolResult":{"toolUseId":"c","content":[{"text":"r"}],"status":"error"}}]}]}"#,
        #"[{"kind":"ActionEvent","source":"agent","thought":[{"text":"t"}],"action":{"kind":"A"},"tool_call_id":"c","tool_call":{"id":"c","name":"f","arguments":"{}"}},{"kind":"ObservationEvent","source":"environment","tool_call_id":"c","observation":{"output":"r","exit_code":1}}]"#,
        "{\"type\":\"user\",\"message\":{\"role\":\"user\",\"content\":\"q\"}}\n{\"type\":\"assistant\",\"message\":{\"id\":\"1\",\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"f\",\"input\":{}}]}}\n{\"type\":\"attachment\",\"attachment\":{\"content\":[\"x y\"]}}\n{\"type\":\"user\",\"message\":{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"a\",\"content\":\"r\"}]}}",
        "{\"type\":\"thread.started\"}\n{\"type\":\"item.started\",\"item\":{\"id\":\"i\",\"type\":\"command_execution\",\"command\":\"ls\"}}\n{\"type\":\"item.completed\",\"item\":{\"id\":\"i\",\"type\":\"command_execution\",\"command\":\"ls\",\"aggregated_output\":\"r\",\"exit_code\":2}}",
        #"{"run_type":"chain","inputs":{"messages":[{"role":"user","content":"q"}]},"child_runs":[{"run_type":"llm","outputs":{"generations":[[{"text":"a"}]]}},{"name":"f","run_type":"tool","inputs":{"input":"x"},"outputs":{"output":"r"}}],"outputs":{"output":"b"}}"#,
        #"{"t1":{"traj":[{"role":"user","content":"q"}]},"t2":{"query":"q q","trajectory":[{"action":"ls","observation":"x"}]}}"#,
        "{\"stream\":false,\"messages\":[{\"role\":\"user\",\"content\":\"q\"}]}\n{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"a\"}}],\"messages\":[]}\n{\"stream\":false,\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"a\"}]}",
        #"[{"system":"s s","prompt":"q q","response":"a a"},{"task":"t t"},{"model_output":"m m","tool_calls":[{"id":"c","function":{"name":"f","arguments":"x"}}],"observations":"r"}]"#,
        #"{"steps":[{"step_id":1,"source":"agent","message":"m","timestamp":"Thu, 01 Jan 2026 10:00:40 GMT","tool_calls":[{"tool_call_id":"a","function_name":"f","arguments":{}}]},{"step_id":2,"source":"system","message":null,"observation":{"results":[{"source_call_id":"f","content":"r"}]}}]}"#,
        #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"t","spanId":"1","startTimeUnixNano":"1764500000000000000","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.input.messages","value":{"stringValue":"[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"q\"}]}]"}},{"key":"gen_ai.completion.0.content","value":{"stringValue":"a"}}],"status":{"code":2}}]}]}]}"#,
        #"{"observations":[{"type":"GENERATION","input":[{"role":"user","content":"q"}],"output":{"role":"assistant","tool_calls":[{"id":"c","function":{"name":"f","arguments":"{}"}}]}},{"type":"TOOL","name":"f","output":"r","level":"ERROR"}],"scores":[{"name":"s","value":1}]}"#,
        "{\"object\":\"trace\",\"id\":\"t\"}\n{\"object\":\"trace.span\",\"trace_id\":\"t\",\"span_data\":{\"type\":\"generation\",\"input\":[{\"role\":\"user\",\"content\":\"q\"}],\"output\":[{\"role\":\"assistant\",\"content\":\"a\"}]}}",
        #"[{"request":{"messages":[{"role":"user","content":"q"}]},"response":{"choices":[{"message":{"role":"assistant","content":"a"}}]}},{"request":{"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"},{"role":"user","content":"r"}]},"response":{"choices":[]}}]"#,
        #"{"contents":[{"role":"user","parts":[{"text":"q"}]},{"role":"model","parts":[{"functionCall":{"name":"f","args":{}}}]}],"systemInstruction":{"parts":[{"text":"s"}]}}"#,
        #"{"input":{"inputBodyJson":{"messages":[{"role":"user","content":[{"text":"q q"}]}]}},"output":{"outputBodyJson":{"output":{"message":{"role":"assistant","content":[{"text":"a a"}]}}}}}"#,
        "{\"custom_id\":\"a\",\"result\":{\"type\":\"succeeded\",\"message\":{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"a\"}]}}}\n{\"custom_id\":\"b\",\"result\":{\"type\":\"errored\",\"error\":{\"message\":\"m\"}}}",
        "{\"type\":\"session\",\"id\":\"s\"}\n{\"type\":\"message\",\"message\":{\"role\":\"assistant\",\"content\":[{\"type\":\"toolCall\",\"id\":\"c\",\"name\":\"f\",\"arguments\":{}}],\"timestamp\":1767225602000}}\n{\"type\":\"message\",\"message\":{\"role\":\"toolResult\",\"toolCallId\":\"c\",\"content\":[{\"type\":\"text\",\"text\":\"r\"}],\"isError\":true}}\n{\"type\":\"compaction\",\"summary\":\"s\"}",
        #"{"samples":[{"id":"a","input":"q","messages":[{"role":"user","content":"q"},{"role":"assistant","content":[{"type":"reasoning","reasoning":"t"}],"tool_calls":[{"id":"c","function":"f","arguments":{}}]},{"role":"tool","tool_call_id":"c","content":"","error":{"type":"timeout","message":"m"}}],"scores":{"m":{"value":"C"}}}]}"#,
        #"[{"task_id":0,"reward":0.5,"traj":[{"role":"user","content":"q"}],"info":{"reward_info":{"reward":0.5}}},{"task_id":1,"reward":0,"traj":[],"info":{"error":"e"}}]"#,
    ]

    /// The first and the last elements of long lists, the beginnings of long texts.
    private static func shortened(_ value: Any) -> Any {
        switch value {
        case let list as [Any] where list.count > 3: return (list.prefix(2) + list.suffix(1)).map(shortened)
        case let list as [Any]: return list.map(shortened)
        case let object as [String: Any]: return object.mapValues(shortened)
        case let text as String: return String(text.prefix(60))
        default: return value
        }
    }
}
