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
    /// `fuzz FILE...` reads inputs that were found; `fuzz --mutate COUNT SEED FOLDER` reads broken copies of shortened
    /// documents of a folder and the folders in it; `fuzz --numbers FOLDER` puts every hostile number in the place of every
    /// number and time of each; `fuzz --steps FILE...` prints what was read, for comparing it with what
    /// another reader makes of the same files.
    @main
    extension Fuzz {
        static func main() throws {
            let arguments = Array(CommandLine.arguments.dropFirst())
            if arguments.first == "--steps" {
                for path in arguments.dropFirst() {
                    print(Saying.of(try TrajectoryDocument.open(path: path)).serialized())
                }
                return
            }
            if arguments.first == "--numbers", arguments.count == 2 {
                return try numbers(in: URL(filePath: arguments[1]))
            }
            guard arguments.count == 4, arguments[0] == "--mutate", let count = Int(arguments[1]),
                let seed = UInt64(arguments[2])
            else {
                for path in arguments { read(Array(try Data(contentsOf: URL(filePath: path)))) }
                return
            }
            try mutate(count, seed: seed, in: URL(filePath: arguments[3]))
        }

        /// What is being read, for the handler below. One thread reads.
        nonisolated(unsafe) private static var current: [UInt8] = []

        /// A failed check ends the program; the input that did it is left in the folder that the program runs in.
        private static func keepInputOfCrash() {
            signal(SIGILL) { _ in
                let file = open("crash.input", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
                Fuzz.current.withUnsafeBytes { _ = write(file, $0.baseAddress, $0.count) }
                _exit(1)
            }
        }

        private static func numbers(in folder: URL) throws {
            keepInputOfCrash()
            var (documents, fields) = (0, 0)
            for original in try Seeds.documents(under: folder) {
                guard let value = try? JSONParser.parse(original) else { continue }
                documents += 1
                for place in HostileNumbers.places(in: value) {
                    fields += 1
                    for number in HostileNumbers.values {
                        let input = HostileNumbers.replacing(place, in: value, by: number).bytes
                        current = input
                        let document = TrajectoryDocument.read(input, name: "numbers")
                        _ = Saying.of(document).serialized()
                        _ = (document.totals, document.disagreement)
                    }
                }
            }
            print(
                "\(fields) numbers and times of \(documents) documents, \(HostileNumbers.values.count) values in each")
        }

        private static func mutate(_ count: Int, seed: UInt64, in folder: URL) throws {
            let originals = try Seeds.documents(under: folder)
            var dice = SeededGenerator(seed: seed)
            var slowest = 0.0
            var takenOtherwise = 0
            keepInputOfCrash()
            for _ in 0..<count {
                guard let original = originals.randomElement(using: &dice) else { break }
                let input = Mutator.mutate(original, crossing: originals, &dice)
                current = input
                let begin = processorTime()
                takenOtherwise += read(input) ? 0 : 1
                slowest = max(slowest, processorTime() - begin)
            }
            current = []
            print(
                "\(count) inputs of \(originals.count) documents read, the slowest in \(Int(slowest * 1000)) ms of the "
                    + "processor, \(takenOtherwise) taken for something else in pieces")
        }

        /// Seconds of the processor that this thread had: what else runs on the machine makes no input slow.
        private static func processorTime() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
    }
#endif

/// Reads inputs that nobody meant. Built with `--sanitize fuzzer -Xswiftc -DLIBFUZZER` it looks for new ones, guided by
/// coverage.
enum Fuzz {
    /// Everything that can be asked of a document has an answer, and of a whole one the pieces in which it comes make no
    /// difference.
    ///
    /// - Returns: false where a whole document was taken for something else when it came in pieces.
    @discardableResult
    static func read(_ bytes: [UInt8]) -> Bool {
        let whole = TrajectoryDocument.read(bytes, name: "whole")
        let count = whole.stepCount
        if let told = Spans.conversations(in: ByteStore(bytes)) {
            _ = TrajectoryDocument.read(told.withBytes(Array.init), name: "spans").stepCount
        }
        for name in ["one.json", "many.jsonl"] {
            guard let list = RunList.find(in: ByteStore(bytes), name: name) else { continue }
            for run in list.runs.prefix(8) { _ = RunList.envelope(of: ByteStore(run.range, of: ByteStore(bytes))) }
        }
        _ = whole.envelope.end(passingFrom: 1)
        precondition((0..<count).allSatisfy { whole.stepWithoutTexts($0) != nil })
        _ = (whole.problems, whole.header, whole.progress, whole.step(count), whole.step(-1))
        let isWhole = (try? JSONParser.parse(bytes)) != nil
        if !isWhole { _ = try? JSONParser.parse(bytes, repairing: true) }
        for index in 0..<min(count, 40) { precondition(whole.step(index) != nil && !whole.rawJSON(index).isEmpty) }
        for part in whole.subdocuments.prefix(4) { _ = (part.stepCount, part.step(0)) }
        // One in four of the torn ones is enough to see that they are survived in pieces too.
        guard isWhole || bytes.count % 4 == 0 else { return true }
        guard let pieces = inPieces(bytes), isWhole else { return true }
        // An element that says two things may be taken for the first of them when the second is not here yet.
        guard pieces.format == whole.format, pieces.stepCount == count else { return false }
        for index in 0..<min(count, 40) { precondition(whole.step(index) == pieces.step(index), "step \(index)") }
        return true
    }

    /// The document, in pieces as long as the input's own bytes say; nil where there is no address space for it.
    private static func inPieces(_ bytes: [UInt8]) -> TrajectoryDocument? {
        guard let store = ByteStore(capacity: bytes.count + 1) else { return nil }
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
