import TestSupport
import Testing

@testable import TextSearch

@Suite("Texts that are looked for")
struct TextNeedleTests {
    @Test("A needle is found wherever it stands, in the middle of blocks and at their borders")
    func everywhere() throws {
        let needle = try #require(TextNeedle("needle"))
        for length in [6, 7, 31, 32, 33, 64, 65, 200] {
            for place in 0...(length - 6) {
                var text = [UInt8](repeating: UInt8(ascii: "n"), count: length)
                text.replaceSubrange(place..<place + 6, with: Array("nEEdle".utf8))
                #expect(text.withUnsafeBytes { needle.next(in: $0, from: 0) } == place)
                #expect(text.withUnsafeBytes { needle.next(in: $0, from: place + 1) } == nil)
            }
        }
    }

    @Test("Random needles are found where a plain search finds them")
    func oracle() throws {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 0..<120, using: &random)).map { _ in
                UInt8.random(in: 0x61...0x63, using: &random)
            }
            let bytes = (0..<Int.random(in: 1..<5, using: &random)).map { _ in
                UInt8.random(in: 0x61...0x63, using: &random)
            }
            let needle = try #require(TextNeedle(bytes, ignoresCase: false))
            let from = Int.random(in: 0..<8, using: &random)
            let wanted = text.indices.first { $0 >= from && text[$0...].starts(with: bytes) }
            #expect(text.withUnsafeBytes { needle.next(in: $0, from: from) } == wanted)
        }
    }

    @Test("Capitals match themselves alone")
    func smartCase() throws {
        let text = Array("error Error".utf8)
        #expect(text.withUnsafeBytes { TextNeedle("Error")?.next(in: $0, from: 0) } == 6)
        #expect(text.withUnsafeBytes { TextNeedle("error")?.next(in: $0, from: 1) } == 6)
        #expect(TextNeedle("") == nil)
    }

    @Test(
        "Scopes stand before or behind what is looked for",
        arguments: [
            ("in:agent foo bar", "foo bar", [TextScope.agent]), ("foo in:call,result", "foo", [.call, .result]),
            ("foo", "foo", []), (" foo ", " foo ", []), ("in:error", "", [.error]),
            ("in:agent in:user x", "x", [.agent, .user]), ("look in:here not", "look in:here not", []),
        ])
    func scopes(query: String, text: String, scopes: [TextScope]) throws {
        let read = try ScopedText(parsing: query)
        #expect(read.text == text)
        #expect(read.scopes == Set(scopes))
    }

    @Test("A scope that there is not is told", arguments: ["in:tool x", "x in:agents"])
    func unknown(query: String) {
        #expect(throws: UnknownScope.self) { try ScopedText(parsing: query) }
    }
}
