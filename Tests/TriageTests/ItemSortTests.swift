import Platform
import Testing
import Triage
import Wire

@Suite struct ItemSortTests {
    private static let rows = Samples.rows([
        Samples.item("a1", .passed, task: "b", model: "m2"),
        Samples.item("a2", .failed, task: "A", model: nil) { $0.retryCount = 3 },
        Samples.item("a3", .failed, task: "a", model: "M1") {
            $0.startedAt = Samples.now + -50
            $0.completedAt = Samples.now
        },
        Samples.item("a4", .timedOut, task: "c", model: "m1") {
            $0.startedAt = Samples.now + -500
            $0.completedAt = Samples.now
        },
        Samples.item("a5", .queued, task: "b", model: "m2") { $0.retryCount = 3 },
    ])

    // `a` and `A` are one text to the eye: they stay in the order they came in, either way.
    static let cases: [(sort: String, order: String)] = [
        ("position", "a1 a2 a3 a4 a5"),
        ("-position", "a5 a4 a3 a2 a1"),
        ("status", "a5 a1 a2 a3 a4"),
        ("task", "a2 a3 a1 a5 a4"),
        ("-task", "a4 a1 a5 a2 a3"),
        ("model", "a3 a4 a1 a5 a2"),
        ("-model", "a1 a5 a3 a4 a2"),
        ("duration", "a3 a4 a1 a2 a5"),
        ("-duration", "a4 a3 a1 a2 a5"),
        ("-retries", "a2 a5 a1 a3 a4"),
        ("-retries,task", "a2 a5 a3 a1 a4"),
        ("-retries,-position", "a5 a2 a4 a3 a1"),
        ("id", "a1 a2 a3 a4 a5"),
    ]

    @Test(arguments: cases) func orders(_ row: (sort: String, order: String)) throws {
        let sort = try ItemSort(parsing: row.sort)
        let order = sort.sorted(Array(Self.rows.indices), of: ItemTable(Self.rows), now: Samples.now)
        #expect(order.map { Self.rows[$0].item.id.text }.joined(separator: " ") == row.order)
        #expect(sort.text == row.sort)
    }

    @Test func sortsOnlyWhatTheFilterLeft() throws {
        let order = try ItemSort(parsing: "-duration").sorted([4, 2, 3], of: ItemTable(Self.rows), now: Samples.now)
        #expect(order == [3, 2, 4])
    }

    @Test func sortsByWhatThisMachineKnows() throws {
        let facts: [ItemID: ItemAnnotations] = ["a4": ItemAnnotations(refusals: 5), "a1": ItemAnnotations(refusals: 1)]
        let order = try ItemSort(parsing: "-refusals").sorted(
            Array(Self.rows.indices), of: ItemTable(Self.rows), now: Samples.now
        ) {
            facts[$0] ?? .none
        }
        #expect(order == [3, 0, 1, 2, 4])
    }

    @Test func saysWhichColumnsThereAre() {
        let slip = #expect(throws: FilterError.self) { try ItemSort(parsing: "durtion") }
        #expect(slip?.suggestion == "duration")
        #expect(throws: FilterError.self) { try ItemSort(parsing: "") }
        #expect(throws: FilterError.self) { try ItemSort(parsing: "task,model,status") }
    }
}
