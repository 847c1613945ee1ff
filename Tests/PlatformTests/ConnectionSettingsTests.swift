import Platform
import PlatformHTTP
import Testing

struct ConnectionSettingsTests {
    private static let file = """
        active: work
        servers:
          first:
            url: http://localhost:8000
            api_key: key-first
            default_organization: local
          work:
            url: https://app.dreadnode.io
            api_key: key-work
            default_organization: acme
            default_workspace: main
            default_project: 7
          bare:
            url: https://bare.example
        """

    /// Runs the rules over a platform file.
    private static func resolve(
        _ environment: [String: String] = [:], file: String = Self.file, store: String = "",
        _ change: (inout ConnectionFlags) -> Void = { _ in }
    ) throws -> ResolvedSettings {
        var inputs = ConnectionInputs()
        inputs.environment = environment
        inputs.platformFile = try ProfileFile(yaml: file, path: "config.yaml")
        inputs.store = try ProfileFile(yaml: store, path: "credentials.yaml")
        change(&inputs.flags)
        return try inputs.resolve()
    }

    @Test func theActiveProfileFillsEverything() throws {
        let settings = try Self.resolve()
        #expect(settings.profile == "work")
        #expect(settings.server.address.base == "https://app.dreadnode.io/api/v1")
        #expect(settings.server.credential == Credential("key-work"))
        #expect([settings.organization, settings.workspace, settings.project] == ["acme", "main", "7"])
    }

    @Test(arguments: ["active: null", "", "active: gone"])
    func withoutAnActiveProfileTheFirstIsUsed(active: String) throws {
        let file = Self.file.replacing("active: work", with: active)
        #expect(try Self.resolve(file: file).profile == "first")
    }

    @Test func environmentGoesBeforeProfileAndFlagsBeforeBoth() throws {
        let environment = [
            "DREADNODE_ORGANIZATION": "env-org", "DREADNODE_WORKSPACE": "env-ws", "DREADNODE_PROJECT": "ctf",
        ]
        let settings = try Self.resolve(environment) { $0.organization = "flag-org" }
        #expect([settings.organization, settings.workspace, settings.project] == ["flag-org", "env-ws", "ctf"])
        #expect(!settings.isProjectAsked)
        #expect(try Self.resolve(environment) { $0.project = "" }.project == nil)
        #expect(try Self.resolve { $0.project = "web" }.isProjectAsked)
    }

    @Test func whatWasChosenFillsWhatNobodySays() throws {
        let local = try #require(ServerAddress("http://localhost:8000"))
        var inputs = ConnectionInputs()
        inputs.environment = ["DREADNODE_SERVER": local.origin]
        inputs.chosen[local] = SavedScopes.Choice(organization: "acme", workspace: "side")
        var settings = try inputs.resolve()
        #expect([settings.organization, settings.workspace] == ["acme", "side"])
        // It was chosen among the workspaces of its own organization.
        inputs.flags.organization = "other"
        settings = try inputs.resolve()
        #expect([settings.organization, settings.workspace] == ["other", nil])
        // Another server has other places.
        inputs.flags = ConnectionFlags()
        inputs.environment = ["DREADNODE_SERVER": "https://app.dreadnode.io"]
        settings = try inputs.resolve()
        #expect([settings.organization, settings.workspace] == [nil, nil])
    }

    @Test func environmentKeyOverlaysEvenANamedProfile() throws {
        let settings = try Self.resolve(["DREADNODE_API_KEY": "key-env"]) { $0.profile = "first" }
        #expect(settings.server.credential == Credential("key-env"))
        #expect(settings.server.address.host == "localhost")
    }

    @Test func aProfilesKeyGoesToNoOtherServer() throws {
        #expect(try Self.resolve(["DREADNODE_SERVER": "https://other.example"]).server.credential == nil)
        #expect(try Self.resolve { $0.server = "https://other.example" }.server.credential == nil)
        let named = try Self.resolve(["DREADNODE_SERVER": "https://other.example"]) { $0.profile = "work" }
        #expect(named.server.credential == nil)
    }

    @Test func aServersProfileIsFoundByItsAddress() throws {
        let settings = try Self.resolve { $0.server = "127.0.0.1:8000" }
        #expect(settings.profile == "first")
        #expect(settings.server.credential == Credential("key-first"))
        #expect(settings.organization == "local")
    }

