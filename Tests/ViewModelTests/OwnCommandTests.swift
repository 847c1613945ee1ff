import Platform
import Shell
import Terminal
import TestSupport
import Testing
import Triage

@testable import App
@testable import Panes
@testable import Reader

/// Commands of the user's own, nothing that writes where that is not wanted, and secrets that are not handed on.
@Suite("Own commands, read-only, secrets")
struct OwnCommandTests {
    private static let show = OwnCommand(
        name: "show", keys: [.function(6)], words: ["look", "--task", "$TASK", "at=$SESSION/$ITEM", "$TASKS"])

    private func opened(_ commands: [OwnCommand] = [], isReadOnly: Bool = false) -> StateDriver {
        let items = (0..<4).map { Sample.item($0, status: .failed, error: "boom") }
        var driver = StateDriver(answers: Sample.workspace(items: items, document: Sample.document(steps: 5)))
        driver.configure { ($0.ownCommands, $0.isReadOnly) = (commands, isReadOnly) }
        driver.press("<enter>")
        return driver
    }

    private func started(_ driver: StateDriver) -> OwnRun? {
        if case .run(let run)? = driver.terminal.last { run } else { nil }
    }

    // MARK: Own commands

    @Test("A key runs the program on what the cursor is on, each value as one argument")
    func runs() throws {
        var driver = opened([Self.show])
        driver.press("j<f6>")
        let run = try #require(started(driver))
        #expect(
            try run.command.arguments(run.values)
                == ["look", "--task", "task-1", "at=session-1/item-1", "$TASKS"])
        driver.run("show")
        #expect(driver.terminal.count == 2)
    }

    @Test("What is confirmed is asked for, and not run without a yes")
    func confirms() {
        var command = Self.show
        command.isConfirmed = true
        var driver = opened([command])
        driver.press("<f6>")
        #expect(driver.state.prompt?.label.hasPrefix("Run show (look --task $TASK") == true)
        driver.press("n<enter>")
        #expect(driver.terminal.isEmpty && driver.state.message?.text == "Not done")
        driver.press("<f6>y<enter>")
        #expect(started(driver) != nil)
    }

    @Test("A shell is given variables in its environment, and never in its line")
    func shell() throws {
        let command = OwnCommand(name: "s", keys: [], words: ["echo \"$TASK\" | wc"], usesShell: true)
        let arguments = try command.arguments([.task: "x; rm -rf /"])
        #expect(arguments == ["/bin/sh", "-c", "echo \"$TASK\" | wc", "sh"])
    }

    @Test("A value that would be an option, or is not there, is refused")
    func refuses() throws {
        let command = OwnCommand(name: "s", keys: [], words: ["rm", "$TASK"])
        #expect(throws: OwnCommand.Problem.self) { try command.arguments([.task: "-rf"]) }
        #expect(throws: OwnCommand.Problem.self) { try command.arguments([:]) }
        #expect(throws: OwnCommand.Problem.self) { try command.arguments([.task: "a\0b"]) }
        let ended = OwnCommand(name: "s", keys: [], words: ["rm", "--", "$TASK"])
        #expect(try ended.arguments([.task: "-rf"]) == ["rm", "--", "-rf"])
        var driver = StateDriver()
        driver.configure { $0.ownCommands = [Self.show] }
        driver.press("<f6>")
        #expect(driver.terminal.isEmpty && driver.state.message?.text.contains("there is no") == true)
    }

    @Test("A file holds the text, and sequences of keys work, too")
    func file() throws {
        let keys = KeyNotation.parse(";o") ?? []
        var driver = opened([OwnCommand(name: "open", keys: keys, words: ["view", "$FILE"])])
        driver.press(";")
        #expect(driver.state.pending.count == 1)
        driver.press("o")
        let run = try #require(started(driver))
        #expect(run.text?.isEmpty == false && run.values[.file] == nil)
    }

    // MARK: Read-only

    @Test(
        "Read-only, what would change something says so, and nothing is sent",
        arguments: [
            "<space>", "ai", "m", "d", "Z", ":mark infra<enter>", ":mark-all x<enter>", ":note x<enter>",
            ":retry<enter>", ":cancel<enter>", ":report a.md<enter>", ":download a.zip<enter>", ":name x<enter>",
        ])
    func readOnly(keys: String) {
        var driver = opened(isReadOnly: true)
        driver.press(keys)
        #expect(driver.state.message?.text.hasPrefix("Read-only: ") == true, "\(keys)")
        #expect(driver.state.prompt == nil && driver.state.items?.markCount == 0 && driver.actions.isEmpty)
    }

    @Test("Read-only, a command of one's own runs where it is marked to change nothing, and a login is refused")
    func readOnlyCommands() {
        var harmless = Self.show
        harmless.isReadOnly = true
        for (command, runs) in [(Self.show, false), (harmless, true)] {
            for keys in ["<f6>", ":show<enter>"] {
                var driver = opened([command], isReadOnly: true)
                driver.press(keys)
                #expect((started(driver) != nil) == runs)
                #expect(driver.state.message?.text.hasPrefix("Read-only: show") == (runs ? nil : true))
            }
        }
        var driver = opened(isReadOnly: true)
        driver.press(":login<enter>")
        #expect(driver.state.message?.text.hasPrefix("Read-only: login") == true && driver.terminal.isEmpty)
    }

    @Test("Read-only, reading goes on, and that an item was seen is not stored")
    func readOnlyReads() {
        var driver = opened(isReadOnly: true)
        driver.press("<enter>g}")
        #expect(driver.state.trajectory?.current == 1 && driver.stored.isEmpty)
        driver.press("B")
        #expect(driver.state.message?.text.hasPrefix("Read-only: ") == true)
    }

    // MARK: Secrets

    @Test(
        "What looks like a key, a token or a password is masked",
        arguments: [
            ("key sk-ant-api03-abcdefghijklmnop123 here", "key sk-a[masked] here"),
            ("ghp_0123456789abcdefghijklmnopqrstuvwxyz", "ghp_[masked]"), ("AKIAIOSFODNN7EXAMPLE", "AKIA[masked]"),
            (#"{"api_key": "zQ93hfkw02kd"}"#, #"{"api_key": "[masked]"}"#),
            ("DREADNODE_API_KEY=abc123def456", "DREADNODE_API_KEY=[masked]"),
            ("password: hunter2hunter2", "password: [masked]"),
            ("Authorization: Bearer abcdef0123456789", "Authorization: Bearer [masked]"),
            ("git clone https://me:p4ss@host/x", "git clone https://me:[masked]@host/x"),
            (
                "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----[masked]-----END RSA PRIVATE KEY-----"
            ),
            ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc", "eyJh[masked]"),
        ])
    func masks(text: String, masked: String) { #expect(Secrets.masked(text) == masked) }

    @Test(
        "What is none stays: counts, hashes, ids, prose, paths",
        arguments: [
            #""tokens": 134000, "token": 12345678"#, "expected sha256 f8fde1f17a8d0c2b",
            "the password is wrong, see 10.0.0.3",
            "dfb10227-8483-8558-bf8d-19b874496f76", "https://host:8080/path", "sk-short", "token: invalid_grant",
            "password: incorrect", "", "\u{1F600} ünïcode",
        ])
    func leaves(text: String) { #expect(Secrets.masked(text) == text) }
}
