import Platform

/// Lists that come in pages, for commands that print all of them.
enum Pages {
    /// The elements of all pages, or the first `limit`; what is missing of them is told. `read` gets the number of a page,
    /// from 1; throws what it throws.
    static func all<Element: Identifiable & Hashable & Sendable>(
        limit: Int?, to out: Output, _ read: @escaping @Sendable (Int) async throws -> Page<Element>
    ) throws -> [Element] where Element.ID: Sendable {
        let limit = limit ?? .max
        let pager = try runBlocking { try await Pager.read(limit: limit, read) }
        if pager.all.count < limit, let remark = pager.remark { out.warn(remark) }
        return Array(pager.all.prefix(limit))
    }
}
