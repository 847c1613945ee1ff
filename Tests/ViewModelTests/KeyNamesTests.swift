import Foundation
import Platform
import RichText
import Terminal
import TestSupport
import Testing

@testable import App
@testable import Shell

@Suite("Texts name commands, never keys")
struct KeyNamesTests {
    @Test("A text says the key as the user has bound it, and the command's name where it has none")
    func resolve() {
        let names = KeyNames(overrides: [.refresh: ["<f5>", "r"], .open: []])
        #expect(
            names.resolve("\(key: .refresh) reloads, \(key: .open) opens, \(key: .nextError) goes on")
                == "F5 reloads, :open opens, ]e goes on")
        #expect(names.resolve("no key, no \u{FEFF}mark") == "no key, no \u{FEFF}mark")
        #expect(names.resolve([Span("a"), Span("\(key: .refresh)")]).map(\.text) == ["a", "F5"])
    }

    @Test("Half a place, and one of no command, are left to be made visible or say nothing")
    func hostile() {
        #expect(KeyNames.standard.resolve("\u{1}refresh") == "\u{1}refresh")
        #expect(KeyNames.standard.resolve("a\u{1}no-such\u{2}b") == "ab")
    }

    @Test("The foot, the help, messages and overlays name the keys that the user has bound")
    func everywhere() {
        let keymap = Keymap(overrides: [.find: ["<f2>"], .help: ["<f1>"], .quit: ["<f10>"], .back: ["<f9>"]])
        var state = AppState(
            size: Size(width: 120, height: 40),
            scope: StateDriver().state.scope, keymap: keymap,
            now: StateDriver.start)
        _ = state.start()
        _ = state.update(.key(.function(9)))
        _ = state.update(.key(.function(9)))
        #expect(state.message?.text == "F10 quits")
        _ = state.update(.key(.function(1)))
        let rows = (state.stack.top as? CommandMenu)?.rows ?? []
        let help: [String] = rows.map { row in
            if case .entry(let entry) = row { "\(entry.keys)  \(entry.help)" } else { "" }
        }
        #expect(help.contains { $0.contains("F2") && $0.contains("find") })
        #expect(!help.contains { $0.hasPrefix("/  ") })
    }

    /// A word that is a key, and a verb that says what it does.
    nonisolated(unsafe) private static let literal =
        /\b(?:Esc|Enter|Space|Backspace|PgUp|PgDn|Ctrl)\b|\bTab\b|\^[A-Z]\b|←|→ (?:next|edits)|(?:^|[;:,.(·] ?)(?:[a-zA-Z&>\/?!']|[\[\]z][a-zA-Z]) (?:and (?:[a-zA-Z]|z[a-z]) )?(?:[a-z]+s|to try|on it|on another)\b/

    @Test("No text of the screen names a key by itself", .enabled(if: Self.sources != nil))
    func noLiteralKey() throws {
        for file in try #require(Self.sources) {
            for (number, line) in try String(contentsOf: file, encoding: .utf8).split(separator: "\n").enumerated() {
                let code = line.drop { $0.isWhitespace }
                guard !code.hasPrefix("//") else { continue }
                for text in code.matches(of: /"(?:\\.|[^"\\])*"/) {
                    let words = text.output.dropFirst().dropLast()
                    #expect(
                        words.firstMatch(of: Self.literal) == nil, "\(file.lastPathComponent):\(number + 1): \(words)")
                }
            }
        }
    }

    /// The sources of what the screen says, without the key table and the notation.
    private static let sources: [URL]? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        let folders = ["Shell", "Reader", "Panes", "App", "Effects", "Views", "RichText", "Platform", "Triage"]
        let files = folders.flatMap { folder in
            (FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil)?
                .compactMap { $0 as? URL } ?? [])
        }
        let exempt = ["Command.swift", "KeyNotation.swift", "MarkdownEntity.swift"]
        let swift = files.filter { $0.pathExtension == "swift" && !exempt.contains($0.lastPathComponent) }
        return swift.isEmpty ? nil : swift
    }()
}
