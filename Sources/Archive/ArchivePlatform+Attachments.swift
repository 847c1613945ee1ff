import Glibc
package import Platform
import Wire

/// Pictures and sounds that documents refer to. The documents are hostile: a path leads nowhere but to a file in the
/// folder, or the archive, that was opened.
extension ArchivePlatform {
    /// Larger files are not handed on.
    private static let largest = 512 << 20

    package func attachment(_ path: String, of session: SessionID) async throws -> [UInt8] {
        guard let found = try locate(path, session) else {
            throw PlatformError(.storage, detail: "\(path) is missing", resource: path)
        }
        guard found.size <= Self.largest else { throw PlatformError(.tooLarge, detail: path, resource: path) }
        let store = try found.load()
        return store.bytes(0..<store.count)
    }

    package func attachmentSize(_ path: String, of session: SessionID) async throws -> Int? {
        try locate(path, session)?.size
    }

    private func locate(_ path: String, _ session: SessionID) throws(PlatformError) -> DocumentLocation? {
        let document = try find(session).1.document.file
        guard let name = Self.name(of: path, beside: document.name) else { return nil }
        switch document {
        case .given, .run: return nil
        case .entry(_, let archive):
            return archive.entries.first { $0.name == name }.map { .entry($0, archive) }
        case .file(let file):
            guard file.path.hasSuffix(file.name) else { return nil }
            return Self.file(name, under: String(file.path.dropLast(file.name.count)))
        }
    }

    /// The name from the opened folder on; nil where it would lead out of it, or is no relative path.
    static func name(of path: String, beside document: String) -> String? {
        guard !path.isEmpty, !path.hasPrefix("/"), !path.contains("://"), !path.utf8.contains(0) else { return nil }
        var parts = document.split(separator: "/").dropLast().map(String.init)
        for part in path.split(separator: "/") where part != "." {
            if part != ".." {
                parts.append(String(part))
            } else if parts.popLast() == nil {
                return nil
            }
        }
        return parts.isEmpty ? nil : parts.joined(separator: "/")
    }

    /// A regular file that no link on the way leads out to.
    private static func file(_ name: String, under root: String) -> DocumentLocation? {
        let path = root + name
        let folder = absolutePath(root.isEmpty ? "." : root)
        let real = absolutePath(path)
        guard real.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/") else { return nil }
        var status = stat()
        guard stat(real, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return .file(FileEntry(name: name, path: real, size: Int(status.st_size), modified: 0))
    }
}
