import ArgumentParser

/// How a command prints.
struct OutputOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Print no notes and no progress on standard error.")
    var quiet = false

    @Flag(name: .customLong("no-color"), help: "No colours; NO_COLOR does the same.")
    var noColour = false

    @Flag(help: "In a pipe: texts as they are, with their control characters.")
    var raw = false

    @Flag(help: "For screen readers: rows as one fact a line, without tables; TRAWL_LINEAR=1 does the same.")
    var linear = false

    /// Standard output as these options want it.
    func open() -> Output { Output(quiet: quiet, noColour: noColour, raw: raw, linear: linear) }
}

/// `--json`, for the commands that print rows.
struct JSONOption: ParsableArguments {
    @Flag(name: .long, help: "Print JSON Lines, one object per row (fields: see trawl man).")
    var json = false
}
