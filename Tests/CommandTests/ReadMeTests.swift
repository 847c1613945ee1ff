import Foundation
import Testing

@testable import trawl

/// The README says what the program does: its tables are made from the program's own.
@Suite struct ReadMeTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private let text: String

    init() throws { text = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8) }

    @Test func theKeysAreThoseOfTheProgram() {
        // Out of date? Replace the table by what `trawl keys` prints.
        #expect(text.contains(Keys.lines.joined(separator: "\n")))
    }

    @Test func everyExitStatusIsThere() {
        for status in ShellStatus.allCases { #expect(text.contains("| \(status.rawValue) | \(status.meaning) |")) }
    }

    @Test func everyFieldOfARowIsThere() {
        for row in RowFields.all { #expect(text.contains("| `\(row.rows)` | `\(row.fields)`"), "\(row.rows)") }
    }

    @Test func theTestCommandIsTheOneThatRuns() throws {
        let script = try String(contentsOf: Self.root.appending(path: ".ci/run"), encoding: .utf8)
        #expect(text.contains("swift test\n") && script.hasSuffix("swift test\n"))
    }

    @Test func everySubcommandIsNamed() {
        for command in Trawl.configuration.groupedSubcommands.flatMap(\.subcommands) {
            let name = command.configuration.commandName ?? String(describing: command).lowercased()
            #expect(text.contains("trawl \(name)") || name == "browse", "\(name)")
        }
    }
}
