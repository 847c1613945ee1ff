import Effects
import Foundation
import Platform
import PlatformHTTP
import Shell
import Terminal
import Wire

/// Where on which server the screen is, and how it goes somewhere else.
struct ServerScope: Sendable {
    private var flags: ConnectionFlags
    private var environment: [String: String]

    init(_ options: PlatformOptions, environment: [String: String] = ProcessInfo.processInfo.environment) throws {
        flags = try options.flags()
        self.environment = environment
    }

    /// What decides where to connect, as it is now.
    private var inputs: ConnectionInputs {
        get throws {
            var inputs = try ConnectionInputs(flags: flags, environment: environment)
            inputs.chosen = SavedScopes(path: Folders(environment).places)
            return inputs
        }
    }

    /// The platform there. Nothing is asked of the server, unless organization or workspace have to be looked up.
    /// `onPick` is told of one that was taken from a list of several; where it is there, what a profile names is looked at,
    /// and what was asked for where that `mayLeave`.
    func open(
        onRetry: @escaping @Sendable (RetryNotice) -> Void, mayLeave: Bool = false,
        onPick: (@Sendable (ScopePick) -> Void)? = nil
    ) throws -> any Platform {
        var settings = try inputs.resolve()
        var options = Network.current.options
        options.userAgent = "trawl/\(Version.text)"
        options.onRetry = onRetry
        options.keep(atMost: Settings.chosenLimit)
        let transport = Network.current.transport
        let reader = ScopeReader(client: HTTPClient(server: settings.server, transport: transport, options: options))
        if let onPick {
            settings = try runBlocking { [settings] in
                try await reader.checked(settings, mayLeave: mayLeave, onPick: onPick)
            }
        }
        if let organization = settings.organization, let workspace = settings.workspace, settings.project == nil {
            let connection = Connection(server: settings.server, organization: organization, workspace: workspace)
            return HTTPPlatform(connection, transport: transport, options: options)
        }
        let connection = try runBlocking { [settings] in
            do {
                return try await reader.connection(for: settings, onPick: onPick ?? { _ in })
            } catch let error as PlatformError where error.status == 403 || error.status == 404 {
                guard onPick == nil, settings.workspace == nil, let gone = settings.organization else { throw error }
                // The screen is told by its list that there is no such place, and looks for another one.
                return Connection(server: settings.server, organization: gone, workspace: "")
            }
        }
        return HTTPPlatform(connection, transport: transport, options: options)
    }

    /// The same; where the server does not answer, and only it knows where one is, where one was last.
    func openOrSeen(onRetry: @escaping @Sendable (RetryNotice) -> Void) throws -> any Platform {
        do {
            return try open(onRetry: onRetry)
        } catch let error as PlatformError where error.isAway {
            guard let seen = seenLists.flatMap(SeenLists.place(in:)) else { throw error }
            var last = self
            (last.flags.organization, last.flags.workspace) = (seen.organization, seen.workspace)
            return try last.open(onRetry: onRetry)
        }
    }

    /// The file of the lists that were seen last of the server.
    var seenLists: String? {
        guard let origin = try? inputs.resolve().server.address.origin else { return nil }
        let name = origin.utf8.map { $0.isLetterOrDigit ? Character(Unicode.Scalar($0)) : "-" }
        return Folders(environment).cache + "/seen/" + String(name) + ".lines"
    }

    /// The server that has to be asked for organization, workspace or project before there is a platform; else nil.
    var serverToAsk: String? {
        get throws {
            let settings = try inputs.resolve()
            let isKnown = settings.organization != nil && settings.workspace != nil && settings.project == nil
            return isKnown ? nil : settings.server.address.name
        }
    }

    /// What to tell the user where there is a key and it is for another server; nil where there is nothing to ask.
    var question: String? {
        get throws {
            let settings = try inputs.resolve()
            let address = settings.server.address
            guard let key = settings.withheld else { return nil }
            // Letters of other alphabets look like those of the server that one knows.
            let name = address.host.allSatisfy(\.isASCII) ? "" : " (whose name is not in plain letters)"
            return Sanitize.line("\(address.origin)\(name) is another server than that of \(key).")
        }
    }

    /// The same, where the user was told of both servers and said whether the key that is at hand is sent there.
    func sharingKey(_ agrees: Bool) -> ServerScope {
        var next = self
        next.flags.sharesKey = agrees
        return next
    }

    /// The place that is wished for. Who chooses a profile means that one: what flags and environment say of the
    /// connection is for the place that was left.
    func changed(by wish: ConnectionRequest) -> ServerScope {
        var next = self
        if let profile = wish.profile {
            next.flags = ConnectionFlags()
            next.flags.profile = profile
            (next.flags.usesBearer, next.flags.allowsHTTP) = (flags.usesBearer, flags.allowsHTTP)
            next.environment = environment.filter { !$0.key.hasPrefix("DREADNODE_") || $0.key == "DREADNODE_NETWORK" }
        }
        if let project = wish.project { next.flags.project = project }
        if let organization = wish.organization {
            next.flags.organization = organization
            next.flags.workspace = wish.workspace
            next.environment["DREADNODE_WORKSPACE"] = nil
        }
        return next
    }

    /// Keeps where the user chose to be, for runs in which nobody says. Nobody is told when it cannot be written: it is a
    /// convenience.
    func remember(_ scope: PlatformScope) {
        guard let server = try? inputs.resolve().server.address else { return }
        let path = Folders(environment).places
        var places = SavedScopes(path: path)
        places[server] = SavedScopes.Choice(organization: scope.organization, workspace: scope.workspace)
        try? places.write(to: path)
    }

    /// What nobody has said: it is the default one, or the first, unless the user chooses.
    var isOpen: (organization: Bool, workspace: Bool) {
        guard let settings = try? inputs.resolve() else { return (false, false) }
        return (settings.organization == nil, settings.workspace == nil)
    }

    /// The profiles of both files; of two of one name ours counts.
    func profiles() throws -> [ConnectionOption] {
        let inputs = try inputs
        let current = try? inputs.resolve().profile
        return inputs.profiles.map { profile in
            let facts = [profile.url, profile.username ?? profile.email, profile.organization].compactMap { $0 }
            return ConnectionOption(
                name: profile.name, detail: facts.joined(separator: "  "), isCurrent: profile.name == current)
        }
    }

    /// The arguments of the `login` that gives this server a new key, and the profile in which the key will be.
    func login() throws -> (arguments: [String], profile: String) {
        let inputs = try inputs
        let address = try inputs.resolve().server.address
        let ours = inputs.store.profiles.first { ServerAddress($0.url)?.isSameOrigin(as: address) == true }
        let host = address.origin.split(separator: "/").last.map { $0.replacing(":", with: "-") } ?? ""
        let free = inputs.store.profiles.isEmpty || !Profile.isName(String(host)) ? "default" : String(host)
        let name = ours?.name ?? free
        let http = address.scheme == "http" ? ["--allow-http"] : []
        return (["login", "--server=\(address.origin)", "--profile=\(name)"] + http, name)
    }
}

extension ConnectionInputs {
    /// The profiles of both files, ours first; of two of one name ours counts.
    var profiles: [Profile] {
        let names = Set(store.profiles.map(\.name))
        return store.profiles + platformFile.profiles.filter { !names.contains($0.name) }
    }
}
