import ArgumentParser
import Foundation
import Testing

@testable import trawl

/// The README and the manual say what the program does: their tables are made from the program's own.
@Suite struct ReadMeTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private let text: String

    init() throws { text = try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8) }

    @Test func everyExitStatusIsThere() {
        for status in ShellStatus.allCases { #expect(text.contains("| \(status.rawValue) | \(status.meaning) |")) }
    }

    @Test func theTestCommandIsTheOneThatRuns() throws {
        let script = try String(contentsOf: Self.root.appending(path: ".ci/run"), encoding: .utf8)
        #expect(text.contains("swift test\n") && script.hasSuffix("swift test\n"))
    }

    /// Every path of the project that the README names is there.
    @Test func whatIsNamedIsThere() throws {
        for match in text.matches(of: #/[(`](\.(?:ci|github)/[a-z.-]+|Sources/[A-Za-z/]+)/#) {
            let path = String(match.output.1)
            #expect(FileManager.default.fileExists(atPath: Self.root.appending(path: path).path()), "\(path)")
        }
    }

    @Test func everyTopicIsListed() {
        for topic in Topic.all { #expect(text.contains("`\(topic.name)`"), "\(topic.name)") }
    }

    @Test("Every subcommand and every topic is in the manual page")
    func manual() throws {
        let page = try Man.page().lines.joined(separator: "\n")
        for command in Trawl.configuration.groupedSubcommands.flatMap(\.subcommands) {
            #expect(page.contains("trawl \(command._commandName)"), "\(command._commandName)")
        }
        for topic in Topic.all {
            #expect(page.contains(Roff.section(topic.name.replacing("-", with: " "))), "\(topic.name)")
        }
    }

    @Test("The help of a topic, of a subcommand and of a word that is neither")
    func help() throws {
        #expect(try Help.text(of: ["filters"], width: 80).contains { $0.contains("status:") })
        #expect(try Help.text(of: ["items"], width: 80).contains { $0.contains("trawl items") })
        #expect(try Help.text(of: ["worlds", "job"], width: 80).contains { $0.contains("trawl worlds job") })
        #expect(throws: CommandError.self) { try Help.text(of: ["filtres"], width: 80) }
        for topic in Topic.all {
            #expect(
                Trawl.configuration.groupedSubcommands.flatMap(\.subcommands).allSatisfy { command in
                    command._commandName != topic.name || topic.name == "keys"
                })
            for line in topic.lines(width: 76) where !line.hasPrefix("  ") { #expect(line.count <= 76, "\(line)") }
        }
    }

    /// What a person can set is told: the names that the sources ask the environment for.
    @Test func everyEnvironmentVariableIsTold() throws {
        let told = try Help.text(of: ["environment"], width: 200).joined(separator: "\n")
        /// Set by the system or by terminals, and for the tests.
        let others: Set = [
            "HOME", "TMUX", "DISPLAY", "WAYLAND_DISPLAY", "SSH_TTY", "SSH_CONNECTION", "TERMINFO", "TRAWL_IDLE_FD",
            "PATH", "LANG",
        ]
        let sources = Self.root.appending(path: "Sources")
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        var names: Set<String> = []
        while let file = files?.nextObject() as? URL {
            guard ["swift", "c"].contains(file.pathExtension) else { continue }
            let source = try String(contentsOf: file, encoding: .utf8)
            for match in source.matches(of: #/(?:environment\[|getenv\()"([A-Z_]+)"/#) {
                names.insert(String(match.output.1))
            }
        }
        #expect(names.count > 5)
        for name in names.subtracting(others) where !name.hasSuffix("_") { #expect(told.contains(name), "\(name)") }
    }
}

/// The keys that are told are the ones that the user has bound.
@Suite struct BoundKeysTests {
    @Test(arguments: [["keys"], ["help", "keys"]])
    func ownKeysAreTold(words: [String]) throws {
        let folder = TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path + "/trawl", withIntermediateDirectories: true)
        _ = try folder.write("trawl/config.yaml", "keys: {open-download: [Q, ^T], download: []}\n")
        let lines = try ProgramRun(words, environment: ["XDG_CONFIG_HOME": folder.path]).lines
        let told = lines.filter { $0.contains("(open-download)") || $0.contains("(download)") }
        #expect(told.contains { $0.hasPrefix("  Q ^T ") })
        #expect(told.contains { $0.hasPrefix("  :download ") })
    }
}
