import Testing
import Wire

/// Texts that are not UTF-8, or JSON within strings, are read as what they hold.
@Suite struct TextEncodingTests {
    private func text(_ bytes: [UInt8]) -> String {
        let store = ByteStore(bytes).plain
        return String(decoding: store.bytes(0..<store.count), as: UTF8.self)
    }

    private let json = #"[{"role":"user","content":"Où 🦊"}]"#

    @Test func otherEncodingsAreConverted() {
        let units = Array(json.utf16), scalars = json.unicodeScalars.map(\.value)
        let little16 = units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        let big16 = units.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        let little32 = scalars.flatMap { scalar in (0..<4).map { UInt8(truncatingIfNeeded: scalar >> ($0 * 8)) } }
        let big32 = scalars.flatMap { scalar in (0..<4).reversed().map { UInt8(truncatingIfNeeded: scalar >> ($0 * 8)) }
        }
        for bytes in [
            little16, big16, little32, big32, [0xFF, 0xFE] + little16, [0xFE, 0xFF] + big16,
            [0xFF, 0xFE, 0, 0] + little32, [0, 0, 0xFE, 0xFF] + big32,
        ] { #expect(text(bytes) == json) }
        #expect(text(Array(json.utf8)) == json && text([]) == "" && text([0xFF, 0xFE, 0x5B]) == "\u{FFFD}\u{FFFD}[")
    }

    @Test func stringsOfJSONAreOpened() {
        let string = JSONValue.string(json).serialized()
        #expect(text(Array(string.utf8)) == json + "\n")
        #expect(text(Array(JSONValue.string(string).serialized().utf8)) == json + "\n")
        #expect(text(Array((string + "\n" + string).utf8)) == json + "\n" + json + "\n")
        #expect(
            text(Array(#"{"messages":"[{\"role\":\"user\"}]","n":1}"#.utf8)) == #"{"messages":[{"role":"user"}],"n":1}"#
        )
        #expect(text(Array(#"{"note":"[{\"a\":1}]"}"#.utf8)) == #"{"note":"[{\"a\":1}]"}"#)
    }

    @Test(arguments: [
        ("2026-01-01T10:00:40Z", 1_767_261_640.0), ("Thu, 01 Jan 2026 10:00:40 GMT", 1_767_261_640),
        ("Thu, 1 Jan 2026 12:00:40 +0200", 1_767_261_640), ("Thu Jan  1 10:00:40 2026", 1_767_261_640),
        ("20260101T100040Z", 1_767_261_640), ("2026/01/01 10:00:40", 1_767_261_640), ("Jan 1, 2026", 1_767_225_600),
        ("2026-01-01 10:00:40,5", 1_767_261_640.5), ("2026-01-01", 1_767_225_600),
    ])
    func timesAreReadInManyForms(_ text: String, _ seconds: Double) {
        #expect(Timestamp(text)?.seconds == seconds)
    }

    @Test(arguments: [
        "2026-02-30T10:00:00Z", "Thu, 31 Jun 2026 10:00:00 GMT", "20261301T100000Z", "soon", "", "20260101", "Jan",
    ])
    func whatIsNoTimeIsNone(_ text: String) { #expect(Timestamp(text) == nil) }

    @Test func bytesThatAreNoUTF8AreCounted() {
        for (bytes, faults) in [([0x61, 0xC3, 0xA9], 0), ([0xE9, 0x20, 0xFC], 2), ([0x61, 0xE2, 0x82], 0)]
            as [([UInt8], Int)]
        {
            var check = UTF8Check()
            bytes.withUnsafeBytes { raw in
                for end in 1...bytes.count { check.check(raw, upTo: end, isFinal: end == bytes.count) }
            }
            #expect(check.faults == faults)
        }
    }
}
