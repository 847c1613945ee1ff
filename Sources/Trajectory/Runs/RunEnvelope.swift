package import Wire

/// What a run says of itself beside its messages: how it came out, what it was given, what it cost, by which model and
/// for which task. Told from the names of members alone, whoever wrote them; members nearer to the root win, then those
/// that stand first in their table. Lists are passed over, and nothing large is decoded.
package struct RunEnvelope: Hashable, Sendable {
    /// A fact, and the member that tells it: `test_result.report.resolved`.
    package struct Fact<Value: Hashable & Sendable>: Hashable, Sendable {
        package var value: Value
        package var source: String
        package var rank: Int

        package init(value: Value, source: String, rank: Int) {
            (self.value, self.source, self.rank) = (value, source, rank)
        }
    }

    /// The verdict of the file itself.
    package internal(set) var verdict: Fact<RunEnd>?
    /// Numbers that were given, by the name of the member; the first one counts.
    package private(set) var scores: [Fact<Double>] = []
    package internal(set) var error: Fact<String>?
    package internal(set) var stopReason: Fact<String>?
    package private(set) var model: Fact<String>?
    /// What the run may be called, the best first.
    package private(set) var names: [Fact<String>] = []
    package internal(set) var metrics = Metrics()
    package private(set) var started: Timestamp?
    package private(set) var ended: Timestamp?
    package private(set) var trial: String?
    /// The members that tell of the outcome, as they were written.
    package private(set) var result = JSONObject()
    /// A member says that this is a part of another run.
    package private(set) var hasParent = false
    private var isErrorFlagged = false
    /// What was used was counted model by model: nothing smaller counts.
    var isUsageWhole = false
    /// Whether it has findings that are no verdicts.
    private var hasFacets = false

    /// Members within members that are looked at.
    private static let deepest = 4
    /// Bytes of a member that is decoded: scores with their explanations.
    private static let largest = 1 << 16
    /// Characters of a remark that are kept.
    private static let longest = 2_000
    private static let mostMembers = 512
    /// Ranks of words among verdicts: behind what is said with true and false, and behind scores.
    private static let firstWord = 200

    package init() {}

    /// Reads the object at a range of a text; of anything else nothing.
    package init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
        read(bytes, range)
        settle()
    }

    package init(json: JSONValue) {
        self = json.bytes.withUnsafeBytes { RunEnvelope($0, 0..<$0.count) }
    }

    /// Reads several objects as one, the first of them counting most.
    init(_ bytes: UnsafeRawBufferPointer, objects: [Range<Int>]) {
        for range in objects { read(bytes, range) }
        settle()
    }

    /// Whether this tells of a run: what came of it, or which task it was for.
    package var isOfRun: Bool {
        !scores.isEmpty || names.contains { $0.rank <= EnvelopeKeys.lastIdentity }
            || verdict.map { $0.rank % 1_000 < Self.firstWord + EnvelopeKeys.firstStatus } ?? false
    }

    /// How the run came out, and whether only a score that was compared with the threshold says so; nil: nobody knows.
    package func end(passingFrom threshold: Double) -> (end: RunEnd, isByScore: Bool)? {
        if verdict?.value == .passed { return (.passed, false) }
        let score = scores.first.flatMap { (0...1).contains($0.value) ? $0.value : nil }
        if verdict == nil, let score, score >= threshold { return (.passed, true) }
        if let error, verdict == nil || verdict?.value == .failed || verdict?.value == .infraError {
            return (RunEnd(ofError: error.value), false)
        }
        return verdict.map { ($0.value, false) } ?? score.map { _ in (.failed, true) }
    }

    // MARK: Reading

    /// An object that is still to be looked at.
    private struct Place {
        var range: Range<Int>
        var path: String
        var depth: Int
        var isSettings = false
        /// All objects around it may tell of the outcome.
        var tellsOutcome = true
        /// All but the nearest one: a score counts there too, whatever the object is called.
        var tellsScore = true
    }

    private mutating func read(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
        var places = [Place(range: range, path: "", depth: 0)]
        var next = 0
        var left = Self.mostMembers
        while next < places.count {
            let place = places[next]
            next += 1
            guard place.range.lowerBound < bytes.count, bytes[place.range.lowerBound] == UInt8(ascii: "{") else {
                continue
            }
            let isError = Self.isError(bytes, place.range)
            var walker = MemberWalker(bytes, place.range)
            while left > 0, let member = walker.next() {
                left -= 1
                guard member.keyLength <= 40 else { continue }
                let isWords = isError && member.key == "message" && member.kind == .string
                let role = isWords ? .error(Self.wordsOfEvent) : EnvelopeKeys.role(member.key)
                if let inner = visit(bytes, member, role, at: place) { places.append(inner) }
            }
        }
    }

    /// Takes what a member says; gives it back where it is an object to look into.
    private mutating func visit(
        _ bytes: UnsafeRawBufferPointer, _ member: MemberWalker.Member, _ role: EnvelopeKeys.Role?, at place: Place
    ) -> Place? {
        guard member.isComplete, role != .definition else { return nil }
        if let role, isWorthReading(role, member, place) {
            let text = UnsafeRawBufferPointer(rebasing: bytes[member.range])
            if let value = try? JSONParser.parse(text, repairing: true), !value.isNull {
                take(value, as: role, key: member.key, at: place)
                if case .scoreGroup = role { return nil }
                if case .error = role { return nil }
            }
        }
        guard member.kind == .object, place.depth < Self.deepest else { return nil }
        return Place(
            range: member.range, path: place.path + member.key + ".", depth: place.depth + 1,
            isSettings: place.isSettings || role == .settings,
            tellsOutcome: place.tellsOutcome && EnvelopeKeys.mayTellOutcome(member.key),
            tellsScore: place.tellsOutcome)
    }

    private func isWorthReading(_ role: EnvelopeKeys.Role, _ member: MemberWalker.Member, _ place: Place) -> Bool {
        if place.isSettings { if case .model = role {} else { return false } }
        if !place.tellsOutcome, role.isOfOutcome {
            guard place.tellsScore, case .score(let rank) = role, rank < EnvelopeKeys.plainScores else { return false }
        }
        switch (role, member.kind) {
        case (.usageByModel, .object), (.scoreGroup, .object), (.scoreGroup, .array), (.error, _), (.verdict, .object),
            (.score, .object),
            (.word, .object), (.model, .object), (.name, .object), (.stopReason, .object):
            return member.range.count <= Self.largest
        case (_, .object), (_, .array), (_, .invalid): return false
        case (.remark, _), (.word, _): return true
        default: return member.range.count <= Self.largest
        }
    }

    private mutating func take(_ value: JSONValue, as role: EnvelopeKeys.Role, key: String, at place: Place) {
        let source = place.path + key
        let depth = place.depth * 1_000
        switch role {
        case .verdict(let rank):
            judge(value, key, Fact(value: 0, source: source, rank: depth + rank), isNumberVerdict: true)
        case .score(let rank):
            judge(value, key, Fact(value: 0, source: source, rank: depth + 100 + rank), isNumberVerdict: false)
        case .word(let rank): take(word: value, key, rank, source, depth)
        case .scoreGroup: take(group: value, key, source, depth)
        case .facet:
            guard let number = RunEnd.judge(value).number, result["scores"]?[key] == nil else { return }
            var scores = result["scores"]?.object ?? JSONObject()
            scores[key] = .double(number)
            result["scores"] = .object(scores)
            hasFacets = true
        case .error(let rank):
            guard let text = Self.text(ofError: value) else { return }
            Self.keep(Fact(value: text, source: source, rank: depth + rank), in: &error)
        case .errorFlag: isErrorFlagged = isErrorFlagged || value.bool == true
        case .stopReason(let rank):
            guard let text = value.string ?? value["type"]?.string, !text.isEmpty,
                // Other lines have kinds of their own.
                key != "subtype" || text == "success" || text.hasPrefix("error")
            else { return }
            Self.keep(Fact(value: text, source: source, rank: depth + rank), in: &stopReason)
        case .model(let rank):
            let named = ["name", "id", "model_name", "model", "model_id"].lazy.compactMap { value[$0]?.string }.first
            guard let text = value.string ?? named, !text.isEmpty,
                key != "provider" || text.contains(where: { ":/".contains($0) })
            else { return }
            Self.keep(Fact(value: text, source: source, rank: depth + rank), in: &model)
        case .name(let rank): take(name: value, key, rank, source, place.depth)
        case .cost: metrics.cost = metrics.cost ?? value.quantity
        case .inputTokens: metrics.promptTokens = metrics.promptTokens ?? value.count
        case .outputTokens: metrics.completionTokens = metrics.completionTokens ?? value.count
        case .usageByModel: take(usage: value)
        case .started: started = started ?? Self.time(value)
        case .ended: ended = ended ?? Self.time(value)
        case .remark:
            guard let text = value.string, !text.isEmpty, result[key] == nil else { return }
            result[key] = .string(String(text.prefix(Self.longest)))
        case .trial: trial = trial ?? value.string ?? value.int.map { String($0) }
        case .parent: hasParent = hasParent || !value.isNull
        case .definition, .settings: break
        }
    }

    static func keep<Value>(_ new: Fact<Value>, in fact: inout Fact<Value>?) {
        if fact.map({ new.rank < $0.rank }) ?? true { fact = new }
    }

    /// Times are texts, or numbers that are no durations.
    private static func time(_ value: JSONValue) -> Timestamp? {
        if let number = value.double, number < 1e8 { return nil }
        return Timestamp(value)
    }

    private mutating func judge(_ value: JSONValue, _ key: String, _ place: Fact<Double>, isNumberVerdict: Bool) {
        var (end, number) = RunEnd.judge(value)
        if isNumberVerdict, end == nil, let number, number == 0 || number == 1 { end = number == 1 ? .passed : .failed }
        guard end != nil || number != nil else { return }
        if let end { Self.keep(Fact(value: end, source: place.source, rank: place.rank), in: &verdict) }
        if result[key] == nil { result[key] = value }
        // What is said with true or false is a verdict, and no number beside the scores.
        guard let number, value.bool == nil else { return }
        scores.append(Fact(value: number, source: place.source, rank: place.rank))
    }

    private mutating func take(word value: JSONValue, _ key: String, _ rank: Int, _ source: String, _ depth: Int) {
        let isStatus = rank >= EnvelopeKeys.firstStatus
        if let type = value["type"]?.string, let end = RunEnd(word: type, isStatus: true) {
            return Self.keep(Fact(value: end, source: source, rank: depth + Self.firstWord + rank), in: &verdict)
        }
        guard let word = value.string else {
            guard !isStatus, value.object == nil else { return }
            let place = Fact(value: 0.0, source: source, rank: depth + Self.firstWord + rank)
            return judge(value, key, place, isNumberVerdict: false)
        }
        if let end = RunEnd(word: word, isStatus: isStatus), depth < 2_000 || !isStatus {
            Self.keep(Fact(value: end, source: source, rank: depth + Self.firstWord + rank), in: &verdict)
            if result[key] == nil { result[key] = value }
        } else if EnvelopeKeys.plain(key) == "status", depth == 0, !word.isEmpty, word.utf8.count <= 64 {
            Self.keep(Fact(value: word, source: source, rank: depth + 900), in: &stopReason)
        }
    }

    /// Scores of several kinds: by name, or a list of them. Each keeps what was written of it, with its number.
    private mutating func take(group value: JSONValue, _ key: String, _ source: String, _ depth: Int) {
        var members = value.object?.members ?? []
        for (index, element) in (value.array ?? []).prefix(32).enumerated() {
            let name = ["name", "metric", "scorer", "key", "id"].lazy.compactMap { element[$0]?.string }.first
            members.append(JSONObject.Member(key: name ?? String(index), value: element))
        }
        var kept = result[key]?.object ?? JSONObject()
        for member in members {
            let (end, number) = RunEnd.judge(member.value)
            guard end != nil || number != nil else { continue }
            var written = member.value
            if let number, member.value.double == nil {
                var object = member.value.object ?? JSONObject([("value", member.value)])
                object["score"] = .double(number)
                written = .object(object)
            }
            let place = source + "." + member.key
            let rank = depth + 300 + scores.count
            if let end { Self.keep(Fact(value: end, source: place, rank: rank), in: &verdict) }
            if let number { scores.append(Fact(value: number, source: place, rank: rank)) }
            kept[member.key] = written
        }
        if !kept.isEmpty { result[key] = .object(kept) }
    }

    private mutating func take(name value: JSONValue, _ key: String, _ rank: Int, _ source: String, _ depth: Int) {
        if value.object != nil {
            // `"task": {"id": ...}`: the object's own name.
            guard rank <= EnvelopeKeys.lastIdentity,
                let inner = ["id", "name", "task_id", "task_name"].lazy.compactMap({ value[$0] }).first(where: {
                    $0.object == nil
                })
            else { return }
            return take(name: inner, key, rank, source, depth)
        }
        // A number alone names nothing to a reader.
        let number = value.int.map { "\(Self.word(of: key)) \($0)" }
        guard depth < 3, let text = number ?? value.string, !text.isEmpty, text.utf8.count <= 200,
            !text.utf8.contains(0x0A)
        else { return }
        let plain = depth > 0 && rank > EnvelopeKeys.lastIdentity
        guard !plain else { return }
        names.append(Fact(value: text, source: source, rank: rank + depth * 100))
    }

    /// `task` of `task_id`.
    private static func word(of key: String) -> String {
        let word =
            key.hasSuffix("_id") || key.hasSuffix("_idx")
            ? String(key[..<(key.lastIndex(of: "_") ?? key.endIndex)]) : key
        return ["id", "idx", "index"].contains(word) ? "item" : word
    }

    private mutating func settle() {
        names.sort { $0.rank < $1.rank }
        scores.sort { $0.rank < $1.rank }
        // Beside other findings a verdict is the first of them.
        if hasFacets, scores.isEmpty, let verdict, let findings = result["scores"]?.object {
            let name = verdict.source.split(separator: ".").last.map(String.init) ?? verdict.source
            let first = JSONObject([(name, .double(verdict.value == .passed ? 1 : 0))])
            result["scores"] = .object(JSONObject(members: first.members + findings.members))
        }
        if isErrorFlagged, error == nil {
            error = Fact(value: stopReason?.value ?? "error", source: stopReason?.source ?? "is_error", rank: 0)
        }
        // An exit that is called as an exception is one.
        guard error == nil, let stop = stopReason, let first = stop.value.utf8.first, (0x41...0x5A).contains(first),
            ["Error", "Exception", "Timeout", "Expired"].contains(where: stop.value.contains)
        else { return }
        error = stop
    }
}
