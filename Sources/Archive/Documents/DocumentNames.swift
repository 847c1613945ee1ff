/// Why a name cannot be a trajectory's; nil where it can.
func nameRefusal(_ name: String) -> String? {
    let last = bareName(lastComponent(name))
    guard let dot = last.lastIndex(of: "."), dot != last.startIndex else { return "not a trajectory: no .json file" }
    let suffix = last[last.index(after: dot)...].lowercased()
    return documentExtensions.contains(suffix) ? nil : "not a trajectory: a .\(suffix) file"
}

/// A name without the extensions of documents: `runs/a.traj.json` is `runs/a`.
func taskName(of name: String) -> String {
    var rest = bareName(name)[...]
    while let dot = rest.lastIndex(of: "."), dot > (rest.lastIndex(of: "/") ?? rest.startIndex),
        documentExtensions.contains(rest[rest.index(after: dot)...].lowercased())
    {
        rest = rest[..<dot]
    }
    return String(rest)
}

/// Extensions that documents of trajectories have. Anything else in a folder is listed with the reason.
private let documentExtensions: Set<String> = ["json", "jsonl", "ndjson", "traj", "atif"]

/// Endings of names that tell of compression, and of archives.
private let packedExtensions: Set<String> = ["gz", "bz2", "xz", "zst", "zstd", "lz4", "lz", "lzma"]
private let archiveEndings = [".tar", ".tgz", ".tbz2", ".txz", ".tzst"]

/// A name without what it says of compression.
func bareName(_ name: String) -> String {
    var rest = name[...]
    if let dot = rest.lastIndex(of: "."), packedExtensions.contains(rest[rest.index(after: dot)...].lowercased()) {
        rest = rest[..<dot]
    }
    let archive = archiveEndings.first { rest.lowercased().hasSuffix($0) }
    return String(rest.dropLast(archive?.count ?? 0))
}

func isPackedName(_ name: String) -> Bool { bareName(name) != name }

/// The last component of a path, without a trailing slash.
func lastComponent(_ path: String) -> String {
    let parts = path.split(separator: "/")
    return parts.last.map(String.init) ?? path
}
