import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// A file that is written: new, for its owner's eyes alone, under a name that nobody else has, beside its target. It takes
/// the target's name when it is whole, and goes when it never is.
///
/// No link is followed and nothing that is there is written into, so that no other file is lost. What is no regular file
/// is never replaced.
package final class PrivateFile: Sendable {
    /// Where the bytes are until the file is whole.
    package let path: String
    private let target: String
    private let replaces: Bool
    private let descriptor: Int32
    private let isWhole = Atomic(false)

    /// Begins a file. What is at the target is kept, with `EEXIST`, unless it is to be replaced.
    package init(beside target: String, replacing: Bool) throws(SystemError) {
        try Self.check(target, replacing: replacing)
        (descriptor, path) = try Self.make(Self.hidden(target) + ".", ending: ".part", for: target)
        self.target = target
        replaces = replacing
    }

    deinit {
        close(descriptor)
        if !isWhole.load(ordering: .relaxed) { Self.remove(path) }
    }

    /// Writes bytes at the end.
    package func append(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
        let code = Descriptor.write(bytes, to: descriptor)
        guard code == 0 else { throw SystemError(code: code, path: target) }
    }

    package func append(_ bytes: [UInt8]) throws(SystemError) {
        let code = bytes.withUnsafeBytes { Descriptor.write($0, to: descriptor) }
        guard code == 0 else { throw SystemError(code: code, path: target) }
    }

    /// Gives the file its name, once its bytes are on the disk.
    /// - Parameter isConvenience: what can be made again is not waited for.
    package func finish(isConvenience: Bool = false) throws(SystemError) {
        guard isConvenience || fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else {
            throw SystemError(code: errno, path: target)
        }
        guard move() == 0 else { throw SystemError(code: errno, path: target) }
        isWhole.store(true, ordering: .relaxed)
    }

    private func move() -> Int32 {
        SystemPath.with(path) { path in
            SystemPath.with(target) { target in
                if replaces { return rename(path, target) }
                if link(path, target) == 0 { return unlink(path) }
                guard errno == EPERM || errno == ENOTSUP else { return -1 }
                // A file system without hard links: the name is taken first, so that it is nobody else's.
                let claim = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
                guard claim >= 0 else { return -1 }
                close(claim)
                return rename(path, target)
            }
        }
    }

    // MARK: Whole files

    /// Throws where a file cannot be written: a folder, a thing that is no file, or one that is to be kept.
    package static func check(_ target: String, replacing: Bool) throws(SystemError) {
        var status = stat()
        guard SystemPath.with(target, { stat($0, &status) }) == 0 else { return }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: throw SystemError(code: EISDIR, path: target)
        case _ where !replacing: throw SystemError(code: EEXIST, path: target)
        case S_IFREG: return
        default: throw SystemError(code: 0, path: target)
        }
    }

    /// Replaces a file of trawl's own in one step: a reader sees the old bytes or the new ones, and so does a crash. Missing
    /// folders are made.
    package static func replace(_ path: String, with bytes: [UInt8], isConvenience: Bool) throws(SystemError) {
        try makeFolder(of: path)
        let file = try PrivateFile(beside: path, replacing: true)
        try file.append(bytes)
        try file.finish(isConvenience: isConvenience)
    }

    /// Makes a file of trawl's own, and its folder, where it is absent, so that no library makes it with wider rights.
    package static func claim(_ path: String) throws(SystemError) {
        try makeFolder(of: path)
        close(try RegularFile.open(path, flags: O_RDWR | O_CREAT))
    }

    /// Writes a file of a random name; who wants it no more removes it. Gives its path.
    /// - Parameter folder: nil for the folder of such files.
    package static func temporary(
        _ stem: String, ending: String, in folder: String? = nil, _ bytes: [UInt8]
    ) throws(SystemError) -> String {
        let name = (folder ?? temporaryFolder) + "/" + stem + "-"
        let (descriptor, path) = try make(name, ending: ending, for: name)
        defer { close(descriptor) }
        let code = bytes.withUnsafeBytes { Descriptor.write($0, to: descriptor) }
        guard code == 0 else {
            remove(path)
            throw SystemError(code: code, path: path)
        }
        return path
    }

    /// `$TMPDIR`, or `/tmp`.
    private static var temporaryFolder: String {
        guard let named = getenv("TMPDIR"), named[0] != 0 else { return "/tmp" }
        let folder = SystemPath.text(named)
        return folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    }

    package static func remove(_ path: String) { _ = SystemPath.with(path) { unlink($0) } }

    /// Makes the folder of a file, and those above it, for the owner alone.
    package static func makeFolder(of path: String) throws(SystemError) {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash > path.startIndex else { return }
        let folder = String(path[..<slash])
        guard SystemPath.with(folder, { mkdir($0, 0o700) }) != 0, errno != EEXIST else { return }
        guard errno == ENOENT else { throw SystemError(code: errno, path: folder) }
        try makeFolder(of: folder)
        guard SystemPath.with(folder, { mkdir($0, 0o700) }) == 0 || errno == EEXIST else {
            throw SystemError(code: errno, path: folder)
        }
    }

    // MARK: Names

    /// Bytes that a name may have beside what is added to it: systems take 255.
    private static let longest = 200
    private static let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")

    /// The target, its name cut where no more would fit.
    private static func hidden(_ target: String) -> String {
        let start =
            target.utf8.lastIndex(of: UInt8(ascii: "/")).map { target.utf8.index(after: $0) } ?? target.startIndex
        var name = Substring(target[start...])
        while name.utf8.count > longest { name.unicodeScalars.removeLast() }
        return String(target[..<start]) + name
    }

    /// A new file whose name begins and ends so, with six random letters between.
    private static func make(
        _ start: String, ending: String, for target: String
    ) throws(SystemError) -> (Int32, String) {
        for _ in 0..<100 {
            let path = start + String((0..<6).map { _ in letters.randomElement() ?? "x" }) + ending
            let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
            let descriptor = SystemPath.with(path) { open($0, flags, 0o600) }
            if descriptor >= 0 { return (descriptor, path) }
            guard errno == EEXIST else { break }
        }
        throw SystemError(code: errno, path: target)
    }
}

/// Calls on descriptors that may be cut short.
package enum Descriptor {
    /// Throws where fewer files than that can be opened: libraries end the program where they find none left.
    package static func reserve(_ count: Int) throws(SystemError) {
        var held: [Int32] = []
        defer { for descriptor in held { close(descriptor) } }
        while held.count < count {
            let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw SystemError(code: errno, path: "/dev/null") }
            held.append(descriptor)
        }
    }

    /// Writes all bytes; the error number, or 0.
    package static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count == 0 ? EIO : errno }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
        return 0
    }
}
