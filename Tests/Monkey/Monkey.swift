import Foundation
import TerminalHarness

/// `monkey SECONDS [SEED] [demo|archive|server]`: plays random keys, pastes, mouse, sizes and signals on the program that
/// stands beside it, each place for its share of the time where none is named. Ends with 1 when it found something.
@main
enum Monkey {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let seconds = arguments.first.flatMap(Double.init), arguments.count <= 3 else {
            print("usage: monkey SECONDS [SEED] [\(Place.allCases.map(\.rawValue).joined(separator: "|"))]")
            exit(2)
        }
        let seed = arguments.dropFirst().first.flatMap(UInt64.init) ?? UInt64.random(in: 1...999_999)
        let places = arguments.dropFirst(2).first.flatMap(Place.init).map { [$0] } ?? Place.allCases
        let folder = NSTemporaryDirectory() + "trawl-monkey-\(getpid())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var isClean = true
        for place in places {
            var round = Round(place: place, seed: seed, folder: folder)
            try await round.play(for: .seconds(seconds / Double(places.count)))
            print(round.summary)
            isClean = isClean && round.findings.isEmpty
        }
        if !isClean {
            try? FileManager.default.removeItem(atPath: folder)
            exit(1)
        }
    }
}
