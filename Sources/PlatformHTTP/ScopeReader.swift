package import Platform
import Wire

/// Which organizations and workspaces a user may choose from (Platform.docc/Connecting).
package struct ScopeReader: Sendable {
    let client: HTTPClient

    package init(client: HTTPClient) { self.client = client }

    package func organizations() async throws -> [Place] {
        let endpoint = Endpoint(["user", "organizations"])
        return try ResponseDecoder(await client.get(endpoint), endpoint).list("organizations", Place.init)
    }

    package func workspaces(of organization: String) async throws -> [Place] {
        let endpoint = Endpoint(["org", organization, "ws"])
        return try ResponseDecoder(await client.get(endpoint), endpoint).list("workspaces", Place.init)
    }

    /// The connection of a configuration: an organization or workspace that is not set is the default one, else the
    /// first; `onPick` is told where there were others. Throws `PlatformError`.
    package func connection(
        for settings: ResolvedSettings, onPick: (ScopePick) -> Void = { _ in }
    ) async throws -> Connection {
        let organization = try await settings.organization.or {
            try pick(await organizations(), "organization", onPick)
        }
        let workspace = try await settings.workspace.or {
            try pick(await workspaces(of: organization), "workspace", onPick)
        }
        var connection = Connection(server: client.server, organization: organization, workspace: workspace)
        guard let project = settings.project else { return connection }
        do {
            connection.projectID = try await projectID(project, of: connection)
            if !settings.isProjectAsked { connection.usualProject = project }
        } catch let error as PlatformError where error.status == 404 && !settings.isProjectAsked {
            // Nobody asked for it now: all is listed.
            onPick(ScopePick(what: "project", key: project, count: 0))
        }
        return connection
    }

    /// The same without a place that is gone and that a profile, or an earlier choice, names; where it `mayLeave` what
    /// was asked for, without that too. `onPick` is told of it.
    package func checked(
        _ settings: ResolvedSettings, mayLeave: Bool = false, onPick: (ScopePick) -> Void = { _ in }
    ) async throws -> ResolvedSettings {
        let isAsked = settings.workspace == nil ? settings.isOrganizationAsked : settings.isWorkspaceAsked
        guard let organization = settings.organization, mayLeave || !isAsked else { return settings }
        var settings = settings
        do {
            let workspace = settings.workspace.map { [$0] } ?? []
            _ = try await client.get(Endpoint(["org", organization, "ws"] + workspace))
        } catch let error as PlatformError where error.status == 404 || error.status == 403 {
            if try await !organizations().contains(where: { $0.key == organization }) {
                guard mayLeave || !settings.isOrganizationAsked else { return settings }
                (settings.organization, settings.workspace) = (nil, nil)
                onPick(ScopePick(what: "organization", key: organization, count: 0))
            } else if let workspace = settings.workspace, error.status == 404 {
                settings.workspace = nil
                onPick(ScopePick(what: "workspace", key: workspace, count: 0))
            }
        }
        return settings
    }

    private func pick(_ places: [Place], _ what: String, _ onPick: (ScopePick) -> Void) throws -> String {
        guard let place = places.first(where: \.isDefault) ?? places.first else {
            throw PlatformError(.status(404), detail: "this user has no \(what)", resource: what)
        }
        if places.count > 1 { onPick(ScopePick(what: what, key: place.key, count: places.count)) }
        return place.key
    }

    /// The list of evaluations is filtered by a project's id; people name a project by its key.
    private func projectID(_ project: String, of connection: Connection) async throws -> String {
        let endpoint = Endpoint(
            ["org", connection.organization, "ws", connection.workspace, "projects", project],
            resource: "projects/\(project)")
        return try ResponseDecoder(await client.get(endpoint), endpoint).one("a project") { $0["id"]?.string }
    }
}

/// An organization or a workspace that was taken because nobody said which.
package struct ScopePick: Hashable, Sendable {
    /// `organization`, `workspace` or `project`.
    package var what: String
    package var key: String
    /// How many there were; none of what is gone: of projects all are taken then, else another is picked.
    package var count: Int

    /// What is said of a place that is gone; nil where it was taken from several.
    package var loss: String? {
        guard count == 0 else { return nil }
        return "There is no \(what) \(key): \(what == "project" ? "all are listed" : "another one is taken")."
    }
}

extension Optional {
    /// The value, or what has to be asked for.
    fileprivate func or(_ ask: () async throws -> Wrapped) async throws -> Wrapped {
        if let self { return self }
        return try await ask()
    }
}
