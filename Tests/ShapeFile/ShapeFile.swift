import Foundation
import Shapes

/// `shape NAME [SCALE [SEED]]`: writes one of the unusual trajectories to standard output, for measurements.
@main
enum ShapeFile {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let shape = arguments.first.flatMap({ Shape(rawValue: $0.uppercased()) }) else {
            let list = Shape.allCases.map { "  \($0.rawValue)  \($0.about)\n" }.joined()
            FileHandle.standardError.write(Data("shape NAME [SCALE [SEED]] > FILE\n\(list)".utf8))
            exit(64)
        }
        let scale = arguments.dropFirst().first.flatMap(Double.init) ?? 1
        let seed = arguments.dropFirst(2).first.flatMap { UInt64($0) } ?? 1
        try shape.write(scale: scale, seed: seed) { try FileHandle.standardOutput.write(contentsOf: Data($0)) }
    }
}
