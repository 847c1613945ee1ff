/// What is remembered of a list of items so that, when it is asked for again, what has changed is told from what has not:
/// a number for each item's text, and no text.
package struct ItemsMark: Sendable {
    /// One item as it stood in the answer.
    package struct Print: Hashable, Sendable {
        package var hash: UInt64
        package var length: Int

        package init(hash: UInt64, length: Int) {
            self.hash = hash
            self.length = length
        }
    }

    /// The server's own name for this state of the list (`ETag`).
    package var tag: String?
    package var prints: [Print]

    package init(tag: String? = nil, prints: [Print] = []) {
        self.tag = tag
        self.prints = prints
    }
}

/// The items of a list that may have been read before, as they arrive.
package struct ItemNews: Sendable {
    package enum Piece: Sendable {
        /// As they were: their places in the list that was read before.
        case same(Range<Int>)
        case item(EvaluationItem)
    }

    private let read: @Sendable () async throws -> [Piece]?
    private let ending: @Sendable () async -> (mark: ItemsMark?, lost: Int)

    /// Pieces read by asking `read` until it answers nil; never asked by two tasks at once. `ending` is asked after that.
    package init(
        ending: @escaping @Sendable () async -> (mark: ItemsMark?, lost: Int),
        read: @escaping @Sendable () async throws -> [Piece]?
    ) {
        self.read = read
        self.ending = ending
    }

    package func next() async throws -> [Piece]? { try await read() }

    /// What to ask with the next time, nil where everything is read again; and the rows that came without an id.
    package func end() async -> (mark: ItemsMark?, lost: Int) { await ending() }
}

extension Platform {
    /// Reads everything again.
    package func items(of evaluation: EvaluationID, since mark: ItemsMark?) async throws -> ItemNews {
        let stream = try await items(of: evaluation)
        return ItemNews(ending: { (nil, await stream.unreadable()) }) { try await stream.next()?.map { .item($0) } }
    }
}
