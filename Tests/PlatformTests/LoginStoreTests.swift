import Foundation
import PlatformHTTP
import Testing

struct LoginStoreTests {
    /// A folder of its own for each test.
    private static func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "trawl-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path(percentEncoded: false))
    }

    private static func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    @Test func keepsKeysForTheOwnerAlone() throws {
        try Self.inFolder { folder in
            let store = LoginStore(path: folder + "/trawl/credentials.yaml")
            #expect(try store.read().profiles.isEmpty)
            var profile = Profile(name: "work", url: "https://app.dreadnode.io", apiKey: "dn_key_1: #'\"\n")
            profile.organization = "acme"
            try store.save(profile)
            #expect(try Self.mode(store.path) == 0o600)
            #expect(try Self.mode(folder + "/trawl") == 0o700)
            #expect(try store.read() == ProfileFile(activeName: "work", profiles: [profile.trimmed]))
        }
    }

    @Test func savingAgainReplacesAndKeepsTheOthers() throws {
        try Self.inFolder { folder in
            let store = LoginStore(path: folder + "/credentials.yaml")
            try store.save(Profile(name: "a", url: "https://a.example", apiKey: "1"))
            try store.save(Profile(name: "b", url: "https://b.example", apiKey: "2"))
            try store.save(Profile(name: "a", url: "https://a.example", apiKey: "3"))
            #expect(try store.read().profiles.map(\.apiKey) == ["2", "3"])
            #expect(try store.read().active?.name == "a")
            #expect(try store.activate("b"))
            #expect(try store.read().active?.apiKey == "2")
            #expect(try !store.activate("c"))
            #expect(try store.remove("b"))
            #expect(try store.read().profiles.map(\.name) == ["a"])
            #expect(try !store.remove("b"))
            #expect(try Self.mode(store.path) == 0o600)
        }
    }

    @Test func aBrokenStoreIsNotOverwritten() throws {
        try Self.inFolder { folder in
            let store = LoginStore(path: folder + "/credentials.yaml")
            try store.save(Profile(name: "a", url: "https://a.example", apiKey: "secret-1"))
            try "servers: [secret-2".write(toFile: store.path, atomically: true, encoding: .utf8)
            let error = #expect(throws: ConfigurationError.self) {
                try store.save(Profile(name: "b", url: "https://b.example"))
            }
            #expect(error?.description.contains("secret") == false)
            #expect(try String(contentsOfFile: store.path, encoding: .utf8) == "servers: [secret-2")
        }
    }

    @Test func keysComeFromTheFirstLineOfAFile() throws {
        try Self.inFolder { folder in
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let path = folder + "/key"
            try "\n  dn_key_x \nsecond\n".write(toFile: path, atomically: true, encoding: .utf8)
            #expect(try ConnectionFlags.readKey(from: path) == "dn_key_x")
            try "\n \n".write(toFile: path, atomically: true, encoding: .utf8)
            #expect(throws: ConfigurationError.self) { try ConnectionFlags.readKey(from: path) }
            #expect(throws: ConfigurationError.self) { try ConnectionFlags.readKey(from: folder + "/absent") }
        }
    }

    @Test func chosenPlacesAreKeptByServer() throws {
        try Self.inFolder { folder in
            let (one, two) = (ServerAddress("https://one.example"), ServerAddress("https://two.example"))
            var places = SavedScopes(path: folder + "/state/places.json")
            places[try #require(one)] = SavedScopes.Choice(organization: "a", workspace: nil)
            places[try #require(two)] = SavedScopes.Choice(organization: "b", workspace: "w")
            try places.write(to: folder + "/state/places.json")
            #expect(SavedScopes(path: folder + "/state/places.json") == places)
            try "{\"https://one.example\":[".write(toFile: folder + "/damaged", atomically: true, encoding: .utf8)
            #expect(SavedScopes(path: folder + "/damaged") == SavedScopes())
        }
    }

    @Test func inputsAreReadFromTheUsersFiles() throws {
        try Self.inFolder { folder in
            let environment = ["HOME": folder, "XDG_CONFIG_HOME": folder + "/config"]
            let paths = UserPaths(environment: environment)
            #expect(paths.platformProfiles == folder + "/.dreadnode/config.yaml")
            try LoginStore(path: paths.loginStore).save(Profile(name: "mine", url: "https://m.example", apiKey: "k"))
            let settings = try ConnectionInputs(flags: ConnectionFlags(), environment: environment).resolve()
            #expect(settings.profile == "mine")
            #expect(settings.server.credential == Credential("k"))
        }
    }
}

extension Profile {
    /// What comes back from the file: blanks at the ends of a value are none of it.
    fileprivate var trimmed: Profile {
        var profile = self
        profile.apiKey = apiKey?.trimmingCharacters(in: .whitespacesAndNewlines)
        return profile
    }
}
