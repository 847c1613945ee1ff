import FlyingSocks

/// A socket pool that turns Nagle's algorithm off on the listening socket, from which Linux hands it to every link: with
/// it each answer on a kept link waits 40 ms, since head and body are two writes.
struct NoDelayPool<Base: AsyncSocketPool>: AsyncSocketPool {
    let base: Base

    func prepare() async throws { try await base.prepare() }
    func run() async throws { try await base.run() }

    func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
        if events == .connection {
            try? socket.setValue(true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY))
        }
        try await base.suspendSocket(socket, untilReadyFor: events)
    }
}

#if canImport(Glibc)
    import Glibc
#endif
