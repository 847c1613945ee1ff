import Platform

/// Lists that come in pages, for commands that print all of them.
enum Pages {
    /// The elements of all pages, or the first `limit`. `read` gets the number of a page, from 1; throws what it throws.
    static func all<Element: Hashable & Sendable>(
        limit: Int?, _ read: @escaping @Sendable (Int) async throws -> Page<Element>
    ) throws -> [Element] {
        let limit = limit ?? .max
        return try runBlocking {
            var found: [Element] = []
            var number = 1
            while found.count < limit {
                let page = try await read(number)
                found += page.items
                guard page.hasMore else { break }
                number += 1
            }
            return Array(found.prefix(limit))
        }
    }
}
