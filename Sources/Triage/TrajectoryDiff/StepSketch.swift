package import Trajectory
package import Wire

/// What is compared of a step: who acts, with which tool, what is asked for, what came back. Texts are kept as hashes of
/// their normal form, so that a run of 100,000 steps takes a few megabytes.
package struct StepSketch: Hashable, Sendable {
    /// Who speaks.
    package var source: Int
    package var isAgent: Bool
    /// The tools that are called, in order.
    package var tools: Int
    /// The calls with their arguments, whatever is said beside them; the message where nothing is called.
    package var action: Int
    /// What the tools answered, numbers apart.
    package var answer: Int
    /// Which words the action has, one bit for each of 64 classes: how much two actions are alike.
    package var words: UInt64
    package var isFailed: Bool
    package var callCount: Int
    package var timestamp: Timestamp?

    package init(_ step: Step) {
        source = step.source.hashValue
        isAgent = step.source == .agent
        callCount = step.calls.count
        isFailed = step.flags.contains(.error)
        timestamp = step.timestamp
        tools = step.calls.map(\.name).hashValue
        var text = NormalText()
        if step.calls.isEmpty {
            text.add(step.message.filter { !$0.isThought }.plainText)
        } else {
            for call in step.calls { Self.add(call, to: &text) }
        }
        action = text.hash
        words = text.words
        var answers = NormalText(masksNumbers: true)
        for result in step.calls.flatMap(\.results) + step.results { answers.add(result.text) }
        answer = answers.hash
    }

    /// The order of arguments says nothing.
    private static func add(_ call: ToolCall, to text: inout NormalText) {
        text.add(call.name, countsWords: false)
        guard let members = call.arguments.object?.members else { return text.add(call.arguments.string ?? "") }
        for member in members.sorted(by: { $0.key < $1.key }) {
            text.add(member.key, countsWords: false)
            text.add(member.value.string ?? member.value.serialized())
        }
    }

    /// How much speaks for two steps standing beside each other: 0 for steps that cannot. Only what is much alike weighs
    /// more than the order: steps that have little to do with each other are best read as they came.
    func likeness(_ other: StepSketch) -> Int32 {
        guard source == other.source else { return 0 }
        let all = (words | other.words).nonzeroBitCount
        let isAlike = 10 * (words & other.words).nonzeroBitCount >= 6 * max(1, all)
        return 4 + (tools == other.tools ? 1 : 0) + (isAlike ? 3 : 0)
    }
}

extension Part {
    fileprivate var isThought: Bool { if case .reasoning = self { true } else { false } }
}

/// A text as far as two runs of one task may be expected to agree on it: blanks count as one; ids, hashes and addresses as
/// the same; in the answers of tools every number does.
struct NormalText {
    private(set) var words: UInt64 = 0
    private let masksNumbers: Bool
    private var hasher = Hasher()
    private var word: [UInt8] = []

    /// Runs of hexadecimal digits from this length on are ids.
    private static let leastID = 8

    init(masksNumbers: Bool = false) { self.masksNumbers = masksNumbers }

    var hash: Int { hasher.finalize() }

    mutating func add(_ text: String, countsWords: Bool = true) {
        let before = words
        defer { if !countsWords { words = before } }
        for byte in text.utf8 {
            switch byte {
            // Within a number: of an address, a version.
            case UInt8(ascii: ".") where word.last.map(Self.isDigit) == true: word.append(byte)
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
                word.append(byte)
            case 0x09, 0x0A, 0x0D, 0x20: endWord()
            default:
                endWord()
                hasher.combine(byte)
            }
        }
        endWord()
        hasher.combine(0 as UInt8)
    }

    private mutating func endWord() {
        while word.last == UInt8(ascii: ".") { word.removeLast() }
        guard !word.isEmpty else { return }
        defer { word.removeAll(keepingCapacity: true) }
        let digits = word.count(where: Self.isDigit)
        if isID(digits) || isAddress(digits) {
            word = [UInt8(ascii: "#")]
        } else if masksNumbers, digits > 0 {
            word = word.filter { !Self.isDigit($0) && $0 != UInt8(ascii: ".") } + [UInt8(ascii: "0")]
        }
        word.withUnsafeBytes { hasher.combine(bytes: $0) }
        hasher.combine(1 as UInt8)
        words |= 1 << Self.kind(of: word)
    }

    /// Which of 64 classes a word belongs to: the same in every run of the program (FNV-1a).
    private static func kind(of word: [UInt8]) -> UInt64 {
        let hash = word.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return (hash ^ hash >> 32) & 63
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0") <= byte && byte <= UInt8(ascii: "9") }

    /// Four numbers, as of a host that each run has for itself.
    private func isAddress(_ digits: Int) -> Bool {
        let dots = word.count { $0 == UInt8(ascii: ".") }
        return dots == 3 && digits + dots == word.count
    }

    private func isID(_ digits: Int) -> Bool {
        guard word.count >= Self.leastID, digits > 0 else { return false }
        return word.allSatisfy { byte in
            switch byte | 0x20 {
            case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "x"): true
            default: Self.isDigit(byte)
            }
        }
    }
}

extension TrajectoryDocument {
    /// The sketch of a step; nil where there is none. Long texts are taken by their beginning and end.
    package func sketch(_ index: Int) -> StepSketch? { stepWithoutTexts(index).map { StepSketch($0) } }
}
