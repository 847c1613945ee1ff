import Wire

/// An object that is the record of a run and no list of messages: what was asked, what was done meanwhile, what was
/// answered. `{"prompt": …, "response": …}`, a logged exchange with a model's API, a run with its inputs, outputs and
/// child runs.
struct Record {
    /// What becomes a step, or belongs to one: an element, or a text of which its place says whose it is.
    struct Piece: Hashable, Sendable {
        var range: Range<Int>
        var source: StepSource?
    }

    /// One member of an object: its key, without capitals and what stands between words, its kind and its place.
    typealias Entry = (key: String, kind: JSONKind, range: Range<Int>)

    private enum Role { case asked, done, answered }

    private static let roles: [String: Role] = {
        var roles: [String: Role] = [:]
        for key in ["inputs", "input", "prompt", "prompts", "request", "messages", "contents", "raw", "inputbodyjson"] {
            roles[key] = .asked
        }
        for key in [
            "childruns", "children", "spans", "steps", "events", "trajectory", "traj", "history", "turns", "items",
            "observations", "intermediatesteps", "toolcalls", "transcript", "conversation", "conversations",
        ] { roles[key] = .done }
        for key in [
            "outputs", "output", "completion", "completions", "choices", "candidates", "generations", "generation",
            "response", "answers", "message", "result", "outputbodyjson",
        ] { roles[key] = .answered }
        return roles
    }()

    private static func role(_ key: String) -> Role? {
        if let role = roles[key] { return role }
        switch Spelling.field(key) {
        case .user: return .asked
        case .agent: return .answered
        default: return nil
        }
    }

    let bytes: UnsafeRawBufferPointer
    private(set) var pieces: [Piece] = []
    /// Whether any of it is an answer, or was done by the agent.
    private(set) var hasAgent = false
    private(set) var hasAsked = false
    /// Whether it is made of the spans of a trace.
    private(set) var hasSpans = false
    /// Whether any of it is a text outside of a plain list.
    private(set) var hasTexts = false
    /// Members that gave anything.
    private(set) var sources = 0

    private static let mostMembers = 64
    private static let deepest = 6

    /// The pieces of an object with these members; lists that are left out are shown already.
    init(_ bytes: UnsafeRawBufferPointer, _ entries: [Entry], without shown: Set<Int> = []) {
        self.bytes = bytes
        add(entries.filter { !shown.contains($0.range.lowerBound) }, depth: 0)
    }

