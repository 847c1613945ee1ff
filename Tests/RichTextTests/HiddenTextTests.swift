import RichText
import Terminal
import Testing

@Suite("What hides in a text")
struct HiddenTextTests {
    @Test("Words of one script are left alone", arguments: ["привет", "naïve", "α and β", "日本語"])
    func unhidden(text: String) {
        let line = HiddenText.marked(RichLine([Span(text)]))
        #expect(line.spans.map(\.text).joined() == text)
        #expect(!line.spans.contains { $0.ink.slot == .hidden })
    }
}
