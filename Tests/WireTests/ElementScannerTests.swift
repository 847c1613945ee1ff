import Testing
import Wire

@Suite struct ElementScannerTests {
    /// What a scanner found, as text: easy to compare, easy to read.
    private func structure(_ text: String, cuts: [Int] = [], sequence: Bool = true) -> [String] {
        var scanner = ElementScanner(sequence: sequence)
        let bytes = Array(text.utf8)
        for cut in cuts { bytes.withUnsafeBytes { scanner.scan(UnsafeRawBufferPointer(rebasing: $0[..<cut])) } }
        bytes.withUnsafeBytes { scanner.finish($0) }
        let show = { (range: Range<Int>) in String(decoding: bytes[range], as: UTF8.self) }
        var lines = scanner.values.ranges.map { "value \(show($0))" }
        for member in scanner.members {
            lines.append("member \(member.key) \(member.kind) \(show(member.start..<(member.end ?? bytes.count)))")
            lines += member.elements.ranges.map { "  element \(show($0))" }
        }
        lines += scanner.elements.ranges.map { "element \(show($0))" }
        return lines + scanner.tornValues.map { "torn at \($0)" }
    }

    @Test func findsMembersAndElements() {
        let found = structure(#"{"a": 1, "steps": [{"x":"}]"}, 2 ,[3]], "b\u0063": {"steps":[]}}"#)
        #expect(
            found == [
                #"value {"a": 1, "steps": [{"x":"}]"}, 2 ,[3]], "b\u0063": {"steps":[]}}"#,
                "member a number 1", #"member steps array [{"x":"}]"}, 2 ,[3]]"#, #"  element {"x":"}]"}"#,
                "  element 2",
                "  element [3]", #"member bc object {"steps":[]}"#,
            ])
    }

    @Test func findsElementsOfAnArrayAndLines() {
        #expect(
            structure("[1,\"a\\\"]\",{}]") == [
                "value [1,\"a\\\"]\",{}]", "element 1", "element \"a\\\"]\"", "element {}",
            ])
        let lines = structure("\u{FEFF}{\"a\":1}\r\n\r\n[2]\n3\nnull")
        #expect(lines == ["value {\"a\":1}", "value [2]", "value 3", "value null", "member a number 1"])
    }

    @Test func aTornLineCostsThatLineAlone() {
        let found = structure("{\"a\":1}\n{\"b\":\"to\n{\"c\":[2\n{\"d\":4}\n")
        #expect(
            found == [
                "value {\"a\":1}", "value {\"b\":\"to", "value {\"c\":[2", "value {\"d\":4}", "member a number 1",
                "torn at 8",
                "torn at 17",
            ])
    }

    @Test func aTornTailKeepsTheElementThatWasArriving() {
        let found = structure(#"{"steps":[{"a":1},{"b":"\u00"#)
        #expect(
            found == [
                #"value {"steps":[{"a":1},{"b":"\u00"#, #"member steps array [{"a":1},{"b":"\u00"#,
                #"  element {"a":1}"#,
                #"  element {"b":"\u00"#, "torn at 0",
            ])
    }

    @Test func proseIsOneInvalidValueALine() {
        #expect(structure("this is no JSON\nnor [this]\n") == ["value this is no JSON", "value nor [this]"])
    }

    @Test func stopsBehindTheFirstValueWhereNoSequenceIsRead() {
        #expect(structure("[1],[2]", sequence: false) == ["value [1]", "element 1"])
    }

    @Test(arguments: [
        #"{"a":"\\\"x\\","steps":[{"k":"}\\"},[[]],"\"",-1e5,true,null],"z":[]}"#,
        "{\"a\":1}\n{\"b\":\"torn\n{\"c\":2}\r\n\n[1,2]\nfalse\ngarbage } here\n12",
        "\u{FEFF}[ {\"a\":[1,2,{\"b\":\"ü😀\"}]} , \"x\" ,{}]  trailing",
        "{\"steps\":[{\"a\":\"\u{0}\u{1}\"},{\"b\":\"\\u12", "}{][", "{,,:\"a\":,\"b\" 1}", "", "\"", "{\"a\":[}",
        "[[[[[",
    ])
    func cuttingAnywhereChangesNothing(_ text: String) {
        let whole = structure(text)
        let count = text.utf8.count
        for cut in 0...count { #expect(structure(text, cuts: [cut]) == whole, "cut at \(cut)") }
        #expect(structure(text, cuts: Array(0...count)) == whole)
    }

    @Test func nestingOfAnyDepthIsCounted() {
        let deep = String(repeating: "[", count: 1_000_000) + String(repeating: "]", count: 1_000_000)
        let found = structure("{\"steps\":[\(deep),1]}")
        #expect(found.count == 4 && found.last == "  element 1")
    }

    @Test func tinyValuesAreCountedAndNotAllKept() {
        var scanner = ElementScanner()
        let bytes = Array("[\(String(repeating: "1,", count: 100_000))2]".utf8)
        bytes.withUnsafeBytes { scanner.finish($0) }
        #expect(scanner.elements.ranges.count + scanner.elements.omitted == 100_001)
        #expect(scanner.elements.ranges.count == ElementList.maximumScalars)
    }
}
