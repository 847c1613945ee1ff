import Testing

@testable import Wire

@Suite("Paths whose bytes are no UTF-8")
struct SystemPathTests {
    private static func bytes(_ path: String) -> [UInt8] {
        SystemPath.with(path) { pointer in
            var bytes: [UInt8] = []
            var at = pointer
            while at.pointee != 0 {
                bytes.append(UInt8(bitPattern: at.pointee))
                at += 1
            }
            return bytes
        }
    }

    @Test("Every name leads back to its bytes")
    func backAgain() {
        var random = SystemRandomNumberGenerator()
        let pieces: [[UInt8]] = [
            [0xFF], [0x80], [0xC3], [0xC3, 0xA9], [0xF4, 0x8F, 0xBF, 0xBF], [0xF4, 0x8F, 0xBE, 0x80], [0xF4],
            [0xED, 0xA0, 0x80],
            Array("a/".utf8), Array("日本".utf8), [0xF0, 0x9F, 0x98, 0x80], [0xE6, 0x97],
        ]
        for _ in 0..<2_000 {
            let name = (0..<Int.random(in: 0...8, using: &random)).flatMap { _ in pieces.randomElement() ?? [] }
            let text = name.withUnsafeBufferPointer { SystemPath.text($0) }
            #expect(Self.bytes(text) == name)
            #expect(Self.bytes(text + "/b") == name + Array("/b".utf8))
        }
    }

    @Test("What is no UTF-8 is shown as what it is: unreadable")
    func shown() {
        let text = [0x61, 0xFF, 0xC3].withUnsafeBufferPointer { SystemPath.text($0) }
        #expect(SystemPath.shown(text) == "a\u{FFFD}\u{FFFD}")
        #expect(SystemPath.shown("é日😀") == "é日😀")
    }
}
