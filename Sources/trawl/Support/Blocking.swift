import Dispatch
import Foundation
import Synchronization

/// Runs asynchronous work from a synchronous main and waits for it: the main thread belongs to the screen, so no command
/// is asynchronous itself.
func runBlocking<T: Sendable>(_ work: @escaping @Sendable () async throws -> T) throws -> T {
    let done = DispatchSemaphore(value: 0)
    let outcome = Mutex<Result<T, any Error>?>(nil)
    let task = Task {
        let result: Result<T, any Error>
        do {
            result = .success(try await work())
        } catch {
            result = .failure(error)
        }
        outcome.withLock { $0 = result }
        done.signal()
    }
    Interruption.current.withLock { $0 = { task.cancel() } }
    done.wait()
    Interruption.current.withLock { $0 = nil }
    guard let result = outcome.withLock({ $0 }) else { throw CancellationError() }
    return try result.get()
}

/// Ctrl-C and SIGTERM: the work that runs is cancelled, so that it can tidy up; a second one ends the program at once.
enum Interruption {
    /// Cancels what runs now.
    static let current = Mutex<(@Sendable () -> Void)?>(nil)
    private static let sources = Mutex<[any DispatchSourceSignal]>([])

    /// Listens from here on. Not for the screen, which has its own way.
    static func listen() {
        sources.withLock { sources in
            guard sources.isEmpty else { return }
            sources = [SIGINT, SIGTERM].map(source)
        }
    }

    /// Listens no more: the screen takes signals its own way.
    static func ignore() {
        sources.withLock { sources in
            for source in sources { source.cancel() }
            sources = []
        }
    }

    private static func source(_ number: Int32) -> any DispatchSourceSignal {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { interrupt() }
        source.resume()
        return source
    }

    private static let count = Atomic(0)

    private static func interrupt() {
        let times = count.add(1, ordering: .relaxed).newValue
        guard times == 1, let cancel = current.withLock({ $0 }) else { _exit(ShellStatus.interrupted.rawValue) }
        cancel()
    }
}
