import Platform
import Testing

@Suite("The pages of a list, from servers that keep their word and others")
struct PagerTests {
    private static func rows(_ numbers: Range<Int>) -> [Evaluation] {
        numbers.map { Evaluation(id: EvaluationID("e\($0)"), name: "e", status: .completed) }
    }

    /// What a server of 70 rows in pages of 20 gives, changed by `lie`.
    private func read(
        limit: Int = .max, _ lie: @Sendable (inout Page<Evaluation>) -> Void = { _ in }
    ) async throws -> (pager: Pager<Evaluation>, asked: Int) {
        var asked = 0
        let pager = try await Pager<Evaluation>.read(limit: limit) { number in
            asked += 1
            let first = min((number - 1) * 20, 70)
            var page = Page(items: Self.rows(first..<min(first + 20, 70)), total: 70, page: number, pageSize: 20)
            lie(&page)
            return page
        }
        return (pager, asked)
    }

    @Test("A list is read to its end, and no further than it is wanted")
    func whole() async throws {
        let all = try await read()
        #expect(all.pager.all.count == 70)
        #expect(all.asked == 4)
        #expect(all.pager.remark == nil)
        let some = try await read(limit: 30)
        #expect(some.asked == 2)
    }

    @Test("A total that is too low, too high or absent loses no row", arguments: [1, 0, -5, 9_999, .max, nil])
    func totals(total: Int?) async throws {
        let all = try await read { $0.total = total.map { max(0, $0) } }
        #expect(all.pager.all.count == 70)
        #expect(all.asked <= 5)
        #expect((all.pager.remark != nil) == ((total ?? 0) > 70))
    }

    @Test("Rows that move to the next page are listed once, and a list that grows is not called cut")
    func moving() async throws {
        var arrived = 0
        let pager = try await Pager<Evaluation>.read { number in
            arrived += 1
            let all =
                Self.rows(0..<arrived).map { Evaluation(id: EvaluationID("new \($0.id)"), name: "n", status: .running) }
                + Self.rows(0..<70)
            let first = min((number - 1) * 20, all.count)
            return Page(
                items: Array(all[first..<min(first + 20, all.count)]), total: all.count, page: number, pageSize: 20)
        }
        #expect(pager.all.count == Set(pager.all.map(\.id)).count)
        #expect(pager.all.filter { $0.status == .completed }.count == 70)
        #expect(pager.remark == nil)
    }

    @Test("A page that is the first one again ends the list, and that is told")
    func repeating() async throws {
        let all = try await read { page in
            page.items = Self.rows(0..<20)
            page.total = .max
            page.hasNext = true
        }
        #expect(all.pager.all.count == 20)
        #expect(all.asked == 2)
        #expect(all.pager.remark?.contains("repeats") == true && all.pager.brief == "not all is here")
    }

    @Test("A list without an end ends, and that is told")
    func endless() async throws {
        let all = try await read { page in
            page.items = Self.rows(page.page * 20..<page.page * 20 + 20)
            page.total = .max
        }
        #expect(all.pager.all.count == 20 * Pager<Evaluation>.mostPages)
        #expect(all.pager.remark?.contains("first 4000") == true)
    }

    @Test("Rows that cannot be read are told")
    func unreadable() async throws {
        let all = try await read { $0.unreadable = $0.page == 2 ? 3 : 0 }
        #expect(all.pager.remark?.contains("3 rows have no id") == true)
    }

    @Test("A page that is read anew takes the place of the old one")
    func anew() async throws {
        var pager = try await read().pager
        pager.take(Page(items: Self.rows(100..<120), total: 70, page: 2, pageSize: 20))
        #expect(pager.all.count == 70)
        #expect(pager.all[20].id == "e100")
        #expect(pager.isComplete)
        pager.take(Page(items: [], total: 20, page: 2, pageSize: 20))
        #expect(pager.all.count == 20)
        #expect(pager.isComplete)
    }
}
