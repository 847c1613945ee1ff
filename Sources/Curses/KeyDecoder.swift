package import Terminal

/// Turns the bytes a terminal sends into keys: UTF-8, escape sequences of xterm, rxvt, linux, kitty and modifyOtherKeys,
/// Alt, the wheel and clicks, bracketed paste.
///
/// A pure state machine: however the bytes are cut into pieces, the keys are the same. Only time can tell a lone Esc from
/// the start of a sequence, so the loop asks `patience` and calls `flush` when nothing has come for so long.
package struct KeyDecoder: Sendable {
    /// A paste keeps at most so many bytes.
    package static let longestPaste = 1 << 20

    /// Bytes that are no key yet.
    private var waiting: [UInt8] = []
    /// What has been pasted so far; nil outside of a paste.
    private var paste: [UInt8]?
    /// The terminal was asked for its background, and may still answer: its answer is no key, in however many pieces and
    /// with whatever pauses it comes.
    package var awaitsGround = false {
        didSet { if !awaitsGround { isTorn = false } }
    }
    /// What the terminal said its background is, while that was awaited.
    package private(set) var ground: Ground?
    /// The beginning of an answer came and was given up; its rest may still come.
    private var isTorn = false

    package init() {}

    /// How long to wait for more bytes before `flush`, in nanoseconds; nil when nothing is open.
    package var patience: UInt64? {
        if paste != nil { return 2_000_000_000 }
        if waiting.isEmpty { return nil }
        if awaitsGround, KeyGrammar.beginsString(waiting[...]) || isRest(waiting[...]) { return 1_000_000_000 }
        return waiting.count == 1 ? 25_000_000 : 100_000_000
    }

    /// The keys that these bytes complete.
    package mutating func feed(_ bytes: some Sequence<UInt8>) -> [Key] {
        waiting.append(contentsOf: bytes)
        return decode(final: false)
    }

    /// No more bytes will come for what is open: an Esc is the Esc key, a torn sequence is what its characters are.
    package mutating func flush() -> [Key] {
        let isAnswer = awaitsGround && paste == nil && KeyGrammar.beginsString(waiting[...])
        var keys = decode(final: true)
        isTorn = isTorn || isAnswer
        if let text = paste {
            keys.append(.paste(String(decoding: text + waiting, as: UTF8.self)))
            paste = nil
            waiting = []
        }
        return keys
    }

    private mutating func decode(final: Bool) -> [Key] {
        var keys: [Key] = []
        var start = 0
        while start < waiting.count {
            let rest = waiting[start...]
            let step = paste == nil ? keyStep(rest, final: final) : pasteStep(rest)
            guard let step else { break }
            start += step.length
            switch step.meaning {
            case .key(let key): keys.append(key)
            case .pasteBegins: paste = []
            case .ground(let ground):
                if awaitsGround { self.ground = ground }
                awaitsGround = false
            case .pasteEnds:
                keys.append(.paste(String(decoding: paste ?? [], as: UTF8.self)))
                paste = nil
            case .nothing: break
            }
        }
        waiting.removeFirst(start)
        return keys
    }

    private mutating func keyStep(_ bytes: ArraySlice<UInt8>, final: Bool) -> KeyGrammar.Step? {
        guard awaitsGround, isTorn || isRest(bytes) else { return KeyGrammar.next(bytes, final: final) }
        // The rest of an answer that was torn off: digits, colons and slashes up to its end.
        let rest = bytes.prefix { Self.answering.contains($0) }
        let tail = bytes[rest.endIndex...]
        if tail.isEmpty, !final, !isTorn { return nil }
        isTorn = true
        if tail.isEmpty { return KeyGrammar.Step(length: rest.count, meaning: .nothing) }
        if tail.count == 1, tail.first == KeyGrammar.escape, !final {
            return rest.isEmpty ? nil : KeyGrammar.Step(length: rest.count, meaning: .nothing)
        }
        isTorn = false
        let ends = ["\u{7}", "\u{1b}\\", "\\"].map { Array($0.utf8) }
        let end = ends.first { tail.starts(with: $0) }?.count ?? 0
        guard !rest.isEmpty || end > 0 else { return KeyGrammar.next(bytes, final: final) }
        return KeyGrammar.Step(length: rest.count + end, meaning: .nothing)
    }

    /// The answer's beginning without its Esc, which came too early to be taken for anything but the key.
    private func isRest(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.starts(with: Self.beginning) }

    private static let beginning = Array("]11;".utf8)
    private static let answering = Set("]0123456789abcdefABCDEF;:/rg#".utf8)

    /// Takes pasted bytes up to the closing bracket, or up to what may be the beginning of one.
    private mutating func pasteStep(_ bytes: ArraySlice<UInt8>) -> KeyGrammar.Step? {
        if bytes.starts(with: KeyGrammar.pasteEnd) {
            return KeyGrammar.Step(length: KeyGrammar.pasteEnd.count, meaning: .pasteEnds)
        }
        if KeyGrammar.pasteEnd.starts(with: bytes) { return nil }
        let rest = bytes.dropFirst()
        let end = rest.firstIndex(of: KeyGrammar.escape) ?? bytes.endIndex
        let room = KeyDecoder.longestPaste - (paste?.count ?? 0)
        paste?.append(contentsOf: bytes[bytes.startIndex..<end].prefix(max(0, room)))
        return KeyGrammar.Step(length: end - bytes.startIndex, meaning: .nothing)
    }
}
