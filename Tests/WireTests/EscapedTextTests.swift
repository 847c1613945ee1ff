import TestSupport
import Testing
import Wire

@Suite("Strings that are read in pieces")
struct EscapedTextTests {
    /// What is written between the quotes for a text.
    private static func escaped(_ text: String) -> [UInt8] {
        Array(JSONValue.string(text).serialized().utf8.dropFirst().dropLast())
    }

    private static func pieces(_ bytes: [UInt8], of size: Int) -> [String] {
        bytes.withUnsafeBytes { raw in
            var pieces: [String] = []
            EscapedText(raw).forEachPiece(of: size) { pieces.append($0) }
            return pieces
        }
    }

    @Test("The pieces are the text, wherever it is cut", arguments: 0..<40)
    func whole(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let alphabet = ["a", "word ", "\n", "\\", "\"", "ä", "漢", "😀", "\u{1}", "\\\\\\"]
        let text = (0..<400).map { _ in alphabet.randomElement(using: &random) ?? "" }.joined()
        let bytes = Self.escaped(text)
        for size in [64, 65, 70, 97, 1_000] {
            let pieces = Self.pieces(bytes, of: size)
            #expect(pieces.joined() == text)
            #expect(pieces.allSatisfy { $0.utf8.count <= size + 8 })
        }
    }

    @Test("A text of nothing but backslashes is cut into few pieces", arguments: [10_000, 10_001])
    func backslashes(count: Int) {
        let text = String(repeating: "\\", count: count)
        let pieces = Self.pieces(Self.escaped(text), of: 1_000)
        #expect(pieces.joined() == text)
        #expect(pieces.count < 60)
    }

    @Test("A pair of surrogates is not cut")
    func surrogates() {
        let bytes = Array(String(repeating: #"\ud83d\ude00"#, count: 100).utf8)
        for size in 64..<90 {
            #expect(Self.pieces(bytes, of: size).joined() == String(repeating: "😀", count: 100))
        }
    }

    @Test("What is left out of a long string can be looked at")
    func bridge() throws {
        let text = String(repeating: "x", count: 500) + "needle\n" + String(repeating: "y", count: 500)
        let abridging = Abridging(longest: 100, head: 10, tail: 5) { whole, hidden in
            "[\(whole.text == text ? "whole" : "not whole"), \(hidden) hidden]"
        }
        let bytes = Array(JSONValue.array([.string(text), "short"]).serialized().utf8)
        let value = try bytes.withUnsafeBytes { try JSONParser.parse($0, options: .init(abridging: abridging)) }
        #expect(value.array?.first?.string == "xxxxxxxxxx[whole, 993 hidden]yyyyy")
        #expect(value.array?.last?.string == "short")
    }
}
