import Platform
import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// What was handed to the program as an open descriptor: `-`, `/dev/stdin`, and the `/dev/fd/63` of a shell's `<(…)`. A
/// pipe is read to its end; a FIFO that only has a name is never opened.
enum GivenInput {
    private static let folders = ["/dev/fd/", "/proc/self/fd/"]

    /// Whether a path stands for a descriptor that is a pipe.
    static func isPipe(_ path: String) -> Bool {
        guard let descriptor = descriptor(path) else { return false }
        var status = stat()
        return fstat(descriptor, &status) == 0 && [S_IFIFO, S_IFSOCK].contains(status.st_mode & S_IFMT)
    }

    /// All that comes; nil where the path stands for no pipe. Throws `tooLarge` for more than a store holds.
    static func read(_ path: String) throws(PlatformError) -> ByteStore? {
        guard let descriptor = descriptor(path), path == "-" || isPipe(path) else { return nil }
        guard let store = ByteStore() else { throw PlatformError(.storage, detail: "no room for what is piped") }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw storageError(path) }
            guard count > 0 else { return try Packed.opened(store, path) }
            guard store.append(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else {
                throw PlatformError(.tooLarge, detail: "more than \(store.count) bytes", resource: path)
            }
        }
    }

    private static func descriptor(_ path: String) -> Int32? {
        if path == "-" || path == "/dev/stdin" { return STDIN_FILENO }
        guard let folder = folders.first(where: path.hasPrefix) else { return nil }
        return Int32(path.dropFirst(folder.count))
    }
}
