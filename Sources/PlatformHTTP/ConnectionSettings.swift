/// What the command line says of the connection. Keys come from a file or a prompt, never from an argument.
package struct ConnectionFlags: Hashable, Sendable {
    package var server: String?
    /// The content of `--api-key-file`.
    package var apiKey: String?
    package var profile: String?
    package var organization: String?
    package var workspace: String?
    package var project: String?
    /// Send the key as a bearer token.
    package var usesBearer = false
    /// Send the key over plain http to another machine.
    package var allowsHTTP = false

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
    package var chosen = ChosenPlaces()

    package init() {}
}

/// The outcome: a server and what is known of the place in it. What is nil is picked from lists (`ScopeReader`).
package struct ResolvedSettings: Hashable, Sendable {
    package var server: ServerConnection
    package var organization: String?
    package var workspace: String?
    package var project: String?
    /// The profile that filled the gaps, if one did.
    package var profile: String?

    package init(
        server: ServerConnection, organization: String? = nil, workspace: String? = nil, project: String? = nil,
        profile: String? = nil
    ) {
        self.server = server
        self.organization = organization
        self.workspace = workspace
        self.project = project
        self.profile = profile
    }
}

extension ConnectionInputs {
    private static let defaultServer = "https://app.dreadnode.io"

    /// Applies Platform.docc/Connecting: flags, then environment, then profile, then what was chosen earlier.
    ///
    /// One rule is stricter than the platform's client: a profile's key goes to that profile's server alone, so a
    /// server named by flag or environment never gets the key of another.
    package func resolve() throws(ConfigurationError) -> ResolvedSettings {
        try checkFlags()
        let profile = try chosenProfile()
        let named = flags.server ?? variable("SERVER") ?? profile?.url
        let address = try address(named ?? Self.defaultServer)
        let key = flags.apiKey ?? variable("API_KEY") ?? key(of: profile, for: address)
        if named == nil, key == nil { throw .nothingConfigured }
        let credential = key.map { Credential($0, scheme: flags.usesBearer ? .bearer : nil) }
        let server = ServerConnection(address: address, credential: credential, network: try network())
        let chosen = chosen[address]
        let organization = try place(
            "organization", flags.organization, "ORGANIZATION", profile?.organization ?? chosen?.organization)
        // A workspace was chosen among those of its organization.
        let earlier = chosen?.organization == organization ? chosen?.workspace : nil
        return ResolvedSettings(
            server: server, organization: organization,
            workspace: try place("workspace", flags.workspace, "WORKSPACE", profile?.workspace ?? earlier),
            project: try place("project", flags.project, "PROJECT", profile?.project), profile: profile?.name)
    }

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
        let active = [store.active, platformFile.active].compactMap { $0 }
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

    private func key(of profile: Profile?, for address: ServerAddress) -> String? {
        guard let profile, ServerAddress(profile.url)?.isSameOrigin(as: address) == true else { return nil }
        return profile.apiKey
    }

    private func address(_ text: String) throws(ConfigurationError) -> ServerAddress {
        guard let address = ServerAddress(text) else {
            throw ConfigurationError(
                "The server's address is not one.", hint: "It looks like https://app.dreadnode.io.")
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