    @Test func serverAndKeyBypassTheFile() throws {
        let settings = try Self.resolve(["DREADNODE_WORKSPACE": "env-ws"]) {
            $0.server = "https://app.dreadnode.io"
            $0.apiKey = "key-flag"
        }
        #expect(settings.server.credential == Credential("key-flag"))
        #expect(settings.organization == nil)
        #expect(settings.workspace == "env-ws")
        #expect(settings.profile == nil)
    }

    @Test func ourOwnLoginGoesFirst() throws {
        let store = "servers: {mine: {url: 'https://mine.example', api_key: key-mine}}"
        #expect(try Self.resolve(store: store).server.credential == Credential("key-mine"))
        #expect(try Self.resolve(store: store) { $0.profile = "work" }.server.credential == Credential("key-work"))
    }

    @Test(arguments: [
        ("public", "public"), ("cluster", "cluster"), ("", nil),
    ])
    func networkIsOneOfTwo(value: String, header: String?) throws {
        #expect(try Self.resolve(["DREADNODE_NETWORK": value]).server.network == header)
    }

    @Test func refusesWhatCannotWork() {
        let changes: [(String, [String: String], @Sendable (inout ConnectionFlags) -> Void)] = [
            (
                "--profile cannot", [:],
                {
                    $0.profile = "work"; $0.server = "https://x.io"
                }
            ),
            (
                "--profile cannot", [:],
                {
                    $0.profile = "work"; $0.apiKey = "k"
                }
            ),
            ("--api-key-file needs --server", [:], { $0.apiKey = "k" }),
            ("no profile of this name", [:], { $0.profile = "gone" }),
            ("address is not valid", [:], { $0.server = "ftp://x" }),
            ("not encrypted", [:], { $0.server = "http://x.io" }),
            ("public or cluster", ["DREADNODE_NETWORK": "moon"], { _ in }),
            ("organization must be", [:], { $0.organization = "../x" }),
            ("workspace must be", ["DREADNODE_WORKSPACE": "Ünïcode"], { _ in }),
        ]
        for (message, environment, change) in changes {
            let error = #expect(throws: ConfigurationError.self) { try Self.resolve(environment, change) }
            #expect(error?.message.contains(message) == true, "\(message)")
        }
    }

    @Test func plainHTTPNeedsConsentExceptOnThisMachine() throws {
        let allowed = try Self.resolve {
            $0.server = "http://x.io"
            $0.allowsHTTP = true
        }
        #expect(allowed.server.address.scheme == "http")
        #expect(try Self.resolve { $0.server = "http://localhost:1" }.server.address.port == 1)
    }

    @Test func nothingConfiguredSaysWhatToDo() {
        let error = #expect(throws: ConfigurationError.self) { try Self.resolve(file: "") }
        #expect(error == .nothingConfigured)
        #expect(error?.hint.contains("trawl demo") == true)
        #expect(error?.description.split(separator: "\n").count == 2)
    }

    @Test func aKeyAloneMeansTheHostedServer() throws {
        let settings = try Self.resolve(["DREADNODE_API_KEY": "dn_key_x"], file: "")
        #expect(settings.server.address.origin == "https://app.dreadnode.io")
    }

    @Test func tokensAreSentAsBearerAndKeysAsKeys() {
        #expect(Credential("dn_key_x").scheme == .apiKey)
        #expect(Credential("eyJhbGciOi.eyJzdWIi.sig").scheme == .bearer)
        #expect(Credential("dn_key_x", scheme: .bearer).scheme == .bearer)
        #expect("\(Credential("dn_key_x"))" == "Credential(apiKey)")
    }

    @Test(arguments: ["servers: [", "{", "a: b: c", "\t- x"])
    func brokenFilesAreNamedWithoutTheirText(text: String) {
        let error = #expect(throws: ConfigurationError.self) { try ProfileFile(yaml: text, path: "config.yaml") }
        #expect(error?.message.hasPrefix("config.yaml is not readable as YAML") == true)
    }

    @Test(arguments: ["42", "[]", "servers: 3", "servers: {x: 1}", "servers: {'a..b': {url: u}}", "null"])
    func oddFilesHaveNoProfiles(text: String) throws {
        #expect(try ProfileFile(yaml: text, path: "config.yaml").profiles.isEmpty)
    }
}
