import Platform
import Wire

/// A document that a path leads to, for commands that look at documents one by one.
package struct FoundDocument {
    /// The path, and within a bundle the entry's name.
    package let path: String
    /// The user named it; else it was found in a folder or a bundle.
    package let isNamed: Bool
    package let contents: Result<ByteStore, PlatformError>

    /// Calls `body` with every document that a path stands for: those that `ArchivePlatform` lists, in the same order.
    /// Gives the number of other files that were seen.
    package static func each(of path: String, _ body: (FoundDocument) -> Void) -> Int {
        switch pathKind(path) {
        case .absent, .other: body(FoundDocument(path: path, isNamed: true, contents: given(path)))
        case .file:
            return named(FileEntry(name: lastComponent(path), path: path, size: fileSize(path), modified: 0), body)
        case .folder: return folder(path, body)
        }
        return 0
    }

    /// What cannot be opened by its name may be a pipe that was handed over.
    private static func given(_ path: String) -> Result<ByteStore, PlatformError> {
        Result { () throws(PlatformError) in
            guard let store = try GivenInput.read(path) else { return try Archive.contents(path) }
            return store
        }
    }

    private static func named(_ file: FileEntry, _ body: (FoundDocument) -> Void) -> Int {
        guard Recognizer.isArchive((try? head(file.path, 4)) ?? []) || file.name.lowercased().hasSuffix(".zip") else {
            body(FoundDocument(file: file.path, path: file.path, isNamed: true))
            return 0
        }
        return bundle(file.path, body)
    }

    private static func folder(_ path: String, _ body: (FoundDocument) -> Void) -> Int {
        guard let found = try? Archive.files(below: path) else {
            body(FoundDocument(path: path, isNamed: true, contents: .failure(storageError(path))))
            return 0
        }
        var recognizer = Recognizer()
        var others = 0
        for file in found {
            let shown = (path.hasSuffix("/") ? path : path + "/") + file.name
            switch recognizer.nature(of: .file(file)) {
            case .document, .damaged: body(FoundDocument(file: file.path, path: shown, isNamed: false))
            case .bundle:
                var isEmpty = true
                let inside = bundle(file.path) { found in
                    isEmpty = false
                    body(found)
                }
                // Many things are ZIPs: one without a trajectory is one of the other files.
                others += isEmpty ? 1 : inside
            case .other: others += 1
            }
        }
        return others
    }

    private static func bundle(_ path: String, _ body: (FoundDocument) -> Void) -> Int {
        let archive: ZipArchive
        do throws(PlatformError) {
            archive = try ZipArchive(path: path)
        } catch {
            body(FoundDocument(path: path, isNamed: true, contents: .failure(error)))
            return 0
        }
        var recognizer = Recognizer()
        var others = 0
        for entry in archive.entries
        where !entry.isFolder && lastComponent(entry.name) != "manifest.json" && !BundleRecord.holds(entry.name) {
            if case .other = recognizer.nature(of: .entry(entry, archive)) {
                others += 1
            } else {
                let contents = Result { () throws(PlatformError) in try archive.contents(entry) }
                body(FoundDocument(path: "\(path)/\(entry.name)", isNamed: false, contents: contents))
            }
        }
        return others
    }

    private init(path: String, isNamed: Bool, contents: Result<ByteStore, PlatformError>) {
        self.path = path
        self.isNamed = isNamed
        self.contents = contents
    }

    private init(file: String, path: String, isNamed: Bool) {
        let contents = Result { () throws(PlatformError) in try Archive.contents(file) }
        self.init(path: path, isNamed: isNamed, contents: contents)
    }
}
