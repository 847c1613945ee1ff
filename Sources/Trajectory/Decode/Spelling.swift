import Wire

/// One table of spellings: under which names producers write what every run is made of. Names are compared without
/// capitals and without what stands between words, so that `tool_use_id`, `toolUseID` and `toolUseId` are one.
enum Spelling {
    /// Who speaks, and what a typed element or part is.
    enum Word: Hashable, Sendable {
        case system, user, agent, result, call, reasoning, text, refusal, frame
    }

    /// The letters and digits of a name, small.
    static func bare(_ name: String) -> String {
        String(
            decoding: name.utf8.lazy.filter(isLetter).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self
        )
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte >= 0x80
    }

    /// Roles, speakers and types of messages and parts, by their bare names.
    private static let words: [String: Word] = [
        "system": .system, "developer": .system, "systemprompt": .system, "systemmessage": .system,
        "systempromptevent": .system, "systeminstruction": .system, "developermessage": .system,
        "compacted": .system, "compaction": .system,
        "user": .user, "human": .user, "usermessage": .user, "humanmessage": .user, "userprompt": .user,
        "userinput": .user, "usermessageevent": .user, "humanmessagechunk": .user, "prompt": .user,
        "assistant": .agent, "model": .agent, "gpt": .agent, "ai": .agent, "gemini": .agent, "agent": .agent,
        "chatgpt": .agent, "bot": .agent, "assistantmessage": .agent, "aimessage": .agent, "aimessagechunk": .agent,
        "agentmessage": .agent, "modelresponse": .agent, "llm": .agent, "claude": .agent, "airesponse": .agent,
        "assistantmessageevent": .agent, "agentfinish": .agent, "finalanswer": .agent,
        "tool": .result, "function": .result, "ipython": .result, "observation": .result, "toolmessage": .result,
        "functionmessage": .result, "toolreturn": .result, "environment": .result, "toolend": .result,
        "text": .text, "inputtext": .text, "outputtext": .text, "summarytext": .text, "markdown": .text,
        "string": .text, "textdelta": .text, "refusal": .refusal,
        "toolinvocation": .call, "dynamictool": .call, "commandexecution": .call, "filechange": .call,
        "websearch": .call,
        "todolist": .call, "patchapply": .call, "agentaction": .call, "imagegeneration": .call,
        "stepstart": .frame, "stepfinish": .frame, "snapshot": .frame, "cachepoint": .frame,
        "itemstarted": .frame, "threadstarted": .frame, "turnstarted": .frame, "taskstarted": .frame,
    ]

    /// Ends of names that say what is called so, the longest first.
    private static let ends: [(String, Word)] = [
        ("toolresult", .result), ("toolresponse", .result), ("toolcallresponse", .result),
        ("functionresponse", .result), ("functionresult", .result),
        ("calloutput", .result), ("callresult", .result), ("tooloutput", .result), ("toolerror", .result),
        ("observationevent", .result), ("observation", .result), ("toolreturn", .result), ("searchoutput", .result),
        ("toolmessage", .result), ("toolreturnmessage", .result), ("toolcallexecutionevent", .result),
        ("toolcallmessage", .call), ("toolcallrequestevent", .call), ("reasoningmessage", .reasoning),
        ("toolcall", .call), ("tooluse", .call), ("toolrequest", .call), ("functioncall", .call),
        ("toolinvocation", .call), ("actionevent", .call), ("commandexecution", .call), ("searchcall", .call),
        ("reasoning", .reasoning), ("thinking", .reasoning), ("thought", .reasoning), ("reasoningcontent", .reasoning),
        ("reasoningtext", .reasoning), ("reasoningsummary", .reasoning), ("reasoningencrypted", .reasoning),
    ]

    /// What a role or a type says; nil for one that nobody knows.
    static func word(_ name: String?) -> Word? {
        guard let name, name.utf8.count < 64 else { return nil }
        let bare = bare(name)
        return words[bare] ?? ends.first { bare.hasSuffix($0.0) }?.1
    }

