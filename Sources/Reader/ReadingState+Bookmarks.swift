import Platform
package import Shell
import Terminal
import Trajectory
import Triage

// Steps to come back to, kept between runs.
extension ReadingState {
    func loadBookmarks() -> [EffectRequest] {
        guard !hasKeptBookmarks, let place = source?.bookmarks else { return [] }
        return [EffectRequest(.bookmarks, .marks(.loadBookmarks(place)))]
    }

    /// Those that were set before they were read are kept beside them.
    mutating func take(_ kept: [Bookmark]) {
        hasKeptBookmarks = true
        for bookmark in kept {
            bookmarks.insert(bookmark.step)
            if !bookmark.name.isEmpty, bookmarkNames[bookmark.step] == nil {
                bookmarkNames[bookmark.step] = bookmark.name
            }
        }
    }

    mutating func toggleBookmark() -> Reaction {
        guard stepCount > 0 else { return .done }
        guard bookmarks.contains(current) else { return setBookmark(named: "") }
        changes.append(.bookmark(step: current, before: bookmark(at: current)))
        return Reaction(
            remove(bookmark: current), say: Message("bookmark at step \(current + 1) removed; \(key: .undo) undoes"))
    }

    /// `:bookmark NAME` sets one, or names the one that is here.
    package mutating func setBookmark(named name: String) -> Reaction {
        guard stepCount > 0 else { return .say("No trajectory is open", .warning) }
        changes.append(.bookmark(step: current, before: bookmark(at: current)))
        let words = name.isEmpty ? "bookmark" : "bookmark \(Sanitize.line(name))"
        return Reaction(
            put(Bookmark(step: current, name: name)),
            say: Message(
                "\(words) at step \(current + 1); \(key: .nextBookmark) goes from one to the next, :bookmarks lists",
                .good)
        )
    }

    /// Takes back the last change of a bookmark; nil where something else was changed last.
    package mutating func undoBookmark() -> Reaction? {
        guard case .bookmark(let step, let before)? = changes.popLast() else { return nil }
        let requests = before.map { put($0) } ?? remove(bookmark: step)
        return Reaction(requests, say: Message("undone: bookmark at step \(step + 1)", .good))
    }

    /// A mark or a note of the sample was changed: the list knows how to take it back.
    package mutating func noteMarked() { changes.append(.mark) }

    private func bookmark(at step: Int) -> Bookmark? {
        bookmarks.contains(step) ? Bookmark(step: step, name: bookmarkNames[step] ?? "") : nil
    }

    private mutating func put(_ bookmark: Bookmark) -> [EffectRequest] {
        bookmarks.insert(bookmark.step)
        bookmarkNames[bookmark.step] = bookmark.name.isEmpty ? nil : bookmark.name
        return source?.bookmarks.map { [EffectRequest(action: .marks(.storeBookmark(bookmark, $0)))] } ?? []
    }

    private mutating func remove(bookmark step: Int) -> [EffectRequest] {
        bookmarks.remove(step)
        bookmarkNames[step] = nil
        return source?.bookmarks.map { [EffectRequest(action: .marks(.removeBookmark(step: step, $0)))] } ?? []
    }

    /// To the next bookmark, and from the last one to the first.
    mutating func goToBookmark() -> Reaction {
        let sorted = bookmarks.filter { $0 < stepCount }.sorted()
        guard let first = sorted.first else { return .say("No bookmark; \(key: .bookmark) sets one", .warning) }
        let next = sorted.first { $0 > current } ?? first
        select(step: next)
        let name = bookmarkNames[next].map { ": \(Sanitize.line($0))" } ?? ""
        return .say("bookmark \((sorted.firstIndex(of: next) ?? 0) + 1) of \(sorted.count)\(name)")
    }

    /// The bookmarks as a list to choose from; the cursor is on the one at or before the current step.
    package var bookmarkMenu: Menu? {
        let sorted = bookmarks.filter { $0 < stepCount }.sorted()
        guard !sorted.isEmpty else { return nil }
        let choices = sorted.map { step in
            let outline = document?.outline(step)
            let what = [outline?.tool, outline?.preview].compactMap(\.self).filter { !$0.isEmpty }.joined(
                separator: " ")
            let text = bookmarkNames[step] ?? TextWidth.prefix(Sanitize.line(what), columns: 60).description
            return Menu.Choice(label: "\(step + 1)  \(text)", detail: outline?.source.name ?? "", isOn: false)
        }
        var menu = Menu(title: "Bookmarks: \(key: .open) goes there", purpose: .bookmarks, choices: choices)
        let row = sorted.lastIndex { $0 <= current } ?? 0
        menu.cursor.select(row, count: choices.count, height: choices.count)
        return menu
    }
}
