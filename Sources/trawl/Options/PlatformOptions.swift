import Archive
import ArgumentParser
import Foundation
import Platform
import PlatformHTTP
import Wire

/// Which platform a command talks to: flags, then environment, then profile, then defaults (Platform.docc/Connecting).
struct PlatformOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The server; else DREADNODE_SERVER, else the profile's.", valueName: "url"))
    var server: String?

    @Option(
        name: .customLong("api-key-file"),
        help: ArgumentHelp("A file that holds the key; needs --server. Else DREADNODE_API_KEY.", valueName: "file"))
    var apiKeyFile: String?

    @Option(help: ArgumentHelp("Organization; else DREADNODE_ORGANIZATION, else the profile's.", valueName: "key"))
    var organization: String?

    @Option(help: ArgumentHelp("Workspace; else DREADNODE_WORKSPACE, else the default one.", valueName: "key"))
    var workspace: String?

    @Option(help: ArgumentHelp("Project; else DREADNODE_PROJECT, else all.", valueName: "key"))
    var project: String?

    @Option(help: ArgumentHelp("A profile of trawl login or of ~/.dreadnode/config.yaml.", valueName: "name"))
    var profile: String?

    @Flag(help: "Send the key as a bearer token.")
    var bearer = false

    @Flag(name: .customLong("allow-http"), help: "Send the key over plain http to another machine.")
    var allowHTTP = false

    @Option(help: .hidden)
    var archive: [String] = []

    @Flag(help: .hidden)
    var demo = false

    func validate() throws {
        if demo || !archive.isEmpty, server != nil || profile != nil || apiKeyFile != nil {
            throw ValidationError("--archive and --demo need no server")
        }
    }
}

extension PlatformOptions {
    /// What decides where to connect, read from the disk and the environment.
    func inputs(environment: [String: String] = ProcessInfo.processInfo.environment) throws -> ConnectionInputs {
        var flags = ConnectionFlags()
        flags.server = server
        flags.apiKey = try apiKeyFile.map { try ConnectionFlags.readKey(from: $0) }
        flags.profile = profile
        flags.organization = organization
        flags.workspace = workspace
        flags.project = project
        flags.usesBearer = bearer
        flags.allowsHTTP = allowHTTP
        var inputs = try ConnectionInputs(flags: flags, environment: environment)
        inputs.chosen = ChosenPlaces(path: Folders(environment).places)
        return inputs
    }

    /// The platform that is meant. Nothing is asked of a server, unless organization or workspace have to be looked up.
    /// `onPick` is told of one that was taken from a list of several.
    func open(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        onRetry: @escaping @Sendable (RetryNotice) -> Void = { _ in },
        onPick: @escaping @Sendable (ScopePick) -> Void = { _ in }
    ) throws -> any Platform {
        if demo { return DemoPlatform() }
        if !archive.isEmpty { return try ArchivePlatform.open(paths: archive, options: Self.archiveOptions) }
        let settings = try inputs(environment: environment).resolve()
        var options = Network.current.options
        options.userAgent = "trawl/\(Version.text)"
        options.onRetry = onRetry
        let transport = Network.current.transport
        if let organization = settings.organization, let workspace = settings.workspace, settings.project == nil {
            let connection = Connection(server: settings.server, organization: organization, workspace: workspace)
            return HTTPPlatform(connection, transport: transport, options: options)
        }
        let reader = ScopeReader(client: HTTPClient(server: settings.server, transport: transport, options: options))
        let connection = try runBlocking { try await reader.connection(for: settings, onPick: onPick) }
        return HTTPPlatform(connection, transport: transport, options: options)
    }

    /// Search indexes are kept in the cache folder.
    static var archiveOptions: ArchiveOptions {
        ArchiveOptions(cacheFolder: Folders(ProcessInfo.processInfo.environment).cache)
    }

    /// Opens the platform for a subcommand: with retries told on standard error, and Ctrl-C cancelling what runs.
    func openForScript(_ output: Output) throws -> any Platform {
        Interruption.listen()
        return try open(
            onRetry: { notice in
                output.note("\(notice.cause.text.sentence) Trying again in \(Show.seconds(notice.seconds)).")
            },
            onPick: { pick in
                output.note("\(pick.what) \(pick.key), one of \(pick.count): --\(pick.what) takes another.")
            })
    }
}
