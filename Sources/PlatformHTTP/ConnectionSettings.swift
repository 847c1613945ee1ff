/// What the command line says of the connection. Keys come from a file or a prompt, never from an argument.
package struct ConnectionFlags: Hashable, Sendable {
    package var server: String?
    /// The content of `--api-key-file`.
    package var apiKey: String?
    package var profile: String?
    package var organization: String?
    package var workspace: String?
    /// Empty for all projects, whatever the profile says.
    package var project: String?
    /// Send the key as a bearer token.
    package var usesBearer = false
    /// Send the key over plain http to another machine.
    package var allowsHTTP = false
    /// The user was asked, and wants the key that is at hand sent to the server that is named.
    package var sharesKey = false

    package init() {}
}

/// Everything that decides where trawl connects: values only, so that the rules can be tested by a table.
package struct ConnectionInputs: Sendable {
    package var flags = ConnectionFlags()
    package var environment: [String: String] = [:]
    /// The store that `trawl login` writes.
    package var store = ProfileFile()
    /// The platform's `~/.dreadnode/config.yaml`.
    package var platformFile = ProfileFile()
    /// What the user chose from lists in earlier runs.
    package var chosen = SavedScopes()

    package init() {}
}

/// A key, and the one server that may see it. Never printed: what is told is where it comes from.
package struct ConfiguredKey: Hashable, Sendable, CustomStringConvertible {
    let secret: String
    /// What people know it by: a variable, a flag, a profile.
    package let source: String
    /// The server that it was configured for; nil where that is no address.
    package let home: ServerAddress?

    init(_ secret: String, _ source: String, _ home: ServerAddress?) {
        (self.secret, self.source, self.home) = (secret, source, home)
    }

    /// Nil for a profile without a key.
    init?(_ profile: Profile) {
        guard let key = profile.apiKey else { return nil }
        self.init(key, "profile \(profile.name)", ServerAddress(profile.url))
    }

    func belongs(to address: ServerAddress) -> Bool { home?.isSameOrigin(as: address) == true }

    /// `DREADNODE_API_KEY, the key of https://app.dreadnode.io`
    package var description: String { source + (home.map { ", the key of \($0.origin)" } ?? "") }
}

/// The outcome: a server and what is known of the place in it. What is nil is picked from lists (`ScopeReader`).
package struct ResolvedSettings: Hashable, Sendable {
    package var server: ServerConnection
    package var organization: String?
    package var workspace: String?
    package var project: String?
    /// The user asks for the project now, and no profile or variable does.
    package var isProjectAsked = false
    /// The same of organization and workspace.
    package var isOrganizationAsked = false
    package var isWorkspaceAsked = false
    /// The profile that filled the gaps, if one did.
    package var profile: String?
    /// A key that is at hand, and not for this server: it is sent only where the user says so.
    package var withheld: ConfiguredKey?
}

extension ConnectionInputs {
    private static let defaultServer = "https://app.dreadnode.io"

    /// Applies Platform.docc/Connecting: flags, then environment, then profile, then what was chosen earlier.
    ///
    /// One rule is stricter than the platform's client: a key goes to the server that it was configured for, and to no
    /// other that a flag, a link or the environment names.
    package func resolve() throws(ConfigurationError) -> ResolvedSettings {
        try checkFlags()
        let profile = try chosenProfile()
        let named = flags.server ?? variable("SERVER") ?? profile?.url
        let address = try address(named ?? Self.defaultServer)
        let keys = try keys(for: address, profile)
        let key = keys.first { flags.sharesKey || $0.belongs(to: address) }
        if named == nil, key == nil { throw .nothingConfigured }
        let credential = key.map { Credential($0.secret, scheme: flags.usesBearer ? .bearer : nil) }
        let server = ServerConnection(address: address, credential: credential, network: try network())
        let chosen = chosen[address]
        let organization = try place(
            "organization", flags.organization, "ORGANIZATION", profile?.organization ?? chosen?.organization)
        // A workspace was chosen among those of its organization.
        let earlier = chosen?.organization == organization ? chosen?.workspace : nil
        var settings = ResolvedSettings(
            server: server, organization: organization,
            workspace: try place("workspace", flags.workspace, "WORKSPACE", profile?.workspace ?? earlier),
            project: flags.project == "" ? nil : try place("project", flags.project, "PROJECT", profile?.project),
            profile: profile?.name)
        settings.isProjectAsked = flags.project != nil
        settings.isOrganizationAsked = (flags.organization ?? variable("ORGANIZATION")) != nil
        settings.isWorkspaceAsked = (flags.workspace ?? variable("WORKSPACE")) != nil
        settings.withheld = key == nil ? keys.first : nil
        return settings
    }

