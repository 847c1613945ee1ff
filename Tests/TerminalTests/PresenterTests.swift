import Terminal
import Testing

@testable import Curses

@Suite struct PresenterTests {
    private func frame(_ lines: String...) -> CellBuffer {
        var frame = CellBuffer(size: Size(width: 6, height: lines.count))
        for (y, line) in lines.enumerated() { frame.write(line, x: 0, y: y, limit: 6, style: .plain) }
        return frame
    }

    @Test func onlyRowsThatDifferAreSent() {
        #expect(Presenter.changedRows(from: nil, to: frame("a", "b")) == [0, 1])
        #expect(Presenter.changedRows(from: frame("a", "b", "c"), to: frame("a", "x", "c")) == [1])
        #expect(Presenter.changedRows(from: frame("a", "b"), to: frame("a", "b")) == [])
        #expect(Presenter.changedRows(from: frame("a"), to: frame("a", "b")) == [0, 1])
    }

    @Test func oldTerminalsAreSentNothingTheyMightPrint() {
        for term in ["vt100", "linux", "dumb", "vt220"] {
            let modes = PrivateModes(term: term, mouse: true)
            #expect(modes.on + modes.off + modes.beginFrame + modes.endFrame == "", "\(term)")
        }
        let modes = PrivateModes(term: "tmux-256color", mouse: false)
        #expect(modes.on == "\u{1b}[?2004h")
        #expect(modes.off.hasSuffix("\u{1b}[?2004l"))
        #expect(PrivateModes(term: "xterm", mouse: true).on.contains("1006h"))
    }

    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("hello", "aGVsbG8=")])
    func base64(text: String, expected: String) {
        #expect(Base64.encode(Array(text.utf8)) == expected)
    }
}

@Suite struct MailboxTests {
    @Test func messagesFromManyTasksAllArriveOnceEachInOrder() async {
        let mailbox = Mailbox<Int>()
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask { for index in 0..<500 { mailbox.post(task * 1_000 + index) } }
            }
        }
        let all = mailbox.drain()
        #expect(all.count == 4_000)
        for task in 0..<8 { #expect(all.filter { $0 / 1_000 == task } == (0..<500).map { task * 1_000 + $0 }) }
        #expect(mailbox.isEmpty)
        #expect(mailbox.drain() == [])
    }
}
