/// Writes the documents of `Shape`, one element at a time.
struct ShapeWriter {
    typealias Sink = ([UInt8]) throws -> Void

    var text: ShapeText
    /// Brings the mean step to the 4 KB that the shapes' sizes in megabytes ask for.
    private static let stretch = 1.35

    init(text: ShapeText) { self.text = text }

    private static let head =
        #"{"schema_version":"ATIF-v1.7","session_id":"5ca1ab1e-0000-4000-8000-000000000001","#
        + #""agent":{"name":"shape","version":"1"},"steps":["#

    /// A run of ordinary steps: a message, now and then reasoning, one call and what came of it.
    mutating func steps(_ count: Int, to sink: Sink) rethrows {
        try sink(Array(Self.head.utf8))
        for index in 1...count { try sink((index > 1 ? [0x2c] : []) + step(index, word(index, of: count))) }
        try sink(Array("]}".utf8))
    }

    /// Chat messages: an agent's turn with a call, then the tool's answer.
    mutating func messages(_ count: Int, to sink: Sink) rethrows {
        try sink(Array(#"{"messages":[{"role":"system","content":"shape"}"#.utf8))
        for index in 1..<max(2, count) { try sink(message(index, word(index, of: (count - 2) | 1))) }
        try sink(Array("]}".utf8))
    }

    /// One huge observation a step.
    mutating func fields(_ line: Int, _ lines: Int, _ hugeLine: Int, to sink: Sink) rethrows {
        try sink(Array(Self.head.utf8))
        try sink(huge(1, text.oneLine(of: line)))
        var many: [UInt8] = []
        for index in 0..<lines { many += Array("row \(index) with some words in it, and an end\\n".utf8) }
        try sink([0x2c] + huge(2, many))
        try sink([0x2c] + huge(3, text.oneLine(of: hugeLine)))
        try sink(Array("]}".utf8))
    }

    mutating func calls(_ count: Int, without missing: Int, to sink: Sink) rethrows {
        let calls = (0..<count).map {
            #"{"tool_call_id":"c\#($0)","function_name":"bash","arguments":{"command":"ls \#($0)"}}"#
        }
        let results = text.shuffled(Array(0..<count)).dropLast(missing).map {
            #"{"source_call_id":"c\#($0)","content":"result \#($0)"}"#
        }
        let step =
            #"{"step_id":1,"source":"agent","message":"all at once","tool_calls":[\#(calls.joined(separator: ","))],"#
            + #""observation":{"results":[\#(results.joined(separator: ","))]}}"#
        try sink(Array((Self.head + step + "]}").utf8))
    }

    mutating func numbers(_ steps: Int, each count: Int, to sink: Sink) rethrows {
        try sink(Array(Self.head.utf8))
        for index in 1...steps {
            let tokens = (0..<count).map { _ in String(text.number(in: 0..<200_000)) }.joined(separator: ",")
            let chances = (0..<count).map { _ in "-0.\(text.number(in: 100_000_000..<999_999_999))" }
            let metrics = #"{"completion_token_ids":[\#(tokens)],"logprobs":[\#(chances.joined(separator: ","))]}"#
            let step = #"{"step_id":\#(index),"source":"agent","message":"step \#(index)","metrics":\#(metrics)}"#
            try sink(Array(((index > 1 ? "," : "") + step).utf8))
        }
        try sink(Array("]}".utf8))
    }

    mutating func images(_ count: Int, bytes: Int, to sink: Sink) rethrows {
        try sink(Array(#"{"messages":[{"role":"system","content":"shape"}"#.utf8))
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        let pixels = (0..<(bytes / 4 * 4)).map { _ in alphabet[text.number(in: 0..<64)] }
        for index in 0..<count {
            try sink(Array(#",{"role":"user","content":[{"type":"text","text":"picture \#(index)"},"#.utf8))
            try sink(Array(#"{"type":"image_url","image_url":{"url":"data:image/png;base64,"#.utf8))
            try sink(pixels)
            try sink(Array(#""}}]}"#.utf8))
        }
        try sink(Array("]}".utf8))
    }

    /// Every level has `wide` sub-agents, the first of which has the next level.
    mutating func nested(deep: Int, wide: Int, steps: Int, to sink: Sink) rethrows {
        try sink(Array(trajectory(id: "root", deep: deep, wide: wide, steps: steps).utf8))
    }

    private mutating func trajectory(id: String, deep: Int, wide: Int, steps: Int) -> String {
        let names = deep == 0 ? [] : (0..<wide).map { "\(id)-\($0)" }
        let children = names.enumerated().map { place, name in
            trajectory(id: name, deep: place == 0 ? deep - 1 : 0, wide: wide, steps: steps)
        }
        let body = (1...max(steps, names.count, 1)).map { index -> String in
            let name = index <= names.count ? names[index - 1] : nil
            let reference = name.map { #","subagent_trajectory_ref":[{"trajectory_id":"\#($0)"}]"# } ?? ""
            let result = #"{"source_call_id":"c\#(index)","content":"done"\#(reference)}"#
            return #"{"step_id":\#(index),"source":"agent","message":"\#(id) does \#(index)","tool_calls":"#
                + #"[{"tool_call_id":"c\#(index)","function_name":"\#(name == nil ? "bash" : "task")","arguments":{}}],"#
                + #""observation":{"results":[\#(result)]}}"#
        }
        return #"{"schema_version":"ATIF-v1.7","trajectory_id":"\#(id)","agent":{"name":"shape","version":"1"},"#
            + #""steps":[\#(body.joined(separator: ","))],"subagent_trajectories":[\#(children.joined(separator: ","))]}"#
    }

    // MARK: Elements

    /// A word to look for that stands near the beginning only, or in the last step only.
    private func word(_ index: Int, of count: Int) -> String {
        index == count ? "qlastq " : index == min(41, count) ? "qfirstq " : ""
    }

    private mutating func step(_ index: Int, _ word: String) -> [UInt8] {
        var bytes = Array(
            #"{"step_id":\#(index),"source":"agent","timestamp":"\#(time(index))","message":"\#(word)"#.utf8)
        bytes += text.field(.message, scale: Self.stretch)
        if text.hits(5) {
            bytes += Array(#"","reasoning_content":""#.utf8)
            bytes += text.field(.reasoning, scale: Self.stretch)
        }
        bytes += Array(
            #"","tool_calls":[{"tool_call_id":"c\#(index)","function_name":"bash","arguments":{"command":""#.utf8)
        bytes += text.field(.arguments, scale: Self.stretch)
        bytes += Array(#""}}],"observation":{"results":[{"source_call_id":"c\#(index)","content":""#.utf8)
        bytes += text.field(.observation, scale: Self.stretch)
        return bytes + Array(#""}]},"metrics":{"prompt_tokens":\#(1000 + index),"completion_tokens":250}}"#.utf8)
    }

    private mutating func message(_ index: Int, _ word: String) -> [UInt8] {
        guard index % 2 == 1 else {
            var bytes = Array(#",{"role":"tool","tool_call_id":"c\#(index - 1)","content":""#.utf8)
            bytes += text.field(.observation, scale: 2 * Self.stretch)
            return bytes + Array(#""}"#.utf8)
        }
        var bytes = Array(#",{"role":"assistant","content":"\#(word)"#.utf8)
        bytes += text.field(.message, scale: 2 * Self.stretch)
        bytes += Array(
            #"","tool_calls":[{"id":"c\#(index)","type":"function","function":{"name":"bash","arguments":"{\"command\":\""#
                .utf8)
        bytes += text.oneLine(of: 200).filter { $0 != UInt8(ascii: "\\") }
        return bytes + Array(#"\"}"}}]}"#.utf8)
    }

    private mutating func huge(_ index: Int, _ content: [UInt8]) -> [UInt8] {
        Array(
            (#"{"step_id":\#(index),"source":"agent","message":"a huge field","tool_calls":[{"tool_call_id":"c\#(index)","#
                + #""function_name":"bash","arguments":{"command":"cat"}}],"observation":{"results":["#
                + #"{"source_call_id":"c\#(index)","content":""#).utf8) + content + Array(#""}]}}"#.utf8)
    }

    private func time(_ index: Int) -> String {
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let seconds = index * 2
        return "2026-01-\(two(1 + seconds / 86_400))T\(two(seconds / 3_600 % 24)):\(two(seconds / 60 % 60)):"
            + "\(two(seconds % 60))Z"
    }
}
