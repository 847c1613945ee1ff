import App
import Panes
import Platform
import Terminal
import TestSupport
import Testing
import Triage
import Wire

@testable import Reader
@testable import Shell

@Suite("Items that are filled in from their documents")
struct DescribingTests {
    private static let local = PlatformScope(
        server: "archive", organization: "local", workspace: "a", capabilities: .files)

    private func item(_ number: Int, model: String? = nil) -> EvaluationItem {
        var item = Sample.item(number, status: ItemStatus(rawValue: "unknown"))
        item.model = model
        return item
    }

    private func opened(_ count: Int, scope: PlatformScope = local) -> StateDriver {
        var driver = StateDriver(scope: scope, answers: Sample.workspace(items: (0..<count).map { item($0) }))
        driver.press("<enter>")
        return driver
    }

    private func described(_ numbers: [Int], left: Int) -> EffectResult {
        .described(numbers.map { ItemRow(item($0, model: "m\(9 - $0 % 10)")) }, left: left)
    }

    @Test("What is on the screen is asked for first, batch after batch until nothing is left")
    func batches() {
        var driver = opened(200)
        guard case .describe(_, let first, let most) = driver.asked(in: .describe).last else {
            Issue.record("nothing was asked for")
            return
        }
        #expect(first.first == "item-0" && first.count < 40 && most == 64)
        driver.press("G")
        driver.answer(.describe, described(Array(0..<64), left: 136))
        #expect(driver.state.items?.pendingEnrichment == 136)
        guard case .describe(_, let next, _) = driver.asked(in: .describe).last else { return }
        #expect(next.contains("item-199"))
        #expect(driver.works(in: .describe).count == 2)
        driver.answer(.describe, described(Array(64..<200), left: 0))
        #expect(driver.works(in: .describe).count == 2)
        #expect(driver.state.items?.pendingEnrichment == 0)
        #expect(driver.state.items?.shownUse.said.contains(.model) == true)
    }

    @Test("The selection stays on its item, and filters and sorts know what came")
    func selection() {
        var driver = opened(40)
        driver.press("jjj")
        driver.press(":sort model<enter>")
        let before = driver.state.items?.selected?.id
        driver.answer(.describe, described(Array(0..<40), left: 0))
        #expect(driver.state.items?.selected?.id == before)
        #expect(driver.state.items?.row(at: 0)?.item.model == "m0")
        driver.press("/model:m3<enter>")
        #expect(driver.state.items?.visible.count == 4)
    }

    @Test("A server's items are whole: nothing is read")
    func elsewhere() {
        let scope = PlatformScope(server: "https://x", organization: "o", workspace: "w", capabilities: .hasWebPages)
        #expect(opened(5, scope: scope).works(in: .describe).isEmpty)
    }

    @Test("A document that cannot be read stops nothing")
    func failing() {
        var driver = opened(5)
        driver.answer(.describe, .failed(PlatformError(.storage, detail: "gone")))
        #expect(driver.state.items?.phase == .ready)
    }
}
