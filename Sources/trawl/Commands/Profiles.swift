import ArgumentParser
import Foundation
import PlatformHTTP
import Wire

/// `trawl profiles`: what there is to connect with.
struct Profiles: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the profiles, choose the one in use, or forget one.",
        discussion: "Those of trawl login and those of the platform's own client, whose file is only read.")

    @Option(help: ArgumentHelp("Use this one from here on.", valueName: "name"))
    var use: String?

    @Option(help: ArgumentHelp("Forget this one, with its key.", valueName: "name"))
    var remove: String?

    @OptionGroup var json: JSONOption
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if use != nil, remove != nil { throw ValidationError("--use or --remove, not both") }
    }

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let store = LoginStore(path: UserPaths(environment: environment).loginStore)
        if let use { try Self.check(try store.activate(use), use) }
        if let remove { try Self.check(try store.remove(remove), remove) }
        let inputs = try ConnectionInputs(flags: ConnectionFlags(), environment: environment)
        let active = inputs.store.active ?? inputs.platformFile.active
        let out = output.open()
        let isActive = { (profile: Profile) in profile.name == active?.name }
        out.list(
            inputs.profiles, asJSON: json.json, { Self.json($0, isActive: isActive($0)) },
            [.text(""), .text("name"), .flexible("server"), .flexible("user"), .text("organization")]
        ) { profile in
            [
                isActive(profile) ? "*" : "", profile.name, profile.url, profile.username ?? profile.email ?? "",
                profile.organization ?? "",
            ]
        }
        if inputs.profiles.isEmpty { out.note("There is no profile: trawl login makes one.") }
    }

    private static func check(_ isKnown: Bool, _ name: String) throws {
        guard !isKnown else { return }
        throw CommandError(
            "trawl login made no profile \(name).", hint: "The platform's own are only read.", status: .notFound)
    }

    /// A profile without its key.
    static func json(_ profile: Profile, isActive: Bool) -> JSONValue {
        [
            "name": .string(profile.name), "url": .string(profile.url), "username": .optional(profile.username),
            "email": .optional(profile.email), "organization": .optional(profile.organization),
            "workspace": .optional(profile.workspace), "active": .bool(isActive),
            "project": .optional(profile.project),
        ]
    }
}
