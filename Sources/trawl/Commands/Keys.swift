import ArgumentParser

/// `trawl keys`: the keys of the screen, as `trawl help keys` shows them.
struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the keys of the screen, as they are bound.")

    @OptionGroup var output: OutputOptions

    func run() throws { try Help.print(["keys"], to: output.open()) }
}
