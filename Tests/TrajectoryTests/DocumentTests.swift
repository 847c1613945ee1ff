import TestSupport
import Testing
import Wire

@testable import Trajectory

@Suite struct DocumentTests {
    private let parent = #"""
        {"schema_version":"ATIF-v1.7","session_id":"s","trajectory_id":"p","notes":"n","continued_trajectory_ref":"next.json",
        "agent":{"name":"boss","version":"2","model_name":"big"},
        "steps":[{"step_id":1,"source":"agent","message":"","metrics":{"prompt_tokens":10,"completion_tokens":5,"cached_tokens":3,"cost_usd":0.5,"logprobs":[-0.1,-0.2]},
        "observation":{"results":[{"content":"d","subagent_trajectory_ref":[{"trajectory_id":"child","session_id":"s"},{"trajectory_id":"gone"}]}]}},
        {"step_id":3,"source":"user","message":"again","is_copied_context":true,"metrics":{"prompt_tokens":100}}],
        "final_metrics":{"total_prompt_tokens":11,"total_completion_tokens":5,"total_cost_usd":0.5,"total_steps":3},
        "subagent_trajectories":[{"trajectory_id":"child","agent":{"name":"kid","version":"1"},"steps":[{"step_id":1,"source":"user","message":"c"}],
        "subagent_trajectories":[{"trajectory_id":"grandchild","steps":[]}]}]}
        """#

    @Test func theHeaderSaysWhatTheDocumentSays() {
        let header = Summary.document(parent).header
        #expect(header.schemaVersion == "ATIF-v1.7" && header.sessionID == "s" && header.trajectoryID == "p")
        #expect(header.agentName == "boss" && header.agentVersion == "2" && header.modelName == "big")
        #expect(header.notes == "n" && header.continuation == "next.json" && header.declaredSteps == 3)
        #expect(header.finalMetrics == Metrics(promptTokens: 11, completionTokens: 5, cost: 0.5))
    }

    @Test func subagentsAreDocumentsOfTheirOwn() throws {
        let document = Summary.document(parent)
        let references = try #require(document.step(0)).results.flatMap(\.subagents)
        let child = try #require(document.subagent(references[0]))
        #expect(child.header.agentName == "kid" && Summary.of(child) == ["atif", "user: c"])
        #expect(document.subagent(references[1]) == nil)
        #expect(document.subdocuments.map(\.stepCount) == [1])
        #expect(child.subdocuments.map(\.header.trajectoryID) == ["grandchild"])
        #expect(document.store === child.store)
    }

    @Test func totalsLeaveCopiedStepsOut() {
        let document = Summary.document(parent)
        #expect(document.totals.steps == 0)
        #expect(document.stepCount == 2)
        #expect(document.stepWithoutTexts(0) != nil && document.stepWithoutTexts(1)?.flags.contains(.copied) == true)
        #expect(document.totals.steps == 2 && document.totals.copiedSteps == 1)
        #expect(document.totals.metrics == Metrics(promptTokens: 10, completionTokens: 5, cachedTokens: 3, cost: 0.5))
        for index in 0..<2 { #expect(document.stepWithoutTexts(index) != nil) }
        #expect(document.totals.steps == 2)
    }

    @Test func problemsAreListedAndTheDocumentIsShown() {
        let document = Summary.document(parent)
        #expect(document.problems.map(\.message) == ["final metrics say 3 steps, there are 2"])
        let all = document.validate()
        #expect(all.contains { $0.step == 2 && $0.message == "step_id is 3, its place is 2" })
        // Sub-agents and summaries use more than the steps say.
        #expect(!all.contains { $0.message.hasPrefix("final metrics say 11") })
    }

    @Test func rawRangesAreTheBytesOfTheStep() throws {
        let text =
            #"{"messages":[{"role":"assistant","content":"a"} , {"role":"tool","content":"b"}, {"role":"user","content":"c"}]}"#
        let document = Summary.document(text)
        let raw = document.rawJSON(0).map { String(decoding: document.store.bytes($0), as: UTF8.self) }
        #expect(raw == [#"{"role":"assistant","content":"a"}"#, #"{"role":"tool","content":"b"}"#])
        #expect(document.rawJSON(2).isEmpty && document.rawJSON(-1).isEmpty)
    }

    @Test func partsAreReachedAsOneAndEachByItself() throws {
        let text = (1...30).map {
            #"{"messages":[{"role":"user","content":"q\#($0)"},{"role":"assistant","content":"a\#($0)"}]}"#
        }
        .joined(separator: "\n")
        let document = Summary.document(text)
        #expect(document.partCount == 30 && document.stepCount == 60)
        for index in 0..<60 {
            let step = try #require(document.step(index))
            #expect(
                step.message.plainText == (index % 2 == 0 ? "q" : "a") + "\(index / 2 + 1)" && step.number == index + 1)
        }
        let last = try #require(document.part(29))
        #expect(last.step(1)?.number == 2 && last.stepCount == 2 && document.firstStep(ofPart: 29) == 58)
        let place = try #require(document.place(ofStep: 59))
        #expect(place.part == 29 && place.step == 1)
        #expect(document.part(30) == nil && document.parts.count == 30)
    }

    @Test func problemsOfPartsAndAroundTheDocumentAreTold() {
        let parts = Summary.document(
            #"[{"steps":[{"step_id":1,"source":"user","message":"x"}]},{"steps":[{"step_id":1,"sou"#)
        #expect(parts.problems.map(\.message).contains("part 2: the document is cut off in step 1"))
        let torn = Summary.document(#"{"steps":[{"step_id":1,"source":"user","message":"x"}]} and so on"#)
        #expect(torn.problems.map(\.message) == ["other text before or behind the document"] && torn.stepCount == 1)
        let lines = Summary.document(
            "{\"role\":\"user\",\"content\":\"x\"}\nwhat\n{\"a\":1}\n{\"role\":\"us\n{\"role\":\"user\"}\n")
        #expect(lines.problems.map(\.message) == ["1 line is cut off", "1 line is not part of the trajectory"])
    }

    /// What is in no step is named: lists and prompts beside the messages, texts under keys that nobody reads, failures
    /// that only an event tells.
    @Test func whatIsNotShownIsNamed() {
        func told(_ json: String) -> [String] { Summary.document(json).validate().map(\.message) }
        let user = #"{"role":"user","content":"q"}"#
        #expect(
            told("{\"messages\":[\(user)],\"chosen\":\"s s\"}") == [
                "\"chosen\" stands beside the messages and is not among the steps"
            ])
        #expect(told("{\"dialog\":[\(user)],\"more\":[\(user)]}") == [])
        #expect(told(#"[{"role":"user","content":"q","remark":"said aside"}]"#) == ["not shown: remark"])
        #expect(told(#"[{"role":"user","content":"q","request_id":"req_1"}]"#) == [])
        // Names that are read in some places are named where they are not.
        #expect(told(#"[{"role":"user","content":"q","response":"said aside"}]"#) == ["not shown: response"])
        #expect(told(#"[{"role":"user","content":"q q","message":"q q"}]"#) == [])
        #expect(
            told(#"{"steps":[{"step_id":1,"source":"agent","message":"m","content":"c c","action":"ls -l"}]}"#) == [
                "not shown: content, action"
            ])
        #expect(
            told(#"[{"role":"assistant","tool_calls":[{"name":"f"}],"response":{"choices":["a text"]}}]"#) == [
                "not shown: response"
            ])
        #expect(
            told(#"[{"role":"tool","content":"a","message":"said aside"},{"role":"tool","message":"an answer"}]"#) == [
                "not shown: message"
            ])
        // A run whose input and output frame it.
        #expect(
            Summary.of("{\"input\":[\(user)],\"turns\":[\(user)],\"output\":\"done\"}") == [
                "openai", "user: q", "agent: done",
            ])
        #expect(
            Summary.of("{\"request\":{\"messages\":[\(user)]},\"response\":{},\"answer\":\"42\"}") == [
                "openai", "user: q", "agent: 42",
            ])
        #expect(
            told(#"{"steps":[{"step_id":1,"source":"user","message":"q"}],"subagent_trajectories":{"a":{"steps":[]}}}"#)
                == ["\"subagent_trajectories\" is no list: none of them can be opened"])
        let event = #"{"type":"agenterror","data":{"error":"no credits"}}"#
        #expect(
            told("{\"session\":{\"id\":\"1\"},\"messages\":[\(user)],\"events\":[\(event)]}") == [
                "agenterror: no credits"
            ])
        #expect(Summary.document([0xFF, 0xFE, 0x5B, 0, 0x5D, 0]).problems.first?.message.hasPrefix("UTF-16") == true)
    }

    @Test func aPartIsShownWhileItArrives() throws {
        let store = try #require(ByteStore(capacity: 100_000))
        let document = TrajectoryDocument(store: store, expectedBytes: nil, name: "docent")
        store.append(Array(#"{"transcripts":[{"messages":[{"role":"user","content":"q"},{"role":"assi"#.utf8))
        document.advance()
        #expect(document.stepCount == 0)
        store.append(Array("stant\",\"content\":\"\(String(repeating: "a", count: 17_000))".utf8))
        document.advance()
        #expect(document.stepCount == 1 && document.step(0)?.message.plainText == "q" && !document.progress.isComplete)
        store.append(Array(#""}]},{"messages":[{"role":"user","content":"r"}]}]}"#.utf8))
        document.advance()
        document.finish(interrupted: false)
        #expect(document.stepCount == 3 && document.partCount == 2)
    }

    /// An element that holds messages and then says that it is one is the same thing however it arrives.
    @Test(arguments: [
        #"[{"messages":[{"role":"user","content":"x"}],"role":"assistant","content":"y"},{"role":"user","content":"z"}]"#,
        #"[{"messages":[{"role":"user","content":"x"}],"_type":"GenerationStep"}]"#,
        #"{"messages":[{"_type":"ReactStep","messages":[]},{"role":"user","content":"z"}],"session":{"id":"1"}}"#,
        #"[[{"steps":[]},{"role":"user","content":"z"}]]"#,
        #"{"role":"user","content":"hi","metadata":{"request":{"id":"x"}}}\#n{"role":"assistant","content":"a"}"#,
        #"{"metadata":{"request":{"id":"x"}},"content":"hi","role":"user"}\#n{"role":"assistant","content":"a"}"#,
    ])
    func whatSaysTwoThingsIsTheSameInPieces(_ json: String) {
        let whole = Summary.of(json)
        for cut in 1..<json.utf8.count { #expect(Summary.of(json, cuts: [cut]) == whole, "\(cut)") }
        #expect(Summary.of(json, cuts: Array(1..<json.utf8.count)) == whole)
    }

    @Test func dataInPartsThatNobodyKnowsIsCounted() throws {
        let data = String(repeating: "QUFB", count: 400)
        let words = String(repeating: "one two ", count: 400)
        let part = #"{"type":"hologram","a":"data:x;base64,\#(data)","b":["\#(data)"],"c":"\#(words)","d":"short"}"#
        let document = Summary.document(#"[{"role":"user","content":[\#(part)]}]"#)
        let shown: JSONValue = [
            "type": "hologram", "a": "[1614 bytes]", "b": ["[1600 bytes]"], "c": .string(words), "d": "short",
        ]
        #expect(try #require(document.step(0)).message == [.unknown(type: "hologram", shown)])
    }

    @Test func anInterruptedDocumentKeepsWhatArrived() throws {
        let store = try #require(ByteStore(capacity: 1000))
        let document = TrajectoryDocument(store: store, expectedBytes: 500, name: "cut")
        store.append(Array(#"{"steps":[{"step_id":1,"source":"user","message":"x"},{"step_id":2,"so"#.utf8))
        document.advance()
        #expect(
            document.progress
                == DocumentProgress(bytes: 70, expectedBytes: 500, steps: 1, isComplete: false, isInterrupted: false))
        document.finish(interrupted: true)
        #expect(document.progress.isInterrupted && document.progress.isComplete && document.stepCount == 2)
        #expect(document.problems.map(\.message).contains("the document is cut off in step 2"))
    }

    @Test func outlinesSayWhatTellsAStepFromItsNeighbours() throws {
        let document = Summary.document(
            #"""
            {"steps":[{"step_id":1,"source":"agent","message":"m","timestamp":"2026-01-01T00:00:01Z","metrics":{"prompt_tokens":3,"completion_tokens":4},
            "tool_calls":[{"tool_call_id":"a","function_name":"bash","arguments":{"timeout":3,"command":"ls\n  -l   /tmp"}}]},
            {"step_id":2,"source":"user","message":"  first\n\nsecond\tthird"},
            {"step_id":3,"source":"agent","message":[{"type":"image","source":{"media_type":"image/png","path":"a.png"}}]}]}
            """#)
        let first = try #require(document.outline(0))
        #expect(first.preview == "ls -l /tmp" && first.tool == "bash" && first.tokens == 7 && first.callCount == 1)
        #expect(first.timestamp == Timestamp("2026-01-01T00:00:01Z") && first.size == document.rawJSON(0)[0].count)
        #expect(document.outline(1)?.preview == "first second third")
        #expect(document.outline(2)?.preview == "image" && document.outline(3) == nil)
    }

    @Test func factsBesideTheMessagesAreKept() throws {
        let document = Summary.document(
            #"""
            [{"role":"assistant","content":"a","extra":{"timestamp":1775816679.5,"cost":0.25,"response":{"model":"deep","usage":{"prompt_tokens":9,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":4}},"choices":[{"finish_reason":"stop","message":{"content":"a"}}]}}},
            {"role":"user","name":"Bob","seq":7,"content":"b","created_at":"2026-01-01T00:00:00Z"}]
            """#)
        let first = try #require(document.step(0))
        #expect(first.model == "deep" && first.stopReason == "stop" && first.timestamp?.seconds == 1_775_816_679.5)
        #expect(first.metrics == Metrics(promptTokens: 9, completionTokens: 2, cachedTokens: 4, cost: 0.25))
        let second = try #require(document.step(1))
        #expect(second.name == "Bob" && second.seq == 7 && second.timestamp == Timestamp("2026-01-01T00:00:00Z"))
    }

    @Test func earlyVersionsCountCachedTokensApart() throws {
        for (version, expected) in [("ATIF-v1.1", 13 as Quantity), ("ATIF-v1.2", 10)] {
            let document = Summary.document(
                #"{"schema_version":"\#(version)","final_metrics":{"total_prompt_tokens":10,"total_cached_tokens":3},"steps":[{"step_id":1,"source":"agent","message":"m","metrics":{"prompt_tokens":10,"cached_tokens":3}}]}"#
            )
            #expect(document.step(0)?.metrics?.promptTokens == expected)
            #expect(document.finalMetrics?.promptTokens == expected && document.validate().isEmpty)
        }
    }

    @Test func aPageOfATranscriptSaysSo() {
        let document = Summary.document(
            #"{"session":{"id":"s"},"messages":[{"role":"user","content":"q"}],"has_more":true}"#)
        #expect(document.problems.map(\.message) == ["one page of a longer transcript"])
    }

    @Test func readersNeedNotWaitForTheWriter() async throws {
        let text = Array(Conversation(seed: 3).atif.serialized().utf8)
        let many =
            Array("[".utf8) + Array((0..<50).map { _ in text }.joined(separator: Array(",".utf8))) + Array("]".utf8)
        let store = try #require(ByteStore(capacity: many.count))
        let document = TrajectoryDocument(store: store, expectedBytes: many.count, name: "shared")
        let writer = Task.detached {
            for start in stride(from: 0, to: many.count, by: 997) {
                store.append(Array(many[start..<min(start + 997, many.count)]))
                document.advance()
            }
            document.finish(interrupted: false)
        }
        let reader = Task.detached { () -> Bool in
            var isSound = true
            while !document.progress.isComplete {
                let count = document.stepCount
                if count > 0 { isSound = isSound && document.step(count - 1) != nil && document.outline(0) != nil }
                for index in 0..<min(count, 20) { isSound = isSound && document.stepWithoutTexts(index) != nil }
                await Task.yield()
            }
            return isSound
        }
        await writer.value
        #expect(await reader.value)
        #expect(document.partCount == 50 && document.stepCount == 50 * Conversation(seed: 3).turns.count)
    }
}
