import Archive
import ArgumentParser
import CProcess
import Foundation
import Platform
import PlatformHTTP
import PlatformServer

/// `trawl serve`: a platform of one's own, over what is on this disk.
struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve files, or the demo, over the platform's API on this machine.",
        discussion: "Listens on 127.0.0.1 until Ctrl-C or SIGTERM.")

    @Argument(help: ArgumentHelp("ZIPs, folders or files.", valueName: "path"))
    var paths: [String] = []

    @Flag(help: "Serve the built-in workspace.")
    var demo = false

    @Option(help: "The port; 0 picks a free one.")
    var port: UInt16 = 8321

    @Option(
        name: .customLong("token-file"),
        help: ArgumentHelp(
            "A file that holds the key to ask for; without it one is made and printed.", valueName: "file"))
    var tokenFile: String?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if demo == !paths.isEmpty { throw ValidationError("name files to serve, or --demo") }
    }

    func run() throws {
        let out = output.open()
        let platform: any Platform =
            demo
            ? DemoPlatform() : try ArchivePlatform.open(paths: paths, options: try PlatformOptions.archiveOptions())
        var options = ServerOptions()
        options.port = port
        options.version = Version.text
        let made = try tokenFile.map { try ConnectionFlags.readKey(from: $0) }
        options.token = made ?? Self.newToken()
        let server = PlatformServer(platform: platform, options: options)
        let bound = try start(server)
        out.line(server.address(port: bound))
        if made == nil, let token = options.token { out.line("key: \(token)") }
        out.flush()
        Task { try await platform.prepareIndex(of: nil, toItsEnd: false) }
        Self.waitForSignal()
        try runBlocking { await server.stop() }
    }

    private func start(_ server: PlatformServer) throws -> UInt16 {
        do {
            return try runBlocking { try await server.start() }
        } catch {
            throw CommandError(
                "Port \(port) of 127.0.0.1 cannot be used: \(error)", hint: "--port takes another one, 0 any free one.",
                status: .local)
        }
    }

    /// 192 bits from the system's generator, in the form of the platform's own keys.
    private static func newToken() -> String {
        var generator = SystemRandomNumberGenerator()
        let words = (0..<3).map { _ in generator.next() as UInt64 }
        return "trawl_key_" + words.map { String(format: "%016llx", $0) }.joined()
    }

    private static func waitForSignal() {
        var signals = pollfd(fd: process_signals_catch(Int32(PROCESS_ENDING)), events: Int16(POLLIN), revents: 0)
        while poll(&signals, 1, -1) <= 0 {}
        // Another one does not wait for the server to stop.
        process_signals_catch(0)
    }
}
