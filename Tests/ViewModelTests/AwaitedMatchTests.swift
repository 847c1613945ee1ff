import App
import Platform
import Terminal
import TestSupport
import Testing
import Trajectory

@testable import Reader
@testable import Shell
@testable import Triage

@Suite("The place of a hit while the document is still coming")
struct AwaitedMatchTests {
    /// A hit was opened, and the document is held back. Its match stands in step 17 of 30, whose messages are 32 and 33.
    private func opened(_ query: String = "cannot help") throws -> (StateDriver, GrowingDocument) {
        let workspace = Sample.workspace(items: (0..<5).map { Sample.item($0) })
        let hit = SearchHit(
            itemID: "item-3", matchCount: 1, matchedIn: "transcript", sessionID: "session-3", snippet: "I cannot help")
        var driver = StateDriver { work in
            if case .search = work { return [.found(SearchResult(hits: [hit]))] }
            return workspace(work)
        }
        driver.press("<enter>s")
        driver.type(query)
        driver.press("<enter><enter>")
        return (driver, try #require(GrowingDocument(Sample.document(steps: 30, refusingAt: 17))))
    }

    private func message(step: Int? = 17) -> MessageHit {
        var message = MessageHit(id: "m32", seq: 32, role: "assistant", content: "I cannot help with that.")
        message.step = step
        return message
    }

    private func asked(_ driver: StateDriver) -> [PlatformWork] {
        driver.asked(in: .place).filter { if case .messageSearch = $0 { true } else { false } }
    }

    @Test("The session is asked once, shows its message, and the step opens as soon as it is here")
    func step() throws {
        var (driver, growing) = try opened()
        #expect(asked(driver).isEmpty)
        driver.answer(.place, .due)
        #expect(asked(driver) == [.messageSearch("session-3", "cannot help")])
        driver.answer(.place, .messages(MessageSearchResult(hits: [message()])))
        #expect(driver.state.trajectory?.load.pendingHit?.seq == 32)
        growing.advance(to: 0.3)
        driver.answer(.trajectory, .document(growing.document, .trajectory(.atif)))
        #expect(driver.state.trajectory?.stepCount ?? 0 > 2)
        #expect(driver.works(in: .locate).isEmpty, "what is here cannot hold it")
        #expect(driver.state.trajectory?.load.pendingHit != nil)
        growing.advance(to: 0.8)
        driver.answer(.trajectory, .documentGrew)
        driver.answer(.locate, .located(try words(driver).firstStep(in: growing.document)))
        #expect(driver.state.trajectory?.current == 16)
        #expect(driver.state.trajectory?.load.pendingHit == nil)
        let rows = driver.state.trajectory?.reading.visibleRows() ?? []
        #expect(rows.contains { entry in entry.row.spans.contains { $0.ink.slot == .match } })
        growing.advance(to: 1)
        driver.answer(.trajectory, .documentGrew)
        #expect(driver.state.trajectory?.current == 16)
        #expect(asked(driver).count == 1)
    }

    private func words(_ driver: StateDriver) throws -> QueryWords {
        guard let words = driver.computed(LocateWork.self).last?.words else {
            throw PlatformError(.unsupported, detail: "nobody looks for the step")
        }
        return words
    }

    @Test("Where a server names no step, the document is looked through for the message, one look at a time")
    func seqAlone() throws {
        var (driver, growing) = try opened()
        driver.answer(.place, .due)
        driver.answer(.place, .messages(MessageSearchResult(hits: [message(step: nil)])))
        for share in [0.2, 0.3, 0.4] {
            growing.advance(to: share)
            driver.answer(
                .trajectory, share == 0.2 ? .document(growing.document, .trajectory(.atif)) : .documentGrew)
        }
        #expect(driver.works(in: .locate).count == 1)
        driver.answer(.locate, .located(nil))
        #expect(driver.works(in: .locate).count == 2, "more has come meanwhile")
        growing.advance(to: 1)
        driver.answer(.trajectory, .documentGrew)
        driver.answer(.locate, .located(nil))
        driver.answer(.locate, .located(try words(driver).firstStep(in: growing.document)))
        #expect(driver.state.trajectory?.current == 16)
    }

    @Test("A document that is here at once is not asked about")
    func atOnce() throws {
        var (driver, growing) = try opened()
        growing.advance(to: 1)
        driver.answer(.trajectory, .document(growing.document, .trajectory(.atif)))
        driver.answer(.locate, .located(16))
        driver.answer(.place, .due)
        #expect(asked(driver).isEmpty)
        #expect(driver.works(in: .place).last == .cancel)
    }

    @Test("Who reads on meanwhile stays where they are")
    func readingOn() throws {
        var (driver, growing) = try opened()
        driver.answer(.place, .due)
        driver.answer(.place, .messages(MessageSearchResult(hits: [message()])))
        growing.advance(to: 0.3)
        driver.answer(.trajectory, .document(growing.document, .trajectory(.atif)))
        driver.press("}")
        #expect(driver.state.trajectory?.load.pendingHit == nil)
        growing.advance(to: 1)
        driver.answer(.trajectory, .documentGrew)
        #expect(driver.state.trajectory?.current == 1)
    }

    @Test("An answer for another trajectory, or a failure, changes nothing")
    func late() throws {
        var (driver, _) = try opened()
        driver.answer(.place, .due)
        let old = try #require(driver.effects.last { $0.ticket.slot == .place })
        driver.answer(.place, .failed(PlatformError(.status(500))))
        #expect(driver.state.trajectory?.load.pendingHit == nil && driver.state.message?.tone != .error)
        driver.press("<esc><esc>j<enter>")
        driver.send(.answer(old.ticket, .messages(MessageSearchResult(hits: [message()]))))
        #expect(driver.state.trajectory?.load.pendingHit == nil)
    }

    @Test("Marks that a server may have taken for words are trusted only where it names the step")
    func language() throws {
        var (driver, _) = try opened("/cannot.help/")
        driver.answer(.place, .due)
        driver.answer(.place, .messages(MessageSearchResult(hits: [message(step: nil)])))
        #expect(driver.state.trajectory?.load.pendingHit == nil)
    }
}
