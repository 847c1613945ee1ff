import Archive
import ArgumentParser
import Foundation
import Platform
import PlatformHTTP
import Wire

/// Which platform a command talks to: flags, then environment, then profile, then defaults (Platform.docc/Connecting).
struct PlatformOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Server URL (default: DREADNODE_SERVER, then the profile).", valueName: "url"))
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

    @Flag(name: .customLong("all-projects"), help: "All projects, whatever the profile says.")
    var allProjects = false

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
    /// What these say of the connection. The key's file is read now, and once: it may be a pipe.
    func flags() throws -> ConnectionFlags {
        var flags = ConnectionFlags()
        flags.server = server
        flags.apiKey = try apiKeyFile.map { try ConnectionFlags.readKey(from: $0) }
        flags.profile = profile
        flags.organization = organization
        flags.workspace = workspace
        flags.project = allProjects ? "" : project
        flags.usesBearer = bearer
        flags.allowsHTTP = allowHTTP
        return flags
    }

    /// Search indexes are kept in the cache folder; what counts as passed is a setting.
    static func archiveOptions() throws -> ArchiveOptions {
        let folders = Folders(ProcessInfo.processInfo.environment)
        var options = ArchiveOptions(cacheFolder: folders.cache)
        options.passes = try Settings.load(folders).passes
        return options
    }
}
