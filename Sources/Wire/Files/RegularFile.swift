#if canImport(Glibc)
    import Glibc
#endif

/// Files that are read. What is no file (a pipe, a device, a socket) is an error and never waited for.
package enum RegularFile {
    /// Opens, or makes, a file of trawl's own; the caller closes it. Throws the system's error.
    package static func open(_ path: String, flags: Int32) throws(SystemError) -> Int32 {
        let descriptor = SystemPath.with(path) { Glibc.open($0, flags | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0o600) }
        guard descriptor >= 0 else { throw SystemError(code: errno, path: path) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw SystemError(code: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : 0, path: path)
        }
        return descriptor
    }

    /// The bytes of a file; `EFBIG` above the limit.
    package static func read(_ path: String, atMost limit: Int) throws(SystemError) -> [UInt8] {
        try read(try SystemPath.openFile(path).descriptor, path, limit)
    }

    /// The bytes of a file, or nil where there is none.
    package static func readIfPresent(_ path: String, atMost limit: Int) throws(SystemError) -> [UInt8]? {
        do {
            return try read(path, atMost: limit)
        } catch {
            if error.code == ENOENT || error.code == ENOTDIR { return nil }
            throw error
        }
    }

    /// The bytes of a file, or of a pipe that the user names: it is waited for.
    package static func readOrWait(_ path: String, atMost limit: Int) throws(SystemError) -> [UInt8] {
        let descriptor = SystemPath.with(path) { Glibc.open($0, O_RDONLY | O_NOCTTY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw SystemError(code: errno, path: path) }
        return try read(descriptor, path, limit)
    }

    private static func read(_ descriptor: Int32, _ path: String, _ limit: Int) throws(SystemError) -> [UInt8] {
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw SystemError(code: errno, path: path) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= limit else { throw SystemError(code: EFBIG, path: path) }
        }
    }
}
