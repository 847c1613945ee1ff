import Foundation
import TestSupport
import Testing

@testable import trawl

/// A proxy that the environment names, and when it is passed by.
@Suite struct ProxyTests {
    private static let page =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 40\r\n\r\n{\"items\":[{\"id\":\"e1\",\"name\":\"proxied\"}]}"

    private func run(_ server: String, _ environment: [String: String]) throws -> ProgramRun {
        let folder = TemporaryFolder()
        let key = try folder.write("key", "dn_key_test\n")
        return try ProgramRun(
            [
                "evaluations", "--server", server, "--api-key-file", key, "--organization", "o", "--workspace", "w",
                "--allow-http", "--json", "--quiet",
            ], environment: environment)
    }

    @Test func requestsGoThroughIt() throws {
        let proxy = try ScriptedServer([.read, .send(Self.page)])
        defer { proxy.stop() }
        let run = try run("http://platform.invalid", ["http_proxy": "http://127.0.0.1:\(proxy.port)"])
        #expect(run.output.contains("proxied"), "\(run.errors)")
        #expect(proxy.requests.first?.hasPrefix("GET http://platform.invalid/api/v1/org/o/ws/w/evaluations") == true)
    }

    @Test func secretsGoThroughATunnelOnly() throws {
        let proxy = try ScriptedServer([.read, .send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")])
        defer { proxy.stop() }
        let run = try run("https://platform.invalid", ["https_proxy": "http://127.0.0.1:\(proxy.port)"])
        #expect(run.status == ShellStatus.server.rawValue)
        #expect(proxy.requests.first?.hasPrefix("CONNECT platform.invalid:443") == true)
        #expect(!proxy.requests.joined().contains("dn_key_test"))
    }

    @Test func noProxyAndThisMachineArePassedBy() throws {
        let server = try ScriptedServer([.read, .send(Self.page)])
        defer { server.stop() }
        // Nobody listens there.
        let proxy = "http://127.0.0.1:9"
        let here = try run("http://127.0.0.1:\(server.port)", ["http_proxy": proxy])
        #expect(here.output.contains("proxied"), "\(here.errors)")
        let named = try run("http://localhost:\(server.port)", ["http_proxy": proxy, "no_proxy": "localhost"])
        #expect(named.output.contains("proxied"), "\(named.errors)")
    }
}
