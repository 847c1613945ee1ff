import Platform
import Wire

/// A field that a filter can ask about: one table for parsing, matching, completion and help.
package struct ItemField: Sendable {
    /// How the field's value is written and compared.
    enum Kind: Sendable {
        /// Holds one of the words (`a,b`).
        case text(@Sendable (ItemRow) -> String?)
        /// The same of what this machine alone knows.
        case local(@Sendable (ItemAnnotations) -> String?)
        /// Is one of the words.
        case word(@Sendable (ItemRow) -> String?, known: [String])
        /// Compares with a number, read with the unit's suffixes.
        case number(FilterUnit, @Sendable (ItemRow, ItemAnnotations, Timestamp) -> Double?)
        /// Was started since then, or until then.
        case moment(isStart: Bool)
        /// Is one of the named conditions.
        case condition([FilterCondition])
    }

    package let name: String
    package let aliases: [String]
    /// What it asks, in a few words.
    package let help: String
    let kind: Kind
    /// The answer depends on `ItemAnnotations`.
    let isLocal: Bool

    init(_ name: String, _ aliases: [String] = [], help: String, isLocal: Bool = false, _ kind: Kind) {
        self.name = name
        self.aliases = aliases
        self.help = help
        self.kind = kind
        self.isLocal = isLocal
    }

    /// The words that the field's value may be; empty where anything may.
    package var values: [String] {
        switch kind {
        case .word(_, let known): known
        case .condition(let conditions): conditions.map(\.name)
        case .text, .local, .number, .moment: []
        }
    }

    /// How its text is read, where it is a text of the item.
    var text: (@Sendable (ItemRow) -> String?)? {
        switch kind {
        case .text(let read), .word(let read, _): read
        case .local, .number, .moment, .condition: nil
        }
    }

    /// The field of that name or alias.
    package static func named(_ name: String) -> ItemField? { byName[name] }

    private static let byName: [String: ItemField] = Dictionary(
        all.flatMap { field in ([field.name] + field.aliases).map { ($0, field) } },
        uniquingKeysWith: { first, _ in first })

    /// Every field, in the order of help and completion.
    package static let all: [ItemField] = [
        ItemField(
            "status", help: "item status, several with commas",
            .word({ row in row.item.status.rawValue }, known: ItemStatus.known.map(\.rawValue))),
        ItemField("task", help: "task name", .text { row in row.item.taskName }),
        ItemField("model", help: "model", .text { row in row.item.model }),
        ItemField("error", help: "error text", .text { row in row.item.error ?? row.agentError }),
        ItemField("id", help: "item id", .text { row in row.item.id.text }),
        ItemField("session", help: "session id", .text { row in row.item.sessionID?.text }),
        ItemField("worker", help: "worker id", .text { row in row.item.workerID }),
        ItemField("capability", help: "capability", .text { row in row.capability }),
        ItemField("stop", ["stop_reason"], help: "the agent's stop reason", .text { row in row.stopReason }),
        ItemField("phase", help: "phase in which provisioning failed", .text { row in row.provisionFailure?.phase }),
        ItemField("mark", help: "your mark", isLocal: true, .local { facts in facts.mark }),
        ItemField("note", help: "your note", isLocal: true, .local { facts in facts.note }),
        ItemField(
            "position", ["pos"], help: "place in the data set",
            .number(.count) { row, _, _ in
                Double(row.item.position)
            }),
        ItemField("retries", ["retry"], help: "retries", .number(.count) { row, _, _ in row.item.retryCount.value }),
        ItemField(
            "duration", help: "run time: 90s, 10m, 1.5h",
            .number(.seconds) { row, _, now in
                row.duration(now: now)
            }),
        ItemField(
            "tokens", help: "tokens: 800, 100k, 2M", .number(.count) { row, _, _ in row.tokens?.value }),
        ItemField("cost", help: "US dollars: 0.05, $2", .number(.dollars) { row, _, _ in row.cost?.value }),
        ItemField("score", ["reward"], help: "score or reward", .number(.count) { row, _, _ in row.score?.value }),
        ItemField("since", help: "started since: 2d, 90m, 2026-11-30, today", .moment(isStart: true)),
        ItemField("until", ["before"], help: "started until: 2d, 2026-11-30, yesterday", .moment(isStart: false)),
        ItemField(
            "age", help: "time since it started: <2d",
            .number(.seconds) { row, _, now in row.item.startedAt.map { now - $0 } }),
        ItemField("steps", help: "turns of the model", .number(.count) { row, _, _ in row.steps?.value }),
        ItemField(
            "tools", ["calls"], help: "tool calls",
            .number(.count) { row, _, _ in
                row.toolCalls?.value
            }),
        ItemField(
            "refusals", help: "refusals in the last sweep", isLocal: true,
            .number(.count) { _, facts, _ in
                facts.refusals.map(Double.init)
            }),
        ItemField("has", help: "what the item has", .condition(FilterCondition.has)),
        ItemField("is", help: "what the item is", .condition(FilterCondition.states)),
    ]
}

