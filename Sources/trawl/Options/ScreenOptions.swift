import ArgumentParser

/// How the screen looks.
struct ScreenOptions: ParsableArguments {
    @Option(help: ArgumentHelp("dark, light, mono, high-contrast, colour-blind, or a file.", valueName: "theme"))
    var theme: String?

    @Flag(help: "Start at the evaluations, not at the last position.")
    var fresh = false

    @Flag(name: .customLong("readonly"), help: "Change nothing on the server, in marks or in files.")
    var isReadOnly = false

    @Flag(help: "Leave what looks like a key as it is in reports and exports.")
    var reveal = false
}
