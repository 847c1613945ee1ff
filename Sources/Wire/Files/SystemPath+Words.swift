#if canImport(Glibc)
    import Glibc
#endif

extension SystemPath {
    /// A path as a word of a command line: one that begins with `-` is no option.
    package static func argument(_ path: String) -> String { path.utf8.first == UInt8(ascii: "-") ? "./" + path : path }

    /// `~` and `~/` are the home folder, as in a shell.
    package static func expanded(_ path: String) -> String {
        guard path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
        return text(home) + path.dropFirst()
    }
}