/// A named condition of `has:` or `is:`.
struct FilterCondition: Sendable {
    let name: String
    /// The answer depends on `ItemAnnotations`.
    var isLocal = false
    let holds: @Sendable (ItemRow, ItemAnnotations) -> Bool

    static let has: [FilterCondition] = [
        FilterCondition(name: "session") { row, _ in row.item.sessionID != nil },
        FilterCondition(name: "error") { row, _ in row.item.error?.isEmpty == false || row.agentError != nil },
        FilterCondition(name: "note", isLocal: true) { _, facts in facts.note?.isEmpty == false },
        FilterCondition(name: "mark", isLocal: true) { _, facts in facts.mark != nil },
        FilterCondition(name: "refusal", isLocal: true) { _, facts in (facts.refusals ?? 0) > 0 },
        FilterCondition(name: "result") { row, _ in row.item.hasResult },
        FilterCondition(name: "tokens") { row, _ in row.tokens != nil },
    ]

    static let states: [FilterCondition] = [
        FilterCondition(name: "failed") { row, _ in row.isFailure },
        FilterCondition(name: "passed") { row, _ in row.item.status == .passed },
        FilterCondition(name: "running") { row, _ in !row.item.status.isTerminal && row.item.status != .queued },
        FilterCondition(name: "queued") { row, _ in row.item.status == .queued },
        FilterCondition(name: "finished") { row, _ in row.item.status.isTerminal },
        FilterCondition(name: "unknown") { row, _ in row.isUnknown },
        FilterCondition(name: "seen", isLocal: true) { _, facts in facts.seen },
        FilterCondition(name: "unseen", isLocal: true) { _, facts in !facts.seen },
        FilterCondition(name: "marked", isLocal: true) { _, facts in facts.mark != nil },
        FilterCondition(name: "retried") { row, _ in row.item.retryCount > 0 },
        FilterCondition(name: "degraded") { row, _ in row.defects > 0 },
    ]
}

/// The unit of a number in a filter, and the suffixes it is written with.
enum FilterUnit: Sendable {
    case count, seconds, dollars

    /// A number that is written with it.
    var example: String {
        switch self {
        case .count: "100"
        case .seconds: "10m"
        case .dollars: "0.50"
        }
    }

    private var factors: [(suffix: String, factor: Double)] {
        switch self {
        case .count: [("k", 1e3), ("m", 1e6), ("g", 1e9)]
        case .dollars: []
        case .seconds: [("ms", 1e-3), ("s", 1), ("m", 60), ("h", 3600), ("d", 86_400)]
        }
    }

    /// Reads `90`, `100k`, `1.5h`, and sums such as `1h30m`; nil for anything else.
    func read(_ text: String) -> Double? {
        var rest = Substring(text.lowercased())
        if case .dollars = self, rest.hasPrefix("$") { rest = rest.dropFirst() }
        guard !rest.isEmpty else { return nil }
        var total = 0.0
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isNumber || $0 == "." }
            guard let value = Double(digits) else { return nil }
            rest = rest.dropFirst(digits.count)
            let suffix = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(suffix.count)
            guard suffix.isEmpty || factors.contains(where: { $0.suffix == suffix }) else { return nil }
            total += value * (factors.first { $0.suffix == suffix }?.factor ?? 1)
        }
        return total
    }
}
