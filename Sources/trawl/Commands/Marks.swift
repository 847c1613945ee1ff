import ArgumentParser
import Foundation
import LocalState
import Wire

/// `trawl marks`: marks, notes and names of failure classes, to keep or to hand on.
struct Marks: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Export, import and set marks, notes and names of failure classes.",
        discussion: "They are kept on this machine only, in the state folder. No server sees them.",
        subcommands: [Export.self, Import.self, SetMarks.self])

    /// `trawl marks export`.
    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print everything as JSON Lines.")

        @OptionGroup var output: OutputOptions

        func run() throws {
            let out = output.open()
            defer { out.flush() }
            let lines = try runBlocking { try await MarksDatabase(path: Folders().marks).export() }
            for line in lines { out.json(line) }
        }
    }

    /// `trawl marks import FILE`.
    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take JSON Lines in.",
            discussion: "Imported values replace yours; everything else stays.")

        @Argument(help: ArgumentHelp("A file, or - for standard input.", valueName: "file"))
        var file: String

        @OptionGroup var output: OutputOptions

        func run() throws {
            let name = file
            let lines = try Self.parse(try read(), name: name)
            let count = try runBlocking { try await Self.take(lines, from: name) }
            output.open().note("\(count) lines taken in")
        }

        private func read() throws -> Data {
            if file == "-" { return FileHandle.standardInput.readDataToEndOfFile() }
            return Data(try RegularFile.readOrWait(file, atMost: 1 << 30))
        }

        private static func take(_ lines: [JSONValue], from file: String) async throws -> Int {
            do {
                return try await MarksDatabase(path: Folders().marks).import(lines)
            } catch let error as MarksDatabase.LineError {
                throw CommandError("\(file): \(error)", status: .local)
            }
        }

        static func parse(_ data: Data, name: String) throws -> [JSONValue] {
            try data.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated().compactMap { number, line in
                guard !line.isEmpty else { return nil }
                do {
                    return try JSONParser.parse(Array(line))
                } catch {
                    throw CommandError("\(name): line \(number + 1): not JSON", status: .local)
                }
            }
        }
    }
}
