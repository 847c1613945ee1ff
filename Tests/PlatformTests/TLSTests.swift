import Foundation
import Platform
import PlatformHTTP
import TestSupport
import Testing
import Wire

/// Certificates that are not to be trusted, and one that is: a real TLS server on this machine.
@Suite(.enabled(if: TLSServer.isPossible, "openssl is not installed: it makes the certificates and serves them"))
struct TLSTests {
    private func ask(
        _ server: TLSServer, trusting file: String? = nil, host: String = "127.0.0.1"
    ) async throws -> JSONValue {
        var settings = TransportSettings()
        settings.certificateFile = file ?? settings.certificateFile
        var options = HTTPOptions.patient()
        options.retry.maximumAttempts = 1
        let address = try #require(ServerAddress("https://\(host):\(server.port)"))
        let connection = Connection(
            server: ServerConnection(address: address, credential: Credential("dn_key_test")), organization: "a",
            workspace: "b")
        return try await HTTPPlatform(connection, transport: CurlTransport(settings), options: options).user()
    }

    @Test func anUnknownAuthorityIsRefusedUntilItIsNamed() async throws {
        let server = try TLSServer(days: 1)
        let error = await #expect(throws: PlatformError.self) { try await ask(server) }
        #expect(error?.kind == .insecure)
        #expect(error?.text.hint.contains("SSL_CERT_FILE") == true)
        #expect(try await ask(server, trusting: server.certificate)["id"]?.string == "u1")
    }

    @Test func anExpiredCertificateIsRefused() async throws {
        let server = try TLSServer(days: -1)
        let error = await #expect(throws: PlatformError.self) { try await ask(server, trusting: server.certificate) }
        #expect(error?.kind == .insecure)
        #expect(error?.detail.contains("expired") == true)
        #expect(error?.text.hint.contains("renew") == true)
        #expect(error?.text.isRetryable == false)
    }

    @Test func aCertificateForAnotherNameIsRefused() async throws {
        let server = try TLSServer(days: 1)
        let error = await #expect(throws: PlatformError.self) {
            try await ask(server, trusting: server.certificate, host: "localhost")
        }
        #expect(error?.kind == .insecure)
        #expect(error?.text.hint.contains("another name") == true)
    }
}

/// `openssl s_server` with a certificate of its own for 127.0.0.1, made for the occasion. It serves one document.
private final class TLSServer {
    static let isPossible = (try? run(["version"])) == 0

    let certificate: String
    let port: UInt16
    private let folder: String
    private let process = Process()

    /// `days`: how long the certificate is good; -1 ended yesterday.
    init(days: Int) throws {
        let files = FileManager.default
        folder = files.temporaryDirectory.appending(path: "trawl-tls-\(UUID().uuidString)").path(percentEncoded: false)
        try files.createDirectory(atPath: folder + "/api/v1", withIntermediateDirectories: true)
        try Data(#"{"id":"u1"}"#.utf8).write(to: URL(filePath: folder + "/api/v1/user"))
        try Data("subjectAltName=IP:127.0.0.1\n".utf8).write(to: URL(filePath: folder + "/names"))
        certificate = folder + "/cert.pem"
        let steps = [
            ["ecparam", "-genkey", "-name", "prime256v1", "-out", "key.pem"],
            ["req", "-new", "-key", "key.pem", "-subj", "/CN=127.0.0.1", "-out", "request.pem"],
            [
                "x509", "-req", "-in", "request.pem", "-signkey", "key.pem", "-extfile", "names", "-days", "\(days)",
                "-out", "cert.pem",
            ],
        ]
        for step in steps { #expect(try Self.run(step, in: folder) == 0, "\(step)") }
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl", "s_server", "-accept", "0", "-cert", "cert.pem", "-key", "key.pem", "-WWW"]
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        port = try #require(Self.port(in: output))
    }

    deinit {
        // Whatever it was started with, it does not outlive the test.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Reads `ACCEPT [::]:45307`.
    private static func port(in output: Pipe) -> UInt16? {
        var text = ""
        while let line = try? output.fileHandleForReading.read(upToCount: 1), !line.isEmpty {
            text += String(decoding: line, as: UTF8.self)
            guard text.hasSuffix("\n"), let place = text.firstRange(of: "ACCEPT ") else { continue }
            return UInt16(text[place.upperBound...].split(separator: ":").last?.prefix { $0.isNumber } ?? "")
        }
        return nil
    }

    private static func run(_ arguments: [String], in folder: String? = nil) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        if let folder { process.currentDirectoryURL = URL(filePath: folder) }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
