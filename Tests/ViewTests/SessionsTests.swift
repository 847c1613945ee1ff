import App
import Platform
import Terminal
import TestSupport
import Testing
import Wire

@testable import Panes
@testable import Reader
@testable import Shell
@testable import Views

/// The sessions of the workspace: a paged list whose words the server searches for.
@Suite("Sessions")
struct SessionsTests {
    private static func session(_ number: Int) -> Session {
        Session([
            "id": .string("session-\(number)"), "title": .string("title \(number)"), "agent": "web", "model": "gpt",
            "labels": ["team": ["red", "blue"]], "message_count": .int(number), "origin": "user",
            "updated_at": "2026-04-15T12:00:00Z", "usage": ["total_cost_usd": .double(1.5)],
        ]) ?? Session(id: "none")
    }

    @Test("Noughts of a server that has not counted are no figures")
    func uncounted() {
        let session = Session(["id": "s", "message_count": 0, "token_count": 0, "created_at": nil])
        #expect(session?.messageCount == nil && session?.tokenCount == nil)
        let empty = Session(["id": "s", "message_count": 0, "token_count": 0, "created_at": "2026-04-15T12:00:00Z"])
        #expect(empty?.messageCount == 0)
    }

    /// So many sessions, in pages; words leave those whose title ends in them.
    private static func workspace(_ count: Int, failing: Bool = false) -> (PlatformWork) -> [EffectResult] {
        let workspace = Sample.workspace(items: [], document: Sample.document(steps: 3))
        return { work in
            guard case .sessions(let query) = work else { return workspace(work) }
            if failing { return [.failed(PlatformError(.unreachable, detail: "down"))] }
            let all = (0..<count).map(session).filter {
                query.search.map($0.title?.hasSuffix ?? { _ in false }) ?? true
            }
            let page = all.dropFirst((query.page - 1) * query.pageSize).prefix(query.pageSize)
            return [.sessions(Page(items: Array(page), total: all.count, page: query.page, pageSize: query.pageSize))]
        }
    }

    private static func driver(_ count: Int, failing: Bool = false) -> StateDriver {
        var driver = StateDriver(answers: workspace(count, failing: failing))
        driver.run("sessions")
        return driver
    }

    private static func model(_ driver: StateDriver) throws -> SessionsModel {
        try #require(driver.state.stack.main as? SessionsModel)
    }

    private static func screen(_ driver: StateDriver) -> String {
        var buffer = CellBuffer(size: driver.state.size)
        Views.draw(driver.state, theme: .plain, into: &buffer)
        return (0..<buffer.size.height).map { buffer.line($0) }.joined(separator: "\n")
    }

    @Test("Pages come as the selection nears the end; what is here is not asked for again")
    func pages() throws {
        var driver = Self.driver(120)
        #expect(try Self.model(driver).rows.count == 50)
        #expect(try Self.model(driver).total == 120)
        driver.press("G")
        #expect(try Self.model(driver).rows.count == 100)
        driver.press("G")
        #expect(try Self.model(driver).rows.count == 120)
        driver.press("1:sessions<enter>")
        #expect(driver.asked(in: .sessions).count == 3)
        #expect(try Self.model(driver).selected?.id == "session-99")
    }

    @Test("Words narrow what is here while they are typed; entered, the server is asked; Esc shows all")
    func filter() throws {
        var driver = Self.driver(60)
        driver.press("/")
        driver.type("title 7")
        #expect(try Self.model(driver).rows.map(\.id.text) == ["7", "17", "27", "37", "47"].map { "session-\($0)" })
        #expect(driver.asked(in: .sessions).count == 1)
        driver.press("<esc>")
        #expect(try Self.model(driver).rows.count == 50)
        driver.press("/")
        driver.type("57")
        #expect(try Self.model(driver).rows.isEmpty)
        driver.press("<enter>")
        #expect(driver.asked(in: .sessions).last == .sessions(SessionQuery(page: 1, pageSize: 50, search: "57")))
        #expect(try Self.model(driver).rows.map(\.id) == ["session-57"])
        driver.press("<esc>")
        #expect(try Self.model(driver).rows.count == 50)
        driver.press("/")
        driver.type("team:red 3")
        #expect(try Self.model(driver).rows.count == 14)
    }

    @Test("Enter reads a session, L the next one, back leads to the list")
    func open() throws {
        var driver = Self.driver(3)
        driver.press("<enter>")
        #expect(driver.state.trajectory?.request?.session == "session-0")
        #expect(driver.state.trajectory?.title == "title 0")
        driver.press("L")
        #expect(driver.state.trajectory?.request?.session == "session-1")
        driver.press("HH")
        #expect(driver.state.trajectory?.request?.session == "session-0")
        #expect(driver.state.message?.text == "No earlier session in the list")
        driver.press("<esc>")
        #expect(try Self.model(driver).selected?.id == "session-0")
    }

    @Test("Rows say agent, labels, origin, cost and when; empty, loading and failed lists say so")
    func screens() {
        let row = Self.screen(Self.driver(1))
        for words in ["title 0", "web", "gpt", "team:red", "user", "$1.50", "2026-04-15 12:00"] {
            #expect(row.contains(words), "\(words)")
        }
        #expect(Self.screen(Self.driver(0)).contains("No sessions in this workspace yet."))
        var loading = StateDriver()
        loading.run("sessions")
        #expect(Self.screen(loading).contains("Loading"))
        #expect(Self.screen(Self.driver(0, failing: true)).contains("The server cannot be reached"))
    }
}
