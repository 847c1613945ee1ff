import FlyingSocks

#if canImport(Glibc)
    import Glibc
#endif

/// A port of this machine on which clients are served, each on a link of its own.
struct HTTPListener: Sendable {
    private let socket: Socket
    private let pool: SocketPool<ePoll>
    let port: UInt16

    /// Listens. Throws where the port is taken.
    init(port: UInt16, usesIPv6: Bool) async throws {
        pool = .ePoll()
        try await pool.prepare()
        if usesIPv6 {
            socket = try Self.listening(on: sockaddr_in6.loopback(port: port))
        } else {
            socket = try Self.listening(on: sockaddr_in.inet(ip4: "127.0.0.1", port: port))
        }
        switch try socket.sockname() {
        case .ip4(_, let port), .ip6(_, let port): self.port = port
        case .unix: throw SocketError.unsupportedAddress
        }
    }

    private static func listening(on address: some SocketAddress) throws -> Socket {
        let socket = try Socket(domain: Int32(type(of: address).family))
        do {
            try socket.setValue(true, for: .localAddressReuse)
            // Linux hands it to every link: with Nagle's algorithm a body in pieces waits 40 ms for each.
            try socket.setValue(true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY))
            try socket.bind(to: address)
            try socket.listen()
        } catch {
            try? socket.close()
            throw error
        }
        return socket
    }

    /// Serves until the task is cancelled; then all links are broken.
    func run(_ answer: @escaping @Sendable (HTTPRequest) async -> Reply) async {
        defer { try? socket.close() }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await pool.run() }
            group.addTask { await accept(answer) }
            await group.next()
            group.cancelAll()
        }
    }

    private func accept(_ answer: @escaping @Sendable (HTTPRequest) async -> Reply) async {
        guard let clients = try? AsyncSocket(socket: socket, pool: pool) else { return }
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                do {
                    let client = try await clients.accept()
                    group.addTask {
                        var link = HTTPLink(client)
                        await link.serve(answer)
                        try? client.close()
                    }
                } catch is CancellationError {
                    return
                } catch SocketError.disconnected {
                    return
                } catch {
                    // No descriptor is free for a client: some other will go.
                    try? await Task.sleep(for: .milliseconds(50))
                }
            }
        }
    }
}
