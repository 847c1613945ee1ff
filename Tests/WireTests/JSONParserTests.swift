import Testing
import Wire

@Suite struct JSONParserTests {
    @Test func keepsWhatWasWritten() throws {
        let text = #"{"b":1.50,"a":[true,null,"x"],"b":-2e400}"#
        let value = try JSONParser.parse(text)
        #expect(value.serialized() == text)
        #expect(value["b"] == .number("-2e400"))
    }

    @Test(arguments: [
        (#""plain""#, "plain"), (#""""#, ""), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
        (#""\u00e4\ud83d\ude00""#, "ä😀"), (#""\ud83d""#, "\u{FFFD}"), (#""\ud83dx\ude00""#, "\u{FFFD}x\u{FFFD}"),
        (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\q\u12""#, "\\q\u{FFFD}"), ("\"a\u{0}\nb\"", "a\u{0}\nb"),
        (#""0123456789012345678901234567890123456789\n""#, "0123456789012345678901234567890123456789\n"),
        (#""\\\\\\\\\\\\""#, "\\\\\\\\\\\\"),
    ])
    func readsStrings(_ text: String, _ expected: String) throws {
        #expect(try JSONParser.parse(text) == .string(expected))
    }

    @Test func invalidUTF8BecomesReplacements() throws {
        #expect(try JSONParser.parse([0x22, 0x61, 0xFF, 0x22]) == .string("a\u{FFFD}"))
    }

    @Test(arguments: ["", "{", "[1,", "\"a", "{\"a\"}", "tru", "1 2", "{1:2}", "nul", "[1]]"])
    func refusesWhatIsNoJSON(_ text: String) {
        #expect(throws: JSONError.self) { try JSONParser.parse(text) }
    }

    @Test(arguments: [
        (#"{"a":[1,{"b":"tex"#, #"{"a":[1,{"b":"tex"}]}"#), (#"{"a":1,"b""#, #"{"a":1}"#), (#"[1,2"#, "[1,2]"),
        (#"{"a":"x\"#, #"{"a":"x"}"#), ("[tr", "[null]"), ("", "null"),
    ])
    func repairsTornTexts(_ text: String, _ expected: String) throws {
        #expect(try JSONParser.parse(text, repairing: true).serialized() == expected)
    }

    @Test func nestingIsKeptAsTextWhereItIsTooDeep() throws {
        let deep = String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000)
        var value = try JSONParser.parse(deep)
        var depth = 0
        while case .array(let inner) = value, let first = inner.first {
            value = first
            depth += 1
        }
        #expect(depth == JSONParser.maximumDepth)
        #expect(value.string?.utf8.count == 2 * (5000 - JSONParser.maximumDepth))
    }

    /// Bytes that an outline leaves whole.
    private static let longest = 1 << 13

    private func abridged(_ text: String) throws -> String? {
        let bytes = Array(JSONValue.string(text).serialized().utf8)
        return try bytes.withUnsafeBytes { raw in
            try JSONParser.parse(raw, options: .init(abridging: .outline))
        }.string
    }

    @Test func abridgingKeepsBothEnds() throws {
        let short = String(repeating: "ä", count: Self.longest / 2)
        #expect(try abridged(short) == short)
        for filler in ["a", "ä", "😀", "\n", "\"", "\\", "\u{1}"] {
            let long = "begin" + String(repeating: filler, count: Self.longest) + "end"
            let kept = try #require(try abridged(long))
            #expect(kept.hasPrefix("begin") && kept.hasSuffix("end") && kept.contains("…"))
            #expect(!kept.unicodeScalars.contains("\u{FFFD}"))
        }
    }

    @Test func omittedKeysAreSkippedWhereverTheyAre() throws {
        let bytes = Array(#"{"logprobs":[1,[2]],"a":{"logprobs":"]","b":2}}"#.utf8)
        let value = try bytes.withUnsafeBytes { raw in
            try JSONParser.parse(raw, options: .init(omitting: ["logprobs"]))
        }
        #expect(value.serialized() == #"{"logprobs":null,"a":{"logprobs":null,"b":2}}"#)
    }

    @Test func writingAndReadingAreInverse() throws {
        let value: JSONValue = ["a": ["x\u{1}\"\\/😀", 1, 2.5, true, nil, [:], []], "": "\u{2028}"]
        #expect(try JSONParser.parse(value.serialized()) == value)
        #expect(try JSONParser.parse(value.serialized(pretty: true)) == value)
    }
}