    /// The keys at hand, each with the server that it was configured for, in the order in which they count.
    private func keys(for address: ServerAddress, _ profile: Profile?) throws(ConfigurationError) -> [ConfiguredKey] {
        let named = try flags.profile.map { name throws(ConfigurationError) in try self.profile(named: name) }
        let usual = named ?? active.first
        // A key without a server of its own is for where one is without it.
        let home = variable("SERVER") ?? usual?.url ?? Self.defaultServer
        return [
            flags.apiKey.map { ConfiguredKey($0, "--api-key-file", address) },
            variable("API_KEY").map { ConfiguredKey($0, "DREADNODE_API_KEY", ServerAddress(home)) },
            profile.flatMap(ConfiguredKey.init), usual.flatMap(ConfiguredKey.init),
        ].compactMap { $0 }
    }

    /// The active profiles of both files, ours first.
    private var active: [Profile] { [store.active, platformFile.active].compactMap { $0 } }

    private func checkFlags() throws(ConfigurationError) {
        if flags.profile != nil, flags.server != nil || flags.apiKey != nil {
            throw ConfigurationError("--profile cannot be combined with --server or --api-key-file.")
        }
        if flags.apiKey != nil, flags.server == nil {
            throw ConfigurationError("--api-key-file needs --server: a key belongs to a server.")
        }
    }

    /// The profile whose values fill the gaps: the one asked for, the one of the named server, or the active one.
    private func chosenProfile() throws(ConfigurationError) -> Profile? {
        if let name = flags.profile { return try profile(named: name) }
        if flags.server != nil, flags.apiKey != nil { return nil }
        guard let server = (flags.server ?? variable("SERVER")).flatMap({ ServerAddress($0) }) else {
            return active.first
        }
        return (active + store.profiles + platformFile.profiles).first { profile in
            ServerAddress(profile.url)?.isSameOrigin(as: server) == true
        }
    }

    private func profile(named name: String) throws(ConfigurationError) -> Profile {
        let all = store.profiles + platformFile.profiles
        if let profile = all.first(where: { $0.name == name }) { return profile }
        let names = all.map(\.name).joined(separator: ", ")
        throw ConfigurationError(
            "There is no profile of this name.", hint: names.isEmpty ? "trawl login makes one." : "There are: \(names)."
        )
    }

    private func address(_ text: String) throws(ConfigurationError) -> ServerAddress {
        guard let address = ServerAddress(text) else {
            throw ConfigurationError(
                "The server address is not valid.", hint: "It looks like https://app.dreadnode.io.")
        }
        if address.scheme == "http", !address.isLoopback, !flags.allowsHTTP {
            throw ConfigurationError(
                "\(address.origin) is not encrypted: the key would be readable on the way.",
                hint: "Use https, or --allow-http where the network itself is safe.")
        }
        return address
    }

    /// A variable of the platform's clients; an empty one counts as unset.
    private func variable(_ name: String) -> String? {
        environment["DREADNODE_" + name].flatMap { $0.isEmpty ? nil : $0 }
    }

    private func network() throws(ConfigurationError) -> String? {
        guard let value = variable("NETWORK") else { return nil }
        guard ["public", "cluster"].contains(value) else {
            throw ConfigurationError("DREADNODE_NETWORK must be public or cluster.")
        }
        return value
    }

    /// A key of an organization, a workspace or a project: it becomes part of a path.
    private func place(
        _ what: String, _ flag: String?, _ name: String, _ saved: String?
    ) throws(ConfigurationError) -> String? {
        guard let key = flag ?? variable(name) ?? saved else { return nil }
        let isKey =
            !key.isEmpty
            && key.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "-")
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
        guard isKey else {
            throw ConfigurationError("The \(what) must be its key: lower-case letters, digits and hyphens.")
        }
        return key
    }
}
