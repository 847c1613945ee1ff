import ArgumentParser
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
        guard let address = ServerAddress(server) else { throw Failure.misuse("\(server) is not a server's address") }
        if address.scheme == "http", !address.isLoopback, !allowHTTP {
            throw Failure.misuse("\(address.origin) is not encrypted.", hint: "Use https, or --allow-http.")
        }
        let login = DeviceLogin(address: address, say: { out.note($0) })
        let key = withKey ? try Prompt.secret("Key: ") : try runBlocking { try await login.run() }
        let named = organization
        let made = try runBlocking { try await login.profile(key: key, organization: named) }
        try store(made, address)
        out.line(
            "Signed in to \(address.origin) as \(made.username ?? "?"); profile \(profile), organization \(made.organization ?? "?")."
        )
        out.flush()
    }

    private func store(_ made: Profile, _ address: ServerAddress) throws {
        let path = ProfileStore.path(Folders())
        var file = try ProfileStore.read(path)
        var made = made
        made.name = profile
        file.profiles.removeAll { $0.name == profile }
        file.profiles.append(made)
        file.activeName = profile
        try ProfileStore.write(file, to: path)
    }
}

/// The device flow (CONTRACT.md 2.6).
struct DeviceLogin: Sendable {
    let address: ServerAddress
    let say: @Sendable (String) -> Void
    private static let patience = 900.0

    private func client(_ credential: Credential?) -> HTTPClient {
        HTTPClient(server: ServerConnection(address: address, credential: credential), transport: CurlTransport())
    }

    /// Shows the code, waits for it to be confirmed, and gives the new key.
    func run() async throws -> String {
        let open = client(nil)
        let begun = try await open.post(Endpoint(["auth", "device", "code"]))
        guard let device = begun["device_code"]?.string else { throw Self.unexpected("device_code") }
        let page = begun["verification_uri_complete"]?.string ?? begun["verification_uri"]?.string ?? address.origin
        say("Open \(page)" + (begun["user_code"]?.string.map { " and confirm the code \($0)." } ?? "."))
        try await confirmed(device, open, every: begun["interval"]?.double ?? 3)
        let token = try await open.post(Endpoint(["auth", "device", "token"]), ["device_code": .string(device)])
        guard let jwt = token["access_token"]?.string ?? token["token"]?.string else {
            throw Self.unexpected("access_token")
        }
        let signedIn = client(Credential(jwt, scheme: .bearer))
        let key = try await signedIn.post(Endpoint(["user", "api-keys"]), ["name": "trawl"])
        guard let secret = key["api_key"]?.string ?? key["key"]?.string ?? key["token"]?.string else {
            throw Self.unexpected("key")
        }
        return secret
    }

    /// Anything but a success means: wait longer.
    private func confirmed(_ device: String, _ client: HTTPClient, every seconds: Double) async throws {
        let end = Timestamp.now + Self.patience
        while Timestamp.now < end {
            do {
                _ = try await client.get(Endpoint(["auth", "device", "code", device]))
                return
            } catch let error as PlatformError where error.status != nil {
                try await Task.sleep(for: .seconds(min(max(seconds, 0.2), 30)))
            }
        }
        throw Failure("Nobody confirmed the code in time.", status: .authentication)
    }

    /// Tries the key, and fills a profile with what the server says of its user.
    func profile(key: String, organization: String?) async throws -> Profile {
        let signedIn = client(Credential(key))
        let user = try await signedIn.get(Endpoint(["user"]))
        let places = try await ScopeReader(client: signedIn).organizations()
        if let organization, !places.contains(where: { $0.key == organization }) {
            let names = places.map(\.key).joined(separator: ", ")
            throw Failure("There is no organization \(organization).", hint: "There are: \(names).", status: .notFound)
        }
        var profile = Profile(name: "", url: address.origin, apiKey: key)
        profile.username = user["username"]?.string
        profile.email = user["email_address"]?.string
        profile.organization = organization ?? (places.first(where: \.isDefault) ?? places.first)?.key
        return profile
    }

    private static func unexpected(_ field: String) -> PlatformError {
        PlatformError(.malformed, detail: "the answer has no \(field)", resource: "auth/device")
    }
}

/// Asks for what must not be seen.
enum Prompt {
    /// Reads a line from the terminal without echo, or from a pipe.
    static func secret(_ question: String) throws(Failure) -> String {
        var saved = termios()
        let isTerminal = tcgetattr(STDIN_FILENO, &saved) == 0
        if isTerminal {
            var quiet = saved
            quiet.c_lflag &= ~tcflag_t(ECHO)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet)
            FileHandle.standardError.write(Data(question.utf8))
        }
        let line = readLine()
        if isTerminal {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &saved)
            Output.complain("")
        }
        guard let line, !line.allSatisfy(\.isWhitespace) else { throw .misuse("no key was given") }
        return line.trimmingCharacters(in: .whitespaces)
    }
}
