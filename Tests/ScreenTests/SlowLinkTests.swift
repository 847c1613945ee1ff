import TerminalHarness
import Testing

/// What goes over a line that is slow: counts, which no machine makes faster or slower.
@Suite(.enabled(if: Browser.hasDemo)) struct SlowLinkTests {
    /// Each as often as it is played, with the most bytes that one of them may write at 120 by 40.
    private static let most: [(what: String, keys: [String], bytes: Int)] = [
        ("cursor", ["j", "j", "k", "k"], 700), ("page", ["\u{4}", "\u{15}"], 8_000), ("open", ["\r"], 14_000),
        ("cursor in items", ["j", "k"], 4_000), ("filter", ["/", "f", "a", "\u{1b}"], 14_000),
        ("sort", ["o"], 14_000), ("reader", ["\r"], 14_000), ("line in the reader", ["j", "k"], 4_000),
        ("back", ["\u{1b}"], 14_000),
    ]
    private static let clear = Array("\u{1b}[2J".utf8)

    @Test func whatAKeyWritesIsBounded() throws {
        let session = try Browser.demo(width: 120, height: 40)
        #expect(session.takeOutput().count <= 14_000)
        for (what, keys, most) in Self.most {
            for key in keys {
                try session.press(key)
                let bytes = session.takeOutput()
                #expect(bytes.count <= most, "\(what)")
                #expect(bytes.firstRange(of: Self.clear) == nil, "\(what) draws everything anew")
            }
        }
    }

    /// What waits to be handled is handled before anything is drawn: a line that was busy shows the last state next.
    @Test func heldKeysAreOneFrame() throws {
        let session = try Browser.demo(width: 120, height: 40)
        try session.press("\r")
        _ = session.takeOutput()
        try session.press(String(repeating: "j", count: 60))
        let burst = session.takeOutput().count
        #expect(burst <= 14_000)
        // One by one they lead to the same place, which the title of the list names.
        let held = session.lines[1]
        try session.press(String(repeating: "k", count: 60))
        for _ in 0..<60 { try session.press("j") }
        #expect(session.lines[1] == held)
        #expect(held.contains("61/"))
    }
}
