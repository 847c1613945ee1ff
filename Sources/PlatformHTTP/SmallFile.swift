import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// Small files with secrets in them: read up to a limit, written whole and for the owner's eyes only.
enum SmallFile {
    /// Bytes that a file of ours may have.
    static let limit = 1 << 20

    /// The text of a file or pipe. Throws `SystemError`; `EFBIG` above the limit.
    static func read(_ path: String) throws(SystemError) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError(code: errno, path: path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw SystemError(code: errno, path: path) }
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
            guard bytes.count <= limit else { throw SystemError(code: EFBIG, path: path) }
        }
    }

    /// The text of a file, or nil where there is none.
    static func readIfPresent(_ path: String) throws(SystemError) -> String? {
        do {
            return try read(path)
        } catch {
            if error.code == ENOENT || error.code == ENOTDIR { return nil }
            throw error
        }
    }

    /// Writes a file with mode 0600 beside its place and moves it there, so that a reader sees the old text or the new.
    /// Missing folders are made with mode 0700.
    static func writePrivately(_ text: String, to path: String) throws(SystemError) {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        try makeFolder(folder)
        let part = path + ".new"
        unlink(part)
        let descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw SystemError(code: errno, path: part) }
        let error = write(Array(text.utf8), descriptor)
        close(descriptor)
        guard error == 0, rename(part, path) == 0 else {
            let code = error == 0 ? errno : error
            unlink(part)
            throw SystemError(code: code, path: path)
        }
    }

    /// Writes all bytes to the disk; the error number, or 0.
    private static func write(_ bytes: [UInt8], _ descriptor: Int32) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return errno }
            rest = rest.dropFirst(count)
        }
        return fsync(descriptor) == 0 ? 0 : errno
    }

    private static func makeFolder(_ path: String) throws(SystemError) {
        guard !path.isEmpty, mkdir(path, 0o700) != 0, errno != EEXIST else { return }
        guard errno == ENOENT else { throw SystemError(code: errno, path: path) }
        let parent = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        guard parent != path, !parent.isEmpty else { throw SystemError(code: ENOENT, path: path) }
        try makeFolder(parent)
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw SystemError(code: errno, path: path) }
    }
}
