import Foundation
import TestSupport
import Trajectory
import Wire

#if LIBFUZZER
    /// One input of libFuzzer's, which brings the main function.
    @_cdecl("LLVMFuzzerTestOneInput")
    func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
        Fuzz.read(Array(UnsafeBufferPointer(start: bytes, count: count)))
        return 0
    }
#else
    /// `fuzz FILE...` reads inputs that were found; `fuzz --mutate COUNT SEED FOLDER` reads broken copies of a folder's.
    @main
    extension Fuzz {
        static func main() throws {
            let arguments = Array(CommandLine.arguments.dropFirst())
            guard arguments.count == 4, arguments[0] == "--mutate", let count = Int(arguments[1]),
                let seed = UInt64(arguments[2])
            else {
                for path in arguments { read(Array(try Data(contentsOf: URL(filePath: path)))) }
                return
            }
            try mutate(count, seed: seed, in: URL(filePath: arguments[3]))
        }

        private static func mutate(_ count: Int, seed: UInt64, in folder: URL) throws {
            let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            let originals = try files.sorted { $0.path < $1.path }.map { Array(try Data(contentsOf: $0)) }
            var dice = SeededGenerator(seed: seed)
            var slowest = Duration.zero
            for _ in 0..<count {
                guard let original = originals.randomElement(using: &dice) else { break }
                let input = Mutator.mutate(original, &dice)
                slowest = max(slowest, ContinuousClock().measure { read(input) })
            }
            print("\(count) inputs of \(originals.count) files read, the slowest in \(slowest)")
        }
    }
#endif

/// Reads inputs that nobody meant. Built with `--sanitize fuzzer -Xswiftc -DLIBFUZZER` it looks for new ones, guided by
/// coverage.
enum Fuzz {
    /// Everything that can be asked of a document has an answer, and of a whole one the pieces in which it comes make no
    /// difference.
    static func read(_ bytes: [UInt8]) {
        let whole = TrajectoryDocument.read(bytes, name: "whole")
        let count = whole.stepCount
        precondition(whole.survey(from: 0, limit: count).flags.count == count)
        _ = (whole.problems, whole.header, whole.progress, whole.step(count), whole.step(-1))
        let isWhole = (try? JSONParser.parse(bytes)) != nil
        if !isWhole { _ = try? JSONParser.parse(bytes, repairing: true) }
        for index in 0..<min(count, 40) { precondition(whole.step(index) != nil && !whole.rawJSON(index).isEmpty) }
        for part in whole.subdocuments.prefix(4) { _ = (part.stepCount, part.step(0)) }
        // What a torn text is named after may depend on how much of it was there when it was named; a whole one's not. One
        // in four of the torn ones is enough to see that they are survived.
        guard isWhole || bytes.count % 4 == 0 else { return }
        let pieces = inPieces(bytes)
        guard isWhole else { return }
        precondition(pieces.format == whole.format && pieces.stepCount == count, "\(pieces.format) \(whole.format)")
        for index in 0..<min(count, 40) { precondition(whole.step(index) == pieces.step(index), "step \(index)") }
    }

    /// The document, in pieces as long as the input's own bytes say.
    private static func inPieces(_ bytes: [UInt8]) -> TrajectoryDocument {
        guard let store = ByteStore(capacity: bytes.count + 1) else { fatalError("no address space") }
        let document = TrajectoryDocument(store: store, expectedBytes: bytes.count, name: "pieces")
        while store.count < bytes.count {
            let length = 1 + Int(bytes[store.count]) * (1 + bytes.count / 2_000)
            store.append(Array(bytes[store.count..<min(bytes.count, store.count + length)]))
            document.advance()
        }
        document.finish(interrupted: false)
        return document
    }
}
