/// The pages of a list as they come: every element once, an end whatever a server says of pages and totals, and what it
/// did not keep of its word.
///
/// Nothing that is said is believed alone. A total below what has come is none; a page that brings nothing new ends the
/// list, and so does one page more than anybody reads.
package struct Pager<Element: Identifiable & Hashable & Sendable>: Sendable where Element.ID: Sendable {
    /// Pages that are read of a list that has no end.
    package static var mostPages: Int { 200 }

    package private(set) var pages: [[Element]] = []
    /// Every element that is here, once, in the server's order.
    package private(set) var all: [Element] = []
    /// All elements of the list, as the server says; nil where it does not, or where more have come.
    package private(set) var total: Int?
    /// The page to ask for next; nil at the end.
    package private(set) var next: Int? = 1
    /// Rows that could not be read, page by page.
    private var unreadable: [Int] = []
    /// The least total that was told: a list that grows while it is read is not cut.
    private var least = Int.max
    /// Why the list ended before the server's word for its end; nil where it did not.
    private var doubt: String?

    package init() {}

    package var isComplete: Bool { next == nil }

    /// Rows that came without an id.
    package var lost: Int { unreadable.reduce(0, +) }

    /// The list ended before the server's word for its end.
    package var isCut: Bool { doubt != nil }

    /// What of the list is not here, in a sentence; nil where all is, as far as can be known.
    package var remark: String? {
        let rows = lost == 0 ? nil : "\(lost) \(lost == 1 ? "row has" : "rows have") no id and cannot be shown"
        let words = [doubt, rows].compactMap { $0 }
        return words.isEmpty ? nil : "Not all is listed: " + words.joined(separator: "; ") + "."
    }

    /// The same in a few words, for the title of a pane.
    package var brief: String? {
        let words = [doubt.map { _ in "not all is here" }, lost > 0 ? "\(lost) without an id" : nil].compactMap { $0 }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }

    /// Takes a page that was asked for: the next one, or one of those that are here anew.
    package mutating func take(_ page: Page<Element>) {
        let index = page.page - 1
        guard index >= 0, index <= pages.count else { return }
        if index == pages.count {
            pages.append([])
            unreadable.append(0)
        }
        pages[index] = page.items
        unreadable[index] = page.unreadable
        let isLast = index == pages.count - 1
        let before = isLast ? Set(pages[..<index].joined().map(\.id)) : []
        gather()
        total = page.total.flatMap { $0 < all.count ? nil : $0 }
        least = index == 0 ? total ?? .max : min(least, page.total ?? .max)
        if page.items.isEmpty, index > 0 { drop(after: index) }
        if isLast || page.items.isEmpty { settle(page, isNew: page.items.contains { !before.contains($0.id) }) }
    }

    /// What follows from the last page that has come.
    private mutating func settle(_ page: Page<Element>, isNew: Bool) {
        let isFull = page.items.count + page.unreadable >= page.pageSize
        let claimsMore = total.map { all.count < $0 } ?? page.hasNext ?? isFull
        next = nil
        doubt = nil
        guard claimsMore || page.hasNext == true else { return }
        if page.items.isEmpty {
            if all.count < least, let total { doubt = "the server says there are \(total), and has only \(all.count)" }
        } else if !isNew {
            doubt = "page \(page.page) repeats what came before"
        } else if page.page >= Self.mostPages {
            doubt = "only the first \(all.count) were read"
        } else {
            next = page.page + 1
        }
    }

    private mutating func drop(after index: Int) {
        pages.removeLast(pages.count - index)
        unreadable.removeLast(unreadable.count - index)
        gather()
    }

    private mutating func gather() {
        var seen: Set<Element.ID> = []
        all = pages.joined().filter { seen.insert($0.id).inserted }
    }

    /// One element has changed.
    package mutating func replace(_ element: Element) {
        for page in pages.indices {
            if let at = pages[page].firstIndex(where: { $0.id == element.id }) { pages[page][at] = element }
        }
        gather()
    }

    /// An element that was just made, before all others.
    package mutating func insert(_ element: Element) {
        if pages.isEmpty {
            pages.append([])
            unreadable.append(0)
        }
        pages[0].insert(element, at: 0)
        gather()
    }

    /// Reads pages one after another, until the list ends, `limit` elements are here, or `isEnough` says so; `read` gets
    /// the number of a page, from 1. Throws what `read` throws.
    package static func read(
        limit: Int = .max, isEnough: (Self) -> Bool = { _ in false }, _ read: (Int) async throws -> Page<Element>
    ) async throws -> Self {
        var pager = Self()
        while let number = pager.next, pager.all.count < limit, !isEnough(pager) { pager.take(try await read(number)) }
        return pager
    }
}
