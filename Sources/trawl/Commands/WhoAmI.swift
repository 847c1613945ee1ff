import ArgumentParser
import Platform
import Wire

/// `trawl whoami`: which server, as whom, and where in it.
struct WhoAmI: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "whoami", abstract: "Show server, user, organization and workspace.")

    @OptionGroup var json: JSONOption
    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let out = output.open()
        let platform = try platform.openForScript(out)
        let user = try runBlocking { try await platform.user() }
        let scope = platform.scope
        let facts: [(String, String?)] = [
            ("server", scope.server), ("organization", scope.organization), ("workspace", scope.workspace),
            ("username", user["username"]?.string), ("email", user["email_address"]?.string),
        ]
        if json.json {
            out.json(.object(JSONObject(facts.map { ($0.0, .optional($0.1)) })))
        } else {
            for case (let name, .some(let value)) in facts { out.line("\(name): \(value)") }
        }
        out.flush()
    }
}
