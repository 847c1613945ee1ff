import Foundation
import Testing

/// The built program, run with an empty home and no configuration.
struct ProgramRun {
    var output: String
    var errors: String
    var status: Int32

    /// The lines of standard output.
    var lines: [String] { output.split(separator: "\n").map { String($0) } }

    /// Beside the test bundle: both are products of one build.
    static let binary = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "trawl")

    /// Runs `trawl ARGUMENTS` to its end. `input` is what it reads.
    init(_ arguments: [String], environment: [String: String] = [:], input: String = "") throws {
        try self.init(Self.binary, arguments, environment: environment, input: input)
    }

    /// Runs a line of bash to its end, in which `$TRAWL` is the program.
    init(shell line: String, home: TemporaryFolder) throws {
        let environment = ["HOME": home.path, "TRAWL": Self.binary.path(percentEncoded: false)]
        try self.init(URL(filePath: "/bin/bash"), ["-c", line], environment: environment, input: "")
    }

    private init(
        _ program: URL, _ arguments: [String], environment: [String: String], input: String
    ) throws {
        let folder = TemporaryFolder()
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ["HOME": folder.path, "PATH": "/usr/bin:/bin"].merging(environment) { _, new in new }
        // Errors go to a file: nobody has to read two pipes at once.
        let errorFile = try folder.write("errors", "")
        let (out, source) = (Pipe(), Pipe())
        process.standardOutput = out
        process.standardError = FileHandle(forWritingAtPath: errorFile)
        process.standardInput = source
        try process.run()
        source.fileHandleForWriting.write(Data(input.utf8))
        try source.fileHandleForWriting.close()
        output = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        status = process.terminationStatus
        errors = try String(contentsOfFile: errorFile, encoding: .utf8)
    }
}

/// A folder that is gone when nobody holds it any more.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        let url = FileManager.default.temporaryDirectory.appending(path: "trawl-test-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path(percentEncoded: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and gives its path.
    func write(_ name: String, _ text: String) throws -> String {
        let file = path + "/" + name
        try Data(text.utf8).write(to: URL(filePath: file))
        return file
    }
}
