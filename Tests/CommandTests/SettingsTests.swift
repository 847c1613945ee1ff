import Foundation
import Testing
import Triage

@testable import trawl

@Suite struct SettingsTests {
    private func read(_ yaml: String) throws -> Settings { try SettingsReader(path: "config.yaml").read(yaml) }

    @Test func readsEverything() throws {
        let settings = try read(
            """
            theme: light
            mouse: true
            cache: 64M
            keys:
              down: [j, <down>]
              search: s
            verdicts: [infra, real]
            refusals:
              house: ["I would rather not", "nope"]
            """)
        #expect(settings.theme == "light")
        #expect(settings.mouse)
        #expect(settings.cacheBudget == 64 << 20)
        #expect(settings.verdicts == ["infra", "real"])
        #expect(settings.keys.map(\.command) == ["down", "search"])
        #expect(settings.keys.map(\.line) == [5, 6])
        #expect(settings.refusals == [RefusalSet(name: "house", phrases: ["I would rather not", "nope"])])
        #expect(try settings.refusalSet(named: "house").phrases.count == 2)
        #expect(try settings.refusalSet(named: "default") == .standard)
    }

    @Test func nothingIsAllDefaults() throws {
        for yaml in ["", "# only a remark\n", "---\n"] { #expect(try read(yaml) == Settings()) }
    }

    static let faults: [(yaml: String, error: String)] = [
        ("theme: light\nmuose: true\n", "config.yaml:2: unknown setting muose; did you mean mouse?"),
        (
            "zzzzzz: 1\n",
            "config.yaml:1: unknown setting zzzzzz "
                + "(known: theme, mouse, cache, keep_lists, limit, passes, time_zone, failed_items, keys, verdicts, alert, columns, "
                + "commands, refusals)"
        ),
        ("verdicts: [two words]\n", "config.yaml:1: verdicts must be one to five words, for the verdict keys"),
        ("mouse: perhaps\n", "config.yaml:1: mouse must be true or false"),
        ("theme: dark\ncache: lots\n", "config.yaml:2: cache must be a size such as 256M or 1G"),
        ("cache: 10\n", "config.yaml:1: cache must be from 1M to 1024G"),
        ("theme: [a]\n", "config.yaml:1: theme must be a text"),
        ("- a\n", "config.yaml:1: the file must be a mapping of names to values"),
        ("keys: j\n", "config.yaml:1: keys must be a mapping of names to values"),
        ("refusals:\n  none: []\n", "config.yaml:2: a set of phrases must hold at least one"),
    ]

    @Test(arguments: faults) func saysFileLineAndReason(_ row: (yaml: String, error: String)) {
        let error = #expect(throws: SettingsError.self) { try read(row.yaml) }
        #expect(error?.description == row.error)
    }

    @Test func brokenYAMLHasALine() {
        let error = #expect(throws: SettingsError.self) { try read("theme: dark\nkeys: {a: b\n") }
        #expect(error?.line != nil)
    }

    @Test func keysMustBeCommandsAndKeys() throws {
        #expect(throws: SettingsError.self) { try read("keys: {dwon: j}\n").keymap(path: "config.yaml") }
        let slip = #expect(throws: SettingsError.self) { try read("keys: {dwon: j}\n").keymap(path: "c.yaml") }
        #expect(slip?.description == "c.yaml:1: there is no command dwon; did you mean down?")
        _ = try read("keys: {down: x}\n").keymap(path: "c.yaml")
    }

    @Test func unknownSetsAreNamed() {
        let failure = #expect(throws: CommandError.self) { try Settings().refusalSet(named: "defualt") }
        #expect(failure?.message.contains("Did you mean default?") == true)
        #expect(failure?.status == .misuse)
    }

    @Test func foldersFollowTheSpecification() {
        let given = Folders([
            "HOME": "/h", "XDG_CONFIG_HOME": "/c", "XDG_CACHE_HOME": "relative", "XDG_STATE_HOME": "",
        ])
        #expect(given.config == "/c/trawl")
        #expect(given.cache == "/h/.cache/trawl")
        #expect(given.state == "/h/.local/state/trawl")
    }
}
