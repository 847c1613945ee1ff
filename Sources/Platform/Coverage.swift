package import Wire

/// How much of what was asked about an answer looked at. Every search, sweep and list carries one, and who shows an answer
/// shows it where it is not whole.
package struct Coverage: Hashable, Sendable {
    /// Items that were looked into.
    package var searched: Int
    /// Of how many; those without a transcript are none of them.
    package var of: Int
    /// The platform cut its answer, and what it left out was not looked for.
    package var isCapped = false
    /// Items that could not be read, or were not read because somebody stopped.
    package var unread = 0
    /// What narrowed it that the user did not ask for now: a profile's project; nil where nothing did.
    package var filteredBy: String?

    package init(searched: Int, of: Int, isCapped: Bool = false, unread: Int = 0, filteredBy: String? = nil) {
        self.searched = searched
        self.of = of
        self.isCapped = isCapped
        self.unread = unread
        self.filteredBy = filteredBy
    }

    /// Of an answer of a platform's search. `total`: the items of the evaluation that have a transcript, where that is known.
    package init(_ result: SearchResult, total: Int? = nil) {
        let known = result.coverage
        let all = known?.total ?? total ?? 0
        self.init(
            searched: known.map { $0.read ?? $0.indexed } ?? all, of: all, isCapped: result.hasMore,
            unread: known?.unreadable ?? 0)
    }

    /// Of a list that was read page by page.
    package init<Element>(_ pager: Pager<Element>) {
        let here = pager.all.count
        self.init(
            searched: here, of: max(pager.total ?? 0, here + pager.lost), isCapped: pager.isCut, unread: pager.lost)
    }

    /// Two answers that make one.
    package static func + (left: Coverage, right: Coverage) -> Coverage {
        Coverage(
            searched: left.searched + right.searched, of: left.of + right.of,
            isCapped: left.isCapped || right.isCapped, unread: left.unread + right.unread,
            filteredBy: left.filteredBy ?? right.filteredBy)
    }

    /// Nothing is missing.
    package var isWhole: Bool { !isCapped && unread == 0 && searched >= of }

    /// What is missing, in a few words; nil where nothing is.
    package var words: String? { words("searched") }

    /// The same of items that were listed, or read.
    package func words(_ verb: String) -> String? {
        guard !isWhole else { return nil }
        var parts: [String] = []
        if searched < of { parts.append("\(searched) of \(of) items \(verb)") }
        if unread > 0 { parts.append("\(unread) could not be read") }
        if isCapped { parts.append("the server cut its answer: more may match") }
        return "incomplete: " + parts.joined(separator: ", ")
    }

    package var json: JSONValue {
        [
            "searched": .int(searched), "of": .int(of), "capped": .bool(isCapped), "unread": .int(unread),
            "filtered_by": .optional(filteredBy),
        ]
    }
}
