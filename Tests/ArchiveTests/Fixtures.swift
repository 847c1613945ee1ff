import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// The real inputs beside the project.
enum Fixtures {
    static let absence: Comment = "needs ../shared/fixtures"

    static let root: String = {
        let parts = #filePath.split(separator: "/").dropLast(3)
        return "/" + parts.dropLast().joined(separator: "/") + "/shared/fixtures"
    }()

    static var areHere: Bool { access(root, R_OK) == 0 }

    static func path(_ name: String) -> String { root + "/" + name }
}
