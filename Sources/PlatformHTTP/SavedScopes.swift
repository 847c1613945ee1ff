package import Wire

/// Which organization and workspace the user chose, by the server's origin: what stands where neither flags,
/// environment nor profile say where to go (Platform.docc/Connecting).
package struct SavedScopes: Hashable, Sendable {
    package struct Choice: Hashable, Sendable {
        package var organization: String
        /// nil: the organization's default one.
        package var workspace: String?

        package init(organization: String, workspace: String?) {
            self.organization = organization
            self.workspace = workspace
        }
    }

    private var choices: [String: Choice] = [:]

    package init() {}

    package subscript(server: ServerAddress) -> Choice? {
        get { choices[server.origin] }
        set { choices[server.origin] = newValue }
    }
}

extension SavedScopes {
    /// What an earlier run left in a file; nothing where it is absent or damaged.
    package init(path: String) {
        guard let bytes = try? RegularFile.read(path, atMost: 1 << 20), let json = try? JSONParser.parse(bytes),
            let servers = json.object
        else { return }
        for server in servers.members {
            guard let organization = server.value["organization"]?.string else { continue }
            choices[server.key] = Choice(organization: organization, workspace: server.value["workspace"]?.string)
        }
    }

    /// Throws `SystemError`.
    package func write(to path: String) throws(SystemError) {
        let servers = choices.sorted { $0.key < $1.key }.map { server, choice in
            JSONObject.Member(
                key: server,
                value: [
                    "organization": .string(choice.organization), "workspace": .optional(choice.workspace),
                ])
        }
        let json = JSONValue.object(JSONObject(members: servers))
        try PrivateFile.replace(path, with: json.bytes + [0x0A], isConvenience: true)
    }
}
