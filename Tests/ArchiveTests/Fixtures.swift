import Archive
import Platform
import TestSupport
import Testing
import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// The real inputs beside the project.
enum Fixtures {
    static let absence: Comment = "needs ../shared/fixtures"

    static let root: String = {
        let parts = #filePath.split(separator: "/").dropLast(4)
        return "/" + parts.joined(separator: "/") + "/shared/fixtures"
    }()

    static var areHere: Bool { access(root, R_OK) == 0 }

    static func path(_ name: String) -> String { root + "/" + name }

    static let bundle = path("bundles/real-runs.zip")
}

/// A folder that is there for one test.
final class TemporaryFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/archive-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SystemError(code: errno, path: "/tmp") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { remove(path) }

    private func remove(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        if status.st_mode & S_IFMT == S_IFDIR, let stream = opendir(path) {
            while let entry = readdir(stream) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name != ".", name != ".." { remove(path + "/" + name) }
            }
            closedir(stream)
            rmdir(path)
        } else {
            unlink(path)
        }
    }

    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        var place = path
        for part in name.split(separator: "/").dropLast() {
            place += "/" + part
            mkdir(place, 0o700)
        }
        let file = path + "/" + name
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0 else { throw SystemError(code: errno, path: file) }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written)
            }
            guard count > 0 else { throw SystemError(code: errno, path: file) }
            written += count
        }
        return file
    }

    @discardableResult
    func write(_ name: String, _ json: JSONValue) throws -> String { try write(name, json.bytes) }
}

extension ArchivePlatform {
    func all() async throws -> [Evaluation] {
        try await evaluations(EvaluationQuery(pageSize: 1000)).items
    }

    /// The items of the only evaluation.
    func onlyItems() async throws -> [EvaluationItem] {
        let evaluations = try await all()
        #expect(evaluations.count == 1)
        return try await items(of: try #require(evaluations.first).id).collect()
    }

    func document(_ session: SessionID, _ form: TrajectoryFormat = .atif) async throws -> [UInt8] {
        try await trajectory(of: session, form: form, includeCompacted: true).collect()
    }
}

/// A short ATIF document.
func atif(_ texts: String...) -> JSONValue {
    let steps = texts.enumerated().map { number, text -> JSONValue in
        ["step_id": .int(number + 1), "source": number == 0 ? "user" : "agent", "message": .string(text)]
    }
    return [
        "schema_version": "ATIF-v1.7", "session_id": "s", "agent": ["name": "a", "version": "1"],
        "steps": .array(steps),
    ]
}
