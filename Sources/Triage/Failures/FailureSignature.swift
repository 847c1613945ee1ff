package import Platform
import Wire

/// What makes two failures the same failure: the error text without what differs from run to run, the status, and the
/// provisioning phase and stop reason where they matter.
package struct FailureSignature: Hashable, Sendable {
    /// Where the text of a failure was found.
    package enum Source: String, Hashable, Sendable {
        /// The item's own `error`.
        case error
        /// Why no sandbox could be had.
        case provisioning
        /// The agent's last error.
        case agent
        /// The last error in the trajectory, read when it was asked for.
        case trajectory
        /// The reason in the verifier's result.
        case verifier
        /// No text at all: how the agent stopped, or the status alone.
        case outcome
    }

    /// The masked error, for reading: `connect to <addr> timed out after <duration>`.
    package let text: String
    package let status: ItemStatus
    /// The phase in which provisioning failed.
    package let phase: String?
    /// Why the agent stopped; nil where the error text says it all.
    package let stopReason: String?
    package let source: Source
    /// What is compared: the words alone, with every value as `*`.
    let key: String
    /// What was left out of the key at its end was a value.
    let endsInValue: Bool

    /// Two failures are one when their words, status, phase and stop reason are.
    package static func == (left: FailureSignature, right: FailureSignature) -> Bool {
        left.key == right.key && left.status == right.status && left.phase == right.phase
            && left.stopReason == right.stopReason
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(key)
        hasher.combine(status)
    }

    /// Eight hexadecimal digits that stay the same from run to run and from evaluation to evaluation: what the name of a
    /// class is stored under.
    package var id: String {
        let words = [key, status.rawValue, phase ?? "", stopReason ?? ""]
        let hash = StableHash.fnv1a(words.joined(separator: "\u{1F}"))
        let digits = String(hash, radix: 16)
        return String((String(repeating: "0", count: 16 - digits.count) + digits).prefix(8))
    }

    /// The signature of an item; nil for one that has not failed. `lastError` is the last error of its trajectory, where
    /// somebody has read it: it serves when the item itself says nothing.
    package init?(_ row: ItemRow, lastError: String? = nil) {
        guard row.isFailure else { return nil }
        let found = FailureText.find(row, lastError: lastError)
        self.init(row, MaskedError(found.text), found.source)
    }

    /// The same of a text that was masked before.
    init(_ row: ItemRow, _ masked: MaskedError, _ source: Source) {
        text = masked.text
        key = masked.comparisonKey
        endsInValue = masked.endsInValue
        status = row.item.status
        phase = row.provisionFailure?.phase
        let isExplained = source != .verifier && source != .outcome
        stopReason = isExplained ? nil : row.stopReason.flatMap { $0 == "end_turn" ? nil : $0 }
        self.source = source
    }

    /// The signature of several classes that proved to be one: in which names became values.
    init(_ first: FailureSignature, template: [String], text: String) {
        self.text = text
        endsInValue = template.last == "*"
        key = template[..<(template.lastIndex { $0 != "*" }.map { $0 + 1 } ?? template.count)].joined(separator: " ")
        (status, phase, stopReason, source) = (first.status, first.phase, first.stopReason, first.source)
    }

    /// The words that are compared.
    var template: [String] { key.split(separator: " ").map(String.init) + (endsInValue ? ["*"] : []) }

    /// What else must be the same in failures of one class.
    var circumstances: [String] { [status.rawValue, phase ?? "", stopReason ?? ""] }
}

extension ItemRow {
    /// Failed without a word of why: the last error of its trajectory may serve. What was cancelled needs no reason.
    package var isSilentFailure: Bool {
        item.status.isFailure && item.status != .cancelled && FailureText.find(self, lastError: nil).source == .outcome
    }
}

/// Where a failed item says why it failed.
enum FailureText {
    /// The best text there is, and where it was.
    static func find(_ row: ItemRow, lastError: String?) -> (text: String, source: FailureSignature.Source) {
        if let error = text(row.item.error) { return (error, .error) }
        if let failure = row.provisionFailure { return (provisioning(failure), .provisioning) }
        if let error = text(row.agentError) { return (error, .agent) }
        if let reason = verdict(row.item.result), !RootErrorLine.isHollow(reason) { return (reason, .verifier) }
        if let error = text(lastError) { return (error, .trajectory) }
        return (outcome(row), .outcome)
    }

    private static func text(_ text: String?) -> String? {
        guard let text, text.utf8.contains(where: { !$0.isBlank }) else { return nil }
        return text
    }

    private static func provisioning(_ failure: ProvisionFailure) -> String {
        let cause = [failure.causeType, failure.causeMessage].compactMap { text($0) }.joined(separator: ": ")
        if !cause.isEmpty { return cause }
        return failure.timedOut ? "provisioning timed out" : "provisioning failed"
    }

    private static func outcome(_ row: ItemRow) -> String {
        if let reason = row.stopReason, reason != "end_turn" { return "agent stopped: \(reason)" }
        return switch row.item.status {
        case .failed: "verification failed, no reason given"
        case .timedOut: "time-out"
        case .cancelled: "cancelled"
        default: "\(row.item.status.rawValue), no reason given"
        }
    }

    private static let reasonKeys = [
        "error", "reason", "failure_reason", "message", "detail", "explanation", "stderr", "failure", "feedback",
        "verdict", "verifier_output",
    ]

    /// The reason in a verifier's free-form result: the first text under a telling key, at most three levels down.
    static func verdict(_ result: JSONValue?, depth: Int = 0) -> String? {
        guard let result, depth < 4 else { return nil }
        if let values = result.array { return values.lazy.compactMap { verdict($0, depth: depth + 1) }.first }
        guard let members = result.object?.members else { return nil }
        for key in reasonKeys {
            guard let value = members.first(where: { $0.key.lowercased() == key })?.value else { continue }
            if let reason = text(value.string) ?? verdict(value, depth: depth + 1) { return reason }
        }
        for member in members where member.value.object != nil || member.value.array != nil {
            if let reason = verdict(member.value, depth: depth + 1) { return reason }
        }
        return nil
    }
}

/// A hash that is the same in every run: Swift's own is seeded.
enum StableHash {
    static func fnv1a(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}
