import Foundation
import PlatformHTTP

/// The files that profiles are in: the platform's own, which is only read, and ours, which `trawl login` writes.
enum ProfileStore {
    static func path(_ folders: Folders) -> String { folders.config + "/profiles.yaml" }

    static func platformPath(_ environment: [String: String]) -> String {
        (environment["HOME"] ?? NSHomeDirectory()) + "/.dreadnode/config.yaml"
    }

    /// A file that is absent has no profiles.
    static func read(_ path: String) throws -> ProfileFile {
        guard let data = FileManager.default.contents(atPath: path) else { return ProfileFile() }
        return try ProfileFile(yaml: String(decoding: data, as: UTF8.self), path: path)
    }

    /// Writes the file for this user alone, whole or not at all.
    static func write(_ file: ProfileFile, to path: String) throws {
        let folder = (path as NSString).deletingLastPathComponent
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let part = path + ".part"
            try? FileManager.default.removeItem(atPath: part)
            let text = Data(try file.yaml.utf8)
            guard FileManager.default.createFile(atPath: part, contents: text, attributes: [.posixPermissions: 0o600])
            else { throw CocoaError(.fileWriteUnknown) }
            guard rename(part, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            throw Failure("\(path): the profile cannot be written", status: .local)
        }
    }
}
