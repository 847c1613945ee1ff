import Platform
import PlatformHTTP
import Testing

/// Which key which server is given: every source of a key, by every way to name a server.
@Suite("A key goes to the server that it was configured for") struct KeyHomeTests {
    /// Where a key comes from.
    enum Source: CaseIterable {
        case file, environmentWithServer, environmentAlone, activeProfile, login
    }

    /// How the server is named; links and `--server` are one way.
    enum Way: CaseIterable {
        case nothing, own, ownInOtherLetters, other, otherPort, otherScheme, otherInEnvironment
    }

    private static let own = "https://own.example"

    private static func inputs(_ source: Source, _ way: Way) throws -> ConnectionInputs {
        var inputs = ConnectionInputs()
        let file = try ProfileFile(yaml: "servers: {mine: {url: '\(own)', api_key: secret}}", path: "config.yaml")
        switch source {
        case .file: inputs.flags.apiKey = "secret"
        case .environmentWithServer: inputs.environment = ["DREADNODE_SERVER": own, "DREADNODE_API_KEY": "secret"]
        case .environmentAlone:
            inputs.environment = ["DREADNODE_API_KEY": "secret"]
            inputs.platformFile = try ProfileFile(yaml: "servers: {mine: {url: '\(own)'}}", path: "config.yaml")
        case .activeProfile: inputs.platformFile = file
        case .login: inputs.store = file
        }
        switch way {
        case .nothing: break
        case .own: inputs.flags.server = own
        case .ownInOtherLetters: inputs.flags.server = "HTTPS://OWN.example:443/api/v1/"
        case .other: inputs.flags.server = "https://own.example.other.example"
        case .otherPort: inputs.flags.server = own + ":8443"
        case .otherScheme: inputs.flags.server = "http://own.example"
        case .otherInEnvironment: inputs.environment["DREADNODE_SERVER"] = "https://other.example"
        }
        inputs.flags.allowsHTTP = true
        return inputs
    }

    /// A file is named for the server beside it; a key of the environment is for the environment's server.
    private static func isGiven(_ source: Source, _ way: Way) -> Bool? {
        switch (source, way) {
        case (.file, .nothing), (.file, .otherInEnvironment): nil
        case (.file, _), (_, .nothing), (_, .own), (_, .ownInOtherLetters): true
        case (.environmentWithServer, .otherInEnvironment), (.environmentAlone, .otherInEnvironment): true
        default: false
        }
    }

    @Test(arguments: Source.allCases, Way.allCases)
    func table(source: Source, way: Way) throws {
        let inputs = try Self.inputs(source, way)
        guard let isGiven = Self.isGiven(source, way) else {
            #expect(throws: ConfigurationError.self) { try inputs.resolve() }
            return
        }
        let settings = try inputs.resolve()
        #expect((settings.server.credential?.secret == "secret") == isGiven)
        #expect((settings.withheld == nil) == isGiven)
        let told = settings.withheld.map(String.init(describing:)) ?? ""
        #expect(isGiven || told.contains(Self.own), "who is asked is told of the key's own server")
        #expect(!told.contains("secret"))
        var shared = inputs
        shared.flags.sharesKey = true
        #expect(try shared.resolve().server.credential?.secret == "secret", "after a yes it is sent")
    }

    @Test func aKeyOfTheServerThatIsNamedGoesBeforeOneOfAnother() throws {
        var inputs = ConnectionInputs()
        inputs.environment = ["DREADNODE_SERVER": Self.own, "DREADNODE_API_KEY": "theirs"]
        let yaml = "servers: {far: {url: 'https://far.example', api_key: secret}}"
        inputs.store = try ProfileFile(yaml: yaml, path: "credentials.yaml")
        inputs.flags.server = "https://far.example"
        let settings = try inputs.resolve()
        #expect(settings.server.credential == Credential("secret"))
        #expect(settings.withheld == nil)
    }

    @Test func aKeyThatStandsTwiceIsToldWithItsLine() {
        let yaml = "servers:\n  a:\n    url: https://a.example\n    api_key: one\n    url: https://b.example\n"
        let error = #expect(throws: ConfigurationError.self) { try ProfileFile(yaml: yaml, path: "config.yaml") }
        #expect(error?.message.contains("line 5") == true)
        #expect(error?.message.contains("example") == false)
    }
}
