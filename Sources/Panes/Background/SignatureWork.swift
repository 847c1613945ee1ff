import Triage

/// The signatures of a table's failures, made on several threads a block of rows at a time: what is known so far can be
/// shown, and what was made once is kept by the table.
struct SignatureWork: Sendable {
    let table: ItemTable
    let places: [Int]

    /// Blocks that are worked on at one time.
    private static let width = 4
    /// Seconds between two reports: what is known so far has to be added up for each.
    private static let pause = Duration.milliseconds(250)
    /// The first report comes as soon as there is enough to look at.
    private static let firstPause = Duration.milliseconds(80)

    /// Goes on until all is made; `report` hears now and then how many of the places are done.
    func run(_ report: (Int) -> Void = { _ in }) async throws {
        let table = table
        var blocks = SignatureBlock.blocks(of: places)[...]
        let all = blocks.count
        var next = ContinuousClock.now + Self.firstPause
        try await withThrowingTaskGroup(of: Void.self) { group in
            for block in blocks.prefix(Self.width) { group.addTask { table.makeSignatures(block) } }
            blocks = blocks.dropFirst(Self.width)
            var done = 0
            while try await group.next() != nil {
                try Task.checkCancellation()
                done += 1
                if let block = blocks.popFirst() { group.addTask { table.makeSignatures(block) } }
                guard done < all, ContinuousClock.now > next else { continue }
                report(places.count * done / all)
                next = .now + Self.pause
            }
        }
    }
}
