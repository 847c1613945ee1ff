import TextSearch

/// Tells by the JSON of a step, as it was received, whether the step may hold a pattern: only those that may are decoded.
struct StepHint {
    private let landmarks: [TextNeedle]
    private let escapes: [TextNeedle]
    /// Bytes of the landmarks: of escapes in the range of ASCII only those that stand for one of them can hide a match.
    private let telling: Set<UInt8>
    /// Accented letters stand for plain ones.
    private let seesAccents: Bool

    /// Texts of which one stands in every match; nil where one of them does not tell enough.
    init?(_ texts: [(bytes: [UInt8], ignoresCase: Bool)], seesAccents: Bool = false) {
        let found = texts.compactMap { Self.landmark($0.bytes, $0.ignoresCase) }
        guard found.count == texts.count else { return nil }
        landmarks = found
        telling = Set(found.flatMap(\.bytes).map(Self.small))
        self.seesAccents = seesAccents
        // A letter that was written as an escape may be any: of ASCII, or one that bears an accent.
        let prefixes = seesAccents ? ["\\u0", "\\u1e"] : ["\\u00"]
        escapes = prefixes.compactMap { TextNeedle(Array($0.utf8), ignoresCase: true) }
    }

    func mayHold(_ bytes: UnsafeRawBufferPointer) -> Bool {
        landmarks.contains { $0.next(in: bytes, from: 0) != nil } || escapes.contains { hides($0, bytes) }
            || seesAccents && WordPattern.mayHoldAccents(bytes)
    }

    /// Whether an escape may stand for a letter of a landmark. Controls and what HTML has reserved are written as escapes
    /// in many documents, and letters in hardly any.
    private func hides(_ escape: TextNeedle, _ bytes: UnsafeRawBufferPointer) -> Bool {
        var at = 0
        while let found = escape.next(in: bytes, from: at) {
            let digits = bytes[min(found + 2, bytes.count)..<min(found + 6, bytes.count)]
            guard let code = UInt16(String(decoding: digits, as: UTF8.self), radix: 16) else { return true }
            if code > 0x7F ? seesAccents : telling.contains(Self.small(UInt8(code))) { return true }
            at = found + 2
        }
        return false
    }

    private static func small(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

    /// The longest run of characters that no writer of JSON has a reason to escape; at least two of them and a letter, as
    /// numbers may be written in other ways.
    private static func landmark(_ bytes: [UInt8], _ ignoresCase: Bool) -> TextNeedle? {
        let runs = bytes.split { !isPlain($0) }.map(Array.init)
        guard let longest = runs.max(by: { $0.count < $1.count }), longest.count > 1,
            longest.contains(where: { (0x61...0x7A).contains($0 | 0x20) && $0 | 0x20 != UInt8(ascii: "e") })
        else { return nil }
        return TextNeedle(longest, ignoresCase: ignoresCase)
    }

    /// Letters, digits and what stands between them in names: written as they are in any JSON.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: " "): true
        default: false
        }
    }
}
