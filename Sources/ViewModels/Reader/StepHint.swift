import TextSearch

/// Tells by the JSON of a step, as it was received, whether the step may hold a pattern: only those that may are decoded.
struct StepHint {
    private let landmarks: [TextNeedle]
    private let escapes: [TextNeedle]
    /// Accented letters stand for plain ones.
    private let seesAccents: Bool

    /// Texts of which one stands in every match; nil where one of them does not tell enough.
    init?(_ texts: [(bytes: [UInt8], ignoresCase: Bool)], seesAccents: Bool = false) {
        let found = texts.compactMap { Self.landmark($0.bytes, $0.ignoresCase) }
        guard found.count == texts.count else { return nil }
        landmarks = found
        self.seesAccents = seesAccents
        // A letter that was written as an escape may be any: of ASCII, or one that bears an accent.
        let prefixes = seesAccents ? ["\\u0", "\\u1e"] : ["\\u00"]
        escapes = prefixes.compactMap { TextNeedle(Array($0.utf8), ignoresCase: true) }
    }

    func mayHold(_ bytes: UnsafeRawBufferPointer) -> Bool {
        (landmarks + escapes).contains { $0.next(in: bytes, from: 0) != nil }
            || seesAccents && WordPattern.mayHoldAccents(bytes)
    }

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
