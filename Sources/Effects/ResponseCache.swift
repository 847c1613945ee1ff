import OrderedCollections
import Synchronization
import Triage
package import Wire

/// Answers kept in memory, the least recently used going first when the budget is full.
///
/// Answers that are settled (an evaluation that has ended) stay fresh until they are evicted; others are fresh for
/// `freshTime` seconds, and after that are shown while a newer one is fetched.
package final class ResponseCache: Sendable {
    /// Seconds for which an answer about something that moves is taken as it is.
    package static let freshTime = 5.0
    /// Bytes kept by default.
    package static let defaultBudget = 256 << 20

    /// What was kept, and how old it is.
    package struct Found<Value: Sendable>: Sendable {
        package var value: Value
        /// Seconds since it came.
        package var age: Double
        package var isFresh: Bool
    }

    private struct Entry {
        var value: any Sendable
        var cost: Int
        var stored: Timestamp
        var isSettled: Bool
    }

    private struct Contents {
        var entries: OrderedDictionary<CacheKey, Entry> = [:]
        var cost = 0
    }

    private let budget: Int
    private let clock: @Sendable () -> Timestamp
    private let contents = Mutex(Contents())

    /// Bytes of one document that are kept.
    let documentLimit: Int
    /// The lists of earlier runs; nil where none are kept.
    package let seen: SeenLists?

    package init(
        budget: Int = defaultBudget, documentLimit: Int = ByteStore.usualLimit, seen: SeenLists? = nil,
        clock: @escaping @Sendable () -> Timestamp = { .now }
    ) {
        self.seen = seen
        self.budget = budget
        self.documentLimit = documentLimit
        self.clock = clock
    }

    /// The bytes that are kept, as far as they were told.
    package var cost: Int { contents.withLock { $0.cost } }

    var now: Timestamp { clock() }

    /// All that is kept, what was used last first.
    var newest: [(key: CacheKey, value: any Sendable, seen: Timestamp)] {
        contents.withLock { $0.entries.reversed().map { ($0.key, $0.value.value, $0.value.stored) } }
    }

    package func find<Value: Sendable>(_ key: CacheKey, as type: Value.Type = Value.self) -> Found<Value>? {
        let now = clock()
        return contents.withLock { contents in
            guard let entry = contents.entries.removeValue(forKey: key) else { return nil }
            contents.entries[key] = entry
            guard let value = entry.value as? Value else { return nil }
            let age = max(0, now - entry.stored)
            return Found(value: value, age: age, isFresh: entry.isSettled || age <= Self.freshTime)
        }
    }

    /// Keeps an answer that takes about `cost` bytes. What is larger than the whole budget is not kept.
    package func keep(_ value: some Sendable, for key: CacheKey, cost: Int, isSettled: Bool) {
        let entry = Entry(value: value, cost: cost, stored: clock(), isSettled: isSettled)
        contents.withLock { contents in
            contents.cost -= contents.entries.removeValue(forKey: key)?.cost ?? 0
            guard cost <= budget else { return }
            contents.entries[key] = entry
            contents.cost += cost
            while contents.cost > budget, !contents.entries.isEmpty {
                contents.cost -= contents.entries.removeFirst().value.cost
            }
        }
    }
}
