import CCurl
import CProcess
import Platform
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// The thread that runs all transfers of one transport. It sleeps in `curl_multi_poll` until a socket or a command
/// wakes it: without transfers it does nothing.
final class CurlLoop: @unchecked Sendable {
    private enum Command {
        case start(CurlTransfer)
        case resume(CurlTransfer)
        case cancel(CurlTransfer)
        case stop
    }

    private struct Inbox {
        var commands: [Command] = []
        /// The multi handle is gone: nothing may be posted any more.
        var isClosed = false
    }

    /// No wake-up of our own: libcurl and the stall limit shorten this while something runs.
    private static let longSleep: Int32 = 3_600_000
    /// Links that are kept open for the next request.
    private static let keptLinks = 8

    private let multi: UnsafeMutableRawPointer
    private let inbox = Mutex(Inbox())
    /// By easy handle; touched on the loop's thread only.
    private var transfers: [UnsafeMutableRawPointer: CurlTransfer] = [:]

    /// Why nothing can be sent at all: the library is loaded when the first request asks for it.
    private static let problem: String? = {
        if let problem = ccurl_load() { return String(cString: problem) }
        return curl.global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK ? nil : "not initialized"
    }()

    /// Starts the thread. Throws where there is no library, or the system has no memory or no thread for it.
    init() throws(TransportError) {
        if let problem = Self.problem { throw Self.unusable(problem) }
        guard let multi = curl.multi_init() else { throw Self.unusable("out of memory") }
        self.multi = multi
        ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, Self.keptLinks)
        guard spawn() else {
            _ = curl.multi_cleanup(multi)
            throw Self.unusable("no thread for it")
        }
    }

    private static func unusable(_ reason: String) -> TransportError {
        TransportError(.unreachable, detail: "cannot use libcurl: \(reason)", mayHaveArrived: false)
    }

    private func spawn() -> Bool {
        let context = Unmanaged.passRetained(self)
        var thread = pthread_t()
        let error = pthread_create(&thread, nil, curlThread, context.toOpaque())
        if error != 0 {
            context.release()
            return false
        }
        pthread_detach(thread)
        return true
    }

    func start(_ transfer: CurlTransfer) { post(.start(transfer)) }
    func resume(_ transfer: CurlTransfer) { post(.resume(transfer)) }
    func cancel(_ transfer: CurlTransfer) { post(.cancel(transfer)) }
    /// Ends the thread; what still runs is cancelled.
    func stop() { post(.stop) }

    private func post(_ command: Command) {
        inbox.withLock { inbox in
            guard !inbox.isClosed else { return }
            inbox.commands.append(command)
            _ = curl.multi_wakeup(multi)
        }
    }

    fileprivate func run() {
        var isRunning = true
        while isRunning {
            isRunning = runCommands()
            var active: Int32 = 0
            _ = curl.multi_perform(multi, &active)
            collect()
            guard flushOrContinue() else { continue }
            _ = curl.multi_poll(multi, nil, 0, sleepTime(), nil)
        }
        let late = inbox.withLock { inbox in
            inbox.isClosed = true
            return inbox.commands
        }
        for case .start(let transfer) in late { transfer.close() }
        for transfer in Array(transfers.values) { remove(transfer) }
        _ = curl.multi_cleanup(multi)
    }

    /// Carries out the commands that are here; false after `stop`.
    private func runCommands() -> Bool {
        let commands = inbox.withLock { inbox in
            defer { inbox.commands = [] }
            return inbox.commands
        }
        for command in commands {
            switch command {
            case .start(let transfer): add(transfer)
            case .resume(let transfer): transfer.resume()
            case .cancel(let transfer): remove(transfer)
            case .stop: return false
            }
        }
        return true
    }

    private func add(_ transfer: CurlTransfer) {
        guard let easy = transfer.open(), curl.multi_add_handle(multi, easy) == CURLM_OK else {
            return transfer.close()
        }
        transfers[easy] = transfer
    }

    private func remove(_ transfer: CurlTransfer) {
        guard let easy = transfer.easy else { return transfer.close() }
        transfers[easy] = nil
        _ = curl.multi_remove_handle(multi, easy)
        transfer.close()
    }

    private func collect() {
        var left: Int32 = 0
        while let message = curl.multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
                let transfer = transfers[easy]
            else { continue }
            transfer.finish(message.pointee.data.result)
            remove(transfer)
        }
    }

    /// Ends transfers on which nothing came for too long; the milliseconds until the next one is due.
    private func sleepTime() -> Int32 {
        let now = Monotonic.now
        var wait = Double(Self.longSleep)
        for transfer in Array(transfers.values) {
            guard let deadline = transfer.stallDeadline else { continue }
            if deadline > now {
                wait = min(wait, (deadline - now) * 1000)
            } else {
                transfer.stall()
                remove(transfer)
            }
        }
        return Int32(wait.rounded(.up))
    }

    /// Where more bytes wait in a socket they are fetched before anyone is woken; where none do, readers get what is
    /// here. True: there is nothing to do but to sleep.
    private func flushOrContinue() -> Bool {
        let dirty = transfers.values.filter(\.isDirty)
        if !dirty.isEmpty {
            var ready: Int32 = 0
            _ = curl.multi_poll(multi, nil, 0, 0, &ready)
            if ready > 0 { return false }
            for transfer in dirty {
                transfer.isDirty = false
                transfer.body.settle()
            }
        }
        return inbox.withLock { $0.commands.isEmpty }
    }
}

/// libcurl, which the first loop has loaded before anyone calls it.
var curl: ccurl { ccurl_functions().pointee }

private let curlThread: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
    guard let context else { return nil }
    // Signals are the main thread's; a write to a closed TLS link must not raise SIGPIPE here.
    process_signals_block()
    Unmanaged<CurlLoop>.fromOpaque(context).takeRetainedValue().run()
    return nil
}
