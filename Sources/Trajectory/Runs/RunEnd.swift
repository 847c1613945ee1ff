import Wire

/// How a run came out, in the words of the platform's item statuses.
package enum RunEnd: String, Hashable, Sendable {
    case passed, failed, cancelled
    case timedOut = "timed_out"
    case infraError = "infra_error"

    /// Words that harnesses write for an outcome, without case, blanks, `_` and `-`. `C` and `I` are Inspect's.
    private static let words: [String: RunEnd] = [
        "passed": .passed, "pass": .passed, "success": .passed, "succeeded": .passed, "successful": .passed,
        "correct": .passed, "c": .passed, "true": .passed, "yes": .passed, "resolved": .passed, "resolvedfull": .passed,
        "solved": .passed, "won": .passed, "win": .passed, "accepted": .passed,
        "failed": .failed, "fail": .failed, "failure": .failed, "unsuccessful": .failed, "incorrect": .failed,
        "wrong": .failed, "i": .failed, "n": .failed, "false": .failed, "no": .failed, "unresolved": .failed,
        "resolvedno": .failed, "resolvedpartial": .failed, "unsolved": .failed, "lost": .failed, "loss": .failed,
        "rejected": .failed,
        "timeout": .timedOut, "timedout": .timedOut, "expired": .timedOut, "cancelled": .cancelled,
        "canceled": .cancelled,
        "aborted": .cancelled, "interrupted": .cancelled, "error": .infraError, "errored": .infraError,
        "crashed": .infraError, "infraerror": .infraError,
    ]

    /// Words that say that a run came to its end, and not how, where they stand as a mere status.
    private static let weak: Set<String> = ["success", "succeeded", "successful", "true", "yes", "c", "n", "no", "i"]

    /// What a word says; of a mere status only what leaves no doubt.
    package init?(word: String, isStatus: Bool = false) {
        guard word.utf8.count <= 24 else { return nil }
        let plain = EnvelopeKeys.plain(word)
        guard let end = Self.words[plain], !(isStatus && Self.weak.contains(plain)) else { return nil }
        self = end
    }

    /// What it means to be in a list of this name: `resolved_ids`, `failed`, `error_ids`.
    package init?(list name: String) {
        let plain = EnvelopeKeys.plain(name)
        let words = ["ids", "instances", "tasks", "runs", "samples"]
        let bare = words.first(where: plain.hasSuffix).map { String(plain.dropLast($0.count)) } ?? plain
        self.init(word: bare)
    }

    /// Parts of error texts that say what kind of end it was; an error of another kind is a failure of the agent.
    private static let errors: [(parts: [String], end: RunEnd)] = [
        (["timeout", "timedout", "timelimit", "deadlineexceeded"], .timedOut),
        (["cancel", "keyboardinterrupt"], .cancelled),
        (
            [
                "docker", "container", "sandbox", "connection", "network", "apierror", "ratelimit", "internalserver",
                "serviceunavailable", "overloaded", "authentication", "quota", "environmentstart", "outofmemory",
            ], .infraError
        ),
    ]

    init(ofError text: String) {
        let plain = EnvelopeKeys.plain(String(text.prefix(400)))
        self = Self.errors.first { $0.parts.contains(where: plain.contains) }?.end ?? .failed
    }

    /// What a value says of an outcome, and the number that it is: `true`, 0.4, `C`, `{"value": 1}`.
    static func judge(_ value: JSONValue, depth: Int = 0) -> (end: RunEnd?, number: Double?) {
        switch value {
        case .bool(let isGood): return (isGood ? .passed : .failed, isGood ? 1 : 0)
        case .number: return (nil, value.double)
        case .string(let text):
            if let number = value.double { return (nil, number) }
            if ["p", "partial"].contains(text.lowercased()) { return (nil, 0.5) }
            guard let end = RunEnd(word: text) else { return (nil, nil) }
            return (end, end == .passed ? 1 : end == .failed ? 0 : nil)
        case .object(let object):
            guard depth < 2 else { return (nil, nil) }
            for key in ["value", "score", "reward", "passed", "pass", "success", "correct", "resolved", "grade", "avg"]
            {
                guard let inner = object[key] else { continue }
                let judged = judge(inner, depth: depth + 1)
                if judged.end != nil || judged.number != nil { return judged }
            }
            return (nil, nil)
        case .null, .array: return (nil, nil)
        }
    }
}
