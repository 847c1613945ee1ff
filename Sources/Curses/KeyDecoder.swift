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

    package init() {}

    /// How long to wait for more bytes before `flush`, in nanoseconds; nil when nothing is open.
    package var patience: UInt64? {
        if paste != nil { return 2_000_000_000 }
        if waiting.isEmpty { return nil }
        return waiting.count == 1 ? 25_000_000 : 100_000_000
    }

    /// The keys that these bytes complete.
    package mutating func feed(_ bytes: some Sequence<UInt8>) -> [Key] {
        waiting.append(contentsOf: bytes)
        return decode(final: false)
    }

    /// No more bytes will come for what is open: an Esc is the Esc key, a torn sequence is what its characters are.
    package mutating func flush() -> [Key] {
        var keys = decode(final: true)
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
            let step = paste == nil ? KeyGrammar.next(rest, final: final) : pasteStep(rest)
            guard let step else { break }
            start += step.length
            switch step.meaning {
            case .key(let key): keys.append(key)
            case .pasteBegins: paste = []
            case .pasteEnds:
                keys.append(.paste(String(decoding: paste ?? [], as: UTF8.self)))
                paste = nil
            case .nothing: break
            }
        }
        waiting.removeFirst(start)
        return keys
    }

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
