package import Platform

/// What proves who asks. Never printed, never in a description.
package struct Credential: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    package enum Scheme: String, Hashable, Sendable {
        /// `X-API-Key: <key>`, as the platform's own client sends keys.
        case apiKey
        /// `Authorization: Bearer <token>`, for tokens of a sign-in, and for keys where the user wants it so.
        case bearer
    }

    package var secret: String
    package var scheme: Scheme

    /// A credential; without a scheme, what looks like a JWT is sent as a bearer token and all else as a key.
    package init(_ secret: String, scheme: Scheme? = nil) {
        self.secret = secret.trimming { $0.isWhitespace }
        self.scheme = scheme ?? (Self.isToken(self.secret) ? .bearer : .apiKey)
    }

    /// Three parts of base64url, the first of which begins like a JSON object: a JWT.
    private static func isToken(_ text: String) -> Bool {
        text.hasPrefix("eyJ") && text.split(separator: ".", omittingEmptySubsequences: false).count == 3
    }

    var header: (name: String, value: String) {
        switch scheme {
        case .apiKey: ("X-API-Key", secret)
        case .bearer: ("Authorization", "Bearer \(secret)")
        }
    }

    package var description: String { "Credential(\(scheme.rawValue))" }
    package var debugDescription: String { description }
}

/// The server and who asks it: what every request needs.
package struct ServerConnection: Hashable, Sendable {
    package var address: ServerAddress
    package var credential: Credential?
    /// `public` or `cluster` (Platform.docc/Connecting); nil sends no header.
    package var network: String?

    package init(address: ServerAddress, credential: Credential? = nil, network: String? = nil) {
        self.address = address
        self.credential = credential
        self.network = network
    }
}

/// A server, an organization, a workspace: where a platform is (Platform.docc/Connecting).
package struct Connection: Hashable, Sendable {
    package var server: ServerConnection
    package var organization: String
    package var workspace: String
    /// Restricts the list of evaluations to one project, by id; nil lists all.
    package var projectID: String?
    /// The project's key where a profile, and not the user, asks for it.
    package var usualProject: String?

    package init(server: ServerConnection, organization: String, workspace: String, projectID: String? = nil) {
        self.server = server
        self.organization = organization
        self.workspace = workspace
        self.projectID = projectID
    }

    package var scope: PlatformScope {
        var scope = PlatformScope(
            server: server.address.name, organization: organization, workspace: workspace, capabilities: .hasWebPages,
            usesBearer: server.credential?.scheme == .bearer, projectID: projectID)
        scope.filteredBy = usualProject.map { "project \($0)" }
        return scope
    }
}
