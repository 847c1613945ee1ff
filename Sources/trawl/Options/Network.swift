import PlatformHTTP

/// How requests are sent. Tests put a transport of their own and a clock that does not wait in its place.
struct Network: Sendable {
    var transport: any HTTPTransport = CurlTransport()
    var options = HTTPOptions()

    /// The network of the commands that run now.
    @TaskLocal static var current = Network()
}
