import Dispatch
import Synchronization
import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// A server on this machine that sends exactly the bytes it is told to: for links that misbehave in ways that no proper
/// server can.
package final class ScriptedServer: Sendable {
    package enum Act: Sendable {
        /// Read a request: up to the empty line, and the body that it announces.
        case read
        case send(String)
        case sendBytes([UInt8])
        /// Send one byte after the other, with so many milliseconds before each.
        case drip(String, milliseconds: UInt32)
        /// Hold still until the other side closes.
        case stall
        /// Break the link with a reset. Without it a link is closed properly at the end of its script.
        case reset
    }

    package let port: UInt16
    private let listener: Int32
    private let seen = Mutex<[String]>([])
    private let arrivals = DispatchSemaphore(value: 0)

    /// Each link gets the next script; the last one repeats.
    package init(_ scripts: [Act]...) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                bind(listener, raw, size) == 0 && listen(listener, 16) == 0 && getsockname(listener, raw, &size) == 0
            }
        }
        guard bound else { throw SystemError(code: errno, path: "127.0.0.1") }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        Self.onThread { [self] in
            var index = 0
            while true {
                let link = accept(listener, nil, nil)
                guard link >= 0 else { return }
                let script = scripts[min(index, scripts.count - 1)]
                index += 1
                Self.onThread { [self] in play(script, on: link) }
            }
        }
    }

    /// The heads of the requests that were read, over all links.
    package var requests: [String] { seen.withLock { $0 } }

    /// Returns when one more request has been read. Blocks its thread.
    package func waitForRequest() { arrivals.wait() }

    /// Stops listening; links that are open play on.
    package func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func play(_ script: [Act], on link: Int32) {
        defer { close(link) }
        for act in script {
            switch act {
            case .read: guard read(link) else { return }
            case .send(let text): guard Self.send(Array(text.utf8), to: link) else { return }
            case .drip(let text, let pause):
                for byte in text.utf8 {
                    usleep(pause * 1_000)
                    guard Self.send([byte], to: link) else { return }
                }
            case .sendBytes(let bytes): guard Self.send(bytes, to: link) else { return }
            case .stall:
                var byte: UInt8 = 0
                while recv(link, &byte, 1, 0) > 0 {}
            case .reset:
                var linger = linger(l_onoff: 1, l_linger: 0)
                setsockopt(link, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
                return
            }
        }
    }

    private func read(_ link: Int32) -> Bool {
        var text = ""
        var byte: UInt8 = 0
        while !text.hasSuffix("\r\n\r\n") {
            guard recv(link, &byte, 1, 0) == 1 else { return false }
            text.unicodeScalars.append(Unicode.Scalar(byte))
        }
        let length = text.lowercased().split(separator: "content-length: ").dropFirst().first
        for _ in 0..<(length.flatMap { Int($0.prefix { $0.isNumber }) } ?? 0) { recv(link, &byte, 1, 0) }
        seen.withLock { $0.append(text) }
        arrivals.signal()
        return true
    }

    private static func send(_ bytes: [UInt8], to link: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(link, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    private static func onThread(_ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
                return nil
            }, Unmanaged.passRetained(Work(body)).toOpaque())
        pthread_detach(thread)
    }
}