    /// The members of the object at this range.
    static func entries(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> [Entry] {
        guard bytes[range.lowerBound] == UInt8(ascii: "{") else { return [] }
        var walker = MemberWalker(bytes, range)
        var entries: [Entry] = []
        while let member = walker.next(), entries.count < mostMembers {
            entries.append((Spelling.bare(member.key), member.kind, member.range))
        }
        return entries
    }

    private mutating func add(_ entries: [Entry], depth: Int) {
        guard depth < Self.deepest else { return }
        func all(_ role: Role) -> [Entry] { entries.filter { Self.role($0.key) == role && Self.says($0) } }
        for entry in entries where Spelling.field(entry.key) == .system && Self.says(entry) {
            text(entry.range, entry.kind, .system)
        }
        let done = all(.done)
        for entry in Self.lists(all(.asked)) {
            take(entry, .user, depth)
            hasAsked = hasAsked || !pieces.isEmpty
        }
        let asked = pieces.count
        for entry in done { take(entry, nil, depth) }
        // What was asked for begins the run once more.
        let again = Set(pieces[asked...].prefix(8).map { Array(bytes[$0.range]) })
        if depth == 0 {
            pieces = pieces[..<asked].filter { !again.contains(Array(bytes[$0.range])) } + pieces[asked...]
        }
        for entry in Self.lists(all(.answered)) { take(entry, .agent, depth) }
    }

    /// Where there are lists, bare texts beside them are names of the task or the answer that was wanted.
    private static func lists(_ entries: [Entry]) -> [Entry] {
        let lists = entries.filter { $0.kind == .array }
        return lists.isEmpty ? entries.filter { $0.key != "answer" || entries.count == 1 } : lists
    }

    private mutating func take(_ entry: Entry, _ source: StepSource?, _ depth: Int) {
        let before = pieces.count
        expand(entry, source, depth)
        if depth == 0, pieces.count > before { sources += 1 }
    }

    private static func says(_ entry: Entry) -> Bool {
        entry.range.count > 2 && [.string, .array, .object].contains(entry.kind)
            && (entry.key != "result" || entry.kind == .object)
    }

    private mutating func expand(_ entry: Entry, _ source: StepSource?, _ depth: Int) {
        switch entry.kind {
        case .string: if let source { text(entry.range, .string, source) }
        case .array:
            for element in MemberWalker.elements(bytes, entry.range) {
                let kind = JSONKind(firstByte: bytes[element.lowerBound])
                if kind == .object {
                    object(element, source, depth)
                } else if kind.isContainer || kind == .string {
                    expand((entry.key, kind, element), source, depth + 1)
                }
            }
        case .object: object(entry.range, source, depth, isWhole: Self.whole.contains(entry.key))
        case .number, .literal, .invalid: break
        }
    }

    /// Members whose objects are shown as they are, where nothing in them says more.
    private static let whole: Set<String> = ["inputs", "outputs", "input", "output", "completion"]

    private mutating func text(_ range: Range<Int>, _ kind: JSONKind, _ source: StepSource) {
        pieces.append(Piece(range: range, source: source))
        hasTexts = true
        if source == .agent { hasAgent = true }
    }

    private mutating func object(_ range: Range<Int>, _ source: StepSource?, _ depth: Int, isWhole: Bool = false) {
        guard depth < Self.deepest else { return }
        var entries = Self.entries(bytes, range)
        let span = Self.span(bytes, range)
        if let data = entries.first(where: { $0.key == "spandata" && $0.kind == .object }) {
            entries += Self.entries(bytes, data.range)
        }
        hasSpans = hasSpans || span == .model || span == .tool
        if span == .model {
            // What a model was asked is what was said before, but for the first.
            if pieces.isEmpty {
                for entry in entries where Self.role(entry.key) == .asked && Self.says(entry) {
                    expand(entry, .user, depth + 1)
                }
            }
            for entry in entries where Self.role(entry.key) == .answered && Self.says(entry) {
                expand(entry, .agent, depth + 1)
            }
            return
        }
        var kind = ElementKinds.kind(bytes, range)
        if kind == .unknown, span != .frame { kind = ElementKinds.told(bytes, range, inList: span == .tool) }
        if kind.isStep {
            let sketch = ElementSketch(bytes, range)
            if kind != .step || sketch.has(.action) || sketch.has(.command) { hasAgent = true }
            return pieces.append(Piece(range: range, source: nil))
        }
        let own = entries.filter { Self.says($0) && (Self.role($0.key) != nil || Spelling.field($0.key) == .system) }
        let isText = entries.contains { ["text", "content", "value"].contains($0.key) && Self.says($0) }
        if own.isEmpty, isText, let source { return text(range, .object, source) }
        if own.isEmpty, isWhole, let source, span == nil { return text(range, .object, source) }
        let runs = own.filter { Self.role($0.key) == .done }
        // What was asked and answered around a run is said in the run.
        if span != nil, !runs.isEmpty {
            for entry in runs { expand(entry, nil, depth + 1) }
        } else {
            nested(own, source, depth + 1)
        }
    }

    /// Members of an object that is asked or answered as a whole.
    private mutating func nested(_ entries: [Entry], _ source: StepSource?, _ depth: Int) {
        guard let source else { return add(entries, depth: depth) }
        let isPrompt = { (entry: Entry) in Spelling.field(entry.key) == .system }
        for entry in entries where isPrompt(entry) { text(entry.range, entry.kind, .system) }
        for entry in entries where !isPrompt(entry) {
            expand(entry, Self.role(entry.key) == .done ? nil : source, depth)
        }
    }

    enum Span { case model, tool, frame }

    /// What a span of a trace is; nil for what is none.
    private static func span(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Span? {
        var walker = MemberWalker(bytes, range)
        var found: Span?
        while let member = walker.next() {
            switch member.kind {
            case .string where ["run_type", "type", "as_type", "span_type"].contains(member.key):
                let name = String(decoding: bytes[member.range].dropFirst().dropLast().prefix(64), as: UTF8.self)
                switch Spelling.bare(name) {
                case "llm", "generation", "chatmodel", "chat": found = .model
                case "tool", "function", "retriever":
                    found = member.key == "type" && !isCarriedOut(bytes, range) ? found : .tool
                case "chain", "span", "agent", "trace", "workflow", "task": found = found ?? .frame
                default: break
                }
            case .object where member.has("span_data"): found = span(bytes, member.range) ?? found
            default: break
            }
        }
        return found
    }

    /// Whether an object has what went in and what came out.
    private static func isCarriedOut(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
        let keys = Set(entries(bytes, range).map(\.key))
        return keys.contains { $0.hasPrefix("input") } && keys.contains { $0.hasPrefix("output") }
    }

    /// Whether an element is such a record, by members that say what was asked and what was answered.
    static func isRecord(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
        let entries = entries(bytes, range).filter(says)
        if entries.contains(where: { $0.key == "childruns" }) { return true }
        func has(_ keys: Set<String>) -> Bool {
            entries.contains { entry in
                guard keys.contains(entry.key) else { return false }
                return entry.kind != .string || bytes[entry.range].contains(0x20)
            }
        }
        return has(["prompt", "input", "inputs", "request", "instruction", "user", "userinput", "messages"])
            && has([
                "response", "completion", "output", "outputs", "choices", "generations", "assistant", "modeloutput",
                "prediction", "llmoutput", "modelresponse",
            ])
    }
}
