import Foundation
import Testing

/// The house keeps its floors: who may import whom, and that nothing leads out of the project.
@Suite struct HouseTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// What the modules of the screen stand on.
    private static let below: Set = ["Platform", "RichText", "Terminal", "TextSearch", "Trajectory", "Triage", "Wire"]

    /// What a module may import of ours: all that stands before it in its own list, and nothing else.
    private static let floors: [String: Set<String>] = [
        "Wire": ["CProcess"],
        "TextSearch": ["CTextSearch"],
        "Terminal": [],
        "Platform": ["Wire"],
        "Trajectory": ["Wire"],
        "Triage": ["Platform", "TextSearch", "Trajectory", "Wire"],
        "YAMLText": [],
        "PlatformHTTP": ["Platform", "Wire", "YAMLText", "CCurl", "CProcess"],
        "Archive": ["Platform", "TextSearch", "Trajectory", "Wire", "CArchive", "CZip"],
        "PlatformServer": ["Platform", "Wire", "CDeflate"],
        "Curses": ["Terminal", "CNCurses", "CProcess"],
        "RichText": ["Terminal", "TextSearch", "Wire", "CMarkdown"],
        "LocalState": ["Platform", "Triage", "Wire"],
        "Shell": below,
        "Reader": below.union(["Shell"]),
        "Panes": below.union(["Shell", "Reader"]),
        "App": below.union(["Shell", "Reader", "Panes"]),
        "Effects": below.union(["Shell"]),
        "Views": below.union(["Shell", "Reader", "Panes", "App"]),
    ]

    @Test("A module imports what stands below it alone", arguments: floors.keys.sorted())
    func imports(module: String) throws {
        let allowed = try #require(Self.floors[module])
        let ours = Set(try Self.modules())
        for file in try Self.files(below: "Sources/\(module)") {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: #/(?m)^(?:@[a-z]+ |package |public |private |internal )*import (\w+)/#) {
                let name = String(match.output.1)
                #expect(!ours.contains(name) || allowed.contains(name), "\(file.lastPathComponent) imports \(name)")
            }
        }
    }

    @Test("Every module has its floor")
    func everyModule() throws {
        let known = Set(Self.floors.keys)
        for module in try Self.modules() where !module.hasPrefix("C") || module == "Curses" {
            #expect(known.contains(module) || module == "trawl", "\(module)")
        }
    }

    /// Whoever clones the project finds what its comments name.
    @Test func nothingLeadsOutOfTheProject() throws {
        let outside =
            ["CONTRACT", "DESIGN", "OPENAI", "SCALE", "VOICE", "STYLE"].map { $0 + ".md" } + ["shared/" + "tools"]
        for folder in ["Sources", "Tests", "Themes"] {
            for file in try Self.files(below: folder) where file.lastPathComponent != "HouseTests.swift" {
                let text = try String(contentsOf: file, encoding: .utf8)
                for name in outside { #expect(!text.contains(name), "\(file.lastPathComponent): \(name)") }
            }
        }
    }

    /// An article that a comment names is there.
    @Test func everyArticleIsThere() throws {
        for file in try Self.files(below: "Sources") {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: #/(\w+)\.docc/([A-Za-z-]*[A-Za-z])/#) {
                let path = "Sources/\(match.output.1)/\(match.output.1).docc/\(match.output.2).md"
                #expect(FileManager.default.fileExists(atPath: Self.root.appending(path: path).path()), "\(path)")
            }
        }
    }

    private static func modules() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Sources").path())
    }

    private static func files(below folder: String) throws -> [URL] {
        let found = FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil)
        return (found?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
    }
}
