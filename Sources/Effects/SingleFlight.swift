import Triage

/// Two who ask for the same thing make one request: the second waits for the first one's answer. The request is
/// cancelled when nobody waits for it any more.
package actor SingleFlight<Key: Hashable & Sendable> {
    private struct Flight {
        var task: Task<any Sendable, any Error>
        var waiting: Int
        var number: Int
    }

    private var flights: [Key: Flight] = [:]
    private var counter = 0

    package init() {}

    /// The answer to a request, made anew or under way.
    package func value<Value: Sendable>(
        for key: Key, _ make: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let (task, number) = join(key, make)
        let result = await withTaskCancellationHandler {
            await task.result
        } onCancel: {
            Task { await self.leave(key, number) }
        }
        finish(key, number)
        try Task.checkCancellation()
        guard let value = try result.get() as? Value else { throw CancellationError() }
        return value
    }

    /// How many wait for an answer that is under way.
    func waiting(for key: Key) -> Int { flights[key]?.waiting ?? 0 }

    private func join<Value: Sendable>(
        _ key: Key, _ make: @escaping @Sendable () async throws -> Value
    ) -> (Task<any Sendable, any Error>, Int) {
        if var flight = flights[key] {
            flight.waiting += 1
            flights[key] = flight
            return (flight.task, flight.number)
        }
        counter += 1
        let task = Task<any Sendable, any Error> { try await make() }
        flights[key] = Flight(task: task, waiting: 1, number: counter)
        return (task, counter)
    }

    private func leave(_ key: Key, _ number: Int) {
        guard var flight = flights[key], flight.number == number else { return }
        flight.waiting -= 1
        flights[key] = flight
        guard flight.waiting == 0 else { return }
        flight.task.cancel()
        flights[key] = nil
    }

    private func finish(_ key: Key, _ number: Int) {
        if flights[key]?.number == number { flights[key] = nil }
    }
}
