import App
import Panes
import Platform
import TestSupport
import Testing

@testable import Reader
@testable import Shell

@Suite("A server whose search knows words alone")
struct WordsAloneTests {
    private let hit = SearchHit(
        itemID: "item-2", matchCount: 1, matchedIn: "transcript", sessionID: "session-2", snippet: "I cannot help")

    /// The server has shown it, by the answer to an expression.
    private func driver() -> StateDriver {
        let workspace = Sample.workspace(items: (0..<5).map { Sample.item($0) })
        let hit = hit
        var driver = StateDriver { work in
            if case .search(_, let query, _) = work {
                return query.hasPrefix("/")
                    ? [.failed(PlatformError(.unsupported, detail: "words alone"))]
                    : [.found(SearchResult(hits: [hit]))]
            }
            return workspace(work)
        }
        driver.press("<enter>s")
        driver.type("/cann.t/")
        driver.press("<enter>")
        return driver
    }

    private func readings(_ driver: StateDriver) -> [PlatformWork] {
        driver.asked(in: .search).filter { if case .readingSearch = $0 { true } else { false } }
    }

    @Test("Enter reads the trajectories; hits come while they are read, and Esc keeps them")
    func reading() {
        var driver = driver()
        #expect(driver.state.hits?.needsReading == true)
        #expect(readings(driver).isEmpty)
        driver.press("<enter>")
        #expect(readings(driver) == [.readingSearch("eval-1", "/cann.t/")])
        var part = SearchResult(hits: [hit], coverage: SearchCoverage(indexed: 2, total: 5, unreadable: 0))
        part.coverage?.isRead = true
        driver.answer(.search, .foundSoFar(part))
        #expect(driver.state.hits?.rows.count == 1)
        driver.press("<esc>")
        #expect(driver.state.place == .hits)
        #expect(driver.works(in: .search).last == .cancel)
        #expect(driver.state.hits?.rows.count == 1)
        #expect(!driver.works(in: .followSearch).contains(.wait(0.5)), "nothing is being indexed")
    }

    @Test("It is asked once: further expressions cost no request as they are typed, words do")
    func typing() {
        var driver = driver()
        let before = driver.works(in: .search).filter { $0 != .cancel }.count
        driver.press("s<bs>x/")
        #expect(driver.works(in: .debounce).last == .cancel)
        driver.press("<enter>")
        #expect(readings(driver) == [.readingSearch("eval-1", "/cann.tx/")])
        driver.press("<esc>s^U")
        driver.type("cannot")
        driver.answer(.debounce, .due)
        #expect(driver.works(in: .search).filter { $0 != .cancel }.count == before + 2)
        #expect(driver.state.hits?.rows.count == 1)
    }
}
