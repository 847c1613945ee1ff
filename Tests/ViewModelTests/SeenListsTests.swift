import Foundation
import Platform
import TestSupport
import Testing
import Triage
import Wire

@testable import Effects
@testable import Shell

@Suite("Lists that were seen last, on this disk")
struct SeenListsTests {
    private let path = NSTemporaryDirectory() + "seen-\(UUID().uuidString)/server.lines"
    private let scope = PlatformScope(server: "https://s", organization: "acme", workspace: "main")
    private let now = Timestamp(seconds: 1_000)

    private func cache(_ rows: [EvaluationItem]) -> ResponseCache {
        let cache = ResponseCache(clock: { [now] in now })
        cache.keep(
            Page(items: [Sample.evaluation(1)], total: 7, page: 1, pageSize: 50), for: .evaluations(EvaluationQuery()),
            cost: 1, isSettled: false)
        cache.keep(rows.map { ItemRow($0) }, for: .items("e1"), cost: 1, isSettled: false)
        return cache
    }

    private func lists(_ scope: PlatformScope? = nil) -> SeenLists { SeenLists(path: path, scope: scope ?? self.scope) }

    @Test("What one run saw the next one has, with its age, in a private file")
    func roundTrip() throws {
        defer { try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent) }
        lists().write(cache([Sample.item(1, status: .failed, error: "boom"), Sample.item(2)]))
        let seen = lists()
        let later = now + 60
        #expect(seen.evaluations(EvaluationQuery(), now: later)?.page.items.map(\.name) == ["evaluation 1"])
        #expect(seen.evaluations(EvaluationQuery(), now: later)?.page.total == 7)
        #expect(seen.evaluations(EvaluationQuery(page: 2), now: later) == nil)
        let items = try #require(seen.items(of: "e1", now: later))
        #expect(items.age == 60 && items.rows.map(\.item.taskName) == ["task-1", "task-2"])
        #expect(items.rows[0].item.error == "boom" && seen.items(of: "e2", now: later) == nil)
        #expect(seen.evaluation(Sample.evaluation(1).id)?.name == "evaluation 1")
        #expect(SeenLists.place(in: path)?.workspace == "main")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(
            lists(PlatformScope(server: "https://s", organization: "acme", workspace: "lab")).items(
                of: "e1", now: later) == nil)
    }

    @Test("Lists of earlier runs stay behind newer ones, within the budget; secrets and damage do no harm")
    func bounded() throws {
        defer { try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent) }
        let lab = PlatformScope(server: "https://s", organization: "acme", workspace: "lab")
        lists(lab).write(cache([Sample.item(3)]))
        lists().write(cache([Sample.item(1, status: .failed, error: "key sk-ant-api03-abcdefghijklmnop123 here")]))
        #expect(SeenLists.place(in: path)?.workspace == "main" && lists(lab).items(of: "e1", now: now) != nil)
        #expect(lists().items(of: "e1", now: now)?.rows[0].item.error == "key sk-a[masked] here")
        let large = String(repeating: "x", count: SeenLists.budget / 3)
        for number in 0..<4 {
            let place = PlatformScope(server: "https://s", organization: "acme", workspace: "w\(number)")
            lists(place).write(cache([Sample.item(1, status: .failed, error: large)]))
        }
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        #expect(size < SeenLists.budget && SeenLists.place(in: path)?.workspace == "w3")
        try Data("[\"acme\",\"main\"\n\t\u{0}\t{\n".utf8).write(to: URL(fileURLWithPath: path))
        #expect(SeenLists.place(in: path) == nil && lists().items(of: "e1", now: now) == nil)
    }
}
