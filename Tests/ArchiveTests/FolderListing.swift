import Wire

#if canImport(Glibc)
    import Glibc
#endif

enum FolderListing {
    static func names(_ path: String) throws -> [String] {
        guard let stream = opendir(path) else { throw SystemError(code: errno, path: path) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}
