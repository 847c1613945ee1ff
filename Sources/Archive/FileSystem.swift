import Platform
import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// What a listing says of one file.
struct FileEntry: Hashable, Sendable {
    /// From the folder that was listed, with `/` between: `agent/trajectory.json`.
    var name: String
    var path: String
    var size: Int
    /// Nanoseconds since 1970.
    var modified: Int
}

/// Kinds of things a path can name.
enum PathKind { case file, folder, other, absent }

func pathKind(_ path: String) -> PathKind {
    var status = stat()
    guard SystemPath.with(path, { stat($0, &status) }) == 0 else { return .absent }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
}

/// Bytes of a file; 0 where there is none.
func fileSize(_ path: String) -> Int {
    var status = stat()
    return SystemPath.with(path, { stat($0, &status) }) == 0 ? Int(status.st_size) : 0
}

/// Every regular file below a folder, in the order of their names, hidden ones left out. Links to folders are not
/// followed, so that no cycle can catch us.
func files(below folder: String, atMost limit: Int = 1_000_000) throws(PlatformError) -> [FileEntry] {
    var found: [FileEntry] = []
    var pending = [""]
    while let place = pending.popLast(), found.count < limit {
        let here = place.isEmpty ? folder : folder + "/" + place
        guard let names = names(in: here) else {
            if place.isEmpty { throw storageError(folder) }
            continue
        }
        for name in names {
            let inner = place.isEmpty ? name : place + "/" + name
            switch listed(name: inner, path: folder + "/" + inner) {
            case .folder: pending.append(inner)
            case .file(let entry): found.append(entry)
            case .other: break
            }
        }
    }
    return found.sorted { $0.name < $1.name }
}

/// Files in the folder of a file whose names are those of documents: what the file may refer to.
func documents(beside path: String, atMost limit: Int = 2_000) -> [FileEntry] {
    let name = lastComponent(path)
    let folder = String(path.dropLast(name.count))
    let others = (names(in: folder.isEmpty ? "." : folder) ?? []).filter { $0 != name && nameRefusal($0) == nil }
    return others.sorted().prefix(limit).compactMap { other in
        guard case .file(let entry) = listed(name: other, path: folder + other) else { return nil }
        return entry
    }
}

/// The names in a folder, without hidden ones; nil where it cannot be read.
func names(in folder: String) -> [String]? {
    guard let stream = SystemPath.with(folder, { opendir($0) }) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: UInt8.self, capacity: 256) { bytes in
                SystemPath.text(UnsafeBufferPointer(start: bytes, count: strnlen(bytes, 256)))
            }
        }
        if !name.hasPrefix(".") { names.append(name) }
    }
    return names
}

private func strnlen(_ bytes: UnsafePointer<UInt8>, _ limit: Int) -> Int {
    var length = 0
    while length < limit, bytes[length] != 0 { length += 1 }
    return length
}

private enum Listed {
    case folder, other
    case file(FileEntry)
}

/// When a file was written, in nanoseconds since 1970; of a time that is none, the last second that fits.
private func nanoseconds(_ status: stat) -> Int {
    let seconds = min(max(Int(status.st_mtim.tv_sec), -9_000_000_000), 9_000_000_000)
    return seconds * 1_000_000_000 + Int(status.st_mtim.tv_nsec)
}

private func listed(name: String, path: String) -> Listed {
    var status = stat()
    guard SystemPath.with(path, { lstat($0, &status) }) == 0 else { return .other }
    if status.st_mode & S_IFMT == S_IFDIR { return .folder }
    if status.st_mode & S_IFMT == S_IFLNK {
        // A link to a file is one more name for it; a link to a folder may lead in a circle.
        guard SystemPath.with(path, { stat($0, &status) }) == 0 else { return .other }
    }
    guard status.st_mode & S_IFMT == S_IFREG else { return .other }
    return .file(FileEntry(name: name, path: path, size: Int(status.st_size), modified: nanoseconds(status)))
}

/// The last system error, about a path.
func storageError(_ path: String) -> PlatformError {
    PlatformError(.storage, detail: SystemError(code: errno, path: path).description, resource: path)
}

/// A file, mapped.
func mapped(_ path: String) throws(PlatformError) -> ByteStore {
    do {
        return try ByteStore(mapping: path)
    } catch {
        throw PlatformError(.storage, detail: error.description, resource: path)
    }
}

func opened(_ path: String) throws(PlatformError) -> (Int32, stat) {
    do {
        return try SystemPath.openFile(path)
    } catch {
        throw PlatformError(.storage, detail: error.description, resource: SystemPath.shown(path))
    }
}

/// A file that was named, as a folder would list it.
func fileEntry(_ path: String) -> FileEntry? {
    var status = stat()
    guard SystemPath.with(path, { stat($0, &status) }) == 0 else { return nil }
    return FileEntry(
        name: lastComponent(path), path: path, size: Int(status.st_size), modified: nanoseconds(status))
}

/// When a file or folder was last written.
func modificationTime(_ path: String) -> Timestamp? {
    var status = stat()
    guard SystemPath.with(path, { stat($0, &status) }) == 0 else { return nil }
    return Timestamp(seconds: Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9)
}

/// The path from the root, links resolved; the path itself where it leads nowhere.
func absolutePath(_ path: String) -> String {
    guard let resolved = SystemPath.with(path, { realpath($0, nil) }) else { return path }
    defer { free(resolved) }
    return SystemPath.text(resolved)
}
