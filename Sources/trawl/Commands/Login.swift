import ArgumentParser
import CProcess
import Foundation
import Platform
import PlatformHTTP
import Wire

/// `trawl login`: a profile of our own. The platform's file is never written.
struct Login: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sign in, and keep the key in a profile.",
        discussion: """
            Signs in by the platform's device flow: open the address that is shown and confirm the code. \
            With --with-key the key is asked for without echo, or read from a pipe.
            """)

    @Option(help: ArgumentHelp("The server.", valueName: "url"))
    var server = "https://app.dreadnode.io"

    @Option(help: ArgumentHelp("The profile's name.", valueName: "name"))
    var profile = "default"

    @Option(help: ArgumentHelp("Organization; else the first one.", valueName: "key"))
    var organization: String?

    @Flag(name: .customLong("with-key"), help: "Ask for a key instead of opening the web page.")
    var withKey = false

    @Flag(name: .customLong("allow-http"), help: "Send the key over plain http to another machine.")
    var allowHTTP = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if !Profile.isName(profile) { throw ValidationError("a profile's name is letters, digits, _, . and -") }
    }

    func run() throws {
        let out = output.open()
        Interruption.listen()
        guard let address = ServerAddress(server) else {
            throw CommandError.misuse("\(server) is not a server's address")
        }
        if address.scheme == "http", !address.isLoopback, !allowHTTP {
            throw CommandError.misuse("\(address.origin) is not encrypted.", hint: "Use https, or --allow-http.")
        }
        let key = withKey ? try Prompt.secret("Key: ") : try runBlocking { try await Self.confirm(address, out) }
        let (named, name) = (organization, profile)
        let made = try runBlocking {
            try await NewProfile(address: address, key: key).make(named: name, organization: named)
        }
        let paths = UserPaths(environment: ProcessInfo.processInfo.environment)
        try LoginStore(path: paths.loginStore).save(made)
        out.line(
            "Signed in to \(address.origin) as \(made.username ?? "?"); profile \(profile), organization \(made.organization ?? "?")."
        )
        out.flush()
    }

    /// The device flow: shows the code, and waits for it to be confirmed.
    private static func confirm(_ address: ServerAddress, _ out: Output) async throws -> String {
        let network = Network.current
        let login = DeviceLogin(address: address, transport: network.transport, options: network.options)
        let code = try await login.begin()
        out.link("Open ", code.page, code.userCode.isEmpty ? "." : " and confirm the code \(code.userCode).")
        return try await login.key(for: code).secret
    }
}

/// A profile for a key that was just got.
struct NewProfile: Sendable {
    let address: ServerAddress
    let key: String

    /// Tries the key, and fills a profile with what the server says of its user.
    func make(named name: String, organization: String?) async throws -> Profile {
        let connection = ServerConnection(address: address, credential: Credential(key))
        let network = Network.current
        let signedIn = HTTPClient(server: connection, transport: network.transport, options: network.options)
        let user = try await signedIn.get(Endpoint(["user"]))
        let places = try await ScopeReader(client: signedIn).organizations()
        if let organization, !places.contains(where: { $0.key == organization }) {
            let names = places.map(\.key).joined(separator: ", ")
            throw CommandError(
                "There is no organization \(organization).", hint: "There are: \(names).", status: .notFound)
        }
        var profile = Profile(name: name, url: address.origin, apiKey: key)
        profile.username = user["username"]?.string
        profile.email = user["email_address"]?.string
        profile.organization = organization ?? (places.first(where: \.isDefault) ?? places.first)?.key
        return profile
    }
}

/// Asks on the terminal.
enum Prompt {
    /// Reads a line from the terminal without echo, or from a pipe. Whatever ends the program meanwhile, the terminal gets
    /// its own modes back.
    static func secret(_ question: String) throws(CommandError) -> String {
        let line = withoutEcho(question) { readLine() }
        guard let line, !line.allSatisfy(\.isWhitespace) else { throw .misuse("no key was given") }
        return line.trimmingCharacters(in: .whitespaces)
    }

    private static func withoutEcho(_ question: String, _ read: () -> String?) -> String? {
        var saved = termios()
        guard tcgetattr(STDIN_FILENO, &saved) == 0 else { return read() }
        process_terminal_remember()
        process_terminal_arm("", 0)
        var modes = saved
        modes.c_lflag &= UInt32(bitPattern: ~ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &modes)
        FileHandle.standardError.write(Data(question.utf8))
        defer {
            // What was typed behind the answer is not for the screen.
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &saved)
            process_terminal_disarm()
            Output.complain("")
        }
        return read()
    }
}
