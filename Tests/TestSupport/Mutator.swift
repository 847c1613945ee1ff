import Wire

/// Breaks texts in the ways in which they break: bits, brackets, quotes, lost and doubled pieces.
package enum Mutator {
    private static let spice: [[UInt8]] =
        [
            "{", "}", "[", "]", "\"", "\\", ",", ":", "\n", "null", "\u{0}", "\\ud83d", "\\u12", "{\"role\":\"tool\"}",
            "\"steps\":[", "1e999",
            "\"messages\":[[", "\u{FEFF}",
            "\"choices\":[{", "\"toolUse\":{", "\"kind\":\"ObservationEvent\",",
            "\"role\":\"toolResult\",", "\"child_runs\":[", "\"spans\":[", "\"samples\":[", "\"parts\":[{",
            "\"scores\":{", "\"type\":\"tool_result\",", "\"exit_code\":1,", "\"timestamp\":1767225602000,",
            "\"reward\":",
        ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80]]

    /// Some bytes with one to four things done to them.
    ///
    /// - Parameter others: Texts of which a piece may come to stand within this one.
    package static func mutate(
        _ bytes: [UInt8], crossing others: [[UInt8]] = [], _ dice: inout SeededGenerator
    ) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &dice) where !bytes.isEmpty {
            let at = Int.random(in: 0..<bytes.count, using: &dice)
            let end = min(bytes.count, at + Int.random(in: 1...200, using: &dice))
            switch Int.random(in: 0..<(others.isEmpty ? 6 : 7), using: &dice) {
            case 0: bytes[at] = UInt8.random(in: .min ... .max, using: &dice)
            case 1: bytes.insert(contentsOf: spice.randomElement(using: &dice) ?? [], at: at)
            case 2: bytes.removeSubrange(at..<end)
            case 3: bytes.insert(contentsOf: bytes[at..<end], at: at)
            case 4: replaceNumber(after: at, in: &bytes, &dice)
            case 5: bytes.removeSubrange(end...)
            default: bytes.insert(contentsOf: piece(of: others.randomElement(using: &dice) ?? [], &dice), at: at)
            }
        }
        return bytes
    }

    /// From the beginning of one value on, as long as it may be.
    private static func piece(of bytes: [UInt8], _ dice: inout SeededGenerator) -> ArraySlice<UInt8> {
        guard !bytes.isEmpty else { return [] }
        let at = Int.random(in: 0..<bytes.count, using: &dice)
        let start = bytes[at...].firstIndex { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "\"") } ?? at
        return bytes[start..<min(bytes.count, start + Int.random(in: 1...400, using: &dice))]
    }

    /// Puts another number in the place of the next one.
    private static func replaceNumber(after place: Int, in bytes: inout [UInt8], _ dice: inout SeededGenerator) {
        let digits = Set("0123456789".utf8)
        guard let start = bytes[place...].firstIndex(where: digits.contains) else { return }
        let end = bytes[start...].firstIndex { !digits.contains($0) } ?? bytes.count
        bytes.replaceSubrange(start..<end, with: HostileNumbers.values.randomElement(using: &dice)?.bytes ?? [])
    }
}
