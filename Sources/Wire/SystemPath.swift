#if canImport(Glibc)
    package import Glibc
#endif

/// Paths as text, without loss. The system's names are bytes: one that is no UTF-8 becomes a character that no name has
/// use for (U+10FF00 and the byte), so that such a path is carried about like any other and leads back to its file.
package enum SystemPath {
    private static let stand: UInt32 = 0x10FF00

    /// The text of a name or a path.
    package static func text(_ name: UnsafeBufferPointer<UInt8>) -> String {
        // The stand-ins begin with this byte: a name that has them as they are is taken byte by byte as well.
        if !name.contains(0xF4), let text = String(validating: name, as: UTF8.self) { return text }
        var text = ""
        var rest = UnsafeRawBufferPointer(name)
        while let byte = rest.first {
            let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            let piece = String(validating: rest.prefix(length), as: UTF8.self)
            if let piece, let scalar = piece.unicodeScalars.first, scalar.value < stand {
                text.unicodeScalars.append(scalar)
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(length))
            } else {
                if let scalar = Unicode.Scalar(stand + UInt32(byte)) { text.unicodeScalars.append(scalar) }
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst())
            }
        }
        return text
    }

    /// The text of a string of the system's.
    package static func text(_ name: UnsafePointer<CChar>) -> String {
        let count = strlen(name)
        return name.withMemoryRebound(to: UInt8.self, capacity: count) {
            text(UnsafeBufferPointer(start: $0, count: count))
        }
    }

    /// A path as it is shown: with U+FFFD for what is no UTF-8.
    package static func shown(_ path: String) -> String {
        guard path.utf8.contains(0xF4) else { return path }
        var text = ""
        for scalar in path.unicodeScalars { text.unicodeScalars.append(scalar.value < stand ? scalar : "\u{FFFD}") }
        return text
    }

    /// Hands the system's form of a path to a call.
    package static func with<T>(_ path: String, _ call: (UnsafePointer<CChar>) -> T) -> T {
        guard path.utf8.contains(0xF4) else { return path.withCString(call) }
        var bytes: [CChar] = []
        for scalar in path.unicodeScalars {
            if scalar.value >= stand {
                bytes.append(CChar(truncatingIfNeeded: scalar.value - stand))
            } else {
                bytes += UTF8.encode(scalar).map { $0.map { CChar(bitPattern: $0) } } ?? []
            }
        }
        bytes.append(0)
        return bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return path.withCString(call) }
            return call(base)
        }
    }

    /// Opens a regular file for reading, and nothing else: a FIFO would wait for its writer, and to open a device may do
    /// something. Throws the system's error. The descriptor is the caller's to close.
    package static func openFile(_ path: String) throws(SystemError) -> (descriptor: Int32, status: stat) {
        var status = stat()
        guard with(path, { stat($0, &status) }) == 0 else { throw SystemError(code: errno, path: path) }
        try refuseOther(status, path)
        let descriptor = with(path) { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
        guard descriptor >= 0 else { throw SystemError(code: errno, path: path) }
        do throws(SystemError) {
            guard fstat(descriptor, &status) == 0 else { throw SystemError(code: errno, path: path) }
            try refuseOther(status, path)
            return (descriptor, status)
        } catch {
            close(descriptor)
            throw error
        }
    }

    private static func refuseOther(_ status: stat, _ path: String) throws(SystemError) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: return
        case S_IFDIR: throw SystemError(code: EISDIR, path: path)
        default: throw SystemError(code: 0, path: path)
        }
    }
}

/// A failed system call: the error number and the path that it was about.
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The system's number; 0 where a file is neither a file nor a folder.
    package var code: Int32
    package var path: String

    package init(code: Int32, path: String) {
        self.code = code
        self.path = path
    }

    /// Why, without the path.
    package var reason: String { code == 0 ? "neither a file nor a folder" : String(cString: strerror(code)) }
    package var description: String { "\(SystemPath.shown(path)): \(reason)" }
}
