import Platform
package import Shell
import Synchronization

/// Who is told what comes of work, as often as something does.
package typealias ResultHandler = @Sendable (EffectResult) -> Void

/// What loads that are under way have told so far: who joins one hears that first, and then the rest with all others.
final class SharedLoads: Sendable {
    private struct Load {
        var told: [EffectResult] = []
        var subscribers: [Int: ResultHandler] = [:]
    }

    private struct Contents {
        var loads: [CacheKey: Load] = [:]
        var counter = 0
    }

    private let contents = Mutex(Contents())

    /// Hears of a load from its beginning, until the number that is answered leaves.
    func join(_ key: CacheKey, _ answer: @escaping ResultHandler) -> Int {
        contents.withLock { contents in
            contents.counter += 1
            contents.loads[key, default: Load()].subscribers[contents.counter] = answer
            for earlier in contents.loads[key]?.told ?? [] { answer(earlier) }
            return contents.counter
        }
    }

    /// Who leaves last takes what was told along.
    func leave(_ key: CacheKey, _ number: Int) {
        contents.withLock { contents in
            contents.loads[key]?.subscribers[number] = nil
            if contents.loads[key]?.subscribers.isEmpty == true { contents.loads[key] = nil }
        }
    }

    func tell(_ key: CacheKey, _ answer: EffectResult) {
        contents.withLock { contents in
            guard var load = contents.loads[key] else { return }
            // That it grew matters to nobody who comes later.
            if case .documentGrew = answer {} else { load.told.append(answer) }
            contents.loads[key] = load
            for hearer in load.subscribers.values { hearer(answer) }
        }
    }
}
