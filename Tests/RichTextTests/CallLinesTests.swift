import RichText
import Terminal
import Testing
import Wire

@Suite("Calls")
struct CallLinesTests {
    @Test(
        "A command is shown as one types it",
        arguments: [
            (["bash", "-lc", "ls -l | wc"], "$ ls -l | wc"), (["git", "commit", "-m", "a b"], "$ git commit -m 'a b'"),
            (["echo", "it's"], "$ echo 'it'\\''s'"),
        ] as [([String], String)])
    func commands(words: [String], shown: String) {
        let arguments: JSONValue = ["command": .array(words.map { .string($0) })]
        #expect(CallLines.render(arguments).map { ($0.lead + $0.spans).map(\.text).joined() } == [shown])
    }
}
