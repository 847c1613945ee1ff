/// Why a name cannot be a trajectory's; nil where it can.
func nameRefusal(_ name: String) -> String? {
    let last = Packed.bare(lastComponent(name))
    guard let dot = last.lastIndex(of: "."), dot != last.startIndex else { return "not a trajectory: no .json file" }
    let suffix = last[last.index(after: dot)...].lowercased()
    return documentExtensions.contains(suffix) ? nil : "not a trajectory: a .\(suffix) file"
}

/// A name without the extensions of documents: `runs/a.traj.json` is `runs/a`.
func taskName(of name: String) -> String {
    var rest = Packed.bare(name)[...]
    while let dot = rest.lastIndex(of: "."), dot > (rest.lastIndex(of: "/") ?? rest.startIndex),
        documentExtensions.contains(rest[rest.index(after: dot)...].lowercased())
    {
        rest = rest[..<dot]
    }
    return String(rest)
}

/// Extensions that documents of trajectories have. Anything else in a folder is listed with the reason.
private let documentExtensions: Set<String> = ["json", "jsonl", "ndjson", "traj", "atif"]
