// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours is held to the same bar: Swift 6 mode, and a warning is an error.
/// What a file uses it imports by itself, and what an import is for is said: `package import` shows its types to other modules.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]
let strictC: [CSetting] = [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]

func module(_ name: String, _ dependencies: [Target.Dependency], linker: [LinkerSetting] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict, linkerSettings: linker)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies + ["TestSupport"], swiftSettings: strict)
}

/// What the modules of the screen stand on.
let below: [Target.Dependency] = ["Platform", "RichText", "Terminal", "TextSearch", "Trajectory", "Triage", "Wire"]
/// The modules of the screen.
let screen: [Target.Dependency] = ["Shell", "Reader", "Panes", "App", "Effects"]

let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let flyingFox: Target.Dependency = .product(name: "FlyingFox", package: "FlyingFox")
let collections: Target.Dependency = .product(name: "OrderedCollections", package: "swift-collections")

let package = Package(
    name: "trawl",
    products: [.executable(name: "trawl", targets: ["trawl"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    ],
    targets: [
        // What the whole process has one of: signals, terminal modes, children.
        .target(name: "CProcess", cSettings: strictC),

        // System libraries, each behind one small C door. Those that bring many others are loaded when they are used.
        .target(
            name: "CNCurses", dependencies: ["CProcess"], cSettings: strictC,
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        .target(name: "CTextSearch", cSettings: strictC),
        .target(name: "CCurl", dependencies: ["CProcess"], cSettings: strictC),
        .target(name: "CDeflate", dependencies: ["CProcess"], cSettings: strictC),
        .target(name: "CZip", dependencies: ["CProcess"], cSettings: strictC),
        .target(name: "CArchive", dependencies: ["CProcess"], cSettings: strictC),
        .systemLibrary(name: "CMarkdown"),

        // What the documents and the answers are made of.
        module("Wire", ["CProcess"]),
        // What the find of the reader and the search of archives are made of: regular expressions, scopes, literals.
        module("TextSearch", ["CTextSearch"]),
        module("Platform", ["Wire"]),
        module("Trajectory", ["Wire"]),

        // What triage knows: filters, failure signatures, refusals, comparisons. Pure, for the screen and for scripts.
        module("Triage", ["Platform", "TextSearch", "Trajectory", "Wire"]),

        module("YAMLText", [yams]),

        // Three platforms: one elsewhere, one on this disk, and any of them on a port.
        module("PlatformHTTP", ["Platform", "Wire", "CCurl", "CProcess", "YAMLText", yams]),
        module("Archive", ["Platform", "TextSearch", "Trajectory", "Wire", "CArchive", "CZip", grdb]),
        module("PlatformServer", ["Platform", "Wire", "CDeflate", flyingFox]),

        // The screen.
        module("Terminal", []),
        module("Curses", ["CNCurses", "CProcess", "Terminal"]),
        // Styled lines: Markdown, JSON, source text, edits, what tools print.
        module("RichText", ["Terminal", "Wire", "CMarkdown"]),
        .target(
            name: "Themes", dependencies: ["Terminal", "Wire", "YAMLText", yams], path: "Themes",
            resources: [
                .embedInCode("dark.yaml"), .embedInCode("light.yaml"), .embedInCode("mono.yaml"),
                .embedInCode("high-contrast.yaml"), .embedInCode("colour-blind.yaml"),
            ],
            swiftSettings: strict),
        // What the screen shows, bottom up: what a pane is, the reader, the other panes, the whole; and who does what it
        // asks for.
        module("Shell", below),
        module("Reader", below + ["Shell"]),
        module("Panes", below + ["Shell", "Reader"]),
        module("App", below + ["Shell", "Reader", "Panes"]),
        module("Effects", below + ["Shell", collections]),
        module("Views", below + ["Shell", "Reader", "Panes", "App"]),
        // What is kept on this machine.
        module("LocalState", ["Platform", "Triage", "Wire", grdb]),

        .executableTarget(
            name: "trawl",
            dependencies: [
                "Archive", "CProcess", "Curses", "LocalState", "Platform", "PlatformHTTP", "PlatformServer", "Terminal",
                "Themes", "TextSearch", "Trajectory", "Triage", "Views", "Wire", "YAMLText", arguments, grdb, yams,
            ] + screen,
            swiftSettings: strict),

        // Tests.
        .target(name: "CPty", path: "Tests/CPty", cSettings: strictC),
        .systemLibrary(name: "CVTerm", path: "Tests/CVTerm"),
        // A program on a terminal: for the tests of the screen and for the monkey.
        .target(
            name: "TerminalHarness", dependencies: ["CPty", "CVTerm", "TestSupport"], path: "Tests/TerminalHarness",
            swiftSettings: strict),
        .executableTarget(
            name: "monkey",
            dependencies: ["Archive", "Platform", "PlatformServer", "TerminalHarness", "TestSupport"],
            path: "Tests/Monkey", swiftSettings: strict),
        .target(
            name: "TestSupport",
            dependencies: [
                "Platform", "PlatformHTTP", "PlatformServer", "RichText", "Terminal", "Trajectory", "Triage", "Wire",
            ] + screen,
            path: "Tests/TestSupport",
            swiftSettings: strict),
        .target(name: "Shapes", dependencies: ["TestSupport"], path: "Tests/Shapes", swiftSettings: strict),
        .executableTarget(
            name: "fuzz", dependencies: ["TestSupport", "Trajectory", "Wire"], path: "Tests/Fuzz", swiftSettings: strict
        ),
        .executableTarget(
            name: "trawl-bench", dependencies: ["CPty", "Shapes", "TerminalHarness", "TestSupport"],
            path: "Tests/Bench", exclude: ["list.c"], swiftSettings: strict),
        tests("WireTests", ["Wire"]),
        tests("TextSearchTests", ["TextSearch"]),
        tests("TerminalTests", ["Terminal", "Themes", "Curses", "CNCurses"]),
        tests("TrajectoryTests", ["Shapes", "Trajectory", "Wire"]),
        tests("RichTextTests", ["RichText", "Terminal", "Wire"]),
        tests("TriageTests", ["Triage", "Platform", "Trajectory", "Wire"]),
        tests(
            "CommandTests",
            [
                "trawl", "Archive", "Platform", "PlatformHTTP", "PlatformServer", "Terminal", "Trajectory", "Triage",
                "Views", "Wire", arguments,
            ] + screen),
        tests("PlatformTests", ["Platform", "PlatformHTTP", "PlatformServer", "Wire"]),
        tests("ArchiveTests", ["Archive", "Platform", "TextSearch", "Trajectory", "Wire"]),
        tests(
            "ConformanceTests",
            [
                "Archive", "Platform", "PlatformHTTP", "PlatformServer", "Terminal", "Trajectory", "Triage",
                "Wire",
            ] + screen),
        tests(
            "ViewModelTests",
            below + screen),
        tests("LocalStateTests", ["LocalState", "Platform", "Triage", "Wire"]),
        tests(
            "ViewTests",
            ["Views", "Archive", "Themes"] + below + screen),
        tests("ScreenTests", ["TerminalHarness", "trawl", "Archive", "Platform", "PlatformServer", "Wire"]),
    ],
    swiftLanguageModes: [.v6]
)
