import Foundation

/// A file that is being written beside where it will be, held by this process alone. It gets its name when it is whole.
final class PartFile: Sendable {
    let path: String
    private let descriptor: Int32

    init(_ path: String) throws(Failure) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw Self.failure(path, errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw Failure("\(path) is being written by another download.", status: .local)
        }
        ftruncate(descriptor, 0)
    }

    deinit { close(descriptor) }

    func append(_ bytes: [UInt8]) throws(Failure) {
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(descriptor, $0.baseAddress.map { $0 + start }, bytes.count - start)
            }
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw Self.failure(path, errno) }
            start += count
        }
    }

    func synchronize() throws(Failure) {
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw Self.failure(path, errno) }
    }

    /// Moves the file into place. Without `force` a file that has appeared there in the meantime is left alone.
    func move(to destination: String, force: Bool) throws(Failure) {
        if !force {
            if link(path, destination) == 0 {
                unlink(path)
                return
            }
            if errno == EEXIST { throw Failure("\(destination) exists.", hint: "--force replaces it.", status: .local) }
        }
        guard rename(path, destination) == 0 else { throw Self.failure(destination, errno) }
    }

    func remove() { unlink(path) }

    private static func failure(_ path: String, _ code: Int32) -> Failure {
        let reason = code == ENOSPC ? "the disk is full" : String(cString: strerror(code))
        return Failure("\(path): \(reason).", hint: code == ENOSPC ? "Nothing was kept." : "", status: .local)
    }
}
