import Synchronization

/// Collects what a callback is given, from any thread.
package final class Recorder<Value: Sendable>: Sendable {
    private let all = Mutex<[Value]>([])

    package init() {}

    package var values: [Value] { all.withLock { $0 } }

    package func append(_ value: Value) { all.withLock { $0.append(value) } }
}
