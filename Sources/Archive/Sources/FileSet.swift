import Platform
import Wire

/// The files of a folder, or of an archive, and those below one of its folders: what reads a run folder does not ask where
/// it lies.
struct FileSet: Sendable {
    /// In the order of their names, which begin at the folder.
    let files: [DocumentLocation]
    /// The folder's path; within an archive, the archive's path with the folder's name.
    let path: String
    /// The archive that all files are entries of.
    let archive: ZipArchive?

    init(folder path: String) throws(PlatformError) {
        files = try Archive.files(below: path).map { .file($0) }
        (self.path, archive) = (path, nil)
    }

    init(_ archive: ZipArchive) {
        files = archive.entries.filter { !$0.isFolder }.map { .entry($0, archive) }.sorted { $0.name < $1.name }
        (path, self.archive) = (archive.path, archive)
    }

    init(_ files: [DocumentLocation], path: String, archive: ZipArchive?) {
        (self.files, self.path, self.archive) = (files, path, archive)
    }

    /// Those in one of the folders, with names from there on; all for "".
    func inside(_ folder: String) -> FileSet {
        guard !folder.isEmpty else { return self }
        let inner = files.filter { $0.name.isInside(folder) }.map {
            $0.named(String($0.name.dropFirst(folder.count + 1)))
        }
        return FileSet(inner, path: path + "/" + folder, archive: archive)
    }

    func has(_ name: String) -> Bool { files.contains { $0.name == name } }

    /// A JSON file of modest size; nil where it is absent or no JSON.
    func json(_ name: String, atMost limit: Int = 64 << 20) -> JSONValue? {
        guard let file = files.first(where: { $0.name == name }), file.size <= limit, let store = try? file.load()
        else {
            return nil
        }
        return store.withBytes { try? JSONParser.parse($0) }
    }

    /// The last lines of a text file; nil where it is absent or empty.
    func text(_ name: String, lastBytes limit: Int) -> String? {
        guard let file = files.first(where: { $0.name == name }), file.size > 0, let store = try? file.load() else {
            return nil
        }
        return store.withBytes { String(decoding: wholeLines($0, last: limit), as: UTF8.self) }
    }

    /// What the folder or the archive is called.
    var name: String {
        let last = lastComponent(path)
        let name = SystemPath.shown(["", ".", ".."].contains(last) ? lastComponent(absolutePath(path)) : last)
        guard archive?.path == path else { return name }
        return taskName(of: name.lowercased().hasSuffix(".zip") ? String(name.dropLast(4)) : name)
    }

    /// The latest time that a file was written; nil where that is not known.
    var modified: Timestamp? {
        let times = files.compactMap { file in if case .file(let entry) = file { entry.modified } else { nil } }
        return times.max().map { Timestamp(seconds: Double($0) / 1e9) } ?? modificationTime(archive?.path ?? path)
    }
}

extension String {
    /// Whether a name lies in a folder, or is it; everything lies in "".
    func isInside(_ folder: String) -> Bool {
        folder.isEmpty || self == folder || (hasPrefix(folder) && dropFirst(folder.count).first == "/")
    }

    /// The folder of a name, without a slash at its end; "" at the top.
    var folderName: String { String(dropLast(lastComponent(self).count + 1)) }
}

/// The end of a text, at most so many bytes, from the beginning of a line.
func wholeLines<Bytes: BidirectionalCollection<UInt8>>(_ text: Bytes, last limit: Int) -> Bytes.SubSequence {
    guard text.count > limit else { return text[...] }
    let end = text.suffix(limit)
    guard let line = end.firstIndex(of: UInt8(ascii: "\n")) else { return end }
    return end[end.index(after: line)...]
}
