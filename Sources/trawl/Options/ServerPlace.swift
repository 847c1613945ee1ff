import Foundation
import Platform
import PlatformHTTP
import ViewModels

/// Where on which server the screen is, and how it goes somewhere else.
struct ServerPlace: Sendable {
    private var options: PlatformOptions
    private var environment: [String: String]

    init(_ options: PlatformOptions, environment: [String: String] = ProcessInfo.processInfo.environment) {
        self.options = options
        self.environment = environment
    }

    func open(onRetry: @escaping @Sendable (RetryNotice) -> Void) throws -> any Platform {
        try options.open(environment: environment, onRetry: onRetry)
    }

    /// The place that is wished for. Who chooses a profile means that one: what flags and environment say of the
    /// connection is for the place that was left.
    func changed(by wish: ConnectionWish) -> ServerPlace {
        var next = self
        if let profile = wish.profile {
            (next.options.server, next.options.apiKeyFile, next.options.project) = (nil, nil, nil)
            (next.options.organization, next.options.workspace) = (nil, nil)
            next.options.profile = profile
            next.environment = environment.filter { !$0.key.hasPrefix("DREADNODE_") || $0.key == "DREADNODE_NETWORK" }
        }
        if let organization = wish.organization {
            next.options.organization = organization
            next.options.workspace = wish.workspace
            next.environment["DREADNODE_WORKSPACE"] = nil
        }
        return next
    }

    /// Keeps where the user chose to be, for runs in which nobody says. Nobody is told when it cannot be written: it is a
    /// convenience.
    func remember(_ scope: PlatformScope) {
        guard let server = try? options.inputs(environment: environment).resolve().server.address else { return }
        let path = Folders(environment).places
        var places = ChosenPlaces(path: path)
        places[server] = ChosenPlaces.Choice(organization: scope.organization, workspace: scope.workspace)
        try? places.write(to: path)
    }

    /// What nobody has said: it is the default one, or the first, unless the user chooses.
    var isOpen: (organization: Bool, workspace: Bool) {
        guard let settings = try? options.inputs(environment: environment).resolve() else { return (false, false) }
        return (settings.organization == nil, settings.workspace == nil)
    }

    /// The profiles of both files; of two of one name ours counts.
    func profiles() throws -> [Offer] {
        let inputs = try options.inputs(environment: environment)
        let current = try? inputs.resolve().profile
        return inputs.profiles.map { profile in
            let facts = [profile.url, profile.username ?? profile.email, profile.organization].compactMap { $0 }
            return Offer(
                name: profile.name, detail: facts.joined(separator: "  "), isCurrent: profile.name == current)
        }
    }

    /// The arguments of the `login` that gives this server a new key, and the profile in which the key will be.
    func login() throws -> (arguments: [String], profile: String) {
        let inputs = try options.inputs(environment: environment)
        let address = try inputs.resolve().server.address
        let ours = inputs.store.profiles.first { ServerAddress($0.url)?.isSameOrigin(as: address) == true }
        let host = address.origin.split(separator: "/").last.map { $0.replacing(":", with: "-") } ?? ""
        let free = inputs.store.profiles.isEmpty || !Profile.isName(String(host)) ? "default" : String(host)
        let name = ours?.name ?? free
        let http = address.scheme == "http" ? ["--allow-http"] : []
        return (["login", "--server", address.origin, "--profile", name] + http, name)
    }
}

extension ConnectionInputs {
    /// The profiles of both files, ours first; of two of one name ours counts.
    var profiles: [Profile] {
        let names = Set(store.profiles.map(\.name))
        return store.profiles + platformFile.profiles.filter { !names.contains($0.name) }
    }
}
