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
