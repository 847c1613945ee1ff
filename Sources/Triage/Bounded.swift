/// Work on many things, some at a time.
enum Bounded {
    /// Does work for every element, `concurrency` at a time; `each` gets the results one after the other.
    static func run<Element: Sendable, Result: Sendable>(
        _ elements: [Element], _ concurrency: Int, _ work: @escaping @Sendable (Element) async throws -> Result,
        each: (Result) -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Result.self) { group in
            var waiting = elements.makeIterator()
            for _ in 0..<concurrency {
                guard let element = waiting.next() else { break }
                group.addTask { try await work(element) }
            }
            while let result = try await group.next() {
                each(result)
                try Task.checkCancellation()
                guard let element = waiting.next() else { continue }
                group.addTask { try await work(element) }
            }
        }
    }
}