    /// The speaker that a word stands for.
    static func source(_ word: Word?, _ name: String) -> StepSource {
        switch word {
        case .system: .system
        case .user: .user
        case .agent, .call, .reasoning: .agent
        case .result, .text, .refusal, .frame, nil: .other(name)
        }
    }

    /// What a member of an element is, by its bare name, where no reader knows the element.
    enum Field: Hashable, Sendable {
        case system, user, agent, text, reasoning, calls, tool, arguments, result, error
        /// Who, when, which, how much.
        case frame
    }

    static func field(_ key: String) -> Field? { fields[bare(key)] }

    private static let fields: [String: Field] = {
        var fields: [String: Field] = [:]
        func put(_ field: Field, _ names: String) {
            for name in names.split(separator: " ") { fields[String(name)] = field }
        }
        put(
            .system, "system systemprompt instructions systeminstruction systemmessage baseinstructions developerprompt"
        )
        put(.user, "user human task prompt question query instruction problem problemstatement userinput userprompt")
        put(.user, "usermessage usermsg userquery goal objective request humaninput taskdescription")
        put(.agent, "assistant modeloutput modelresponse response completion answer finalanswer llmoutput llmresponse")
        put(.agent, "generatedtext generation prediction reply assistantmessage agentmessage airesponse agentresponse")
        put(.agent, "outputtext finaloutput finalresponse assistantresponse modelanswer")
        put(.text, "text content message body summary recap value title description lastagentmessage")
        put(.reasoning, "thought thoughts reasoning reasoningcontent thinking rationale scratchpad chainofthought")
        put(.calls, "toolcalls toolcall functioncall functioncalls calls call actions tooluse tooluses toolinvocations")
        put(.tool, "tool toolname functionname function action command cmd code commandname actiontype bash shell")
        put(
            .arguments,
            "arguments args actioninput toolinput toolargs parameters params kwargs actionargs toolarguments")
        put(.arguments, "input inputs changes")
        put(
            .result,
            "observation observations toolresult toolresults tooloutput tooloutputs toolresponse result results")
        put(.result, "output outputs stdout stderr aggregatedoutput executionresult executionoutput commandoutput")
        put(.result, "toolreturn actionresult actionoutput environmentoutput toolresponses envoutput returnvalue")
        put(.error, "statusmessage error exception errormessage traceback errortext failure")
        put(.frame, "id uuid type kind role source from name timestamp time timing createdat created updatedat model")
        put(.frame, "usage tokens tokenusage metrics cost status state step stepid stepnumber index sessionid session")
        put(.frame, "parentid parentuuid cwd version subtype level metadata extra isdone reward rewards score done")
        put(.frame, "duration durationms starttime endtime datetimeutc datetime inputtokens outputtokens exitcode")
        put(.frame, "toolcallid callid tooluseid agentid agentname iserror success issidechain requestid gitbranch")
        put(.frame, "slug permissionmode leafuuid messageid logprobs tools tooldefinitions availabletools")
        return fields
    }()
}

extension JSONValue {
    /// The first member of these bare names that is there and not null.
    func spelled(_ names: Set<String>) -> JSONValue? {
        object?.members.first { !$0.value.isNull && names.contains(Spelling.bare($0.key)) }?.value
    }

    /// The members of these bare names that say something, the names in their order.
    func spelled(inOrder names: [String]) -> JSONValue? {
        guard let members = object?.members else { return nil }
        let bare = members.map { (Spelling.bare($0.key), $0.value) }
        for name in names {
            if let found = bare.last(where: { $0.0 == name && !$0.1.isNull && $0.1 != "" }) { return found.1 }
        }
        return nil
    }

    /// The object or list that a text holds, else the text itself: the model may have written anything.
    var opened: JSONValue {
        guard let text = string, let first = text.utf8.first(where: { $0 > 0x20 }),
            first == UInt8(ascii: "{") || first == UInt8(ascii: "["), let value = try? JSONParser.parse(text)
        else { return self }
        return value
    }
}
