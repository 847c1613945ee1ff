import Glibc
import Platform

/// A file that the user asked for. What is there already is kept unless the user says otherwise; a file that cannot be
/// written to its end is no file at all.
struct NewFile: ~Copyable {
    private let descriptor: Int32
    /// What is written to; the target itself, or a file beside it that takes its place at the end.
    private let path: String
    private let target: String

    /// Writes a file by way of a body that is given pieces to write. `~/` is the home folder. Throws what the body throws,
    /// and `PlatformError` of kind storage where the system refuses.
    static func write(
        to path: String, overwriting: Bool, _ body: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void
    ) throws {
        let file = try NewFile(path, overwriting: overwriting)
        do {
            try body { try file.append($0) }
        } catch {
            file.abandon()
            throw error
        }
        try file.finish()
    }

    private init(_ path: String, overwriting: Bool) throws(PlatformError) {
        target = Self.expanded(path)
        if overwriting {
            var name = Array((target + ".XXXXXX").utf8CString)
            descriptor = mkstemp(&name)
            self.path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        } else {
            self.path = target
            descriptor = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        }
        guard descriptor >= 0 else { throw Self.problem(target, errno) }
    }

    private func append(_ bytes: UnsafeRawBufferPointer) throws(PlatformError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.problem(target, errno) }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    private consuming func finish() throws(PlatformError) {
        guard close(descriptor) == 0, path == target || rename(path, target) == 0 else {
            let code = errno
            unlink(path)
            throw Self.problem(target, code)
        }
    }

    private consuming func abandon() {
        close(descriptor)
        unlink(path)
    }

    private static func expanded(_ path: String) -> String {
        guard path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
        return String(cString: home) + path.dropFirst()
    }

    private static func problem(_ path: String, _ code: Int32) -> PlatformError {
        let words =
            switch code {
            case _ where isFolder(path) || code == EISDIR: "is a folder: name a file in it"
            case EEXIST: "is there already: ! behind the command writes over it"
            case ENOENT: "is in a folder that is not there"
            default: "cannot be written: \(String(cString: strerror(code)).lowercased())"
            }
        return PlatformError(.storage, detail: "\(path) \(words)")
    }

    private static func isFolder(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    }
}
