import ArgumentParser
import Effects
import Foundation
import Platform
import PlatformHTTP
import Shell
import Synchronization
import TestSupport
import Wire

@testable import trawl

/// A server with something of everything, and a way to it on which one endpoint at a time answers with an error.
final class ErrorBench: Sendable {
    let transport: FaultyTransport
    /// Seconds that would have been waited before a request was sent again, since `fail`.
    let waits = Waits()
    private let platform = FakePlatform.sample()
    /// What it answered at the beginning.
    private let start: FakePlatform.State
    private let server: TestServer
    private let address: String
    private let folder = TemporaryFolder()

    /// What would have been waited.
    final class Waits: Sendable {
        private let all = Mutex<[Double]>([])
        var values: [Double] { all.withLock { $0 } }
        func append(_ seconds: Double) { all.withLock { $0.append(seconds) } }
        func clear() { all.withLock { $0 = [] } }
    }

    init() async throws {
        platform.edit { state in
            // Beside the running job one that made a single trajectory, and one that made a batch.
            var one = WorldJob(id: "j2", kind: "trajectory_generation", status: .completed)
            (one.resourceType, one.resourceID) = ("trajectory", "t1")
            var batch = WorldJob(id: "j3", kind: "trajectory_generation", status: .completed)
            batch.resourceType = "trajectory_batch"
            state.jobs += [one, batch]
        }
        var start = FakePlatform.State()
        platform.edit { start = $0 }
        self.start = start
        var options = TestServerOptions()
        options.deviceLoginPolls = 0
        server = TestServer(platform: platform, options: options)
        address = server.address(port: try await server.start())
        transport = FaultyTransport(passingTo: CurlTransport())
    }

    func close() async { await server.stop() }

    func fail(_ endpoint: ErrorEndpoint, _ error: ErrorCase) {
        waits.clear()
        platform.edit { state in state = start }
        transport.forget()
        for other in endpoint.before {
            let body: JSONValue = ["code": 404, "detail": "none", "type": "not_found_error"]
            transport.fail(other, with: .init(status: 404, body: body))
        }
        transport.fail(endpoint.name, with: error.fault)
    }

    func heal(_ endpoint: ErrorEndpoint) {
        for name in [endpoint.name] + endpoint.before { transport.fail(name, with: nil) }
    }

    private func options(_ report: @escaping @Sendable (RetryNotice) -> Void = { _ in }) -> HTTPOptions {
        var options = HTTPOptions.patient()
        let waits = waits
        options.sleep = { waits.append($0) }
        options.onRetry = report
        return options
    }

    /// The client of the screen; it tells of retries.
    func client(_ post: @escaping @Sendable (Event) -> Void) throws -> HTTPPlatform {
        guard let address = ServerAddress(address) else { throw ErrorBenchError() }
        let connection = Connection(
            server: ServerConnection(address: address, credential: Credential("dn_key_test")), organization: "acme",
            workspace: "main")
        let options = options { notice in
            post(
                .retrying(
                    RetryCountdown(
                        cause: notice.cause.text.sentence, attempt: notice.attempt + 1, most: notice.maximumAttempts,
                        until: StateDriver.start + notice.seconds)))
        }
        return HTTPPlatform(connection, transport: transport, options: options)
    }

    /// Runs a subcommand in this process, and answers with what it ended with; nil where it went well. On a thread of its
    /// own: commands wait for their work.
    func run(_ endpoint: ErrorEndpoint) async throws -> CommandError? {
        let key = try folder.write("key", "dn_key_test\n")
        var arguments = (endpoint.command ?? []) + ["--server", address] + endpoint.scope
        if endpoint.command != ["login"] { arguments += ["--api-key-file", key, "--quiet"] }
        let (all, network) = (arguments, Network(transport: transport, options: options()))
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let failure = Network.$current.withValue(network) { () -> CommandError? in
                    do {
                        var command = try Trawl.parse(commandLine: all)
                        try command.run()
                        return nil
                    } catch {
                        return CommandError(error)
                    }
                }
                continuation.resume(returning: failure)
            }
        }
    }
}

struct ErrorBenchError: Error {}
