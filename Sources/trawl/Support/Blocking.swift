import CProcess
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

/// Ctrl-C, Ctrl-\ and SIGTERM: the work that runs is cancelled, so that it can tidy up; a second one ends the program at
/// once.
enum Interruption {
    /// Cancels what runs now.
    static let current = Mutex<(@Sendable () -> Void)?>(nil)
    private static let source = Mutex<(any DispatchSourceRead)?>(nil)
    private static let count = Atomic(0)

    /// Listens from here on. Not for the screen, which has its own way.
    static func listen() {
        source.withLock { source in
            guard source == nil else { return }
            let signals = process_signals_catch(Int32(PROCESS_ENDING))
            guard signals >= 0 else { return }
            let made = DispatchSource.makeReadSource(fileDescriptor: signals, queue: .global())
            made.setEventHandler { if process_signals_take() != 0 { interrupt() } }
            made.resume()
            source = made
        }
    }

    /// Listens no more: the screen takes signals its own way.
    static func ignore() {
        source.withLock { source in
            source?.cancel()
            source = nil
        }
        process_signals_catch(0)
    }

    private static func interrupt() {
        let times = count.add(1, ordering: .relaxed).newValue
        guard times == 1, let cancel = current.withLock({ $0 }) else {
            process_leave(ShellStatus.interrupted.rawValue)
            return
        }
        cancel()
    }
}
