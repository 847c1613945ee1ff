import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// Where the files of a user are.
package struct UserPaths: Hashable, Sendable {
    package var home: String
    /// `$XDG_CONFIG_HOME`, or `~/.config`.
    package var configuration: String

    /// From the environment; a relative `XDG_CONFIG_HOME` counts as unset, as its specification says.
    package init(environment: [String: String]) {
        home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? Self.homeOfUser
        let folder = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        configuration = folder ?? home + "/.config"
    }

    private static var homeOfUser: String {
        guard let entry = getpwuid(getuid()), let folder = entry.pointee.pw_dir else { return "/" }
        return String(cString: folder)
    }

    /// The platform's own file: read here, never written.
    package var platformProfiles: String { home + "/.dreadnode/config.yaml" }
    /// What `trawl login` writes.
    package var loginStore: String { configuration + "/trawl/credentials.yaml" }
}

/// The keys that `trawl login` got: a file of profiles, mode 0600.
package struct LoginStore: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    /// The profiles; none where there is no file yet. Throws `ConfigurationError`.
    package func read() throws(ConfigurationError) -> ProfileFile { try ProfileFile(path: path) }

    /// Adds or replaces a profile and makes it the active one.
    package func save(_ profile: Profile) throws(ConfigurationError) {
        try change { file in
            file.profiles.removeAll { $0.name == profile.name }
            file.profiles.append(profile)
            file.activeName = profile.name
        }
    }

    /// Makes a profile the active one; false where there is none of this name.
    package func activate(_ name: String) throws(ConfigurationError) -> Bool {
        guard try read().profiles.contains(where: { $0.name == name }) else { return false }
        try change { $0.activeName = name }
        return true
    }

    /// Forgets a profile with its key; false where there is none of this name.
    package func remove(_ name: String) throws(ConfigurationError) -> Bool {
        guard try read().profiles.contains(where: { $0.name == name }) else { return false }
        try change { file in
            file.profiles.removeAll { $0.name == name }
            if file.activeName == name { file.activeName = nil }
        }
        return true
    }

    private func change(_ edit: (inout ProfileFile) -> Void) throws(ConfigurationError) {
        var file = try read()
        edit(&file)
        do {
            try PrivateFile.replace(path, with: Array(file.yaml.utf8), isConvenience: false)
        } catch {
            throw ConfigurationError("The login could not be saved: \(error).")
        }
    }
}

extension ProfileFile {
    /// The profiles of a file; none where there is no such file.
    package init(path: String) throws(ConfigurationError) {
        let bytes: [UInt8]?
        do {
            bytes = try RegularFile.readIfPresent(path, atMost: ConnectionFlags.longestFile)
        } catch {
            throw ConfigurationError("\(error).")
        }
        try self.init(yaml: String(decoding: bytes ?? [], as: UTF8.self), path: path)
    }
}

extension ConnectionInputs {
    /// The inputs as they are on this machine. With `--server` and a key no file is looked at.
    package init(flags: ConnectionFlags, environment: [String: String]) throws(ConfigurationError) {
        self.init()
        self.flags = flags
        self.environment = environment
        if flags.server != nil, flags.apiKey != nil { return }
        let paths = UserPaths(environment: environment)
        store = try ProfileFile(path: paths.loginStore)
        platformFile = try ProfileFile(path: paths.platformProfiles)
    }
}

extension ConnectionFlags {
    /// Bytes that a file with keys may have.
    static let longestFile = 1 << 20

    /// Reads a key from a file or pipe: its first line that is not blank. The error names the file, not what is in it.
    package static func readKey(from path: String) throws(ConfigurationError) -> String {
        let text: String
        do {
            text = String(decoding: try RegularFile.readOrWait(path, atMost: longestFile), as: UTF8.self)
        } catch {
            throw ConfigurationError("The key cannot be read: \(error).")
        }
        let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimming { $0.isWhitespace } }
        guard let key = lines.first(where: { !$0.isEmpty }) else { throw ConfigurationError("\(path) holds no key.") }
        return key
    }
}
