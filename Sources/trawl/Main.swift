import ArgumentParser

@main
struct Trawl: ParsableCommand {
    func run() throws { print("trawl") }
}
