import App
import Panes
import Platform
import Terminal
import TestSupport
import Testing
import Wire

@testable import Reader
@testable import Shell

@Suite("Profiles, organizations and workspaces")
struct ConnectionTests {
    private static let elsewhere = PlatformScope(
        server: "other", organization: "org", workspace: "ws", capabilities: .hasWebPages)

    private func driver(_ scope: PlatformScope? = nil) -> StateDriver {
        let answers = Sample.workspace(items: [Sample.item(1)], document: Sample.document(steps: 2))
        guard let scope else { return StateDriver(answers: answers) }
        return StateDriver(scope: scope, answers: answers)
    }

    private func run(_ line: String, _ driver: inout StateDriver) {
        driver.press(":")
        driver.type(line)
        driver.press("<enter>")
    }

    private func menu(_ driver: StateDriver) -> Menu? {
        guard case .menu(let menu) = driver.state.overlay else { return nil }
        return menu
    }

    @Test("Profiles are listed, the one in use selected, and Enter connects")
    func profiles() {
        var driver = driver()
        run("profile", &driver)
        #expect(driver.terminal == [.profiles])
        driver.answer(
            .connection,
            .profiles([
                ConnectionOption(name: "one", detail: "https://one"),
                ConnectionOption(name: "two", detail: "", isCurrent: true),
            ]))
        #expect(menu(driver)?.choices.map(\.label) == ["one", "two"])
        #expect(menu(driver)?.cursor.selected == 1)
        driver.press("k<enter>")
        #expect(driver.terminal.last == .connect(ConnectionRequest(profile: "one")))
        #expect(driver.state.overlay == nil)
    }

    @Test("One menu holds the workspaces here and all profiles, and goes to either", arguments: [true, false])
    func switcher(answers: Bool) {
        var driver = driver()
        driver.press("P")
        #expect(driver.terminal == [.profiles])
        driver.answer(
            .connection,
            .profiles([ConnectionOption(name: "one", detail: "https://one"), ConnectionOption(name: "two", detail: "")])
        )
        #expect(driver.asked(in: .connection) == [.workspaces(of: "org")] && menu(driver) == nil)
        driver.answer(
            .connection,
            answers
                ? .workspaces([
                    ConnectionOption(name: "ws", detail: "Main"), ConnectionOption(name: "lab", detail: "Lab"),
                ])
                : .failed(PlatformError(.interrupted)))
        #expect(menu(driver)?.choices.map(\.label) == (answers ? ["ws", "lab"] : []) + ["one", "two"])
        driver.press("j<enter>")
        let wish =
            answers ? ConnectionRequest(organization: "org", workspace: "lab") : ConnectionRequest(profile: "two")
        #expect(driver.terminal.last == .connect(wish))
    }

    @Test(
        "A name goes there at once",
        arguments: [
            ("profile work", ConnectionRequest(profile: "work")),
            ("organization acme", ConnectionRequest(organization: "acme")),
            ("workspace lab", ConnectionRequest(organization: "org", workspace: "lab")),
        ])
    func named(line: String, wish: ConnectionRequest) {
        var driver = driver()
        run(line, &driver)
        #expect(driver.terminal == [.connect(wish)])
    }

    @Test("With a new key for the same place everything stays, and is asked for anew")
    func samePlace() {
        var driver = driver()
        driver.press("<enter>")
        let asked = driver.works(in: .items).count
        run("login", &driver)
        #expect(driver.terminal == [.login])
        driver.answer(.connection, .connected(driver.state.scope))
        #expect(driver.state.place == .items)
        #expect(driver.state.items?.rows.count == 1)
        #expect(driver.works(in: .items).count == asked + 1)
    }

    @Test("Elsewhere all begins anew, and what was asked of the old place is dropped")
    func elsewhere() {
        var driver = driver()
        driver.press("<enter><enter>")
        run("profile two", &driver)
        driver.answer(.connection, .connected(Self.elsewhere))
        #expect(driver.state.place == .evaluations)
        #expect(driver.state.items == nil && driver.state.trajectory == nil)
        #expect(driver.state.scope == Self.elsewhere)
        #expect(driver.state.evaluations.rows.count == 1)
        driver.answer(.items, .items([Sample.item(9)], isFirst: true, isLast: true, .fresh))
        #expect(driver.state.items == nil)
    }

    @Test("What cannot be reached is told, and the place stays")
    func unreachable() {
        var driver = driver()
        driver.press("<enter>")
        run("profile two", &driver)
        driver.answer(.connection, .failed(PlatformError(.status(401))))
        #expect(driver.state.message?.text.contains(":login") == true)
        #expect(driver.state.place == .items)
    }

    @Test("Where nothing was said one chooses among several, an organization and then its workspace")
    func offers() {
        var driver = driver()
        driver.offer(organization: true, workspace: true)
        driver.answer(
            .connection,
            .organizations([ConnectionOption(name: "org", detail: ""), ConnectionOption(name: "acme", detail: "")]))
        #expect(menu(driver)?.choices.map(\.label) == ["org", "acme"])
        driver.press("j<enter>")
        #expect(driver.terminal.last == .connect(ConnectionRequest(organization: "acme")))
        let there = PlatformScope(server: "test", organization: "acme", workspace: "ws", capabilities: .hasWebPages)
        driver.answer(.connection, .connected(there))
        #expect(driver.asked(in: .connection).last == .workspaces(of: "acme"))
        driver.answer(
            .connection,
            .workspaces([ConnectionOption(name: "ws", detail: ""), ConnectionOption(name: "lab", detail: "")]))
        driver.press("j<enter>")
        #expect(
            driver.terminal.last == .connect(ConnectionRequest(organization: "acme", workspace: "lab")))
    }

    @Test("Where there is no choice nobody is asked")
    func noChoice() {
        var driver = driver()
        driver.offer(organization: true, workspace: true)
        driver.answer(.connection, .organizations([ConnectionOption(name: "org", detail: "")]))
        #expect(driver.asked(in: .connection).last == .workspaces(of: "org"))
        driver.answer(.connection, .workspaces([ConnectionOption(name: "ws", detail: "")]))
        #expect(driver.state.overlay == nil && driver.state.message == nil)
        driver.offer(organization: true, workspace: false)
        driver.answer(.connection, .failed(PlatformError(.status(403))))
        #expect(driver.state.message == nil)
    }

    @Test("A place that is gone is left for one that is there, and that is told", arguments: [403, 404])
    func gone(status: Int) {
        var driver = StateDriver(answers: { work in
            if case .evaluations = work { [.failed(PlatformError(.status(status)))] } else { [] }
        })
        #expect(driver.terminal == [.connect(ConnectionRequest(leavesGone: true))])
        driver.answers = Sample.workspace(items: [Sample.item(1)], document: Sample.document(steps: 2))
        driver.answer(.connection, .connected(Self.elsewhere, loss: "There is no workspace gone."))
        #expect(driver.state.message?.text.contains("no workspace gone") == true)
        #expect(driver.state.message?.tone == .warning && !driver.state.evaluations.all.isEmpty)
    }

    @Test("Files have no profiles")
    func local() {
        var driver = driver(PlatformScope(server: "archive", organization: "o", workspace: "w", capabilities: .files))
        run("profile", &driver)
        #expect(driver.works(in: .connection).isEmpty)
        #expect(driver.state.message?.tone == .warning)
    }
}
