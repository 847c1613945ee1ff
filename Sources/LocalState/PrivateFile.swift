import Foundation

/// Files that only this user can read.
enum PrivateFile {
    /// Makes the folder of a file, and the file itself where it is absent, so that no library makes it with wider rights.
    static func make(_ path: String) throws {
        let folder = (path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteNoPermission) }
        close(descriptor)
    }

    /// Replaces a file in one step: a reader sees the old text or the new one, and so does a crash.
    static func replace(_ path: String, with bytes: [UInt8]) throws {
        let folder = (path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let own = path + ".\(ProcessInfo.processInfo.processIdentifier)"
        let descriptor = open(own, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteNoPermission) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try handle.write(contentsOf: Data(bytes))
        guard rename(own, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
