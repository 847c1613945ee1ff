import Glibc
import Synchronization

/// One running evaluation over the platform's API, as plainly as a server may be: no compression, no tags. Each time it is
/// asked how far it is, so many more items have ended.
final class FollowServer: Sendable {
    private struct State {
        var items: [[UInt8]]
        var body: [UInt8] = []
        var done: Int
        var news: Int
        var looks = 0
        var lists = 0
        var bytes = 0
    }

    let port: UInt16
    private let socket: Int32
    private let state: Mutex<State>

    /// What was asked since the last call.
    struct Counts {
        var looks: Int
        var lists: Int
        var bytes: Int
    }

    init(items count: Int) throws {
        let done = count * 6 / 10
        state = Mutex(State(items: (0..<count).map { Items.item($0, isDone: $0 < done) }, done: done, news: 0))
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = socket
        let isBound = withUnsafeMutableBytes(of: &address) { bytes in
            guard let start = bytes.bindMemory(to: sockaddr.self).baseAddress else { return false }
            return bind(descriptor, start, length) == 0 && listen(descriptor, 16) == 0
                && getsockname(descriptor, start, &length) == 0
        }
        guard isBound else { throw BenchError("no port for the server") }
        port = UInt16(bigEndian: address.sin_port)
        build()
        Thread.start { [self] in
            while case let link = accept(descriptor, nil, nil), link >= 0 { Thread.start { [self] in serve(link) } }
        }
    }

    deinit { shutdown(socket, Int32(SHUT_RDWR)) }

    var environment: [String: String] {
        [
            "DREADNODE_SERVER": "http://127.0.0.1:\(port)", "DREADNODE_API_KEY": "bench",
            "DREADNODE_ORGANIZATION": "main", "DREADNODE_WORKSPACE": "main",
        ]
    }

    /// So many items end between two looks from now on.
    func setNews(_ count: Int) { state.withLock { $0.news = count } }

    func takeCounts() -> Counts {
        state.withLock { state in
            defer { (state.looks, state.lists, state.bytes) = (0, 0, 0) }
            return Counts(looks: state.looks, lists: state.lists, bytes: state.bytes)
        }
    }

    var looks: Int { state.withLock { $0.looks } }
    var lists: Int { state.withLock { $0.lists } }

    private func build() {
        state.withLock { state in
            var body = Array("{\"items\":[".utf8)
            body.reserveCapacity(state.items.reduce(16) { $0 + $1.count + 1 })
            for (index, item) in state.items.enumerated() {
                if index > 0 { body.append(0x2C) }
                body += item
            }
            state.body = body + Array("]}".utf8)
        }
    }

    private func serve(_ link: Int32) {
        defer { close(link) }
        var one: Int32 = 1
        setsockopt(link, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while case let count = recv(link, &buffer, buffer.count, 0), count > 0 {
            let request = String(decoding: buffer[..<count], as: UTF8.self)
            let path = request.split(separator: " ").dropFirst().first?.split(separator: "?").first ?? ""
            let (status, body) = answer(String(path))
            let head = "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nContent-Length: \(body.count)\r\n\r\n"
            for bytes in [Array(head.utf8), body] where !send(bytes, link) { return }
        }
    }

    private func send(_ bytes: [UInt8], _ link: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(link, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    private func answer(_ path: String) -> (String, [UInt8]) {
        let place = #"{"id":"00000000-0000-4000-8000-000000000001","key":"main","name":"main","is_default":true}"#
        switch path.split(separator: "/").dropFirst(2).last ?? "" {
        case "items":
            return state.withLock { state in
                state.lists += 1
                state.bytes += state.body.count
                return ("200 OK", state.body)
            }
        case Substring(Items.evaluation), "evaluations":
            let isLook = !path.hasSuffix("evaluations")
            if isLook { end() }
            let one = state.withLock { state in
                let one = Items.evaluation(
                    [("passed", state.done), ("queued", state.items.count - state.done)], isRunning: true)
                state.looks += isLook ? 1 : 0
                state.bytes += isLook ? one.count : 0
                return one
            }
            return ("200 OK", isLook ? one : Array("{\"total\":1,\"items\":[".utf8) + one + Array("]}".utf8))
        case "user": return ("200 OK", Array(#"{"id":"u","username":"u","email_address":"u@localhost"}"#.utf8))
        case "organizations": return ("200 OK", Array("[\(place)]".utf8))
        case "ws": return ("200 OK", Array("{\"workspaces\":[\(place)]}".utf8))
        case "main": return ("200 OK", Array(place.utf8))
        default: return ("404 Not Found", Array(#"{"code":404,"detail":"nothing here","type":"not_found_error"}"#.utf8))
        }
    }

    private func end() {
        let isNew = state.withLock { state in
            let new = state.done..<min(state.items.count, state.done + state.news)
            for index in new { state.items[index] = Items.item(index, isDone: true) }
            state.done = new.upperBound
            return !new.isEmpty
        }
        if isNew { build() }
    }
}

enum Thread {
    private final class Body {
        let run: () -> Void
        init(_ run: @escaping () -> Void) { self.run = run }
    }

    static func start(_ run: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let body = Unmanaged.passRetained(Body(run)).toOpaque()
        let started = pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            }, body)
        if started == 0 { pthread_detach(thread) }
    }
}
