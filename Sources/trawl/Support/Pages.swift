import Platform
import Wire

/// Lists that come in pages, for commands that print all of them.
enum Pages {
    /// The elements of all pages, or the first `limit`; what is missing of them is told. `read` gets the number of a page,
    /// from 1; throws what it throws.
    static func all<Element: Identifiable & Hashable & Sendable>(
        limit: Int?, of scope: PlatformScope, to out: Output,
        _ read: @escaping @Sendable (Int) async throws -> Page<Element>
    ) throws -> (rows: [Element], coverage: Coverage) where Element.ID: Sendable {
        let limit = limit ?? .max
        let (pager, fault) = try runBlocking {
            var pager = Pager<Element>()
            while let number = pager.next, pager.all.count < limit {
                do {
                    pager.take(try await read(number))
                } catch let error as PlatformError where number > 1 {
                    // What is here stays.
                    return (pager, PlatformError?.some(error))
                }
            }
            return (pager, nil)
        }
        if let fault { out.warn("Not all is listed: \(fault.text.sentence) \(fault.text.hint)") }
        if pager.all.count < limit, let remark = pager.remark { out.warn(remark) }
        var coverage = Coverage(pager)
        coverage.searched = min(limit, coverage.searched)
        coverage.filteredBy = scope.filteredBy
        if fault != nil { coverage.unread = max(1, coverage.of - coverage.searched) }
        if let filter = scope.filteredBy { out.warn("Only \(filter) is listed; --all-projects lists all.") }
        return (Array(pager.all.prefix(limit)), coverage)
    }
}

extension JSONValue {
    /// A row with how much of the list that it is of is here.
    func with(_ coverage: Coverage) -> JSONValue {
        guard var object else { return self }
        object["coverage"] = coverage.json
        object["complete"] = .bool(coverage.isWhole)
        return .object(object)
    }
}
