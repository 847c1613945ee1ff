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

    @Test("Things to do are a list, with a box for each; raw, and where an entry is none, they are JSON")
    func todos() {
        let todos: JSONValue = [
            ["content": "Read", "status": "completed", "activeForm": "Reading"],
            ["content": "Run tests", "status": "in_progress", "activeForm": "Running tests", "priority": "high"],
            ["content": "Write", "status": "pending"], ["step": "Ship", "status": "blocked\u{1b}"],
        ]
        func shown(_ arguments: JSONValue, isRaw: Bool = false) -> [String] {
            CallLines.render(arguments, isRaw: isRaw).map { ($0.lead + $0.spans).map(\.text).joined() }
        }
        #expect(
            shown(["todos": todos]) == [
                "todos ", "  [x] Read", "  [>] Running tests  high", "  [ ] Write", "  [blocked␛] Ship",
            ])
        #expect(shown(["todos": todos], isRaw: true).contains { $0.contains("activeForm") })
        #expect(shown(["todos": [["status": "pending"]]]).contains { $0.contains("{") || $0.contains("status") })
    }

    @Test("A bar of progress is its last state until it is unfolded, or hidden characters are asked for")
    func progress() {
        let text = "start\r\n 10%|#   |\r 50%|##  |\r100%|####|\n\u{1b}[32mdone\u{1b}[0m"
        func shown(head: Int?, isRaw: Bool = false, isColoured: Bool = true) -> [String] {
            TextLines.output(text, head: head, tail: 4, isRaw: isRaw, isColoured: isColoured).lines.map(\.text)
        }
        #expect(shown(head: 20) == ["start", "100%|####| ··· 2 states before", "done"])
        #expect(shown(head: nil)[1] == " 10%|#   |␍ 50%|##  |␍100%|####|")
        #expect(shown(head: 20, isRaw: true)[1].contains("50%"))
        #expect(shown(head: 20, isColoured: false)[1].contains("50%"))
        #expect(TextLines.hasStates(text) && !TextLines.hasStates("a\r\nb\r\n"))
    }
}
