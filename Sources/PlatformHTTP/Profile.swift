import YAMLText
import Yams

/// A named server with its key and defaults (Platform.docc/Connecting).
package struct Profile: Hashable, Sendable {
    package var name: String
    package var url: String
    package var apiKey: String?
    package var email: String?
    package var username: String?
    package var organization: String?
    package var workspace: String?
    package var project: String?

    package init(name: String, url: String, apiKey: String? = nil) {
        self.name = name
        self.url = url
        self.apiKey = apiKey
    }

    /// Letters, digits, `_`, `.` and `-`, without `..`.
    package static func isName(_ text: String) -> Bool {
        !text.isEmpty && !text.contains("..")
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}

/// The profiles of one file: `~/.dreadnode/config.yaml`, which is the platform's and only read here, or trawl's own
/// store of the same shape.
package struct ProfileFile: Hashable, Sendable {
    /// The name of the active profile as the file says it; it may name none.
    package var activeName: String?
    /// In the order of the file.
    package var profiles: [Profile]

    package init(activeName: String? = nil, profiles: [Profile] = []) {
        self.activeName = activeName
        self.profiles = profiles
    }

    /// The profile in use: the active one, or the first where the file names none that exists.
    package var active: Profile? { profiles.first { $0.name == activeName } ?? profiles.first }

    /// Reads a file's text; an empty one has no profiles. Profiles without a `url` are left out. Throws where the text
    /// is no YAML, with the line.
    package init(yaml text: String, path: String) throws(ConfigurationError) {
        self.init()
        let root: Node?
        do {
            root = try YAMLText.compose(text)
        } catch {
            throw ConfigurationError("\(path) is not readable as YAML\(Self.words(error)).")
        }
        guard let mapping = root?.mapping else { return }
        activeName = mapping["active"]?.text
        for (name, node) in mapping["servers"]?.mapping.map(Array.init) ?? [] {
            guard let name = name.text, Profile.isName(name), let url = node.mapping?["url"]?.text else { continue }
            profiles.append(Profile(name: name, url: url, node))
        }
    }

    private static func words(_ fault: YAMLFault) -> String {
        fault.line.map { " (line \($0): \(fault.problem))" } ?? ""
    }

    /// The file's text.
    package var yaml: String {
        get throws {
            let servers = profiles.map { ($0.name, $0.node) }
            let root = Node([
                (Node("active"), activeName.map { Node($0) } ?? Node("null", Tag(.null))),
                (Node("servers"), Node(servers.map { (Node($0.0), $0.1) })),
            ])
            return try Yams.serialize(node: root)
        }
    }
}

extension Profile {
    /// The fields and their keys in the file.
    private static let fields: [(key: String, path: any WritableKeyPath<Profile, String?> & Sendable)] = [
        ("api_key", \.apiKey), ("email", \.email), ("username", \.username), ("default_organization", \.organization),
        ("default_workspace", \.workspace), ("default_project", \.project),
    ]

    fileprivate init(name: String, url: String, _ node: Node) {
        self.init(name: name, url: url)
        for field in Self.fields { self[keyPath: field.path] = node.mapping?[field.key]?.text }
    }

    fileprivate var node: Node {
        let set = Self.fields.compactMap { field in self[keyPath: field.path].map { (field.key, $0) } }
        return Node(([("url", url)] + set).map { (Node($0.0), Node($0.1, .implicit, .doubleQuoted)) })
    }
}

extension Node {
    /// The text of a scalar that is not null and not blank.
    fileprivate var text: String? {
        guard let scalar, self.null == nil else { return nil }
        let text = scalar.string.trimming { $0.isWhitespace }
        return text.isEmpty ? nil : text
    }
}
