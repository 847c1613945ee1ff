import TextSearch

/// Tells by the JSON of a step, as it was received, whether the step may hold a pattern: only those that may are decoded.
package struct StepPrefilter {
    private let landmarks: [TextNeedle]
    private let escape: TextNeedle
    /// Bytes of the landmarks: only escapes that read as one of them, or as nothing, can hide a match.
    private let telling: Set<UInt8>

    /// Texts of which one stands in every match, as they read; nil where one of them does not tell enough.
    init?(_ landmarks: [TextPattern.Landmark]) {
        let found = landmarks.compactMap { Self.landmark($0.bytes, $0.ignoresCase) }
        guard found.count == landmarks.count, let escape = TextNeedle(Array("\\u".utf8), ignoresCase: false) else {
            return nil
        }
        self.landmarks = found
        self.escape = escape
        telling = Set(found.flatMap(\.bytes).map(Self.small))
    }

    package func mayHold(_ bytes: UnsafeRawBufferPointer) -> Bool {
        landmarks.contains { $0.next(in: bytes, from: 0) != nil } || hasHidingEscape(bytes)
            || FoldedText.mayHideLetters(bytes)
    }

    /// Whether an escape may stand for a letter of a landmark. Controls, quotes and what HTML has reserved are written as
    /// escapes in many documents, and letters in hardly any.
    private func hasHidingEscape(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var at = 0
        while let found = escape.next(in: bytes, from: at) {
            let digits = bytes[min(found + 2, bytes.count)..<min(found + 6, bytes.count)]
            guard let code = UInt16(String(decoding: digits, as: UTF8.self), radix: 16) else { return true }
            if mayHide(code) { return true }
            at = found + 2
        }
        return false
    }

    private func mayHide(_ code: UInt16) -> Bool {
        // Letters of mathematics are pairs of these; other pairs are pictures.
        if code == 0xD835 || code == 0xDB40 { return true }
        // Arrows, boxes, signs and the scripts of East Asia read as themselves.
        if (0x2500...0xFAFF).contains(code) { return false }
        guard let scalar = Unicode.Scalar(code), code != 0 else { return false }
        if FoldedText.looksLatin(scalar) { return true }
        let reading = FoldedText(String(scalar), Folding(ignoresCase: true, layout: .literal)).bytes
        return reading.isEmpty || reading.contains { telling.contains($0) }
    }

    private static func small(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

    /// The longest run of letters and digits, which no writer of JSON has a reason to escape; at least two of them and a
    /// letter, as numbers may be written in other ways.
    private static func landmark(_ bytes: [UInt8], _ ignoresCase: Bool) -> TextNeedle? {
        let runs = bytes.split { !isPlain($0) }.map(Array.init)
        guard let longest = runs.max(by: { $0.count < $1.count }), longest.count > 1,
            longest.contains(where: { (0x61...0x7A).contains($0 | 0x20) && $0 | 0x20 != UInt8(ascii: "e") })
        else { return nil }
        return TextNeedle(longest, ignoresCase: ignoresCase)
    }

    /// Between other characters a text may go on in the next line, or be emphasized.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}
